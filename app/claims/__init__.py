"""Results that are claimed in a line of text: read, trained again, and told as a table."""
