"""What shows how backpropagation works: the chain rule in factors, checks, mistakes, surfaces."""
