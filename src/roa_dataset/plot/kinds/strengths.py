"""How strong units are said to be: one row for each reading, grouped by unit, none joined to another."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from roa_dataset.claims.readings import text_order
from roa_dataset.naming.resolve import entity_id_of
from roa_dataset.plot.drawing import MARGIN, SMALL, Drawing
from roa_dataset.plot.figure import Figure
from roa_dataset.plot.legend import Sign, draw_legend
from roa_dataset.plot.measure import width_of
from roa_dataset.plot.said import cell, counted, label_of, text_name

if TYPE_CHECKING:
    from roa_dataset.loading.rows import Record
    from roa_dataset.package import Package

#: what is counted is bodies, not people: they have an axis of their own
_BODIES = re.compile(
    r"\b(?:armies|battalions|brigades|companies|corps|divisions|formations|regiments|squadrons|units)\Z"
)
#: the width of the words beside the scale, and from which width of the figure on they stand there
_SIDE, _TWO_COLUMNS = 290, 560
_COLUMNS = (
    "strength_id", "unit_id", "unit_label", "counted", "number_min", "number_max", "number_exactness", "measure",
    "value_as_written", "as_written", "as_of_text", "as_of_earliest", "as_of_latest", "hedges", "modality", "polarity",
    "citation_needed", "state", "document_id",
)  # fmt: skip
_SIGNS = (
    "A dot is a number given as exact, a ring one given as approximate, a hatched bar a range of which the text names both "
    "ends, an arrow a bound on one side. Where a text gives no number there is no mark, only its words."
)


def strengths(package: Package, unit: str | None, width: int) -> Figure:
    """See Plots.strengths."""
    unit_id = None if unit is None else entity_id_of(package, unit)
    rows = [row for row in package.rows("strengths") if unit_id in (None, row["unit_id"])]
    drawing = Drawing(width)
    drawn: list[Record] = []
    y = _legend(drawing) if rows else 18.0
    for heading, some in _panels(package, rows):
        drawn += some
        y = _panel(package, drawing, heading, some, y)
    if not rows:
        drawing.words(MARGIN, y, "No text says how strong it was.")
        y += 16
    of = f" of {_label(package, unit_id)}" if unit_id else ""
    return Figure(
        name="strengths" + (f"-{unit_id.replace(':', '-')}" if unit_id else ""),
        title=f"Strengths{of} as the texts give them",
        description=f"{counted(len(drawn), 'reading')}, one in each row, grouped by unit. {_SIGNS} Each step of the scale of "
        "people is ten times the one before. Rows are not a series in time and are not joined.",
        table_name="strengths",
        rows=tuple({**{name: row.get(name) for name in _COLUMNS}, "claims": _claims(package, row)} for row in drawn),
        width=width,
        height=math.ceil(y),
        _body=drawing.markup,
    )


def _legend(drawing: Drawing) -> float:
    items: list[tuple[Sign, str]] = [
        (lambda d, x, y: d.circle(x + 17, y, 5), "exact"),
        (lambda d, x, y: d.circle(x + 17, y, 5, filled=False), "about"),
        (lambda d, x, y: d.rect(x + 4, y - 5, 26, 10, fill="hatched"), "from … to"),
        (lambda d, x, y: d.arrow(x + 4, y, x + 30, line="solid"), "at least, at most"),
    ]
    return draw_legend(drawing, items, 18) + 34


def _label(package: Package, entity_id: str) -> str:
    return cell(package.index("entities", "entity_id").get(entity_id, {}), "label") or entity_id


def _panels(package: Package, rows: Sequence[Record]) -> list[tuple[str, list[Record]]]:
    """People, bodies, and what has no number; a unit's readings stay together."""
    bodies = [row for row in rows if _BODIES.search(cell(row, "measure"))]
    others = [row for row in rows if row not in bodies]
    with_number = {row["unit_id"] for row in others if _bounds(row)}
    panels = [
        ("People", [row for row in others if row["unit_id"] in with_number]),
        ("Battalions and other bodies", bodies),
        ("No number", [row for row in others if row["unit_id"] not in with_number]),
    ]
    return [(heading, _sorted(package, some)) for heading, some in panels if some]


