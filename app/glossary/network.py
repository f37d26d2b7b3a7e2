"""What a network consists of, and its symbols."""

from app.glossary.entry import Entry
from core.engine.activations import ACTIVATIONS
from core.language import N_

ENTRIES = (
    Entry("neural-network", N_("Neural network"),
          N_("A function from inputs to outputs that is built of simple units in layers. Its "
             "weights and biases are numbers, and learning means to change them."), "moons",
          r"\hat y = f(\cdots f(x W_1 + b_1) \cdots)"),
    Entry("unit", N_("Unit"),
          N_("One circle or square of the diagram. It adds up its inputs, each times a weight, "
             "adds a bias, and applies the activation to the sum."), "backprop", "a = f(z)"),
    Entry("input", N_("Input x"),
          N_("The numbers that describe one example, such as the two coordinates of a point. The "
             "inputs are also called features."), "sleep", r"x = (x_1, x_2, \ldots)"),
    Entry("target", N_("Target y"),
          N_("The output that an example should have. It belongs to the data and never changes."),
          "xor"),
    Entry("y-hat", N_("Output ŷ (y hat)"),
          N_("What the network computes for an example: its prediction. Training brings ŷ close "
             "to the target y."), "xor", r"\hat y = a^{(L)}"),
    Entry("weight", N_("Weight W"),
          N_("The factor by which one unit's value is multiplied on its way into another unit. "
             "Every line of the diagram is a weight."), "backprop", "W_{ij}"),
    Entry("bias", N_("Bias b"),
          N_("A number that is added to a unit's sum, whatever the inputs are. It moves the place "
             "at which the unit changes its answer."), "backprop", r"z = \sum_i x_i W_i + b"),
    Entry("z", N_("Weighted sum z"),
          N_("A unit's inputs, each times its weight, added up, plus the bias: its value before "
             "the activation."), "backprop", r"z_j = \sum_i a_i W_{ij} + b_j"),
    Entry("a", N_("Activation a of a unit"),
          N_("A unit's value: the activation function f, applied to its weighted sum z."),
          "backprop",
          "a = f(z)"),
    Entry("theta", N_("Parameters θ (theta)"),
          N_("All weights and biases of a network as one long vector. Optimizers change this "
             "vector."),
          "gradient_check", r"\theta = (W_1, b_1, W_2, b_2, \ldots)"),
    Entry("hidden-layer", N_("Hidden layer"),
          N_("A layer of units between the inputs and the outputs. Without one, the decision "
             "boundary is a straight line."), "moons"),
    Entry("activation", N_("Activation function f"),
          N_("The function that turns a unit's weighted sum z into its value a. If it were a "
             "straight line, many layers could do no more than one."), "sleep", "a = f(z)",
          "chapter=forward"),
    Entry("sigmoid", N_("Sigmoid σ"),
          N_("An activation with values between 0 and 1, steep near z = 0 and flat far from it. "
             "As an output it is read as a probability."), "one_weight",
          rf"\sigma(z) = {ACTIVATIONS['sigmoid'].formula('z')}", records=("sigmoid",)),
    Entry("tanh", N_("Tanh"),
          N_("The hyperbolic tangent: shaped like the sigmoid, with values between -1 and 1. Its "
             "values are balanced around 0, which often makes learning faster."), "backprop",
          rf"f(z) = {ACTIVATIONS['tanh'].formula('z')}", records=("tanh",)),
    Entry("relu", "ReLU",
          N_("The rectified linear unit: z where z is positive, otherwise 0. Its derivative does "
             "not shrink for large z, but a unit can become dead."), "moons",
          rf"f(z) = {ACTIVATIONS['relu'].formula('z')}", "activation=relu&init=he", ("relu",)),
    Entry("linear", N_("Linear activation"),
          N_("The activation that leaves z as it is. With it, a network of many layers computes "
             "no more than one of a single layer."), "moons", "f(z) = z", "activation=linear",
          ("linear",)),
    Entry("softmax", N_("Softmax"),
          N_("An output activation for several classes: every output is positive, and those of an "
             "example add up to 1. So they are read as probabilities of the classes."), "moons",
          r"\hat y_j = \frac{e^{z_j}}{\sum_k e^{z_k}}", "data=spirals3&cost=softmax_cross_entropy",
          ("softmax",)),
    Entry("decision-boundary", N_("Decision boundary"),
          N_("The line at which the predicted class changes, where the output is 0.5. Points on "
             "its wrong side are classified wrongly."), "moons", r"\hat y = 0.5"),
)  # fmt: skip
