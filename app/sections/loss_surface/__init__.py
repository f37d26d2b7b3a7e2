"""The loss surface around the weights of a run, and the path of the run on it."""
