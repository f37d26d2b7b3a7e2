"""How a run trains: steps, batches, learning rate, and what goes wrong."""

from app.glossary.entry import Entry
from core.engine.optimizers import SCHEDULES
from core.language import N_

ENTRIES = (
    Entry("optimizer", N_("Optimizer"),
          N_("The rule by which the gradient becomes a step of the parameters."), "moons"),
    Entry("learning-rate", N_("Learning rate α (alpha)"),
          N_("How far an update goes: the factor in front of the gradient. Too small and learning "
             "takes long; too large and the steps jump over the minimum, or the cost grows "
             "without end."),
          "downhill",
          r"\theta \leftarrow \theta - \alpha \frac{\partial J}{\partial \theta}"),
    Entry("schedule", N_("Learning-rate schedule"),
          N_("How the learning rate falls with the epochs: constant, halved after every period, "
             "or along a cosine down to 0."), "moons",
          r"\alpha_t = " + SCHEDULES["cosine"].formula, "schedule=cosine&more=1",
          ("constant", "step", "cosine")),
    Entry("epoch", N_("Epoch"),
          N_("One pass through the training set: every training example has been used once. With "
             "mini-batches an epoch has several updates."), "moons"),
    Entry("iteration", N_("Iteration"),
          N_("One step of an optimizer such as BFGS, which takes all examples in each. It may "
             "compute the cost several times to find a good length of its step."), "sleep"),
    Entry("evaluation", N_("Evaluation"),
          N_("One computation of the cost, usually with its gradient. The fair measure of how "
             "much work an optimizer has done."), "digits"),
    Entry("batch", N_("Batch"),
          N_("The examples from which one update's gradient is computed: all of them, or a small "
             "part, a mini-batch. Small batches give many quick, less exact steps."), "xor",
          N_(r"\frac{\partial J}{\partial \theta} \approx \frac1B "
             r"\sum_{i \in \text{batch}} \frac{\partial J_i}{\partial \theta}"), "batch=1"),
    Entry("initialization", N_("Initialization"),
          N_("How the initial weights are drawn. They must differ, or all units of a layer learn "
             "the same; and they must be neither too small nor too large."),
          "moons", query="more=1"),
    Entry("minimum", N_("Minimum"),
          N_("A place where the cost is lower than everywhere near it. It need not be the lowest "
             "of all."),
          "downhill", r"\frac{\partial J}{\partial \theta} = 0", "f=wells"),
    Entry("plateau", N_("Plateau"),
          N_("A region where the cost is nearly flat. The gradient is close to 0 there, so "
             "training seems to stand still, though it may still leave."), "cost_surfaces"),
    Entry("saturated", N_("Saturated unit"),
          N_("A sigmoid or tanh unit whose z is so far from 0 that its activation is flat there. "
             "Its derivative is almost 0, and so little of the gradient passes."), "backprop",
          r"f'(z) \approx 0",
          "activation=sigmoid&init=normal"),
    Entry("dead-unit", N_("Dead unit"),
          N_("A ReLU unit whose z is negative at every example. Its output and its gradient are "
             "0, so training no longer changes it."),
          "backprop", r"z \le 0 \;\Rightarrow\; f'(z) = 0",
          "activation=relu"),
    Entry("symmetry", N_("Symmetric units"),
          N_("Units of a layer with the same weights get the same gradient and stay equal. So a "
             "layer of them can do no more than one unit; initial weights drawn at random prevent "
             "it."), "moons",
          query="init=zeros"),
    Entry("vanishing-gradient", N_("Vanishing gradient"),
          N_("In a deep network of sigmoid units the gradient becomes smaller from layer to layer "
             "on its way back, so that the first layers hardly learn."), "backprop",
          query="hidden=3-3-3-3&activation=sigmoid"),
    Entry("divergence", N_("Divergence"),
          N_("The cost grows from step to step instead of falling, usually because the learning "
             "rate is too large. The run is then ended."), "downhill",
          query="f=ravine&x_0=1.8&alpha=0.2"),
)  # fmt: skip
