"""An Excel workbook: a read-me, the statements to start with, the meaning of the columns, and a sheet for each table.

Texts and days are text cells, whatever they begin with: a spreadsheet never takes one for a formula, a number or a day of its
own calendar. Numbers are numbers and truth values are truth values. Two workbooks of one version are the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from roa_dataset.errors import ExportError
from roa_dataset.exporting.archives import created, pack
from roa_dataset.exporting.read_me import sheet_lines

if TYPE_CHECKING:
    import datetime as dt

    from roa_dataset.package import Package

#: what the program allows (ECMA-376 leaves it open; Microsoft, "Excel specifications and limits")
_LONGEST_CELL, _LONGEST_NAME, _MOST_ROWS = 32_767, 31, 1_048_576
#: how the format writes characters that XML would change or refuse (ECMA-376, ST_Xstring); a text that looks so is escaped too
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_WIDEST, _NARROWEST = 60, 8
_BOLD, _LINK = Font(bold=True), Font(underline="single", color="0563C1")
_WRAPPED, _TOP = Alignment(wrap_text=True, vertical="top"), Alignment(vertical="top")

READ_ME, STATEMENTS, COLUMNS = "read-me", "statements", "columns"
#: what of a claim a reader needs first; how it is said stands beside what is said
_OF_A_CLAIM = (
    "document_id", "statement", "quote", "polarity", "modality", "hedge", "date_text", "date_earliest", "date_latest",
    "place_label", "citation_needed", "claim_id",
)  # fmt: skip


@dataclass(frozen=True)
class _Sheet:
    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[object]]
    #: columns with long texts: they are wide, and their lines are broken
    wrapped: frozenset[str] = field(default_factory=frozenset)


def write(package: Package, path: Path, tables: Sequence[str]) -> None:
    """Writes the workbook. Raises ExportError for a text that is too long for a cell, or a table for a sheet."""
    book = Workbook(write_only=True)
    sheets = list(_sheets(package, tables))
    for sheet in sheets:
        _refuse_what_is_too_large(sheet)
    _add_read_me(book, package, sheets)
    for sheet in sheets:
        _add(book, sheet)
    content = package.descriptor.content
    book.properties.title, book.properties.version = str(content["title"]), package.version
    book.properties.creator = ", ".join(str(person["title"]) for person in content.get("contributors", ()))
    book.properties.created = created(package).replace(tzinfo=None)
    packed = io.BytesIO()
    book.save(packed)
    _pack_again(packed, path, created(package))


def _refuse_what_is_too_large(sheet: _Sheet) -> None:
    """Before anything is written: the library complains on its own of a book that is left unfinished."""
    if len(sheet.rows) >= _MOST_ROWS:
        found = f"{len(sheet.rows):,} rows"
        raise ExportError(
            f"{sheet.name}: found {found}; a sheet holds {_MOST_ROWS - 1:,} and a header. Take another form."
        )
    for number, row in enumerate(sheet.rows, start=2):
        for column, value in zip(sheet.header, row, strict=True):
            if isinstance(value, str) and len(value) > _LONGEST_CELL:
                found = f"a text of {len(value):,} characters"
                where = f"{sheet.name}, row {number}, {column}"
                raise ExportError(f"{where}: found {found}; a cell holds {_LONGEST_CELL:,}. Take another form.")


def _pack_again(book: io.BytesIO, path: Path, when: dt.datetime) -> None:
    """The library writes the present time into the file and into each entry of its archive; here it is the version's."""
    changed = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
    stamp = when.strftime("%Y-%m-%dT%H:%M:%SZ").encode("ascii")
    with zipfile.ZipFile(book) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["docProps/core.xml"] = changed.sub(rb"\g<1>" + stamp, files["docProps/core.xml"])
    pack(path, files, when)


def _sheets(package: Package, tables: Sequence[str]) -> Iterable[_Sheet]:
    if "claims" in tables:
        yield _statements(package)
    yield _Sheet(
        COLUMNS, ("table", "column", "type", "meaning"), list(_meanings(package, tables)), frozenset(["meaning"])
    )
    for name in tables:
        columns = [column["name"] for column in package.descriptor.fields(name)]
        yield _Sheet(name[:_LONGEST_NAME], columns, [list(row.values()) for row in package.rows(name)])


