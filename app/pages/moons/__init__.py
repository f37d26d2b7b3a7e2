"""Moons: points in the plane, and the decision boundary that bends around them."""
