"""Rows in the formats of the command: tab-separated, CSV, JSON, JSON lines, Markdown."""

from __future__ import annotations

import csv
import io
import json

from roa_dataset.showing.text import cell_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    Rows = Sequence[Mapping[str, object]]

_TSV = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_MARKDOWN = str.maketrans({**{letter: f"\\{letter}" for letter in "\\|*_`["}, "<": "&lt;", "\n": " ", "\r": " "})


def tsv(rows: Rows) -> Iterator[str]:
    """A line of names and one for each row, never cut or wrapped; tab, line end and backslash as \\t, \\n, \\r, \\\\."""
    yield "\t".join(rows[0]) if rows else ""
    for row in rows:
        yield "\t".join(as_written(cell).translate(_TSV) for cell in row.values())


def csv_lines(rows: Rows) -> Iterator[str]:
    """RFC 4180 with LF, as the files of the package."""
    for cells in ([list(rows[0])] if rows else []) + [[as_written(cell) for cell in row.values()] for row in rows]:
        sink = io.StringIO()
        csv.writer(sink, lineterminator="").writerow(cells)
        yield sink.getvalue()


def json_text(value: object, indent: int | None) -> str:
    """A JSON value; days as YYYY-MM-DD, missing cells as null."""
    return json.dumps(value, ensure_ascii=False, indent=indent, default=str)


def json_rows(rows: Rows) -> Iterator[str]:
    """All rows as one JSON array."""
    yield json_text(rows, indent=2)


def json_lines(rows: Rows) -> Iterator[str]:
    """One JSON object on each line."""
    for row in rows:
        yield json_text(row, indent=None)


def markdown(rows: Rows) -> Iterator[str]:
    """A table as GitHub's Markdown has it."""
    if rows:
        yield _markdown_line(rows[0])
        yield _markdown_line(["---"] * len(rows[0]))
    for row in rows:
        yield _markdown_line([as_written(cell).translate(_MARKDOWN) for cell in row.values()])


def _markdown_line(cells: Mapping[str, object] | Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def as_written(cell: object) -> str:
    """The cell as the package's CSV has it: line ends stay."""
    return cell if isinstance(cell, str) else cell_text(cell)


#: what an option of the command asks for → what writes it
WRITERS: Mapping[str, Callable[[Rows], Iterator[str]]] = {
    "tsv": tsv,
    "csv": csv_lines,
    "json": json_rows,
    "jsonl": json_lines,
    "markdown": markdown,
}
