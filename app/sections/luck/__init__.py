"""Luck: many networks that differ in their seeds alone, and what that makes of the result."""
