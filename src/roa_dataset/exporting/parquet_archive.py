"""A zip archive with a data package of its own: descriptor, Parquet files, raw texts. `roa_dataset.open` reads it.

A table's resource has its schema (types, meanings, keys) but no `type`: as a table resource Frictionless 5 would reject it for
its `bytes`, and as it is size and hash are checked.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from roa_dataset.digests import pins
from roa_dataset.exporting.archives import created, other_resources, pack, packaged, without_lost_keys
from roa_dataset.exporting.parquet_folder import table_bytes

if TYPE_CHECKING:
    from roa_dataset.package import Package

_OPENING = """\
Each file of `data/` is a table with its types; the meaning of each column is in the file (Arrow's metadata) and in
`datapackage.json`. An empty cell is null. `frictionless validate datapackage.json` compares the files with their hashes."""
_NOT_OF_PARQUET = ("type", "encoding", "dialect", "bytes", "hash")


def write(package: Package, path: Path, tables: Sequence[str]) -> None:
    """Writes the archive, without CSV files."""
    pack(path, contents(package, tables), created(package))


def contents(package: Package, tables: Sequence[str]) -> dict[str, bytes]:
    """Path in the archive → content; the descriptor names the tables and texts that are in it and no more."""
    files: dict[str, bytes] = {}
    resources = []
    for name, resource in package.descriptor.tables.items():
        if name in tables:
            path = f"data/{name}.parquet"
            files[path] = table_bytes(package, name)
            resources.append(_resource(without_lost_keys(resource, tables), path, files[path]))
    return packaged(package, [*resources, *other_resources(package)], files, _OPENING)


def _resource(table: dict[str, Any], path: str, content: bytes) -> dict[str, Any]:
    kept = {key: value for key, value in table.items() if key not in _NOT_OF_PARQUET}
    kept |= {"path": path, "format": "apache-parquet", "mediatype": "application/vnd.apache.parquet"}
    kept |= pins(content)
    schema = kept.pop("schema")
    return {**kept, "schema": schema}
