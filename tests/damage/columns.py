"""Damage to whole columns; the column is drawn uniformly over the cells of all tables, so that large tables weigh more."""

from __future__ import annotations

import re
from random import Random

from damage.copy import Cell, Copy, NoSuchPlaceError
from damage.kinds import kind


def draw_column(copy: Copy, chance: Random) -> tuple[str, int, list[list[str]], list[str]]:
    """Table, place of the column, rows and column names that may be changed."""
    cell: Cell = copy.draw(chance, lambda _, value: bool(value))
    columns = list(copy.base.tables[cell.table].columns)
    return cell.table, columns.index(cell.column), copy.rows(cell.table), columns


@kind("column")
def column_dropped(copy: Copy, chance: Random) -> str:
    """A column is missing."""
    table, at, rows, columns = draw_column(copy, chance)
    gone = columns.pop(at)
    copy.write_rows(table, [[*row[:at], *row[at + 1 :]] for row in rows], columns)
    return f"data/{table}.csv: column {gone} dropped"


@kind("column")
def column_renamed(copy: Copy, chance: Random) -> str:
    """A column has another name."""
    table, at, rows, columns = draw_column(copy, chance)
    old = columns[at]
    columns[at] = chance.choice([old.upper(), old + "_1", old.replace("_", " ") + " ", old[:-1]])
    copy.write_rows(table, rows, columns)
    return f"data/{table}.csv: column {old} is called {columns[at]}"


@kind("column")
def columns_reordered(copy: Copy, chance: Random) -> str:
    """Two columns have changed places, names and values."""
    table, at, rows, columns = draw_column(copy, chance)
    other = chance.randrange(len(columns))
    for cells in (columns, *rows):
        cells[at], cells[other] = cells[other], cells[at]
    copy.write_rows(table, rows, columns)
    return f"data/{table}.csv: {columns[at]} and {columns[other]} in each other's place"


@kind("column")
def values_under_another_name(copy: Copy, chance: Random) -> str:
    """Two columns of one type have each other's values; the names stayed."""
    table, at, rows, columns = draw_column(copy, chance)
    types = [copy.base.fields[table, name]["type"] for name in columns]
    others = [i for i, t in enumerate(types) if t == types[at] and i != at]
    if not others:
        raise NoSuchPlaceError("no other column of this type")
    other = chance.choice(others)
    for row in rows:
        row[at], row[other] = row[other], row[at]
    copy.write_rows(table, rows)
    return f"data/{table}.csv: values of {columns[at]} and {columns[other]} swapped"


@kind("column")
def column_emptied(copy: Copy, chance: Random) -> str:
    """All cells of a column are empty."""
    table, at, rows, columns = draw_column(copy, chance)
    copy.write_rows(table, [[*row[:at], "", *row[at + 1 :]] for row in rows])
    return f"data/{table}.csv: column {columns[at]} emptied"


@kind("column")
def column_of_one_value(copy: Copy, chance: Random) -> str:
    """All filled cells of a column have one value."""
    table, at, rows, columns = draw_column(copy, chance)
    value = chance.choice([row[at] for row in rows if row[at]])
    copy.write_rows(table, [[*row[:at], row[at] and value, *row[at + 1 :]] for row in rows])
    return f"data/{table}.csv: every {columns[at]} is {value[:60]!r}"


@kind("column")
def column_shifted_by_a_row(copy: Copy, chance: Random) -> str:
    """The values of a column stand one row too low; the last has come first."""
    table, at, rows, columns = draw_column(copy, chance)
    values = [row[at] for row in rows]
    for row, value in zip(rows, [values[-1], *values[:-1]], strict=True):
        row[at] = value
    copy.write_rows(table, rows)
    return f"data/{table}.csv: values of {columns[at]} moved down by a row"


@kind("column")
def column_shuffled(copy: Copy, chance: Random) -> str:
    """The values of a column are in any order."""
    table, at, rows, columns = draw_column(copy, chance)
    values = [row[at] for row in rows]
    chance.shuffle(values)
    for row, value in zip(rows, values, strict=True):
        row[at] = value
    copy.write_rows(table, rows)
    return f"data/{table}.csv: values of {columns[at]} shuffled"


@kind("column")
def column_sorted_alone(copy: Copy, chance: Random) -> str:
    """One column was sorted without the others, as a spreadsheet does."""
    table, at, rows, columns = draw_column(copy, chance)
    values = sorted(row[at] for row in rows)
    for row, value in zip(rows, values, strict=True):
        row[at] = value
    copy.write_rows(table, rows)
    return f"data/{table}.csv: {columns[at]} sorted alone"


@kind("column")
def column_added(copy: Copy, chance: Random) -> str:
    """A table has a column that the descriptor does not know."""
    table, at, rows, columns = draw_column(copy, chance)
    columns.insert(at, "note_2")
    copy.write_rows(table, [[*row[:at], chance.choice(["", "checked"]), *row[at:]] for row in rows], columns)
    return f"data/{table}.csv: column note_2 added"


@kind("column")
def word_replaced_throughout(copy: Copy, chance: Random) -> str:
    """A word was searched and replaced in a whole column."""
    table, at, rows, columns = draw_column(copy, chance)
    words = sorted({word for row in rows for word in re.findall(r"[^\W\d_]{4,}", row[at])})
    if len(words) < 2:
        raise NoSuchPlaceError("no words")
    old, new = chance.sample(words, 2)
    for row in rows:
        row[at] = re.sub(rf"\b{old}\b", new, row[at])
    copy.write_rows(table, rows)
    return f"data/{table}.csv: {old!r} replaced by {new!r} in {columns[at]}"
