"""The tests, in layers: unit, golden, figures, app, browser."""
