"""One weight: the smallest network there is, under two costs."""
