"""Backpropagation explained: the chain rule in factors, checks, mistakes, loss surfaces."""
