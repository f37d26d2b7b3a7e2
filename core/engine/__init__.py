"""The engine: networks, costs and their gradients, optimizers, and runs that keep their steps."""
