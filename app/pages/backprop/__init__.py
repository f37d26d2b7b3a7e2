"""Backprop by hand: two tanh layers, small enough to calculate by hand."""
