"""Results that are claimed in a line of text, and trained again: `python -m app.verify`."""
