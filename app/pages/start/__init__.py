"""Start: a recorded run that plays by itself, and the path through the pages."""
