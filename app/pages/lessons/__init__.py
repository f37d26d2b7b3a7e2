"""Lessons: those that the server has, and those that a visitor brings along."""
