"""The tutorials' own figures."""
