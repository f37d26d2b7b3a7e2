"""The training engine: NumPy and SciPy only, and no word of any user interface.

(scikit-learn makes the data sets and checks what the estimators are given.) Read it in the order
in which it is imported:

    activations, costs, penalties -> network -> objective -> gradient_check
                                                          -> optimizers -> training -> estimator

    datasets, scaling, initializers, products and tutorials stand beside that line. What an
    optimizer asks of an objective is in differentiable; a curve is the simplest one.

Glossary
--------
m          number of examples; rows of X
n          number of units in a layer
X          inputs, shape (m, n_0)
y          targets, shape (m, n_L)
W, b       weights (n_in, n_out) and biases (n_out,) of one layer
z, a       z = a_previous @ W + b, and a = f(z)
y_hat      what the network says: the activation of the output layer
theta      all W and b of a network in one flat vector: W1, b1, W2, b2, ...
J          the cost that is trained: data term plus penalty
delta      dJ/dz of a layer
alpha      learning rate
lambda_    strength of the penalty on the weights (never on the biases)
k          number of the iteration: k updates have been made
"""
