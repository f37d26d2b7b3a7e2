"""The loss surface around the current weights of a run, and the path of the run on it."""
