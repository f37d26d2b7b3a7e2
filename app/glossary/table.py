"""All entries in one table, in the order in which they stand on the glossary's page."""

from collections.abc import Mapping

from app.glossary import cost, data, network, optimizers, training
from app.glossary.entry import Entry

#: Heading -> its entries.
GROUPS: Mapping[str, tuple[Entry, ...]] = {
    "The network": network.ENTRIES,
    "Data and results": data.ENTRIES,
    "Cost and gradient": cost.ENTRIES,
    "Training": training.ENTRIES,
    "Optimizers": optimizers.ENTRIES,
}

GLOSSARY: Mapping[str, Entry] = {
    entry.name: entry for entries in GROUPS.values() for entry in entries
}