def _sorted(package: Package, rows: Sequence[Record]) -> list[Record]:
    """The article's own units before those of summaries only, each with the greatest number first; newest text first."""
    greatest: dict[object, float] = {}
    own = {row["unit_id"] for row in rows if not _other_article(package, row)}
    for row in rows:
        greatest[row["unit_id"]] = max([greatest.get(row["unit_id"], 0.0), *_bounds(row)])
    order = text_order(package)
    return sorted(
        rows,
        key=lambda row: (
            row["unit_id"] not in own,
            -greatest[row["unit_id"]],
            cell(row, "unit_label"),
            order[str(row["document_id"])],
            str(row["strength_id"]),
        ),
    )


def _bounds(row: Mapping[str, object]) -> list[float]:
    return [float(str(row[name])) for name in ("number_min", "number_max") if row.get(name) is not None]


def _panel(package: Package, drawing: Drawing, heading: str, rows: Sequence[Record], y: float) -> float:
    """One panel with its own axis; gives the place below it."""
    narrow = drawing.width < _TWO_COLUMNS
    left = MARGIN + 6.0 if narrow else _SIDE + 3.0 * MARGIN
    numbers = [bound for row in rows for bound in _bounds(row)]
    axis = _axis(numbers, left, drawing.width - 70.0) if numbers else None
    room = drawing.width - 2 * MARGIN
    y = drawing.paragraph(MARGIN, y, heading, room, size=16, bold=True)
    if axis:
        if axis.tenfold:
            y = drawing.paragraph(MARGIN, y, "Each step of the scale is ten times the one before.", room, size=SMALL)
        for value, x in axis.ticks:
            half = width_of(f"{value:,.0f}", SMALL) / 2
            drawing.words(max(x, MARGIN + half), y + 4, f"{value:,.0f}", size=SMALL, anchor="middle")
        y += 26
    place, lanes = drawing.place, []
    for _, readings in groupby(rows, key=lambda row: row["unit_id"]):
        some = list(readings)
        y = drawing.paragraph(MARGIN, y + 8, cell(some[0], "unit_label"), room, bold=True) + 2
        for row in some:
            y, lane = _row(package, drawing, row, y, left, axis, narrow)
            lanes.append(lane)
    if axis:
        grid = "".join(lane.upright(x) for lane in lanes if lane for _, x in axis.ticks)
        drawing.path(grid, width=1, opacity=0.25, kind="grid", place=place)
    return y + 22


@dataclass(frozen=True)
class _Lane:
    """Where a mark and its number stand: the edges of the lane, and the words between `start` and `end` at `level`."""

    top: float
    bottom: float
    level: float
    start: float
    end: float

    def upright(self, x: float) -> str:
        """A line of the scale through the lane, as the data of a path; it leaves the words free."""
        if not self.start - 3 <= x <= self.end + 3:
            return f"M{x:.1f} {self.top:.1f}V{self.bottom:.1f}"
        above, below = self.level - 9, self.level + 9
        parts = [(self.top, above), (below, self.bottom)]
        return "".join(f"M{x:.1f} {a:.1f}V{b:.1f}" for a, b in parts if a < b)


@dataclass(frozen=True)
class _Axis:
    """A scale of numbers: where a number lies, and the numbers that are written on it with their places."""

    x: Callable[[float], float]
    ticks: tuple[tuple[float, float], ...]
    tenfold: bool


def _axis(numbers: Sequence[float], left: float, right: float) -> _Axis:
    """Powers of ten around the numbers, or, where they lie close together, an even scale from nought."""
    low, high = math.floor(math.log10(max(min(numbers), 1))), math.ceil(math.log10(max(*numbers, 2)))
    if high - low < 2:
        top = 10.0**high

        def even(value: float) -> float:
            return left + value / top * (right - left)

        return _Axis(even, tuple((top * share, even(top * share)) for share in (0, 0.5, 1)), tenfold=False)

    def tenfold(value: float) -> float:
        return left + (math.log10(max(value, 1)) - low) / (high - low) * (right - left)

    powers = [10.0**power for power in range(low, high + 1)]
    return _Axis(tenfold, tuple((power, tenfold(power)) for power in powers), tenfold=True)


