"""One update of a small network as a worksheet, with its answer key."""
