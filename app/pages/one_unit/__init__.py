"""One unit: a line in the plane, moved by hand or by a rule, one example at a time."""
