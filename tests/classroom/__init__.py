"""Classes: rooms, their events, what followers are sent, the route."""
