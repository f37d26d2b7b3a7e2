"""The colors of everything that is drawn, as records in one table.

One language in every palette: class 0 and negative have one color, class 1 and positive another,
and neutral is between them, for weights, maps, points and surfaces alike. Color is never the only
cue: each class also has a marker shape, and where two signs are not told apart by color, the lines
of negative weights are dashed.
"""

from dataclasses import dataclass

from core.language import N_, translated


@translated("negative", "positive", "training", "test", "path", "shadow", "flat")
@dataclass(frozen=True)
class Words:
    """What a sentence beside a picture calls the colors in it."""

    negative: str
    positive: str
    training: str
    test: str
    path: str
    shadow: str
    flat: str


@translated("label")
@dataclass(frozen=True)
class Palette:
    """One palette. A color is six hexadecimal digits after a #, or "white".

    Attributes
    ----------
    name, label : str
        Key in ``PALETTES``, never changed later; and what people read.
    classes : tuple of three colors
        Of lines and small points. The first is also that of what is negative, the second that of
        what is positive.
    points, outlines : tuple of three colors
        Of the points of each class on a map, and of the line around them.
    test_points, test_outlines : tuple of three colors
        The same of test points, which are hollow.
    diverging : tuple of colors
        Evenly spaced, from class 0 and negative over neutral to class 1 and positive: maps of
        units and of two classes, weights as pictures.
    ends : tuple of float
        The part of the diverging colors that is used, as shares of their length.
    tints : tuple of float
        On a map of three classes the share of the class's color in white, at a margin of 0 and at
        one of 1.
    training, test, penalty : str
        Of curves; training is also the true gradient, test also another gradient.
    mark : str
        Of lines that mark a place, and of hints.
    path, other_path, shadow : str
        Seen on a surface: the path of a run, that of another gradient, and what lies below a path.
    flat : str
        Of the flat parts of a surface.
    surface : tuple of colors
        Evenly spaced, from low to high; both paths stand out on all of them.
    score : tuple of colors
        Evenly spaced, from a low score, dark, to a high one, bright.
    valley, not_converged, diverged : str
        Of a start by where it ends: in a fourth valley (the classes are the first three), or in
        none.
    held_out, query : str
        Points on the map of the score.
    right, wrong, wrong_gradient : str
        Of what is right, of a mistake of the network's, and of a gradient that is wrong.
    lit : str
        Of the frame around a unit that answers.
    lanes : tuple of eight colors
        Of runs that are compared, by their places.
    lane_dashes : tuple of eight str
        How their lines are drawn, as style sheets say it: where color does not tell all of them
        apart, this does.
    words : Words
    dashes : bool
        Whether the lines of negative weights are dashed.
    """

    name: str
    label: str
    classes: tuple[str, str, str]
    points: tuple[str, str, str]
    outlines: tuple[str, str, str]
    test_points: tuple[str, str, str]
    test_outlines: tuple[str, str, str]
    diverging: tuple[str, ...]
    ends: tuple[float, float]
    tints: tuple[float, float]
    training: str
    test: str
    penalty: str
    mark: str
    path: str
    other_path: str
    shadow: str
    flat: str
    surface: tuple[str, ...]
    score: tuple[str, ...]
    valley: str
    not_converged: str
    diverged: str
    held_out: str
    query: str
    right: str
    wrong: str
    wrong_gradient: str
    lit: str
    lanes: tuple[str, ...]
    lane_dashes: tuple[str, ...]
    words: Words
    dashes: bool = False

    @property
    def negative(self) -> str:
        """Return the color of what is negative."""
        return self.classes[0]

    @property
    def positive(self) -> str:
        """Return the color of what is positive."""
        return self.classes[1]


#: Viridis, from matplotlib: brighter and brighter for every kind of color vision.
VIRIDIS = (
    "#440154", "#482878", "#3e4989", "#31688e", "#26828e",
    "#1f9e89", "#35b779", "#6ece58", "#b5de2b", "#fde725",
)  # fmt: skip

