"""What is dated, by the calendar: a row for each event or claim, a line for each reading of its date."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from roa_dataset.claims.readings import text_order
from roa_dataset.plot.calendar import Axis, Stretch, in_words, stretch, years_of
from roa_dataset.plot.drawing import MARGIN, SMALL, Drawing
from roa_dataset.plot.figure import Figure
from roa_dataset.plot.legend import Sign, draw_legend
from roa_dataset.plot.said import cell, counted, label_of, text_names
from roa_dataset.questions.timeline import timeline as claims_by_date

if TYPE_CHECKING:
    from roa_dataset.loading.rows import Record
    from roa_dataset.package import Package

_LANE = 17
#: from this width on, the calendar stands beside the words
_TWO_COLUMNS = 560
#: so far an arrow reaches: it says that a side is open, not how far
_REACH = 26
_SIGNS = (
    "A dot is a known day; solid is time that is certainly covered; hatched is the time within which it lies, begins or ends; "
    "an arrow is open on that side, and its length means nothing."
)


@dataclass(frozen=True)
class _Reading:
    """One date of an entry with the words of the texts that give it."""

    words: str
    stretch: Stretch
    row: dict[str, object]


@dataclass(frozen=True)
class _Entry:
    """An event or a claim with its readings."""

    label: str
    group: str
    readings: tuple[_Reading, ...]

    @property
    def order(self) -> tuple[int, int, str]:
        days = [day for reading in self.readings for day in reading.stretch.days]
        return min(days), max(days), self.label


def timeline(package: Package, subject: str | None, width: int) -> Figure:
    """See Plots.timeline."""
    if subject is None:
        entries = list(_events(package))
        undated = len(package.rows("events")) - len(entries)
        title, name, table, noun = "Dated events", "timeline", "events", "event"
    else:
        found = claims_by_date(package, subject)
        entries = list(_claims(package, found))
        undated = len(found) - len(entries)
        label = cell(package.index("entities", "entity_id").get(found.subject_id), "label")
        title, name = f"Dated statements about {label}", f"timeline-{found.subject_id.replace(':', '-')}"
        table, noun = "claims", "statement"
    entries.sort(key=lambda entry: (entry.group, entry.order))
    drawing = Drawing(width)
    y = _draw(drawing, entries, width) if entries else 18.0
    note = f"Not drawn, because no text gives a date on the calendar: {counted(undated, noun)}."
    y = drawing.paragraph(MARGIN, y + 8, note, width - 2 * MARGIN, size=SMALL)
    rows = tuple(reading.row for entry in entries for reading in entry.readings)
    return Figure(
        name=name,
        title=title,
        description=f"{counted(len(entries), noun)} with {counted(len(rows), 'reading')} of their dates, in the order of "
        f"the calendar. {_SIGNS} {note}",
        table_name=table,
        rows=rows,
        width=width,
        height=math.ceil(y),
        _body=drawing.markup,
    )


def _events(package: Package) -> Iterator[_Entry]:
    """The events with a date on the calendar; the readings are those of the claims behind the cells of the date."""
    claims = package.index("claims", "claim_id")
    behind: dict[str, dict[str, None]] = {}
    for row in package.rows("provenance"):
        if row["table_name"] == "events" and str(row["column_name"]).startswith("date_"):
            behind.setdefault(str(row["row_id"]), {})[str(row["claim_id"])] = None
    for event in package.rows("events"):
        if not (event["date_earliest"] or event["date_latest"]):
            continue
        event_id, label = str(event["event_id"]), str(event["label"])
        group = "" if cell(event, "occurs_in") == "article" else "Only in summaries of other articles"
        shared: dict[str, object] = {"event_id": event_id, "label": label, "event_type": event["event_type"]}
        dated = [claims[claim_id] for claim_id in behind.get(event_id, ()) if claim_id in claims]
        readings = tuple(_readings(package, dated, shared))
        if readings:
            yield _Entry(label, group, readings)


def _claims(package: Package, found: Sequence[Any]) -> Iterator[_Entry]:
    for moment in found:
        claim = moment.claim
        shared = {"claim_id": claim.claim_id, "statement": claim.statement, "modality": claim.modality}
        readings = tuple(_readings(package, [claim.row], shared))
        if readings:
            yield _Entry(claim.statement, "", readings)


def _readings(package: Package, claims: Sequence[Record], shared: dict[str, object]) -> Iterator[_Reading]:
    """Claims that give one date are one reading; those whose date has no place on the calendar are none."""
    groups: dict[tuple[object, ...], list[Record]] = {}
    order = text_order(package)
    for claim in sorted(claims, key=lambda row: (order[str(row["document_id"])], str(row["claim_id"]))):
        key = tuple(claim[f"date_{part}"] for part in ("edtf", "role", "earliest", "latest"))
        groups.setdefault(key, []).append(claim)
    made = []
    for (edtf, role, earliest, latest), some in groups.items():
        bounds = [day if isinstance(day, date) else None for day in (earliest, latest)]
        place = stretch(str(edtf or ""), str(role or ""), *bounds)
        if place is None:
            continue
        row = {
            **shared,
            "date_text": " | ".join(dict.fromkeys(str(c["date_text"]) for c in some if c["date_text"])) or None,
            "date_edtf": edtf, "date_role": role, "date_earliest": earliest, "date_latest": latest,
            "documents": " ".join(dict.fromkeys(str(c["document_id"]) for c in some)),
            "claims": " ".join(str(c["claim_id"]) for c in some),
        }  # fmt: skip
        made.append(_Reading(_words(package, some, str(role or ""), str(edtf or "")), place, row))
    yield from sorted(made, key=lambda reading: (min(reading.stretch.days), max(reading.stretch.days), reading.words))


def _words(package: Package, claims: Sequence[Record], role: str, edtf: str) -> str:
    """The date in the words of the texts, each with the texts that have them; taken over from elsewhere, its value."""
    by_words: dict[str, list[str]] = {}
    for claim in claims:
        by_words.setdefault(cell(claim, "date_text"), []).append(str(claim["document_id"]))
    kind = "" if role == "point" else f"{label_of(package, 'date_role', role)} "
    said = [
        f"“{words}” ({text_names(package, texts)})"
        if words
        else f"{in_words(edtf)} (from the passage, {text_names(package, texts)})"
        for words, texts in by_words.items()
    ]
    return kind + "; ".join(said)


def _draw(drawing: Drawing, entries: Sequence[_Entry], width: int) -> float:
    """All entries under axes of years and months, one for each group; gives the place below them."""
    narrow = width < _TWO_COLUMNS
    side = width - 2 * MARGIN if narrow else int(width * 0.5)
    left = float(MARGIN + 4 if narrow else side + 4 * MARGIN)
    first, last = years_of(reading.stretch for entry in entries for reading in entry.readings)
    axis = Axis(first, last, left, width - MARGIN - 4.0)
    y = _legend(drawing)
    for group, some in groupby(entries, key=lambda entry: entry.group):
        if group:
            y = drawing.paragraph(MARGIN, y + 16, group, width - 2 * MARGIN, size=16, bold=True)
        y = _scale(drawing, axis, y)
        top, place = y - 20, drawing.place
        levels: list[float] = []
        for entry in some:
            y = _entry(drawing, axis, entry, y, side, narrow, levels)
        # where the marks have lines of their own the years are shown on these only: words would cross them
        lanes = [(level - 9, level + 9) for level in levels] if narrow else [(top, y - 12)]
        grid = "".join(_uprights(axis.januaries, *lane) for lane in lanes)
        drawing.path(grid, width=1, opacity=0.25, kind="grid", place=place)
    return y


def _legend(drawing: Drawing) -> float:
    items: list[tuple[Sign, str]] = [
        (lambda d, x, y: d.circle(x + 17, y, 4.5), "known day"),
        (lambda d, x, y: d.rect(x + 4, y - 5, _REACH, 10, fill="solid"), "certainly covered"),
        (lambda d, x, y: d.rect(x + 4, y - 5, _REACH, 10, fill="hatched"), "at some time inside"),
        (lambda d, x, y: d.arrow(x + 4, y, x + 4 + _REACH), "open on this side"),
    ]
    return draw_legend(drawing, items, 18) + 26


def _scale(drawing: Drawing, axis: Axis, y: float) -> float:
    """Years with their names, months as ticks."""
    for year in axis.years:
        middle = (axis.january(year) + axis.january(year + 1)) / 2
        drawing.words(middle, y + 2, str(year), size=SMALL, anchor="middle")
    months = [axis.x(date(year, month, 1).toordinal()) for year in axis.years for month in range(2, 13)]
    drawing.path(f"M{axis.left:.1f} {y + 10:.1f}H{axis.right:.1f}" + _uprights(months, y + 6, y + 10), width=0.75)
    drawing.path(_uprights(axis.januaries, y - 4, y + 10), width=1)
    return y + 30


def _uprights(places: Iterable[float], top: float, bottom: float) -> str:
    """Upright lines as the data of one path."""
    return "".join(f"M{x:.1f} {top:.1f}V{bottom:.1f}" for x in places)


def _entry(
    drawing: Drawing, axis: Axis, entry: _Entry, y: float, side: int, narrow: bool, levels: list[float]
) -> float:
    """The label, and for each reading its words and its mark; the levels of the marks are added to `levels`."""
    y = drawing.paragraph(MARGIN, y, entry.label, side)
    for reading in entry.readings:
        top = y
        y = drawing.paragraph(MARGIN + 12, y, reading.words, side - 12, size=SMALL, italic=True)
        levels.append(y - 2 if narrow else top - 4)
        y += _LANE if narrow else 0
        _mark(drawing, axis, reading.stretch, levels[-1])
    return y + 8


def _mark(drawing: Drawing, axis: Axis, found: Stretch, level: float) -> None:
    if not axis.holds(found):
        before = max(found.days) < date(axis.first_year, 1, 1).toordinal()
        words, x = ("earlier", axis.left) if before else ("later", axis.right)
        reach = x + (_REACH if before else -_REACH)
        drawing.arrow(reach, level, x, line="solid")
        drawing.words(reach + (6 if before else -6), level + 4, words, size=SMALL, anchor="start" if before else "end")
        return
    for start, end in found.hatched:
        drawing.rect(axis.x(start), level - 5, max(axis.x(end) - axis.x(start), 3), 10, fill="hatched", stroke=1)
    if found.solid and found.day:
        drawing.circle(axis.x(found.solid[0]), level, 4.5)
    elif found.solid:
        left, right = map(axis.x, found.solid)
        drawing.rect(left, level - 5, max(right - left, 3), 10, fill="solid", stroke=1)
    if found.later is not None:
        x = axis.x(found.later)
        drawing.line(x, level - 5, x, level + 5)
        drawing.arrow(x, level, min(x + _REACH, drawing.width - 2.0))
    if found.earlier is not None:
        x = axis.x(found.earlier)
        drawing.line(x, level - 5, x, level + 5)
        drawing.arrow(x, level, max(x - _REACH, 2.0))
