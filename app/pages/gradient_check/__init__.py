"""Gradient check: backpropagation's gradient compared with central differences."""
