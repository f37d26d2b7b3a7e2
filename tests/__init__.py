"""The tests, in the rooms of what they test; browser, load, balancer and container beside them."""
