"""What runs look like: frames and their descriptions, a module a kind of page."""
