"""The pages of pictures: each picture with the same data as a table under it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from roa_dataset.site.content import Content


def figure_pages(content: Content) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(address, title, values) of each page of pictures."""
    for path, title in (("order-of-battle.html", "Order of battle"), ("timeline.html", "Timeline"),
                        ("strengths.html", "Strengths"), ("map.html", "Map"), ("coverage.html", "Coverage")):  # fmt: skip
        yield path, title, {"figures": []}
