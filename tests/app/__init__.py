"""The rooms of the app below its pages, without a browser."""
