"""Parts that several pages show below their picture."""
