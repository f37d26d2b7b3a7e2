"""The palette in use as a style sheet, for what the browser draws."""

from app.figures.palette import Palette


def color_style(palette: Palette) -> str:
    """Return a style sheet with the custom properties that others and modules read."""
    colors = {
        # Of a sign and of a class.
        "negative": palette.negative,
        "positive": palette.positive,
        # Of what is right and what is wrong.
        "right": palette.right,
        "wrong": palette.wrong,
        "wrong-gradient": palette.wrong_gradient,
        # Of a unit that answers, and of hints.
        "lit": palette.lit,
        "mark": palette.mark,
        # Of runs that are compared, and how their lines are drawn.
        **{f"lane-{place}": color for place, color in enumerate(palette.lanes)},
        **{f"lane-{place}-dash": dash for place, dash in enumerate(palette.lane_dashes)},
    }
    properties = " ".join(f"--gn-{name}: {color};" for name, color in colors.items())
    return f":root {{ {properties} }}"
