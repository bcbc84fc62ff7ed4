"""How figures name texts and codes: in the words of the package's own tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from roa_dataset.claims.readings import text_order

if TYPE_CHECKING:
    from roa_dataset.package import Package

#: the narrowest figure that still has room for a word and a mark
NARROWEST = 280


def text_name(package: Package, document_id: str) -> str:
    """ "newer text"; the id where the versions have no label."""
    label = package.index("documents", "document_id")[document_id].get("version_label")
    return f"{label} text" if label else document_id


def text_names(package: Package, document_ids: Iterable[str]) -> str:
    """The texts in one phrase, newest first: "newer and older text"."""
    order = text_order(package)
    names = [text_name(package, d) for d in sorted(set(document_ids), key=order.__getitem__)]
    if len(names) > 1 and all(name.endswith(" text") for name in names):
        names = [*(name.removesuffix(" text") for name in names[:-1]), names[-1]]
    return " and ".join(names)


def label_of(package: Package, scheme: str, code: str) -> str:
    """What the vocabulary calls a code; the code in words where it has no row."""
    for row in package.groups("vocabulary", "scheme").get(scheme, ()):
        if row["code"] == code:
            return str(row["label"])
    return code.replace("_", " ")


def cell(row: object, column: str) -> str:
    """A cell as text, empty where it is missing or the copy has no such column."""
    value = row.get(column) if isinstance(row, dict) else None
    return "" if value is None else str(value)


def counted(number: int, noun: str) -> str:
    """ "1 reading", "2 readings"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
