"""A table as CSV, the byte-exact form of the dataset: RFC 4180, UTF-8 without a byte order mark, LF, quotes only where needed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

Cell = str | int | float | bool | dt.date | None

_SPECIAL = re.compile(r'[",\r\n]')


def csv_bytes(columns: Sequence[str], rows: Iterable[Iterable[Cell]]) -> bytes:
    """A line of column names, then one record per row; the empty cell is the only missing value.

    Booleans are written true and false, days as YYYY-MM-DD, whole numbers without a decimal point in number columns too.
    """
    return "".join([record(columns), *map(record, rows)]).encode("utf-8")


def record(cells: Iterable[Cell]) -> str:
    """One row, or the names of the columns, with its line end."""
    texts = ["" if cell is None else quoted(cell) if cell.__class__ is str else cell_text(cell) for cell in cells]
    return ",".join(texts) + "\n"


def quoted(text: str) -> str:
    """A cell as RFC 4180 has it: in quotation marks where it holds a comma, a quotation mark or a line end.

    The standard library's writer leaves a lone carriage return unquoted when records end in a line feed, and a quote from
    a text with CR LF would then break its record.
    """
    if _SPECIAL.search(text):
        return '"' + text.replace('"', '""') + '"'
    return text


def cell_text(cell: Cell) -> str:
    """A cell as CSV holds it, before quoting."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, float) and not cell.is_integer():
        return format(Decimal(repr(cell)), "f")  # never 1e-07: spreadsheets and people read plain decimals
    return str(int(cell))