def _statements(package: Package) -> _Sheet:
    """The claims as plain sentences with their words, in the order of the texts, the newest text first."""
    order = {
        row["document_id"]: number
        for number, row in enumerate(
            sorted(package.rows("documents"), key=lambda row: -_number(row.get("version_order")))
        )
    }
    claims = sorted(package.rows("claims"), key=lambda row: (order[row["document_id"]], _number(row["char_start"])))
    rows = [[claim[column] for column in _OF_A_CLAIM] for claim in claims]
    return _Sheet(STATEMENTS, _OF_A_CLAIM, rows, frozenset(["statement", "quote"]))


def _number(cell: object) -> int:
    return cell if isinstance(cell, int) else 0


def _meanings(package: Package, tables: Sequence[str]) -> Iterable[list[object]]:
    for name in tables:
        yield [name, None, "table", package.descriptor.table(name).get("description")]
        for column in package.descriptor.fields(name):
            yield [name, column["name"], column["type"], column.get("description")]


def _add_read_me(book: Workbook, package: Package, sheets: Sequence[_Sheet]) -> None:
    sheet: Any = book.create_sheet(READ_ME)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 8
    sheet.column_dimensions["C"].width = 100
    title = _cell(sheet, str(package.descriptor.content["title"]))
    sheet.append([_styled(sheet, title, Font(bold=True, size=14))])
    for heading, text in sheet_lines(package):
        told = _cell(sheet, text)
        sheet.append([_styled(sheet, heading, _BOLD, _TOP), None, _styled(sheet, told, alignment=_WRAPPED)])
    sheet.append([])
    sheet.append([_styled(sheet, text, _BOLD) for text in ("sheet", "rows", "what one row is")])
    meanings = {name[:_LONGEST_NAME]: about.get("description", "") for name, about in package.descriptor.tables.items()}
    meanings |= {
        STATEMENTS: "One row is one claim as a plain sentence, in the order of its text; the table claims has all of it.",
        COLUMNS: "One row is one table, or one column of it, with its meaning.",
    }
    for one in sheets:
        meaning = _styled(sheet, _cell(sheet, meanings[one.name]), alignment=_WRAPPED)
        name = _styled(sheet, one.name, _LINK, _TOP)
        name.hyperlink = Hyperlink(ref="", location=f"'{one.name}'!A1")
        sheet.append([name, _styled(sheet, len(one.rows), alignment=_TOP), meaning])


def _styled(sheet: Any, value: object, font: Font | None = None, alignment: Alignment | None = None) -> Any:
    cell = value if isinstance(value, Cell) else WriteOnlyCell(sheet, value)
    if font:
        cell.font = font
    if alignment:
        cell.alignment = alignment
    return cell


def _add(book: Workbook, sheet: _Sheet) -> None:
    page: Any = book.create_sheet(sheet.name)
    page.freeze_panes = "A2"
    last = get_column_letter(len(sheet.header))
    page.auto_filter.ref = f"A1:{last}{len(sheet.rows) + 1}"
    for number, column in enumerate(sheet.header):
        lengths = sorted(len(str(row[number])) for row in sheet.rows if row[number] is not None)
        usual = lengths[len(lengths) * 9 // 10] if lengths else 0  # nine of ten cells are seen whole
        width = _WIDEST if column in sheet.wrapped else min(max(usual, len(column) + 3, _NARROWEST), _WIDEST)
        page.column_dimensions[get_column_letter(number + 1)].width = width
    page.append([_styled(page, column, _BOLD) for column in sheet.header])
    for row in sheet.rows:
        cells = [_cell(page, value) for value in row]
        if sheet.wrapped:
            broken = [_WRAPPED if column in sheet.wrapped else _TOP for column in sheet.header]
            cells = [_styled(page, cell, alignment=lines) for cell, lines in zip(cells, broken, strict=True)]
        page.append(cells)


def _cell(sheet: Any, value: object) -> Any:
    if isinstance(value, date):
        value = value.isoformat()  # the days of the text, not the program's: it shows them as each country writes days
    if not isinstance(value, str):
        return value
    if value[:1] not in ("=", "#") and not _ESCAPED.search(value):
        return value  # as a text anyway, and twice as fast
    cell = WriteOnlyCell(sheet, _ESCAPED.sub(lambda match: f"_x{ord(match[0]):04X}_", value))
    cell.data_type = "s"  # a text that begins with = has become a formula, and "#N/A" an error
    return cell
