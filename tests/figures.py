"""What the tests of figures share: a figure as a tree of elements, its words, its shapes."""

from __future__ import annotations

from lxml import etree

from roa_dataset.package import Package
from roa_dataset.plot.figure import Figure

SVG = "{http://www.w3.org/2000/svg}"
ARMY, DAY = "unit:russian-liberation-army", "1945-02-15"


def commander_conflict(package: Package) -> dict[str, object]:
    """The contradiction between the texts about who commanded a unit."""
    rows = [dict(row) for row in package.rows("conflicts")]
    return next(r for r in rows if (r["conflict_type"], r["scope"]) == ("commander", "between_texts"))


def tree(figure: Figure, alone: bool = False) -> etree._Element:
    return etree.fromstring(figure.svg(alone=alone).encode(), etree.XMLParser(resolve_entities=False))


def words(figure: Figure) -> str:
    """All words of the picture, with one space between lines."""
    return " ".join("".join(text.itertext()).strip() for text in tree(figure).iter(f"{SVG}text"))


def with_class(figure: Figure, name: str) -> list[etree._Element]:
    return [e for e in tree(figure).iter() if name in (e.get("class") or "").split()]
