"""Class: a teacher's page that everybody follows, by a code."""
