"""The training engine: it knows no user interface.

    engine/      networks, costs, optimizers, runs: NumPy and SciPy
    data/        data sets, scaling, files of digits
    explain/     the chain rule in factors, mistakes, gradient checks, loss surfaces
    estimators/  the same networks as scikit-learn estimators
    tutorials    the problems of the tutorials, as published
    checks       what every public function does with its arguments
    types        names of the array types

Read engine/ in the order in which it is imported:

    activations, initializers, parameters, forward -> network
    network, costs, penalties, examples -> buffers -> backpropagation -> objective
    differentiable (what an optimizer asks of an objective) -> optimizers -> divergence -> training

Glossary
--------
m          number of examples; rows of X
n          number of units in a layer
X          inputs, shape (m, n_0)
y          targets, shape (m, n_L)
W, b       weights (n_in, n_out) and biases (n_out,) of one layer
z, a       z = a_previous @ W + b, and a = f(z)
y_hat      what the network puts out: the activation of the output layer
theta      all W and b of a network in one flat vector: W1, b1, W2, b2, ...
J          the cost that is trained: data term plus penalty
delta      dJ/dz of a layer
alpha      learning rate
lambda_    strength of the penalty on the weights (never on the biases)
k          number of updates made
step       theta, J and gradient after k updates, and what the optimizer remembers
run        all steps of one training
epoch      updates that see every example once
"""
