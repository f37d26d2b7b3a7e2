"""Settings as data: fields, the tables of them, and the address in both directions."""
