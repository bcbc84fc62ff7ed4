"""A zip archive with a data package of its own: descriptor, CSV files, raw texts. `roa_dataset.open` reads it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from roa_dataset.errors import ExportError
from roa_dataset.exporting import r_types
from roa_dataset.exporting.archives import created, other_resources, pack, packaged, without_lost_keys

if TYPE_CHECKING:
    from roa_dataset.package import Package

_OPENING = """\
Each file of `data/` is a table: UTF-8, commas, one header line, a line feed after each record. `datapackage.json` has the type
and the meaning of each column, and `frictionless validate datapackage.json` holds the files against it. A spreadsheet
program guesses when it opens such files, and garbles letters, dates and numbers: take the workbook (.xlsx) there. R reads
them with their types after `source("col_types.R")`: `roa_read("claims")`."""


def write(package: Package, path: Path, tables: Sequence[str]) -> None:
    """Writes the archive, without Parquet files. Raises ExportError for a copy that has no CSV files."""
    pack(path, contents(package, tables), created(package))


def contents(package: Package, tables: Sequence[str]) -> dict[str, bytes]:
    """Path in the archive → content; the descriptor names the tables and texts that are in it and no more."""
    descriptor = package.descriptor
    resources = [without_lost_keys(r, tables) for name, r in descriptor.tables.items() if name in tables]
    for resource in resources:
        if resource.get("format") != "csv":
            raise ExportError(
                f"{resource['path']}: found a table that this copy has as Parquet only; expected its CSV file. "
                "Open the archive with CSV files, and export that."
            )
    types = {r_types.NAME: r_types.r_types({**descriptor.content, "resources": resources}).encode("utf-8")}
    return packaged(package, [*resources, *other_resources(package)], types, _OPENING)
