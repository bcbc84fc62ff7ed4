"""A folder with one Parquet file for each table, the meaning of its columns inside."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq

from roa_dataset.loading.arrow import plain_schema

if TYPE_CHECKING:
    from roa_dataset.package import Package


def write(package: Package, path: Path, tables: Sequence[str]) -> None:
    """Writes the folder: text in the place of codes, as the package's own files have it."""
    path.mkdir()
    for name in tables:
        rows = package.arrow(name)
        pq.write_table(rows.cast(plain_schema(rows.schema)), path / f"{name}.parquet", compression="zstd")
