"""Lessons: a text file with predictions, goals and questions, read, marked and kept."""
