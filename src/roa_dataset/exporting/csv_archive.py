"""A zip archive with a data package of its own: descriptor, CSV files, raw texts. `roa_dataset.open` reads it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from roa_dataset.digests import pins
from roa_dataset.exporting import r_types
from roa_dataset.exporting.archives import created, other_resources, pack, packaged, without_lost_keys
from roa_dataset.exporting.csv_text import Cell, csv_bytes

if TYPE_CHECKING:
    from roa_dataset.package import Package

_OPENING = """\
Each file of `data/` is a table: UTF-8, commas, one header line, a line feed after each record. `datapackage.json` has the type
and the meaning of each column, and `frictionless validate datapackage.json` holds the files against it. A spreadsheet
program guesses when it opens such files, and garbles letters, dates and numbers: take the workbook (.xlsx) there. R reads
them with their types after `source("col_types.R")`: `roa_read("claims")`."""


_DIALECT = {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True}


def write(package: Package, path: Path, tables: Sequence[str]) -> None:
    """Writes the archive, without Parquet files."""
    pack(path, contents(package, tables), created(package))


def contents(package: Package, tables: Sequence[str]) -> dict[str, bytes]:
    """Path in the archive → content; the descriptor names the tables and texts that are in it and no more."""
    descriptor = package.descriptor
    files: dict[str, bytes] = {}
    resources = []
    for name, resource in descriptor.tables.items():
        if name in tables:
            kept = without_lost_keys(resource, tables)
            if kept.get("format") != "csv":  # a copy that has its tables as Parquet alone
                path = f"data/{name}.csv"
                files[path] = csv_bytes([field["name"] for field in descriptor.fields(name)], _cells(package, name))
                kept = _resource(kept, path, files[path])
            resources.append(kept)
    files[r_types.NAME] = r_types.r_types({**descriptor.content, "resources": resources}).encode("utf-8")
    return packaged(package, [*resources, *other_resources(package)], files, _OPENING)


def _cells(package: Package, name: str) -> Iterable[Iterable[Cell]]:
    return (row.values() for row in package.rows(name))


def _resource(table: dict[str, Any], path: str, content: bytes) -> dict[str, Any]:
    """The resource of a Parquet file as that of the CSV file made from it."""
    told = {
        "type": "table",
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": _DIALECT,
    }
    return {
        **{key: value for key, value in table.items() if key != "schema"},
        **told,
        **pins(content),
        "schema": table["schema"],
    }
