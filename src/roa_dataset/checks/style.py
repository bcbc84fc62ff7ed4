"""Style: how this package writes its files, whatever they say.

RFC 4180 with UTF-8, no byte order mark, LF, quotes only where needed, rows sorted by key, cells without padding, no text that
a reader takes for a missing value, numbers and days in one form only.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from roa_dataset.checks.content_keys import key_text
from roa_dataset.checks.contents import Contents, Row
from roa_dataset.checks.finding import Finding
from roa_dataset.exporting.csv_text import quoted
from roa_dataset.loading.descriptor import Descriptor
from roa_dataset.schema_files import Table

#: what pandas.read_csv turns into a missing value by default (pandas 3.1, `pandas._libs.parsers.STR_NA_VALUES`)
READ_AS_MISSING = frozenset(
    ["#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN", "<NA>", "N/A", "NA", "NULL",
     "NaN", "None", "n/a", "nan", "null"]
)  # fmt: skip
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ADVICE = "Write the file again as the build does."


def check_style(descriptor: Descriptor, contents: Contents) -> list[Finding]:
    """All findings on the form of the CSV tables."""
    found: list[Finding] = []
    for name, resource in descriptor.tables.items():
        path = Path(descriptor.file(resource))
        if path.is_file():
            found += _check_bytes(str(resource["path"]), path.read_bytes())
        table = contents.table(name)
        if table is not None and name in contents.tables:
            found += _check_order(table, contents.rows(name), contents.lines.get(name, ()))
            found += _check_cells(table, contents.rows(name), contents.lines.get(name, ()))
    return found


def _check_bytes(shown: str, content: bytes) -> Iterator[Finding]:
    def finding(found: str, expected: str, line: int | None = None) -> Finding:
        return Finding(shown, "", "", found, expected, _ADVICE, line=line, layer="style", check="form")

    if content.startswith(b"\xef\xbb\xbf"):
        yield finding("a byte order mark", "UTF-8 without one", 1)
        content = content[3:]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        yield finding(f"bytes that are no UTF-8 at {error.start}", "UTF-8")
        return
    if not text.endswith("\n"):
        yield finding("an end without a line end", "LF after every record")
    rewritten = _rewritten(text)
    if rewritten != text:
        at = _parting(text, rewritten)
        found = f"{text[max(0, at - 20) : at + 20]!r}"
        yield finding(found, "LF between records, and quotation marks only where needed", text.count("\n", 0, at) + 1)


def _parting(left: str, right: str) -> int:
    """How many letters two texts have in common at their beginning, found by halving: a file may be one long line."""
    same, apart = 0, min(len(left), len(right)) + 1
    while apart - same > 1:
        middle = (same + apart) // 2
        if left[same:middle] == right[same:middle]:
            same = middle
        else:
            apart = middle
    return same


def _rewritten(text: str) -> str:
    """The same cells as this package writes them."""
    with io.StringIO(text, newline="") as source:
        try:
            limit = csv.field_size_limit(max(csv.field_size_limit(), len(text)))
            rows = [",".join(map(quoted, cells)) for cells in csv.reader(source)]
        except csv.Error:
            return text  # the tables' own findings say so
        finally:
            csv.field_size_limit(limit)
    return "\n".join(rows) + "\n"


def _check_order(table: Table, rows: Sequence[Row], lines: Sequence[int]) -> Iterator[Finding]:
    key = table.primary_key
    for number, (before, row) in enumerate(pairwise(rows), start=1):
        if _sort_key(before, key) > _sort_key(row, key):
            shown = f"data/{table.name}.csv"
            found, expected = f"the row after {key_text(before, key)}", "rows in the order of their key"
            line = lines[number] if number < len(lines) else None
            yield Finding(
                shown, key_text(row, key), "", found, expected, _ADVICE, line=line, layer="style", check="order"
            )
            return


def _sort_key(row: Row, key: Sequence[str]) -> tuple[tuple[int, float, str], ...]:
    """Numbers by value, texts by code point; what is of a wrong type anywhere."""
    cells = (row[name] for name in key)
    return tuple((0, cell, "") if isinstance(cell, int | float) else (1, 0, str(cell)) for cell in cells)


def _check_cells(table: Table, rows: Sequence[Row], lines: Sequence[int]) -> Iterator[Finding]:
    for column in table.columns:
        for number, row in enumerate(rows):
            cell = row[column.name]
            if isinstance(cell, str | float):
                expected = _wanted(cell, column.type)
                if expected:
                    yield Finding(
                        f"data/{table.name}.csv", key_text(row, table.primary_key), column.name, repr(cell), expected,
                        _ADVICE, line=lines[number] if number < len(lines) else None, layer="style", check="cells",
                    )  # fmt: skip


def _wanted(cell: str | float, kind: str) -> str:
    """What a cell should be that is not; empty for a good one."""
    if isinstance(cell, float):
        return "a whole number without a decimal point" if cell.is_integer() else ""
    if cell != cell.strip():
        return "no space around the text"
    if cell in READ_AS_MISSING:
        return "a text that no reader takes for a missing value"
    if "\0" in cell:
        return "no NUL"
    if kind in ("integer", "number", "boolean"):
        return f"a value of type {kind} in its only form"
    if kind == "date" and not _DAY.fullmatch(cell):
        return "a day as YYYY-MM-DD"
    return ""
