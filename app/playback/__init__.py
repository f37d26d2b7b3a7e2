"""Paths that are computed as a whole and played in the browser."""
