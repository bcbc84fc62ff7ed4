"""Damage to numbers: in number columns and in the words."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from damage.cells import draw_inside, other_letter, replaced, with_span
from damage.copy import Cell, Copy
from damage.kinds import kind

COUNTS = ("claim_count", "sentences_matched", "claims", "documents", "times_cited", "characters", "bytes")


def is_number(copy: Copy) -> Callable[[Cell, str], bool]:
    return lambda cell, value: bool(value) and copy.base.kind_of(cell) in ("integer", "number")


def is_quantity(copy: Copy) -> Callable[[Cell, str], bool]:
    """Numbers of men, tanks, days: no offsets, no ordinals, no counts of rows."""
    return lambda cell, value: bool(value) and cell.column in ("number_min", "number_max")


@kind("cell")
def number_off_by_one(copy: Copy, chance: Random) -> str:
    """A number is one too large or too small."""
    cell = copy.draw(chance, is_number(copy))
    value, by = copy.value(cell), chance.choice([1, -1])
    return replaced(copy, cell, str(int(value) + by) if "." not in value else str(float(value) + by))


@kind("cell")
def quantity_off_by_one(copy: Copy, chance: Random) -> str:
    """number_min or number_max is one too large or too small."""
    cell = copy.draw(chance, is_quantity(copy))
    value = float(copy.value(cell)) + chance.choice([1, -1])
    return replaced(copy, cell, str(int(value)) if value.is_integer() else str(value))


@kind("cell")
def quantity_tenfold(copy: Copy, chance: Random) -> str:
    """number_min or number_max has a nought more."""
    cell = copy.draw(chance, is_quantity(copy))
    value = float(copy.value(cell)) * 10
    return replaced(copy, cell, str(int(value)) if value.is_integer() else str(value))


@kind("cell")
def minimum_and_maximum_swapped(copy: Copy, chance: Random) -> str:
    """number_min and number_max have changed places."""

    def suits(cell: Cell, value: str) -> bool:
        return cell.column == "number_min" and copy.value(Cell(cell.table, cell.row, "number_max")) != value

    first = copy.draw(chance, suits)
    last = Cell(first.table, first.row, "number_max")
    copy.set({first: copy.value(last), last: copy.value(first)})
    return f"{first}: {copy.value(first)!r} swapped with {copy.value(last)!r}"


@kind("cell")
def count_changed(copy: Copy, chance: Random) -> str:
    """A count of rows, letters or bytes that the tables themselves give is wrong."""
    cell = copy.draw(chance, lambda c, value: bool(value) and c.column in COUNTS and is_number(copy)(c, value))
    return replaced(copy, cell, str(int(copy.value(cell)) + chance.choice([1, 2, 10])))


@kind("cell")
def number_written_otherwise(copy: Copy, chance: Random) -> str:
    """A number is written 12.0, 12,000, 1.2E+04 or 012."""
    cell = copy.draw(chance, is_number(copy))
    value = copy.value(cell)
    ways = [f"{value}.0", f"0{value}", f"+{value}", f"{float(value):.3E}", f"{float(value):,.1f}"]
    return replaced(copy, cell, chance.choice([way for way in ways if way != value]))


@kind("cell")
def digit_in_words_changed(copy: Copy, chance: Random) -> str:
    """A digit in a text, a name or an id is another."""
    cell, match = draw_inside(copy, chance, r"\d", lambda c, value: bool(value) and copy.base.kind_of(c) == "string")
    return replaced(copy, cell, with_span(copy.value(cell), match, other_letter(match[0], chance)))
