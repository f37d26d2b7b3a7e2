"""Data, and how well a network does on it."""

from app.glossary.entry import Entry
from core.language import N_

ENTRIES = (
    Entry("example", N_("Example"),
          N_("One input with its target: a point, a night, a picture of a digit. m is the number "
             "of examples."), "sleep", r"(x, y)"),
    Entry("class", N_("Class"),
          N_("What an example is to be recognized as: one of two kinds of points, one of ten "
             "digits. The network has an output for each class, or one for two classes."),
          "digits"),
    Entry("training-set", N_("Training set"),
          N_("The examples from which the gradient is computed, and thus the only ones from which "
             "the network learns."), "moons"),
    Entry("test-set", N_("Test set"),
          N_("Examples that are held out: the network is never trained on them. They show how "
             "well it does on new data."), "moons", query="test=50"),
    Entry("noise", N_("Noise"),
          N_("How far the points stray at random from the shape that they are drawn from. With "
             "much noise the classes overlap, and no network gets all points right."), "moons",
          query="noise=0.3"),
    Entry("input-scaling", N_("Input scaling"),
          N_("To bring all inputs to a similar size before the network, for instance by dividing "
             "each by its largest value. Otherwise one large input rules every sum."), "moons",
          N_(r"\frac{x - \text{mean}}{\text{standard deviation}}"), "scaling=standard"),
    Entry("seed", N_("Seed"),
          N_("A number that starts the generator of random numbers. The same seed gives the same "
             "points or the same initial weights again."), "moons"),
    Entry("accuracy", N_("Accuracy"),
          N_("The share of the examples whose predicted class is right."), "digits",
          N_(r"\frac{\text{right}}{\text{all}}")),
    Entry("confusion-matrix", N_("Confusion matrix"),
          N_("A table of how often each class (row) was predicted as each class (column). Right "
             "predictions stand on the diagonal."), "digits"),
    Entry("rmse", "RMSE",
          N_("The root of the mean squared error: the typical size of an error, in the units of "
             "the target, such as points of a test."),
          "sleep", r"\sqrt{\tfrac1m \sum (\hat y - y)^2}"),
    Entry("overfitting", N_("Overfitting"),
          N_("A network fits the training set better and better, noise included, while it gets "
             "worse on new examples. The training and test costs drift apart."), "sleep",
          query="chapter=overfitting"),
)  # fmt: skip
