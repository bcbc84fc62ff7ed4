"""Rows as they may be published: complete, typed, keyed, and joined to the tables that they refer to.

A row is a mapping from column name to value; None and the empty string both mean the empty cell. What is wrong is never
mended here (a padded cell is a fault of the rule that captured it), it is refused with table, row, column, found and
expected.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from roa_dataset.schema_files import Column, Schema, Table

Row = Mapping[str, object]
Cell = str | int | float | bool | dt.date | None

#: what pandas.read_csv turns into a missing value by default (pandas 3.1, `pandas._libs.parsers.STR_NA_VALUES`)
READ_AS_MISSING = frozenset(
    ["#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN", "<NA>", "N/A", "NA", "NULL",
     "NaN", "None", "n/a", "nan", "null"]
)  # fmt: skip
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_INT64 = 2**63


class PublishError(ValueError):
    """Something cannot be published as it is; the message has table, row, column, found, expected and what to do."""

    def __init__(self, table: str, row: str, column: str, found: str, expected: str, remedy: str) -> None:
        self.table, self.row, self.column = table, row, column
        self.found, self.expected, self.remedy = found, expected, remedy
        where = ", ".join(part for part in (table, row, column) if part)
        super().__init__(f"{where}: found {found}, expected {expected}. {remedy}")


class _RefusedError(Exception):
    """Why one cell is refused; the caller adds where it stands."""

    def __init__(self, found: str, expected: str, remedy: str) -> None:
        self.found, self.expected, self.remedy = found, expected, remedy


class CleanRows(list[tuple[Cell, ...]]):
    """What `clean_rows` gives: it is checked and sorted once and written several times."""


def clean_rows(table: Table, rows: Iterable[Row] | CleanRows) -> CleanRows:
    """The rows as tuples in the order of the table's columns, every cell checked, sorted by primary key.

    Integers sort by value, strings by code point, days by time. Dates come back as `datetime.date`, empty cells as
    None. Rows that are clean already come back as they are. Raises PublishError for a missing or unknown column, a wrong
    type, an empty required cell, a value outside pattern, bounds or vocabulary, and a key or unique value that stands twice.
    """
    if isinstance(rows, CleanRows):
        return rows
    columns, names = table.columns, frozenset(table.column_names)
    given = list(rows)
    for number, row in enumerate(given, start=1):
        if row.keys() != names:
            raise _wrong_columns(table, number, row)
    try:
        by_column = [_clean_column(column, [row[column.name] for row in given]) for column in columns]
    except _RefusedError:
        raise _refused_cell(table, given) from None
    cleaned = CleanRows(zip(*by_column, strict=True))
    key = key_positions(table)
    cleaned.sort(key=lambda cells: tuple([cells[position] for position in key]))
    _check_unique(table, cleaned, table.primary_key)
    for column in columns:
        if column.unique:
            _check_unique(table, cleaned, (column.name,))
    return cleaned


def check_rows(schema: Schema, tables: Mapping[str, Iterable[Row]]) -> dict[str, CleanRows]:
    """Check every table and every foreign key between them; the cleaned rows by table, in the order of the schema.

    Raises PublishError as `clean_rows` does, for a table that is missing or that the schema does not know, and for a
    reference to a row that is not there.
    """
    for name in tables:
        if name not in {table.name for table in schema.tables}:
            raise PublishError(name, "", "", "a table of this name", "tables of metadata/tables", "Define it there.")
    cleaned: dict[str, CleanRows] = {}
    for table in schema.tables:
        if table.name not in tables:
            raise PublishError(table.name, "", "", "no such table", "a list of rows", "Give an empty list for none.")
        cleaned[table.name] = clean_rows(table, tables[table.name])
    for table in schema.tables:
        _check_references(schema, table, cleaned)
    return cleaned


def key_positions(table: Table) -> tuple[int, ...]:
    """Where the columns of the primary key stand among the table's columns."""
    return tuple(table.column_names.index(name) for name in table.primary_key)


def _clean_column(column: Column, values: Sequence[object]) -> list[Cell]:
    """The column's cells; of equal texts only the first is checked, for most columns repeat a few codes and ids."""
    if column.type != "string":
        return [_clean_cell(column, value) for value in values]
    checked: dict[object, Cell] = {None: None, "": None}
    if column.required:
        checked = {}
    cells: list[Cell] = []
    for value in values:
        if value.__class__ is str or value is None:
            if value not in checked:
                checked[value] = _clean_cell(column, value)
            cells.append(checked[value])
        else:
            cells.append(_clean_cell(column, value))
    return cells


def _clean_cell(column: Column, value: object) -> Cell:
    if value is None or value == "":
        if column.required:
            raise _RefusedError("an empty cell", "a value: the column is required", "Fill it, or leave the row out.")
        return None
    if column.type == "string":
        return _clean_text(column, value)
    if column.type == "boolean":
        if not isinstance(value, bool):
            raise _RefusedError(repr(value), "True or False", "Give a Python bool.")
        return value
    if column.type == "date":
        return _clean_day(value)
    return _clean_number(column, value)


