"""Runs that a browser watches: the live view's half on the server, and its scenes."""
