"""A DuckDB database file: the tables of `connect()`, with types, keys and comments."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from roa_dataset.loading.duckdb_tables import create_tables

if TYPE_CHECKING:
    from roa_dataset.package import Package


def write(package: Package, path: Path, tables: Sequence[str]) -> None:
    """Writes the database."""
    with duckdb.connect(str(path)) as connection:
        create_tables(connection, package.descriptor, {name: package.arrow(name) for name in tables})
