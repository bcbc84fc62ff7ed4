"""The links at the top and at the foot of every page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roa_dataset.site import comparison_pages
from roa_dataset.site.entity_pages import LISTS

if TYPE_CHECKING:
    from roa_dataset.site.content import Content


@dataclass(frozen=True)
class Entry:
    """A link of the navigation; `top` where it stands at the head of every page too."""

    label: str
    path: str
    top: bool = True


def navigation(content: Content) -> list[tuple[str, list[Entry]]]:
    """Headings with their links, in the order in which they are shown."""
    texts = [
        Entry(content.text_label(document.document_id).capitalize(), content.links.text(document.document_id))
        for document in content.documents
    ]
    sides = [Entry("Side by side", comparison_pages.path_of(content, *pair))
             for pair in comparison_pages.neighbours(content)]  # fmt: skip
    named = [Entry(name, path, top=path != LISTS[-1][0]) for path, name, _ in LISTS]
    pictures = [
        Entry("Order of battle", "order-of-battle.html"),
        Entry("Timeline", "timeline.html"),
        Entry("Strengths", "strengths.html", top=False),
        Entry("Map", "map.html", top=False),
        Entry("Coverage", "coverage.html", top=False),
    ]
    about = [
        Entry("Claims", "claims.html"),
        Entry("Data", "data.html"),
        Entry("Method and limits", "method.html", top=False),
        Entry("Accessibility", "accessibility.html", top=False),
    ]
    return [
        ("Read", [*texts, *sides, Entry("Where they differ", "conflicts.html")]),
        ("Who, where, when", named),
        ("Pictures", pictures),
        ("Data", about),
    ]
