"""What networks learn from: made points, digits, nights, and files, with their scaling."""
