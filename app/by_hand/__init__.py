"""Backprop by hand: a weight, an example, and every number between them."""
