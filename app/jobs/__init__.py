"""Work in the background, in worker processes on this machine or on a cluster."""
