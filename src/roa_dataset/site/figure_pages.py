"""The pages of pictures: each picture with the same data as a table under it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from roa_dataset.plot.calendar import day_in_words
from roa_dataset.plot.plots import WIDTH
from roa_dataset.showing.text import cell_text

if TYPE_CHECKING:
    from roa_dataset.plot.figure import Figure
    from roa_dataset.site.content import Content

#: a picture for pages that are narrower than the usual one, in CSS pixels
NARROW = 288
_HIDDEN = ("document_id", "documents", "conflict_id")


@dataclass(frozen=True)
class Cell:
    """A cell of the table under a picture: words with the pages that they lead to."""

    parts: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True)
class Picture:
    """A picture in one or two widths, and its rows as a table. `heading` is empty where the page's title says it all."""

    name: str
    title: str
    description: str
    heading: str
    wide: Markup
    narrow: Markup | None
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    csv: str


def figure_pages(content: Content) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(address, title, values) of each page of pictures; `pictures` are all shown, `days` one at a time."""
    days = _days(content) if _has(content, "unit_relations", "postings") else []
    yield "order-of-battle.html", "Order of battle", {"pictures": [], "days": days, "lead": _ORDER}
    for path, title, lead, tables, draw in _SHEETS:
        both = zip(draw(content, WIDTH), draw(content, NARROW), strict=True) if _has(content, *tables) else ()
        several = title == "Coverage"
        shown = [picture(content, wide, narrow, wide.title if several else "") for wide, narrow in both]
        yield path, title, {"pictures": shown, "days": [], "lead": lead}


def _has(content: Content, *tables: str) -> bool:
    """A copy of another release may lack a table; then there is no picture of it."""
    return all(table in content.package.descriptor.tables for table in tables)


def _timeline(content: Content, width: int) -> list[Figure]:
    return [content.package.plot.timeline(width=width)]


def _strengths(content: Content, width: int) -> list[Figure]:
    return [content.package.plot.strengths(width=width)]


def _places(content: Content, width: int) -> list[Figure]:
    return [content.package.plot.places(width=width)]


def _coverage(content: Content, width: int) -> list[Figure]:
    return [content.package.plot.coverage(document.document_id, width=width) for document in content.documents]


def example_picture(content: Content, conflict_id: str) -> Picture:
    """A conflict as a picture for the first page."""
    plot = content.package.plot
    return picture(content, plot.conflict(conflict_id), plot.conflict(conflict_id, width=NARROW), "")


def dates_picture(content: Content, entity_id: str) -> Picture | None:
    """The dated claims about an entity as a picture; None for fewer than three, which are read faster than a picture."""
    claim_ids = content.claims_of_entity.get(entity_id, ())
    dated = [one for one in claim_ids if content.claims[one]["date_earliest"] or content.claims[one]["date_latest"]]
    if len(dated) < 3:
        return None
    plot = content.package.plot
    return picture(content, plot.timeline(entity_id), plot.timeline(entity_id, width=NARROW), "")


def picture(content: Content, wide: Figure, narrow: Figure | None, heading: str) -> Picture:
    """A figure, its narrow twin and its rows, ready for a page."""
    columns = [name for name in wide.columns if not _is_passed_over(name, wide.columns)]
    return Picture(
        name=wide.name,
        title=wide.title,
        description=wide.description,
        heading=heading,
        wide=Markup(wide.svg()),
        narrow=Markup(narrow.svg(prefix="narrow-")) if narrow else None,
        columns=tuple(name.removesuffix("_label").removesuffix("_text").replace("_", " ") for name in columns),
        rows=tuple(tuple(_cell(content, row, name) for name in columns) for row in wide.rows),
        csv=f"data/{wide.table_name}.csv",
    )


def _is_passed_over(name: str, columns: Sequence[str]) -> bool:
    """Ids whose label is there too, and what the links to claims say already."""
    if name in _HIDDEN and ("claims" in columns or "claim_id" in columns):
        return True
    stem = name.removesuffix("_id")
    return name.endswith("_id") and name != "claim_id" and (stem in columns or f"{stem}_label" in columns or
                                                           name in (columns[0], "geonames_id"))  # fmt: skip


def _cell(content: Content, row: dict[str, object], name: str) -> Cell:
    value = row[name]
    if name in ("claims", "claim_id") and isinstance(value, str):
        claim_ids = [claim_id for claim_id in value.split() if claim_id in content.claims]
        return Cell(tuple((f"claim {content.numbers[one]}", content.links.claim(one)) for one in claim_ids))
    entity = row.get(f"{name.removesuffix('_label')}_id")
    if entity is None and name == "label":
        entity = next(iter(row.values()))
    return Cell(((cell_text(value), content.links.entity(entity)),))


def _days(content: Content) -> list[dict[str, Any]]:
    """The order of battle for each day on which it changes; the fullest one is shown first."""
    plot = content.package.plot
    days = plot.days_of_change()
    figures = [plot.order_of_battle(day) for day in days]
    definite = [sum(row["value"] == "definite" for row in figure.rows) for figure in figures]
    fullest = max(range(len(days)), key=lambda i: (definite[i], len(figures[i].rows)), default=0)
    ends = [(date.fromisoformat(day) - timedelta(days=1)).isoformat() for day in days[1:]]
    return [
        {
            "day": day,
            "span": _span(day, ends[i] if i < len(ends) else ""),
            "words": day_in_words(date.fromisoformat(day)),
            "open": i == fullest,
            "picture": picture(content, figure, None, ""),
        }
        for i, (day, figure) in enumerate(zip(days, figures, strict=True))
    ]


def _span(day: str, until: str) -> str:
    first = day_in_words(date.fromisoformat(day))
    if not until:
        return f"{first} and after"
    return first if until == day else f"{first} to {day_in_words(date.fromisoformat(until))}"


_ORDER = (
    "What was part of, or under, what, as far as the texts date it. Choose a day: between two of them nothing changes. "
    "What has no date is possible on every day."
)
_TIMELINE = "What the texts date, by the calendar. No date is made more certain than its words."
_STRENGTHS = "Each number that a text gives, with its words. Rows are no series: nothing may be added up or joined."
_MAP = "Positions were added by the editors; no text gives any. Most places have none, and are in the table."
_COVERAGE = "What of each text became claims, and what did not, with the reason."
_Draw = Callable[["Content", int], "list[Figure]"]
#: address, title, lead, the tables that the picture is drawn from, and what draws it
_SHEETS: tuple[tuple[str, str, str, tuple[str, ...], _Draw], ...] = (
    ("timeline.html", "Timeline", _TIMELINE, ("events",), _timeline),
    ("strengths.html", "Strengths", _STRENGTHS, ("strengths",), _strengths),
    ("map.html", "Map", _MAP, ("places",), _places),
    ("coverage.html", "Coverage", _COVERAGE, ("passages", "bibliography", "links", "images", "ranks"), _coverage),
)
