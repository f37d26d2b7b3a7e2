"""Cost surfaces: mean squared error beside cross-entropy, over two weights."""
