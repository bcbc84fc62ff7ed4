"""raw/documents.csv → the documents, each text checked against what the row pins.

A text that differs from its SHA-256, is missing, empty, not UTF-8, binary, begins with a byte order mark or names a
layout that nobody wrote is refused: the error names the file, what was found, what was expected and what to do.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from extract.model import Document, Row

REQUIRED = tuple("document_id title article layout language path sha256 bytes characters license attribution".split())
COLUMNS = (
    "document_id title article layout version_label version_order not_before not_before_basis language path sha256 bytes "
    "characters license attribution url revision retrieved lost note"
).split()
DAYS = ("not_before", "retrieved")
INTEGERS = ("version_order", "bytes", "characters")
#: a tag with the two or three letters that ISO 639 gives a language; no language has a longer one
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


class RawTextError(ValueError):
    """A raw text, or its row in raw/documents.csv, is not what it says it is."""

    def __init__(self, file: str, found: str, expected: str, advice: str) -> None:
        super().__init__(f"{file}: found {found}; expected {expected}. {advice}")
        self.file, self.found, self.expected, self.advice = file, found, expected, advice


def load_documents(raw: Path, layouts: Collection[str], *, texts: bool = True) -> tuple[Document, ...]:
    """All documents that `raw`/documents.csv names, by document_id; each text decoded as UTF-8 and otherwise untouched.

    Without `texts` each is read and checked but not kept: `with_text` reads one again.
    """
    table = shown(raw / "documents.csv")
    rows = read_rows(raw / "documents.csv")
    named = {Path(str(r["path"])).name for r in rows}
    for path in sorted(raw.glob("*.txt")):
        if path.name not in named:
            advice = "Add its row with scripts/add_text.py, or take the file out of the folder."
            raise RawTextError(shown(path), f"a text that {table} does not name", "one row per text", advice)
    _refuse_versions_without_order(table, rows)
    documents = [_document(raw, row, layouts, texts) for row in rows]
    titles = _titles(rows)
    return tuple(replace(d, titles=titles[d.article]) for d in sorted(documents, key=lambda d: d.document_id))


def _titles(rows: Sequence[Row]) -> dict[str, tuple[str, ...]]:
    """Article → the titles of its versions, the newest first."""
    found: dict[str, tuple[str, ...]] = {}
    for row in sorted(rows, key=lambda row: -int(str(row["version_order"] or 0))):
        found[str(row["article"])] = (*found.get(str(row["article"]), ()), str(row["title"]))
    return found


def shown(path: Path) -> str:
    """A file of a folder of raw texts as messages name it: with the folder, never with where a machine keeps that."""
    return f"{path.absolute().parent.name}/{path.name}"


def read_rows(path: Path) -> list[Row]:
    """The rows of documents.csv with empty cells as None and counts as integers."""
    where = shown(path)
    if not path.is_file():
        raise RawTextError(where, "no such file", "a table that names and pins the raw texts", "Copy one from raw/.")
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise RawTextError(where, f"byte {error.start} is not UTF-8", "UTF-8", "Save the file as UTF-8.") from error
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    header = reader.fieldnames or []
    missing = [c for c in REQUIRED if c not in header]
    unknown = [c for c in header if c not in COLUMNS]
    if missing or unknown:
        raise RawTextError(
            where,
            f"the columns {', '.join(header) or '(none)'}",
            f"{', '.join(COLUMNS)}" + (f" (missing: {', '.join(missing)})" if missing else ""),
            "Mend the header line." + (f" Unknown: {', '.join(unknown)}." if unknown else ""),
        )
    rows = [_row(where, number, cells) for number, cells in enumerate(reader, start=2)]
    if not rows:
        raise RawTextError(where, "no row", "at least one raw text", "Add a row for each text in raw/.")
    seen: set[object] = set()
    for row in rows:
        if row["document_id"] in seen:
            raise RawTextError(where, f"document_id {row['document_id']} twice", "one row per text", "Rename one.")
        seen.add(row["document_id"])
    return rows


def _row(where: str, number: int, cells: dict[str | None, str | list[str] | None]) -> Row:
    if None in cells:
        raise RawTextError(where, f"more cells than columns in line {number}", "one cell per column", "Quote commas.")
    row: Row = dict.fromkeys(COLUMNS)
    for column, cell in cells.items():
        value = str(cell or "").strip() or None
        if value is None and column in REQUIRED:
            raise RawTextError(where, f"an empty {column} in line {number}", "a value", "Fill the cell.")
        if value is not None and column in INTEGERS:
            if not re.fullmatch(r"\d{1,12}", value):
                raise RawTextError(where, f"{column} {value!r} in line {number}", "a whole number", "Correct the cell.")
            row[str(column)] = int(value)
        else:
            row[str(column)] = value
    if row["version_order"] == 0:
        raise RawTextError(where, f"version_order 0 in line {number}", "1 for the oldest version", "Count from 1.")
    for column in DAYS:
        if row[column] is not None and not _is_day(str(row[column])):
            found = f"{column} {row[column]!r} in line {number}"
            raise RawTextError(where, found, "a day as YYYY-MM-DD", "Correct the cell, or leave it empty.")
    if not LANGUAGE.fullmatch(str(row["language"])):
        found = f"language {row['language']!r} in line {number}"
        raise RawTextError(where, found, "a BCP 47 tag, as en or zh-Hant", "Write the code of the language.")
    for column in ("document_id", "article"):
        if not SLUG.fullmatch(str(row[column])):
            raise RawTextError(
                where, f"{column} {row[column]!r} in line {number}", "lower-case words joined by hyphens", "Rename it."
            )
    return row


def with_text(document: Document, raw: Path) -> Document:
    """The same document with its text. RawTextError where the file is no longer the one that was checked."""
    return replace(document, text=_pinned_text(raw / Path(str(document.row["path"])).name, document.row))


def _pinned_text(file: Path, row: Row) -> str:
    table = shown(file.parent / "documents.csv")
    text = read_text(file, shown(file), f"the text that {table} names", "Restore it, or drop its row.")
    _check_pins(shown(file), table, row, text.encode(), text)
    return text


def _is_day(cell: str) -> bool:
    try:
        return dt.date.fromisoformat(cell).isoformat() == cell
    except ValueError:
        return False


def _document(raw: Path, row: Row, layouts: Collection[str], keep: bool) -> Document:
    path, table = str(row["path"]), shown(raw / "documents.csv")
    name = path.removeprefix("raw/")
    if path == name or "/" in name or "\\" in name or name in {"", ".", ".."}:
        raise RawTextError(table, f"path {path!r}", "raw/NAME, a file of this folder", "Correct the path.")
    file = raw / name
    if row["layout"] not in layouts:
        expected = f"one of {', '.join(sorted(layouts))}"
        raise RawTextError(shown(file), f"layout {row['layout']!r}", expected, f"Correct it in {table}.")
    text = _pinned_text(file, row)
    return Document(
        document_id=str(row["document_id"]),
        title=str(row["title"]),
        article=str(row["article"]),
        layout=str(row["layout"]),
        text=text if keep else "",
        row=row,
    )


def read_text(file: Path, path: str, expected: str = "a text", advice: str = "Give another file.") -> str:
    """The file's text, decoded as UTF-8 with nothing changed; refuses what no offset could point into safely.

    Messages name the file as `path`; `expected` and `advice` are what they say where there is no text at all.
    """
    if not file.is_file():
        raise RawTextError(path, "a folder" if file.is_dir() else "no such file", expected, advice)
    data = file.read_bytes()
    if not data:
        raise RawTextError(path, "an empty file", expected, advice)
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        wanted = "UTF-8 without one (it would shift every offset)"
        raise RawTextError(path, "a byte order mark", wanted, "Save the file without it.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        found = f"byte {data[error.start]:#04x} at {error.start} is not UTF-8"
        raise RawTextError(path, found, "UTF-8", "Save the file as UTF-8.") from error
    control = CONTROL.search(text)
    if control:
        found = f"control character U+{ord(control[0]):04X} at {control.start()}"
        raise RawTextError(path, found, "text", "This looks like a binary file.")
    if not any(c.isalnum() for c in text):
        raise RawTextError(path, "no letter and no digit", expected, advice)
    return text


def pins(data: bytes, text: str) -> Row:
    """What a row says of its file: sha256, bytes and characters."""
    return {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data), "characters": len(text)}


def _check_pins(path: str, table: str, row: Row, data: bytes, text: str) -> None:
    found = pins(data, text)
    if any(found[column] != row[column] for column in found):
        raise RawTextError(
            path,
            ", ".join(f"{column} {value}" for column, value in found.items()),
            ", ".join(f"{column} {row[column]}" for column in found) + f", as {table} pins it",
            f"Restore the text; or, if it was meant to change, write what was found into its row of {table}.",
        )


def _refuse_versions_without_order(table: str, rows: Sequence[Row]) -> None:
    """Two texts of one article are versions of it: which is the newer, and what differs, only their order tells."""
    seen: dict[tuple[object, object], str] = {}
    several = {article for article, count in Counter(row["article"] for row in rows).items() if count > 1}
    for row in rows:
        article, order, name = row["article"], row["version_order"], str(row["document_id"])
        if order is None and article in several:
            raise RawTextError(
                table,
                f"row {name}: an empty version_order, and another text of the article {article}",
                "the place of each version among those of its article, 1 for the oldest",
                "Write it into the column version_order; or, if the texts are no versions of one article, correct the"
                " column article of one of them.",
            )
        other = seen.setdefault((article, order), name)
        if order is not None and other != name:
            raise RawTextError(
                table,
                f"version_order {order} of {article} for {other} and {name}",
                "a different order for each version of one article",
                "Number the versions from the oldest to the newest.",
            )
