"""An Excel workbook: a sheet for each table after one that says what the tables and columns mean.

Texts are text cells, whatever they begin with: a spreadsheet never takes one for a formula, a number or a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from roa_dataset.errors import ExportError

if TYPE_CHECKING:
    from roa_dataset.package import Package

#: what the program allows
_LONGEST_CELL, _LONGEST_NAME = 32_767, 31
#: the first day after the day in 1900 that Excel invented; earlier days are written as text
_FIRST_DAY = date(1900, 3, 1)
#: how the format writes characters that XML would change (ECMA-376, ST_Xstring); a text that looks so is escaped itself
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ABOUT = "about"


def write(package: Package, path: Path, tables: Sequence[str]) -> None:
    """Writes the workbook. Raises ExportError for a text that is too long for a cell."""
    book = Workbook(write_only=True)
    _sheet(book, _ABOUT, ("table", "column", "type", "meaning"), _about(package, tables))
    for name in tables:
        columns = [field["name"] for field in package.descriptor.fields(name)]
        _sheet(book, name[:_LONGEST_NAME], columns, (list(row.values()) for row in package.rows(name)))
    book.properties.title = str(package.descriptor.content["title"])
    book.properties.version = package.version
    book.save(path)


def _about(package: Package, tables: Sequence[str]) -> Iterable[list[object]]:
    content = package.descriptor.content
    licences = ", ".join(licence["name"] for licence in content.get("licenses", ()))
    yield [content["name"], None, f"version {package.version}", f"{content['title']} ({licences})"]
    for name in tables:
        yield [name, None, "table", package.descriptor.table(name).get("description")]
        for field in package.descriptor.fields(name):
            yield [name, field["name"], field["type"], field.get("description")]


def _sheet(book: Workbook, name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    sheet: Any = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    head = [WriteOnlyCell(sheet, column) for column in columns]
    for cell in head:
        cell.font = Font(bold=True)
    sheet.append(head)
    for number, row in enumerate(rows, start=2):
        sheet.append([_cell(sheet, value, f"{name}, row {number}") for value in row])


def _cell(sheet: Any, value: object, where: str) -> Any:
    if isinstance(value, date):
        if value < _FIRST_DAY:
            value = value.isoformat()
        else:
            cell = WriteOnlyCell(sheet, value)
            cell.number_format = "yyyy-mm-dd"
            return cell
    if isinstance(value, str):
        if len(value) > _LONGEST_CELL:
            raise ExportError(f"{where}: found a text of {len(value):,} characters; a cell holds {_LONGEST_CELL:,}.")
        cell = WriteOnlyCell(sheet, _ESCAPED.sub(r"_x005F_", value).replace("\r", "_x000D_"))
        cell.data_type = "s"  # a text that begins with = has become a formula, and "#N/A" an error
        return cell
    return value
