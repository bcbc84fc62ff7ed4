"""One table as CSV: the byte-exact form of the dataset, rows in the order of the primary key, columns in that of the schema."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from publish.rows import Cell, CleanRows, PublishError, Row, check_rows, clean_rows
from roa_dataset.exporting import csv_text
from roa_dataset.schema_files import Table

__all__ = ["PublishError", "check_rows", "csv_bytes", "write_csv"]


def csv_bytes(table: Table, rows: Iterable[Row] | CleanRows) -> bytes:
    """The table as CSV (roa_dataset.exporting.csv_text). Raises PublishError as `clean_rows` does."""
    return csv_text.csv_bytes(table.column_names, clean_rows(table, rows))


def write_csv(path: Path, table: Table, rows: Iterable[tuple[Cell, ...]]) -> None:
    """The same content as a file; `rows` are clean and in the order of the primary key, and are written one by one."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(csv_text.csv_lines(table.column_names, rows))
