"""Benchmarks: they print targets and measurements, and assert nothing."""
