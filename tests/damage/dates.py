"""Damage to dates: in the words, in EDTF and in the bounds."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from random import Random

from damage.cells import draw_inside, replaced, with_span
from damage.copy import Cell, Copy
from damage.kinds import kind

YEAR = r"(?<!\d)(?:18|19)\d\d(?!\d)"
MONTH = r"(?<=\d{4}-)(?:0[1-9]|1[0-2])(?!\d)"
MONTHS = "January February March April May June July August September October November December".split()


def is_day(copy: Copy) -> Callable[[Cell, str], bool]:
    return lambda cell, value: bool(value) and copy.base.kind_of(cell) == "date"


@kind("cell")
def plausible_wrong_year(copy: Copy, chance: Random) -> str:
    """A year, in a date or in words, is one to three years off."""
    cell, match = draw_inside(copy, chance, YEAR, lambda _, value: bool(value))
    return replaced(copy, cell, with_span(copy.value(cell), match, str(int(match[0]) + chance.choice([-3, -1, 1, 2]))))


@kind("cell")
def day_off_by_one(copy: Copy, chance: Random) -> str:
    """A day is the day before or after."""
    cell = copy.draw(chance, is_day(copy))
    day = dt.date.fromisoformat(copy.value(cell)) + dt.timedelta(days=chance.choice([1, -1]))
    return replaced(copy, cell, day.isoformat())


@kind("cell")
def month_changed(copy: Copy, chance: Random) -> str:
    """The month of an ISO or EDTF date is another."""
    columns = ("date", "edtf", "earliest", "latest", "published", "accessed", "not_before")
    cell, match = draw_inside(copy, chance, MONTH, lambda c, _: c.column.endswith(columns))
    months = [f"{number:02}" for number in range(1, 13) if f"{number:02}" != match[0]]
    return replaced(copy, cell, with_span(copy.value(cell), match, chance.choice(months)))


@kind("cell")
def month_name_changed(copy: Copy, chance: Random) -> str:
    """The name of a month in a text is that of another."""
    cell, match = draw_inside(copy, chance, rf"\b(?:{'|'.join(MONTHS)})\b", lambda _, value: bool(value))
    other = chance.choice([m for m in MONTHS if m != match[0]])
    return replaced(copy, cell, with_span(copy.value(cell), match, other))


@kind("cell")
def edtf_made_surer(copy: Copy, chance: Random) -> str:
    """A set or an interval is one certain date: the first that it has."""
    cell = copy.draw(
        chance, lambda c, value: c.column.endswith("_edtf") and bool(re.search(r"\d", value)) and not plain(value)
    )
    date = re.search(r"\d{4}(?:-\d\d)*", copy.value(cell))
    return replaced(copy, cell, date[0] if date else "1945")


def plain(value: str) -> bool:
    return bool(re.fullmatch(r"\d{4}(?:-\d\d)*", value))


@kind("cell")
def edtf_unreadable(copy: Copy, chance: Random) -> str:
    """An EDTF cell is no EDTF."""
    cell = copy.draw(chance, lambda c, value: c.column.endswith("_edtf") and bool(value))
    value = copy.value(cell)
    return replaced(
        copy, cell, chance.choice([f"{value}?x", value.replace("-", "/", 1) + "//", f"c. {value}", f"[{value}"])
    )


@kind("cell")
def day_that_does_not_exist(copy: Copy, chance: Random) -> str:
    """A day that no calendar has."""
    cell = copy.draw(chance, is_day(copy))
    return replaced(copy, cell, f"{copy.value(cell)[:4]}-{chance.choice(['02-30', '13-01', '06-31', '00-10'])}")


def bounds(cell: Cell) -> tuple[Cell, Cell]:
    stem = cell.column.removesuffix("earliest")
    return cell, Cell(cell.table, cell.row, f"{stem}latest")


def draw_bounds(copy: Copy, chance: Random) -> tuple[Cell, Cell]:
    """An earliest and its latest, both there and not the same."""

    def suits(cell: Cell, value: str) -> bool:
        return bool(value) and cell.column.endswith("earliest") and copy.value(bounds(cell)[1]) not in ("", value)

    return bounds(copy.draw(chance, suits))


@kind("cell")
def earliest_and_latest_swapped(copy: Copy, chance: Random) -> str:
    """The earliest and the latest day of a row have changed places."""
    first, last = draw_bounds(copy, chance)
    copy.set({first: copy.value(last), last: copy.value(first)})
    return f"{first}: swapped with {last.column}"


@kind("cell")
def bounds_made_narrower(copy: Copy, chance: Random) -> str:
    """The earliest day is the latest, or the other way round: a date surer than its text."""
    first, last = draw_bounds(copy, chance)
    into, source = chance.choice([(first, last), (last, first)])
    return replaced(copy, into, copy.value(source))


@kind("cell")
def open_bound_closed(copy: Copy, chance: Random) -> str:
    """An open side of a date has a day."""

    def suits(cell: Cell, value: str) -> bool:
        if value or copy.base.kind_of(cell) != "date" or not cell.column.endswith(("earliest", "latest")):
            return False
        return bool(copy.value(other_side(cell)))

    cell = copy.draw(chance, suits)
    return replaced(copy, cell, copy.value(other_side(cell)))


def other_side(cell: Cell) -> Cell:
    stem, _, side = cell.column.rpartition("earliest" if cell.column.endswith("earliest") else "latest")
    return Cell(cell.table, cell.row, stem + ("latest" if cell.column.endswith("earliest") else "earliest") + side)


@kind("cell")
def day_as_a_spreadsheet_has_it(copy: Copy, chance: Random) -> str:
    """One day is written as 8/5/1945 or 08.05.1945."""
    cell = copy.draw(chance, is_day(copy))
    year, month, day = copy.value(cell).split("-")
    return replaced(copy, cell, chance.choice([f"{int(month)}/{int(day)}/{year}", f"{day}.{month}.{year}"]))
