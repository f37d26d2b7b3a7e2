"""The pages that a lesson can be about, each as a lesson knows it."""

from collections.abc import Mapping

from app.lessons.subject import Subject
from app.pages.downhill.measures import WALK as DOWNHILL
from app.pages.downhill.settings import DOWNHILL_FORM
from app.pages.one_weight.measures import WALK as ONE_WEIGHT
from app.pages.one_weight.settings import ONE_WEIGHT_FORM
from app.pages.table import EXPERIMENTS, PAGES
from core.language import ENGLISH, using

#: Pages with a plane on which a decision boundary can be sketched.
PLANES = ("moons", "xor")

WALKS = {
    form.name: (form, walk)
    for form, walk in ((DOWNHILL_FORM, DOWNHILL), (ONE_WEIGHT_FORM, ONE_WEIGHT))
}


def subjects() -> Mapping[str, Subject]:
    """Return the subjects by the names of their pages, in the order in which one learns."""
    found = {}
    with using(ENGLISH):  # a copy is made of their titles, for visitors of any language
        for name, record in PAGES.items():
            if name in WALKS:
                form, walk = WALKS[name]
                found[name] = Subject(name, record.title, form, walk=walk)
            elif name in EXPERIMENTS:
                experiment = EXPERIMENTS[name]
                plane = name in PLANES
                found[name] = Subject(name, record.title, experiment.form, experiment, plane=plane)
    return found
