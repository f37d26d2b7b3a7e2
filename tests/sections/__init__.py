"""The sections that several pages show."""
