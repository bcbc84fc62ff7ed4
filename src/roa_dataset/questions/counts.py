"""How much there is: the numbers that the command, the site and the pages show."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roa_dataset.package import Package

#: tables whose rows are counted, in the order in which they are shown
COUNTED = ("documents", "claims", "persons", "units", "events", "places", "conflicts")


def counts(package: Package) -> dict[str, int]:
    """Table → rows, for the tables of COUNTED that this copy has, and `contradictions`: the conflicts of that class."""
    found = {name: len(package.rows(name)) for name in COUNTED if name in package.descriptor.tables}
    if "conflicts" in found:
        found["contradictions"] = sum(row["class"] == "contradiction" for row in package.rows("conflicts"))
    return found
