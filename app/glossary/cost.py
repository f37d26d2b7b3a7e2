"""Costs, penalties, and the gradient."""

from app.glossary.entry import Entry
from core.engine.costs import COSTS
from core.engine.penalties import PENALTIES
from core.language import N_

ENTRIES = (
    Entry("cost", N_("Cost J"),
          N_("One number that says how wrong the network's outputs are over all examples: 0 is "
             "perfect. It is also called loss. Training makes it small."), "cost_surfaces",
          r"J(\theta)"),
    Entry("cross-entropy", N_("Cross-entropy"),
          N_("The cost for outputs that are probabilities. A prediction that is sure and wrong "
             "costs very much, so its gradient stays large."), "one_weight",
          f"J = {COSTS['cross_entropy'].formula}",
          records=("cross_entropy", "cross_entropy_sum")),
    Entry("softmax-cross-entropy", N_("Cross-entropy with softmax"),
          N_("The cross-entropy for several classes, of which one is right: minus the logarithm "
             "of the right class's probability."), "moons",
          f"J = {COSTS['softmax_cross_entropy'].formula}",
          "data=spirals3&cost=softmax_cross_entropy", ("softmax_cross_entropy",)),
    Entry("mean-squared-error", N_("Mean squared error (MSE)"),
          N_("The mean of the squared differences between outputs and targets. Some pages take "
             "half of it, or the sum instead of the mean, as their tutorials do."), "one_weight",
          f"J = {COSTS['mse'].formula}", records=("mse", "half_mse", "half_squares")),
    Entry("regularization", N_("Regularization"),
          N_("A penalty on large weights that is added to the cost. It keeps the network's "
             "function smooth, against overfitting; biases are left out."), "digits",
          N_(r"J = \text{data term} + \text{penalty}"), "lambda_=30"),
    Entry("lambda", N_("Regularization strength λ (lambda)"),
          N_("How much the penalty counts in the cost. 0 is no penalty; a large λ makes all "
             "weights small."),
          "digits", r"\lambda", "lambda_=30"),
    Entry("l2", N_("L2 penalty"),
          N_("Regularization by the squares of all weights. It makes large weights smaller and "
             "leaves small ones almost alone."), "moons", PENALTIES["l2"].formula,
          "lambda_=1&penalty=l2", ("l2",)),
    Entry("l1", N_("L1 penalty"),
          N_("Regularization by the absolute values of all weights. It drives many of them to 0."),
          "moons",
          PENALTIES["l1"].formula, "lambda_=1&penalty=l1", ("l1",)),
    Entry("derivative", N_("Derivative"),
          N_("How much a value changes when one number changes a little: the slope of its curve "
             "at that place."), "downhill", r"f'(x) = \lim_{h \to 0} \frac{f(x + h) - f(x)}{h}"),
    Entry("gradient", N_("Gradient"),
          N_("The derivatives of the cost by every parameter, as one vector. It points where the "
             "cost rises most, so a step against it makes the cost smaller."), "downhill",
          r"\frac{\partial J}{\partial \theta}"),
    Entry("backpropagation", N_("Backpropagation"),
          N_("The way to compute the whole gradient at once: the error at the output goes back "
             "through the layers by the chain rule."), "backprop",
          r"\delta^{(l)} = \left(\delta^{(l+1)} W^{(l+1)T}\right) \circ f'(z^{(l)})"),
    Entry("chain-rule", N_("Chain rule"),
          N_("The derivative of a function of a function is the product of their derivatives. "
             "Every gradient in a network is such a product."), "backprop",
          r"\frac{\partial J}{\partial w} = \frac{\partial J}{\partial z} \cdot \frac{\partial z}"
          r"{\partial w}"),
    Entry("delta", N_("Delta δ"),
          N_("The derivative of the cost by a unit's weighted sum z: how much the unit is to "
             "blame for the error."), "backprop", r"\delta = \frac{\partial J}{\partial z}"),
    Entry("gradient-check", N_("Gradient check"),
          N_("To compare backpropagation's gradient with differences of the cost, one parameter "
             "at a time. It finds mistakes in the formulas."), "gradient_check",
          r"\frac{\partial J}{\partial \theta_i} \approx \frac{J(\theta + "
          r"\varepsilon e_i) - J(\theta - \varepsilon e_i)}{2 \varepsilon}"),
    Entry("epsilon", N_("Half step ε (epsilon)"),
          N_("How far a parameter is moved up and down in a gradient check. Too large and the "
             "cost bends on the way; too small and only rounding is left."), "gradient_check",
          r"\varepsilon"),
    Entry("cost-surface", N_("Cost surface"),
          N_("The cost over two directions of the weights, as a landscape. A network with more "
             "weights has more directions than a picture can show."), "cost_surfaces",
          r"J(\theta + s u + t v)"),
)  # fmt: skip
