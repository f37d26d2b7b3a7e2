"""What a teacher is told of each lesson of the course, as records in one table."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.language import N_, translated


@translated("said", "shows")
@dataclass(frozen=True)
class Misconception:
    """A wrong prediction that is common.

    Attributes
    ----------
    said : str
        What a learner predicts.
    shows : str
        What that learner believes.
    """

    said: str
    shows: str


@translated("title", "what_for", "expect")
@dataclass(frozen=True)
class Plan:
    """A lesson as a teacher plans it.

    Attributes
    ----------
    name : str
        Of the lesson's file.
    title : str
        The lesson's.
    what_for : str
        What a class knows after it.
    expect : str
        How it goes.
    wrong : tuple of Misconception
        In the order of the lesson.
    worksheet : str
        Address of a page with a worksheet that goes with it, from the root on; empty for none.
    """

    name: str
    title: str
    what_for: str
    expect: str
    wrong: tuple[Misconception, ...]
    worksheet: str = ""


PLANS: Mapping[str, Plan] = {
    record.name: record
    for record in (
        Plan(
            "1-downhill",
            N_("Downhill"),
            N_(
                "A step of gradient descent goes against the derivative, and the learning rate "
                "says how far. It ends where the derivative is 0, and that need not be a minimum."
            ),
            N_(
                "The first step is computed with a pencil. Everybody needs a minute for it, and "
                "some get the sign wrong. The start on the left surprises nearly all."
            ),
            (
                Misconception(
                    N_("After the first step the ball is at 4.112."),
                    N_("The minus sign is forgotten: the step goes uphill."),
                ),
                Misconception(
                    N_("From x = −1 it comes to rest at the lowest point."),
                    N_(
                        "Gradient descent is thought to find the minimum from everywhere. It only "
                        "knows the derivative where it is."
                    ),
                ),
                Misconception(
                    N_("With α = 0.2 it arrives as well, only sooner."),
                    N_("A larger learning rate is thought to be only faster."),
                ),
            ),
        ),
        Plan(
            "2-one-weight",
            N_("One weight"),
            N_(
                "The cost decides how well a network learns. A saturated unit has almost no "
                "gradient under the mean squared error, and a large one under cross-entropy."
            ),
            N_(
                "The two questions at the start take a little algebra. The predictions need no "
                "computing, but a look at how steep the two curves are."
            ),
            (
                Misconception(
                    N_("Both balls have come equally far."),
                    N_(
                        "Two costs with their minimum in the same place are thought to be the same "
                        "task. They differ in how steep the way is."
                    ),
                ),
                Misconception(
                    N_("From w = 15 the ball comes to about 3 in 100 steps."),
                    N_("The more wrong a unit is, the more it is thought to learn."),
                ),
                Misconception(
                    N_("With α = 10 the ball runs away."),
                    N_(
                        "The rule of lesson 1 is applied without a look at the curve, which has no "
                        "steep wall here."
                    ),
                ),
            ),
        ),
        Plan(
            "3-hidden-layer",
            N_("Why a hidden layer"),
            N_(
                "One unit draws one straight line. A hidden layer puts several together, and the "
                "initial weights decide whether training finds a solution."
            ),
            N_(
                "Everybody has other initial weights, so the pictures in the room differ. Let the "
                "class compare screens after the sketch, and count who is stuck with two units."
            ),
            (
                Misconception(
                    N_("Without a hidden layer some of the four examples are learned."),
                    N_(
                        "Learning is thought to be gradual in every case. One example far on the "
                        "wrong side costs more than three right ones save."
                    ),
                ),
                Misconception(
                    N_("A hidden layer is enough, even of one unit."),
                    N_("What counts is thought to be the layer. It is the number of lines."),
                ),
                Misconception(
                    N_("Two units can do it, so they always do."),
                    N_("That a solution exists is taken for the proof that training finds it."),
                ),
            ),
            "/xor?batch=0&hidden=3&alpha=3&epochs=1000",
        ),
        Plan(
            "4-backprop",
            N_("Backpropagation by hand"),
            N_(
                "Each factor of a gradient is a number that one can compute and check. A wrong "
                "gradient can still learn, so one checks the gradient and not the cost."
            ),
            N_(
                "The slowest lesson, with a calculator for everybody. Each has other points and "
                "weights, so nobody can copy a number. The worksheet doubles the time."
            ),
            (
                Misconception(
                    N_("With the wrong sign the cost falls, only more slowly."),
                    N_("The gradient is thought to say how much, and not which way."),
                ),
                Misconception(
                    N_("Without f′(z) nothing is learned."),
                    N_(
                        "A wrong gradient is thought to be useless. One with the right signs often "
                        "goes downhill all the same."
                    ),
                ),
                Misconception(
                    N_("From zero weights the cost falls as usual."),
                    N_("The weights are thought to be no factor of the gradient."),
                ),
            ),
            "/backprop?hidden=3&m=50&alpha=0.05&epochs=300",
        ),
        Plan(
            "5-plateau",
            N_("A plateau"),
            N_(
                "A cost that has stopped falling need not have reached its minimum. Small initial "
                "weights begin with a straight line, and equal ones never leave it."
            ),
            N_(
                "Two sketches, a boundary and a cost curve. Let each learner keep the first one: "
                "the bend that most draw does come, but 1,000 epochs later than they think."
            ),
            (
                Misconception(
                    N_("After 1,000 epochs the line bends around the moons."),
                    N_("The picture is drawn as it should be, not as small weights make it."),
                ),
                Misconception(
                    N_("The cost stays where it is, or falls slowly to 0."),
                    N_(
                        "A curve is thought to go on as it has been. A plateau can end within a "
                        "few hundred epochs."
                    ),
                ),
                Misconception(
                    N_("With zero weights the line bends as before."),
                    N_("Initial weights are thought to be without importance, since they change."),
                ),
            ),
        ),
        Plan(
            "6-overfitting",
            N_("Overfitting"),
            N_(
                "What a network has learned shows on examples that it was not trained on. A "
                "penalty on large weights makes the fit a little worse and the prediction much "
                "better."
            ),
            N_(
                "The numbers are points of a test, so everybody has a feeling for them. Leave time "
                "for the slider: the iteration at which the two numbers part is the lesson."
            ),
            (
                Misconception(
                    N_("On new nights the network is as good as on the twelve."),
                    N_("What was learned is thought to be the rule alone, without the chance."),
                ),
                Misconception(
                    N_("It cannot be nearer to the twelve nights than chance allows."),
                    N_(
                        "A good thought, but it holds for new nights. Chance that has happened can "
                        "be learned by heart."
                    ),
                ),
                Misconception(
                    N_("A hundred times the penalty helps a hundred times as much."),
                    N_("Less overfitting is thought to be always better. It ends in underfitting."),
                ),
            ),
        ),
        Plan(
            "7-optimizers",
            N_("Which optimizer?"),
            N_(
                "An optimizer can only be judged together with its learning rate, and a setting "
                "only by many seeds."
            ),
            N_(
                "The order of the optimizers turns around between two learning rates. Training 32 "
                "networks takes a few seconds; let the class guess the count before."
            ),
            (
                Misconception(
                    N_("With α = 3 Adam is faster still."),
                    N_(
                        "What was best once is thought to be best. Adam's steps have nearly the "
                        "length α, however small the gradient is."
                    ),
                ),
                Misconception(
                    N_("With α = 3 gradient descent fails as Adam does."),
                    N_("A learning rate is thought to mean the same for every optimizer."),
                ),
                Misconception(
                    N_("Another seed gives about the same result."),
                    N_("One run is taken for the setting."),
                ),
            ),
        ),
        Plan(
            "8-digits",
            N_("What hidden units see"),
            N_(
                "Hidden units become detectors of strokes because that lowers the cost. They stand "
                "for no digit: what an output uses is the pattern of all of them."
            ),
            N_(
                "The end of the course, and the liveliest lesson. Plan a few minutes for drawing "
                "digits that the network gets wrong."
            ),
            (
                Misconception(
                    N_("Three hidden units can tell three digits."),
                    N_("A hidden unit is thought to stand for one class."),
                ),
                Misconception(
                    N_("A stronger penalty reads more digits right."),
                    N_("A remedy from lesson 6 is applied where there is little to cure."),
                ),
                Misconception(
                    N_("From zero weights the pictures become different all the same."),
                    N_("The data are thought to break a symmetry of the weights."),
                ),
            ),
        ),
    )
}
