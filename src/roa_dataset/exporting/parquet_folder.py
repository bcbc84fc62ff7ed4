"""A folder with one Parquet file for each table, the meaning of its columns inside."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from roa_dataset.loading.arrow import plain_schema

if TYPE_CHECKING:
    from roa_dataset.package import Package


def write(package: Package, path: Path, tables: Sequence[str]) -> None:
    """Writes the folder: text in the place of codes, as the package's own files have it."""
    path.mkdir()
    for name in tables:
        (path / f"{name}.parquet").write_bytes(table_bytes(package, name))


def table_bytes(package: Package, name: str) -> bytes:
    """The table as a Parquet file: the package's own where it has one, for its bytes are those that were checked."""
    own = package.descriptor.parquet(name)
    if own is not None:
        return Path(package.descriptor.file(own)).read_bytes()
    rows = package.arrow(name)
    sink = pa.BufferOutputStream()
    pq.write_table(rows.cast(plain_schema(rows.schema)), sink, compression="zstd")
    content: bytes = sink.getvalue().to_pybytes()
    return content
