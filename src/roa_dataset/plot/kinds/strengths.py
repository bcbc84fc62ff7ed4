"""How strong units are said to be: one row for each reading, grouped by unit, none joined to another."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from roa_dataset.naming.resolve import entity_id_of
from roa_dataset.plot.drawing import SMALL, Drawing
from roa_dataset.plot.figure import Figure
from roa_dataset.plot.measure import width_of
from roa_dataset.plot.said import cell, counted, label_of, text_name

if TYPE_CHECKING:
    from roa_dataset.loading.rows import Record
    from roa_dataset.package import Package

Scale = Callable[[float], float]
#: what is counted is bodies, not people: they have an axis of their own
_BODIES = re.compile(
    r"\b(?:armies|battalions|brigades|companies|corps|divisions|formations|regiments|squadrons|units)\Z"
)
_SIDE = 250
_MARGIN = 8
_COLUMNS = (
    "strength_id", "unit_id", "unit_label", "counted", "number_min", "number_max", "number_exactness", "measure",
    "value_as_written", "as_written", "as_of_text", "as_of_earliest", "as_of_latest", "hedges", "modality", "polarity", "state",
    "document_id",
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
    y = 18.0
    for heading, some in _panels(rows):
        drawn += some
        y = _panel(package, drawing, heading, some, y)
    if not rows:
        drawing.words(_MARGIN, y, "No text says how strong it was.")
        y += 16
    of = f" of {_label(package, unit_id)}" if unit_id else ""
    return Figure(
        name="strengths" + (f"-{unit_id.replace(':', '-')}" if unit_id else ""),
        title=f"Strengths{of} as the texts give them",
        description=f"{counted(len(drawn), 'reading')}, one in each row, grouped by unit. {_SIGNS} Each step of the scale of "
        "people is ten times the one before. Rows are not a series in time and are not joined.",
        table_name="strengths",
        rows=tuple({name: row.get(name) for name in _COLUMNS} for row in drawn),
        width=width,
        height=math.ceil(y),
        _body=drawing.markup,
    )


def _label(package: Package, entity_id: str) -> str:
    return cell(package.index("entities", "entity_id").get(entity_id, {}), "label") or entity_id


def _panels(rows: Sequence[Record]) -> list[tuple[str, list[Record]]]:
    """People, bodies, and what has no number; units with the greatest number first."""
    bodies = [row for row in rows if _BODIES.search(cell(row, "measure"))]
    people = [row for row in rows if row not in bodies and _bounds(row)]
    without = [row for row in rows if row not in bodies and not _bounds(row)]
    with_number = {row["unit_id"] for row in people}
    people += [row for row in without if row["unit_id"] in with_number]  # a unit's readings stay together
    panels = [
        ("People", people),
        ("Battalions and other bodies", bodies),
        ("No number", [row for row in without if row["unit_id"] not in with_number]),
    ]
    return [(heading, _sorted(some)) for heading, some in panels if some]


def _sorted(rows: Sequence[Record]) -> list[Record]:
    greatest: dict[object, float] = {}
    for row in rows:
        greatest[row["unit_id"]] = max([greatest.get(row["unit_id"], 0.0), *_bounds(row)])
    return sorted(
        rows,
        key=lambda r: (-greatest[r["unit_id"]], cell(r, "unit_label"), str(r["document_id"]), str(r["strength_id"])),
    )


def _bounds(row: Mapping[str, object]) -> list[float]:
    return [float(str(row[name])) for name in ("number_min", "number_max") if row.get(name) is not None]


def _panel(package: Package, drawing: Drawing, heading: str, rows: Sequence[Record], y: float) -> float:
    """One panel with its own axis; gives the place below it."""
    narrow = drawing.width < 2 * _SIDE
    left = _MARGIN + 6 if narrow else _SIDE + 2 * _MARGIN
    numbers = [bound for row in rows for bound in _bounds(row)]
    drawing.words(_MARGIN, y, heading, size=16, bold=True)
    y += 24
    axis = _axis(numbers, left, drawing.width - 70) if numbers else None
    top = y
    if axis:
        for value, x in axis[1]:
            drawing.words(x, y, f"{value:,.0f}", size=SMALL, anchor="middle")
        y += 22
    unit = None
    for row in rows:
        if row["unit_id"] != unit:
            unit = row["unit_id"]
            y += 8
            y = drawing.paragraph(_MARGIN, y, cell(row, "unit_label"), drawing.width - 2 * _MARGIN, bold=True) + 2
        y = _row(package, drawing, row, y, left, axis[0] if axis else None, narrow)
    if axis:
        for _, x in axis[1]:
            drawing.line(x, top + 6, x, y - 8, width=1, kind="grid")
    return y + 22


def _axis(numbers: Sequence[float], left: float, right: float) -> tuple[Scale, list[tuple[float, float]]]:
    """Powers of ten around the numbers, or, where they lie within one, an even scale from nought."""
    low, high = math.floor(math.log10(min(numbers))), math.ceil(math.log10(max(numbers)))
    if high - low < 2:
        top = 10.0**high

        def even(value: float) -> float:
            return left + value / top * (right - left)

        return even, [(top * share, even(top * share)) for share in (0, 0.5, 1)]

    def tenfold(value: float) -> float:
        return left + (math.log10(value) - low) / (high - low) * (right - left)

    return tenfold, [(10.0**power, tenfold(10.0**power)) for power in range(low, high + 1)]


def _row(
    package: Package, drawing: Drawing, row: Record, y: float, left: float, scale: Scale | None, narrow: bool
) -> float:
    side = drawing.width - 2 * _MARGIN if narrow else _SIDE
    below = drawing.paragraph(_MARGIN, y, f"“{cell(row, 'as_written')}”", side, size=SMALL)
    below = drawing.paragraph(_MARGIN, below, _where(package, row), side, size=SMALL, italic=True)
    level = below + 2 if narrow else (y + below) / 2 - 10
    words = _number_words(package, row)
    bounds = _bounds(row)
    if bounds and scale:
        end = _mark(drawing, row, bounds, scale, level)
        _beside(drawing, words, left, end, level)
    else:
        drawing.words(left, level + 4, words, size=SMALL)
    return (below + 24 if narrow else below) + 6


def _beside(drawing: Drawing, words: str, left: float, ends: tuple[float, float], level: float) -> None:
    """The number in words behind its mark, or before it where there is no room behind."""
    needed = width_of(words, SMALL)
    if ends[1] + 8 + needed <= drawing.width - _MARGIN:
        drawing.words(ends[1] + 8, level + 4, words, size=SMALL)
    elif ends[0] - 8 - needed >= left - 6:
        drawing.words(ends[0] - 8, level + 4, words, size=SMALL, anchor="end")
    else:
        drawing.words(drawing.width - _MARGIN, level + 18, words, size=SMALL, anchor="end")


def _mark(
    drawing: Drawing, row: Mapping[str, object], bounds: Sequence[float], scale: Scale, level: float
) -> tuple[float, float]:
    """Draws the sign of a reading; gives where it begins and ends."""
    low, high = scale(min(bounds)), scale(max(bounds))
    exactness = cell(row, "number_exactness")
    if low < high:
        drawing.rect(low, level - 5, max(high - low, 4), 10, fill="hatched", kind="range")
        return low, max(high, low + 4)
    drawing.circle(low, level, 5, filled=exactness in ("exact", "at_least", "at_most"), kind=exactness)
    if exactness == "at_least":
        drawing.arrow(low + 6, level, low + 30, line="solid")
        return low - 5, low + 30
    if exactness == "at_most":
        drawing.arrow(low - 6, level, low - 30, line="solid")
        return low - 30, low + 5
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
    said = [text_name(package, cell(row, "document_id"))]
    date = cell(row, "as_of_text")
    said.append(f"{label_of(package, 'date_role', cell(row, 'as_of_role'))} {date}" if date else "no date")
    if cell(row, "modality") not in ("asserted", ""):
        said.append(label_of(package, "modality", cell(row, "modality")))
    if cell(row, "polarity") == "negated":
        said.append("negated")
    if cell(row, "hedges"):
        said.append(f"limited by “{cell(row, 'hedges')}”")
    return ", ".join(said)
