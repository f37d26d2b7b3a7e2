"""Data to learn from: generated points, digits, nights, files, and the scaling of inputs."""
