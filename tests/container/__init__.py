"""What runs against a built image, in a container."""
