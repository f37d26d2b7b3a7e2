"""Recordings of every page's answers, number by number, and their comparison."""
