"""One training run: the task, its epochs, and how frames are packed into messages."""
