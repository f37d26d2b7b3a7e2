"""Gradient check: backpropagation's gradient beside central differences."""
