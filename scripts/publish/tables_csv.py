"""One table as CSV: the byte-exact form of the dataset, rows in the order of the primary key, columns in that of the schema."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from publish.rows import Cell, CleanRows, PublishError, Row, check_rows, clean_rows
from roa_dataset.exporting import csv_text
from roa_dataset.schema_files import Table

__all__ = ["PublishError", "check_rows", "csv_bytes", "written_in_passing"]


def csv_bytes(table: Table, rows: Iterable[Row] | CleanRows) -> bytes:
    """The table as CSV (roa_dataset.exporting.csv_text). Raises PublishError as `clean_rows` does."""
    return csv_text.csv_bytes(table.column_names, clean_rows(table, rows))


def written_in_passing(path: Path, table: Table, rows: Iterable[tuple[Cell, ...]]) -> Iterator[tuple[Cell, ...]]:
    """The same content as a file, written while somebody takes the rows, which are clean and in the order of the key."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(csv_text.record(table.column_names))
        for cells in rows:
            file.write(csv_text.record(cells))
            yield cells