def _row(
    package: Package, drawing: Drawing, row: Record, y: float, left: float, axis: _Axis | None, narrow: bool
) -> tuple[float, _Lane | None]:
    """The words of one reading and its mark; gives the place below, and the lane of the mark where there is one."""
    side = drawing.width - 2 * MARGIN if narrow else _SIDE
    below = drawing.paragraph(MARGIN, y, f"“{cell(row, 'as_written')}”", side, size=SMALL)
    below = drawing.paragraph(MARGIN, below, _where(package, row), side, size=SMALL, italic=True)
    level = below + 2 if narrow else (y + below) / 2 - 10
    words, bounds = _number_words(package, row), _bounds(row)
    after = (below + 24 if narrow else below) + 6
    if not bounds or not axis:
        drawing.words(left, level + 4, words, size=SMALL)
        return after, None
    start, end = _beside(drawing, words, left, _mark(drawing, row, bounds, axis, level), level)
    top, bottom = (level - 9, level + 9) if narrow else (y - 12, below - 10)
    return after, _Lane(top, bottom, level, start, end)


def _beside(drawing: Drawing, words: str, left: float, ends: tuple[float, float], level: float) -> tuple[float, float]:
    """The number in words behind its mark, or before it where there is no room behind; gives where the words are."""
    needed = width_of(words, SMALL)
    start = ends[1] + 8
    if start + needed > drawing.width - MARGIN:
        start = max(ends[0] - 8 - needed, left - 6)
    drawing.words(start, level + 4, words, size=SMALL)
    return start, start + needed


def _mark(
    drawing: Drawing, row: Mapping[str, object], bounds: Sequence[float], axis: _Axis, level: float
) -> tuple[float, float]:
    """Draws the sign of a reading; gives where it begins and ends."""
    low, high = axis.x(min(bounds)), axis.x(max(bounds))
    exactness = cell(row, "number_exactness")
    if low < high:
        drawing.rect(low, level - 5, max(high - low, 4), 10, fill="hatched", kind="range")
        return low, max(high, low + 4)
    drawing.circle(low, level, 5, filled=exactness in ("exact", "at_least", "at_most"), kind=exactness)
    if exactness == "at_least":
        drawing.arrow(low + 6, level, low + 30, line="solid")
        return low - 5, low + 30
    if exactness == "at_most":
        tip = max(low - 30, 2.0)
        drawing.arrow(low - 6, level, tip, line="solid")
        return tip, low + 5
    return low - 5, low + 5


def _number_words(package: Package, row: Mapping[str, object]) -> str:
    """ "about 20,000 men (“around”)"; without a number the text's own words for the amount."""
    bounds = _bounds(row)
    exactness = cell(row, "number_exactness")
    if not bounds:
        amount = f"“{cell(row, 'value_as_written')}”: " if cell(row, "value_as_written") else ""
        return f"{amount}no number"
    number = "–".join(f"{bound:,.10g}" for bound in dict.fromkeys(bounds))
    kind = "" if exactness in ("exact", "range", "") else f"{label_of(package, 'number_exactness', exactness)} "
    return f"{kind}{number}"


def _where(package: Package, row: Mapping[str, object]) -> str:
    """Text, date, and what limits the reading."""
    said = [text_name(package, cell(row, "document_id")), *_other_article(package, row)]
    date = cell(row, "as_of_text")
    said.append(f"{label_of(package, 'date_role', cell(row, 'as_of_role'))} {date}" if date else "no date")
    if cell(row, "modality") not in ("asserted", ""):
        said.append(label_of(package, "modality", cell(row, "modality")))
    if cell(row, "polarity") == "negated":
        said.append("negated")
    if cell(row, "counted"):
        said.append(f"of “{cell(row, 'counted')}”")
    if cell(row, "hedges"):
        said.append(f"limited by “{cell(row, 'hedges')}”")
    if row.get("citation_needed"):
        said.append("marked “citation needed”")
    return ", ".join(said)


def _claims(package: Package, row: Mapping[str, object]) -> str:
    """The ids of the claims behind a reading, with spaces between them."""
    return " ".join(package.provenance.claims("strengths", cell(row, "strength_id")))


def _other_article(package: Package, row: Mapping[str, object]) -> list[str]:
    """Of which other article the words are a summary, where they are one."""
    claims, passages = package.index("claims", "claim_id"), package.index("passages", "passage_id")
    behind = _claims(package, row).split()
    about = [cell(passages.get(cell(claims.get(claim_id), "passage_id")), "about_title") for claim_id in behind]
    return [f"summary of “{title}”" for title in dict.fromkeys(about) if title]
