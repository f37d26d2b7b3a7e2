"""Downhill: gradient descent on a function of one variable."""
