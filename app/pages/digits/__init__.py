"""Digits: handwritten digits, and hidden units that become detectors of strokes."""
