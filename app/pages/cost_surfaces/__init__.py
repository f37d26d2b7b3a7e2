"""Cost surfaces: mean squared error and cross-entropy over two weights, side by side."""
