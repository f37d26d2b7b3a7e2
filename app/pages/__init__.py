"""The pages, one folder each, which holds all that belongs to that page alone."""
