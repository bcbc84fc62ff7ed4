"""A table as a list of dicts: the engine "records", with the standard library alone."""

from __future__ import annotations

import csv
import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from typing import Any, NoReturn

    from roa_dataset.loading.descriptor import Descriptor

    Cell = str | int | float | bool | date | None
    Record = dict[str, Cell]

_TRUTH = {"true": True, "false": False}


def read_records(descriptor: Descriptor, table: str) -> list[Record]:
    """The rows in the order of the file: str, int, float, bool and datetime.date cells; an empty cell is None.

    A copy that has its tables as Parquet only needs pyarrow for it.

    Raises UnknownTableError, and DamagedDataError for a cell that is not of its column's type.
    """
    if descriptor.table(table).get("format") != "csv":
        from roa_dataset.loading.arrow import arrow_table

        records: list[Record] = arrow_table(descriptor, table, {}).to_pylist()
        return records
    fields = descriptor.fields(table)
    names = [field["name"] for field in fields]
    typed = [(i, _converters()[f["type"]]) for i, f in enumerate(fields) if f["type"] in _converters()]
    rows = _read_cells(descriptor, table, names)
    for number, row in enumerate(rows, start=2):
        for index, convert in typed:
            if row[index] is not None:
                try:
                    row[index] = convert(row[index])
                except (ValueError, KeyError):
                    _refuse(f"data/{table}.csv", f"record {number}", names[index], row[index], fields[index]["type"])
    return [dict(zip(names, row, strict=True)) for row in rows]


def _converters() -> dict[str, Callable[[Any], Cell]]:
    global _CONVERTERS
    if not _CONVERTERS:
        from datetime import date

        _CONVERTERS = {"integer": int, "number": float, "boolean": _TRUTH.__getitem__, "date": date.fromisoformat}
    return _CONVERTERS


_CONVERTERS: dict[str, Callable[[Any], Cell]] = {}


def _read_cells(descriptor: Descriptor, table: str, names: list[str]) -> list[list[Any]]:
    """The cells as text, an empty one as None."""
    path = descriptor.file(descriptor.table(table))
    # a passage may be longer than the reader's usual limit; the limit is of the whole process, so it is given back
    limit = csv.field_size_limit(max(csv.field_size_limit(), os.path.getsize(path)))  # noqa: PTH202
    try:
        with open(path, encoding="utf-8", newline="") as file:  # noqa: PTH123
            reader = csv.reader(file, strict=True)
            header = next(reader, [])
            if header != names:
                _refuse(f"data/{table}.csv", "record 1", "", header, f"the columns {', '.join(names)}")
            rows: list[list[Any]] = [[cell or None for cell in row] for row in reader]
    except (csv.Error, UnicodeDecodeError) as error:
        _refuse(f"data/{table}.csv", "", "", str(error), "CSV in UTF-8")
    finally:
        csv.field_size_limit(limit)
    width = len(names)
    for number, row in enumerate(rows, start=2):
        if len(row) != width:
            _refuse(f"data/{table}.csv", f"record {number}", "", f"{len(row)} cells", f"{width}")
    return rows


def _refuse(file: str, row: str, column: str, found: object, expected: str) -> NoReturn:
    from roa_dataset.errors import DamagedDataError

    raise DamagedDataError(file, row, column, repr(found) if not isinstance(found, str) else found, expected) from None