def _clean_text(column: Column, value: object) -> str:
    if not isinstance(value, str):
        raise _RefusedError(repr(value), "a string", f"Turn the {type(value).__name__} into text where it is read.")
    if value != value.strip():
        raise _RefusedError(repr(value), "no space around the text", "Move the offsets so that the span has none.")
    if "\0" in value:
        raise _RefusedError(repr(value), "no NUL", "Refuse the raw file.")
    if not value.isascii() and _SURROGATE.search(value):
        raise _RefusedError(
            ascii(value), "text that UTF-8 can hold", "A lone surrogate came in; decode the file strictly."
        )
    if value in READ_AS_MISSING:
        remedy = "pandas reads this text as a missing value: leave the cell empty, or widen the span by a word."
        raise _RefusedError(repr(value), "a text that no reader takes for a missing value", remedy)
    if column.enum and value not in column.enum:
        remedy = f"Use one of {', '.join(column.enum)}, or add the code to metadata/vocabulary."
        raise _RefusedError(repr(value), f"a code of the scheme {column.scheme}", remedy)
    if column.pattern and not re.fullmatch(column.pattern, value):
        raise _RefusedError(
            repr(value), f"a text of the form {column.pattern}", "Mend the value, or widen the pattern."
        )
    return value


def _clean_day(value: object) -> dt.date:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    # date.fromisoformat alone would take 19440901 and 1944-W36-5 too
    if isinstance(value, str) and _ISO_DAY.fullmatch(value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            pass
    raise _RefusedError(
        repr(value), "a day of the calendar as YYYY-MM-DD", "Leave the cell empty when no day is known."
    )


def _clean_number(column: Column, value: object) -> int | float:
    wanted = (int,) if column.type == "integer" else (int, float)
    if isinstance(value, bool) or not isinstance(value, wanted):
        raise _RefusedError(repr(value), f"a value of type {column.type}", "Read the numeral before publishing.")
    assert isinstance(value, (int, float))
    if not math.isfinite(value) or abs(value) >= _INT64:
        raise _RefusedError(repr(value), "a finite number of at most 63 bits", "Leave the cell empty.")
    if column.minimum is not None and value < column.minimum:
        raise _RefusedError(repr(value), f"at least {column.minimum}", "Mend the value.")
    if column.maximum is not None and value > column.maximum:
        raise _RefusedError(repr(value), f"at most {column.maximum}", "Mend the value.")
    return value


def _refused_cell(table: Table, rows: Iterable[Row]) -> PublishError:
    """The first cell that is refused, row by row."""
    for number, row in enumerate(rows, start=1):
        for column in table.columns:
            try:
                _clean_cell(column, row[column.name])
            except _RefusedError as refused:
                label = _row_label(number, [row[name] for name in table.primary_key])
                return PublishError(table.name, label, column.name, refused.found, refused.expected, refused.remedy)
    raise AssertionError("a cell was refused once and not the second time")


def _row_label(number: int, key: Iterable[object]) -> str:
    return f"row {number} ({' / '.join(str(part) for part in key)})"


def _wrong_columns(table: Table, number: int, row: Row) -> PublishError:
    label = _row_label(number, [row[name] for name in table.primary_key if name in row])
    for name in row:
        if name not in table.column_names:
            expected = f"the columns of metadata/tables/{table.name}.toml"
            return PublishError(table.name, label, str(name), "an unknown column", expected, "Define it, or drop it.")
    missing = next(name for name in table.column_names if name not in row)
    return PublishError(table.name, label, missing, "no such key in the row", "every column", "Give None for empty.")


def _check_unique(table: Table, rows: Sequence[tuple[Cell, ...]], names: tuple[str, ...]) -> None:
    positions = [table.column_names.index(name) for name in names]
    seen: set[tuple[Cell, ...]] = set()
    for number, cells in enumerate(rows, start=1):
        value = tuple([cells[position] for position in positions])
        if value in seen:
            raise twice(table, number, value, names)
        if value != (None,):
            seen.add(value)


def twice(table: Table, number: int, value: tuple[Cell, ...], names: Sequence[str]) -> PublishError:
    """What is wrong with the row of this number whose cells in the columns `names` another row has."""
    remedy = "Two rows claim the same key: give them different ones, or keep one row."
    return PublishError(
        table.name, _row_label(number, value), "/".join(names), f"{value!r} again", "each value once", remedy
    )


def no_target(table: Table, label: str, column: Column, value: Cell) -> PublishError:
    """What is wrong with a cell that refers to a row that is not there."""
    assert column.references is not None
    expected = f"a value of {column.references.table}.{column.references.column}"
    remedy = f"Add the row to {column.references.table}, or leave the cell empty where the column allows it."
    return PublishError(table.name, label, column.name, repr(value), expected, remedy)


def references(table: Table, rows: CleanRows) -> Iterator[tuple[Column, Cell, str]]:
    """Every filled cell that refers to another row: its column, what it holds, and which row it stands in."""
    key = key_positions(table)
    for position, column in enumerate(table.columns):
        for number, cells in enumerate(rows if column.references else (), start=1):
            if cells[position] is not None:
                yield column, cells[position], _row_label(number, [cells[p] for p in key])


def _check_references(schema: Schema, table: Table, cleaned: Mapping[str, Sequence[tuple[Cell, ...]]]) -> None:
    key = key_positions(table)
    for position, column in enumerate(table.columns):
        if column.references is None:
            continue
        target = schema.table(column.references.table)
        target_position = target.column_names.index(column.references.column)
        there = {cells[target_position] for cells in cleaned[target.name]}
        for number, cells in enumerate(cleaned[table.name], start=1):
            value = cells[position]
            if value is not None and value not in there:
                raise no_target(table, _row_label(number, [cells[p] for p in key]), column, value)
