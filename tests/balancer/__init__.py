"""Several processes of the app behind deploy/haproxy.cfg."""
