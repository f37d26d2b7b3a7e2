"""XOR: four examples, a truth table, and the loss surface around the weights."""
