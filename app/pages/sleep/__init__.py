"""Sleep and study: a few nights, a test score, and a network that predicts the next one."""
