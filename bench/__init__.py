"""Benchmarks: they print what was asked and what was measured, and assert nothing."""
