"""raw/documents.csv → the documents, each text checked against what the row pins.

A text that differs from its SHA-256, is missing, empty, not UTF-8, binary, begins with a byte order mark or names a
layout that nobody wrote is refused: the error names the file, what was found, what was expected and what to do.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from extract.model import Document, Row

REQUIRED = tuple("document_id title article layout language path sha256 bytes characters license attribution".split())
COLUMNS = (
    "document_id title article layout version_label version_order not_before not_before_basis language path sha256 bytes "
    "characters license attribution url revision retrieved lost note"
).split()
INTEGERS = ("version_order", "bytes", "characters")
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
    rows = read_rows(raw / "documents.csv")
    named = {Path(str(r["path"])).name for r in rows}
    for path in sorted(raw.glob("*.txt")):
        if path.name not in named:
            raise RawTextError(
                f"raw/{path.name}", "a text that raw/documents.csv does not name", "one row per text", "Add its row."
            )
    documents = [_document(raw, row, layouts, texts) for row in rows]
    _refuse_two_of_one_version(documents)
    return tuple(sorted(documents, key=lambda d: d.document_id))


def read_rows(path: Path) -> list[Row]:
    """The rows of documents.csv with empty cells as None and counts as integers."""
    where = f"raw/{path.name}"
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
    for column in ("document_id", "article"):
        if not SLUG.fullmatch(str(row[column])):
            raise RawTextError(
                where, f"{column} {row[column]!r} in line {number}", "lower-case words joined by hyphens", "Rename it."
            )
    return row


def with_text(document: Document, raw: Path) -> Document:
    """The same document with its text. RawTextError where the file is no longer the one that was checked."""
    path = str(document.row["path"])
    text = read_text(raw / Path(path).name, path)
    _check_pins(path, document.row, text.encode(), text)
    return replace(document, text=text)


def _document(raw: Path, row: Row, layouts: Collection[str], keep: bool) -> Document:
    path = str(row["path"])
    name = path.removeprefix("raw/")
    if path == name or "/" in name or "\\" in name or name in {"", ".", ".."}:
        raise RawTextError(
            "raw/documents.csv", f"path {path!r}", "raw/NAME, a file of this folder", "Correct the path."
        )
    if row["layout"] not in layouts:
        raise RawTextError(
            path,
            f"layout {row['layout']!r}",
            f"one of {', '.join(sorted(layouts))}",
            "Correct it in raw/documents.csv.",
        )
    text = read_text(raw / name, path)
    _check_pins(path, row, (raw / name).read_bytes(), text)
    return Document(
        document_id=str(row["document_id"]),
        title=str(row["title"]),
        article=str(row["article"]),
        layout=str(row["layout"]),
        text=text if keep else "",
        row=row,
    )


def read_text(file: Path, path: str) -> str:
    """The file's text, decoded as UTF-8 with nothing changed; refuses what no offset could point into safely."""
    if not file.is_file():
        raise RawTextError(path, "no such file", "the text that raw/documents.csv names", "Restore it or drop its row.")
    data = file.read_bytes()
    if not data:
        raise RawTextError(path, "an empty file", "a text", "Restore it or drop its row.")
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise RawTextError(
            path, "a byte order mark", "UTF-8 without one (it would shift every offset)", "Save the file without it."
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RawTextError(
            path, f"byte {data[error.start]:#04x} at {error.start} is not UTF-8", "UTF-8", "Save the file as UTF-8."
        ) from error
    control = CONTROL.search(text)
    if control:
        raise RawTextError(
            path,
            f"control character U+{ord(control[0]):04X} at {control.start()}",
            "text",
            "This looks like a binary file.",
        )
    if not any(c.isalnum() for c in text):
        raise RawTextError(path, "no letter and no digit", "a text", "Restore it or drop its row.")
    return text


def _check_pins(path: str, row: Row, data: bytes, text: str) -> None:
    digest = hashlib.sha256(data).hexdigest()
    for column, found in (("sha256", digest), ("bytes", len(data)), ("characters", len(text))):
        if found != row[column]:
            raise RawTextError(
                path,
                f"{column} {found}",
                f"{row[column]}, as raw/documents.csv pins it",
                "If the text was meant to change, write its new sha256, bytes and characters into raw/documents.csv.",
            )


def _refuse_two_of_one_version(documents: list[Document]) -> None:
    seen: dict[tuple[str, object], str] = {}
    for document in documents:
        order = document.row["version_order"]
        other = seen.setdefault((document.article, order), document.document_id)
        if order is not None and other != document.document_id:
            raise RawTextError(
                "raw/documents.csv",
                f"version_order {order} of {document.article} for {other} and {document.document_id}",
                "a different order for each version of one article",
                "Number the versions from the oldest to the newest.",
            )
