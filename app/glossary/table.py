"""All entries in one table, in the order in which they stand on the glossary's page."""

from collections.abc import Mapping

from app.glossary import cost, data, network, optimizers, training
from app.glossary.entry import Entry
from core.language import N_

#: Heading -> its entries.
GROUPS: Mapping[str, tuple[Entry, ...]] = {
    N_("The network"): network.ENTRIES,
    N_("Data and results"): data.ENTRIES,
    N_("Cost and gradient"): cost.ENTRIES,
    N_("Training"): training.ENTRIES,
    N_("Optimizers"): optimizers.ENTRIES,
}

GLOSSARY: Mapping[str, Entry] = {
    entry.name: entry for entries in GROUPS.values() for entry in entries
}
