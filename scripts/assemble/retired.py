"""Ids that releases had and that are gone: metadata/retired_ids.csv → the table `retired_ids`; none may be in use again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from extract.model import Row
from roa_dataset.checks.retired import check_retired
from roa_dataset.schema_files import Schema

FILE = "retired_ids.csv"
COLUMNS = ["table_name", "retired_id", "retired_in", "successors", "note"]


class RetiredIdError(ValueError):
    """metadata/retired_ids.csv is not as it should be, or an id that was retired is given to something else."""


def retired_rows(metadata: Path, schema: Schema, tables: Mapping[str, Iterable[Row]]) -> list[Row]:
    """The rows of the file. `tables` are the others of this build: RetiredIdError names a row whose id they have."""
    rows = read_retired(metadata / FILE)
    keys = {table.name: table.primary_key[0] for table in schema.tables if len(table.primary_key) == 1}
    for number, row in enumerate(rows, start=2):
        name = str(row["table_name"])
        if name in schema.package.tables and name not in keys:
            where = f"metadata/{FILE}, line {number}"
            raise RetiredIdError(
                f"{where}: found the table {name!r}; expected one with a key of one column. Correct it."
            )
    for finding in check_retired(rows, keys, lambda name: tables.get(name, ())):
        raise RetiredIdError(str(finding))
    return rows


def read_retired(path: Path) -> list[Row]:
    """The rows of the file; an empty cell is None. RetiredIdError for other columns."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames != COLUMNS:
            raise RetiredIdError(
                f"{path.name}: found the columns {reader.fieldnames}; expected {COLUMNS}. Mend the header."
            )
        return [{name: cell or None for name, cell in row.items()} for row in reader]


def retired_text(rows: Iterable[Row]) -> str:
    """The file with these rows, sorted by table and id."""
    sink = io.StringIO()
    writer = csv.DictWriter(sink, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted(rows, key=lambda row: (str(row["table_name"]), str(row["retired_id"]))))
    return sink.getvalue()
