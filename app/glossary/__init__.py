"""The glossary: every symbol and term that the pages use, explained once."""
