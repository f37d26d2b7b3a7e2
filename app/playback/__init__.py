"""Descents that are computed at once and then played in the browser."""
