"""The page that checks result lines."""