PALETTES: dict[str, Palette] = {
    record.name: record
    for record in (
        Palette(
            name="default",
            label=N_("red and blue"),
            classes=("#d6604d", "#3a7ab8", "#c98a00"),
            points=("#d6604d", "#3a7ab8", "#c98a00"),
            outlines=("white", "white", "white"),
            test_points=("white", "white", "white"),
            test_outlines=("#d6604d", "#3a7ab8", "#c98a00"),
            # RdBu of ColorBrewer, whose ends are nearly black.
            diverging=(
                "#67001f", "#b2182b", "#d6604d", "#f4a582", "#fddbc7", "#f7f7f7",
                "#d1e5f0", "#92c5de", "#4393c3", "#2166ac", "#053061",
            ),
            ends=(0.18, 0.82),
            # Tinted even at a margin of 0, so that every region shows its class.
            tints=(0.25, 0.85),
            training="#149a70",
            test="#c27c0e",
            penalty="#8a7fb5",
            mark="#8a8f98",
            path="#0b8f63",
            other_path="#c27c0e",
            shadow="#30343c",
            flat="#b9bcc4",
            surface=("#1c3d6e", "#3a7ab8", "#8fbfdc", "#f3e3d3", "#e39a7d"),
            score=VIRIDIS,
            valley="#7b5ea7",
            not_converged="#c9ccd1",
            diverged="#3f444c",
            held_out="#f1a340",
            query="#d6337c",
            right="#149a70",
            wrong="#d6604d",
            wrong_gradient="#e0004d",
            lit="#e8a100",
            lanes=(
                "#04a38f", "#9642f2", "#b58a1b", "#e40c1b",
                "#1f93fa", "#ff41b0", "#3fa50d", "#926673",
            ),
            lane_dashes=("solid",) * 8,
            words=Words(
                N_("red"), N_("blue"), N_("green"), N_("amber"),
                N_("green"), N_("dark"), N_("gray"),
            ),
        ),
        Palette(
            name="safe",
            label=N_("orange and blue, for color-blind people"),
            # Vermilion, blue and green of Okabe and Ito.
            classes=("#d55e00", "#0072b2", "#009e73"),
            points=("#d55e00", "#0072b2", "#009e73"),
            outlines=("white", "white", "white"),
            test_points=("white", "white", "white"),
            test_outlines=("#d55e00", "#0072b2", "#009e73"),
            # The orange half of ColorBrewer's PuOr, the blue half of its RdBu.
            diverging=(
                "#b35806", "#e08214", "#fdb863", "#fee0b6", "#f7f7f7",
                "#d1e5f0", "#92c5de", "#4393c3", "#2166ac",
            ),
            ends=(0.0, 1.0),
            tints=(0.25, 0.85),
            training="#009e73",
            test="#c47a00",
            penalty="#8a7fb5",
            mark="#8a8f98",
            path="#00855f",
            other_path="#c47a00",
            shadow="#30343c",
            flat="#b9bcc4",
            surface=("#0b3a66", "#0072b2", "#8fbfdc", "#f3e3d3", "#f0a868"),
            score=VIRIDIS,
            valley="#f0e442",
            not_converged="#c9ccd1",
            diverged="#3f444c",
            held_out="#f1a340",
            query="#d6337c",
            right="#009e73",
            wrong="#d55e00",
            # Drawn over lines of either sign, and beside what is right: violet differs from all.
            wrong_gradient="#8833ff",
            lit="#e69f00",
            lanes=("#9642f2", "#dc751e", "#90695a", "#a682c5") * 2,
            lane_dashes=("solid",) * 4 + ("dashed",) * 4,
            words=Words(
                N_("orange"), N_("blue"), N_("green"), N_("amber"),
                N_("green"), N_("dark"), N_("gray"),
            ),
        ),
        Palette(
            name="gray",
            label=N_("black and white, for print"),
            # The first two are read on white and on the dark theme.
            classes=("#919191", "#686868", "#2b2b2b"),
            # White and nearly black, each with a line of the other: seen on every gray of a map.
            points=("#ffffff", "#3a3a3a", "#0a0a0a"),
            outlines=("#0a0a0a", "#ffffff", "#ffffff"),
            # Without hue, hollow is a gray of its own; the lines tell the classes apart.
            test_points=("#9a9a9a", "#7c7c7c", "#7c7c7c"),
            test_outlines=("#0a0a0a", "#ffffff", "#ffffff"),
            # From light to dark: without hue, two ends of one lightness would be the same.
            diverging=("#f4f4f4", "#3c3c3c"),
            ends=(0.0, 1.0),
            # Nearly even, so that no tint of one class is one of another.
            tints=(0.7, 0.85),
            training="#919191",
            test="#686868",
            penalty="#919191",
            mark="#8f8f8f",
            path="#0a0a0a",
            other_path="#ffffff",
            shadow="#f2f2f2",
            flat="#d8d8d8",
            surface=("#5c5c5c", "#b0b0b0"),
            score=("#1e1e1e", "#c4c4c4"),
            valley="#c8c8c8",
            not_converged="#e6e6e6",
            diverged="#0a0a0a",
            held_out="#3a3a3a",
            query="#0a0a0a",
            right="#919191",
            wrong="#686868",
            wrong_gradient="#686868",
            lit="#0a0a0a",
            lanes=("#919191", "#686868") * 4,
            lane_dashes=(
                "solid", "solid", "dashed", "dashed", "dotted", "dotted", "double", "double",
            ),
            words=Words(
                N_("light"), N_("dark"), N_("light"), N_("dark"),
                N_("black"), N_("pale"), N_("palest"),
            ),
            dashes=True,
        ),
    )
}  # fmt: skip

#: Of the points of each class.
CLASS_SYMBOLS = ("circle", "square", "diamond")
