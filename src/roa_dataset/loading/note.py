"""The content note of a copy: what to know before reading about these people. One source for docs, site and archives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roa_dataset.package import Package

#: where the note stands in a checkout, in the wheel and in the archives
PATH = "docs/content-note.md"


@dataclass(frozen=True)
class Point:
    """One thing to know: a short heading, and a paragraph of plain text without markup."""

    title: str
    text: str

    def __str__(self) -> str:
        return f"{self.title}. {self.text}"


def content_note(package: Package) -> tuple[Point, ...]:
    """The points of the note in their order; none where the copy has no such page (a release before there was one)."""
    path = package.root / PATH
    if not path.is_file():
        return ()
    _, *sections = path.read_text(encoding="utf-8").split("\n## ")
    points = (section.partition("\n") for section in sections)
    return tuple(Point(title.strip(), " ".join(text.split())) for title, _, text in points)
