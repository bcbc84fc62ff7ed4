"""One table as Parquet: the same rows with their types, and the meaning of each column in the file itself.

The bytes are the same for the same content under one version of pyarrow; between versions they differ, so the CSV
file is the one that is compared byte for byte.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from publish.rows import Cell, CleanRows, Row, clean_rows
from roa_dataset.schema_files import Column, Table

#: a group of rows is held in memory while it is written: it ends with about so many bytes
MOST_BYTES = 24_000_000
#: rows that are turned into Arrow's form at once
BATCH = 1_024
_ARROW_TYPES = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}


def arrow_schema(table: Table) -> pa.Schema:
    """The Arrow schema: a field per column (required columns are not nullable) with its description as metadata.

    The schema's own metadata has name, title, description, package and version.
    """
    about = {
        "name": table.name,
        "title": table.title,
        "description": table.description,
        "package": table.package,
        "version": table.version,
    }
    return pa.schema([_field(column) for column in table.columns], metadata=about)


def parquet_bytes(table: Table, rows: Iterable[Row] | CleanRows) -> bytes:
    """The table as a Parquet file, rows in the order of the primary key. Raises PublishError as `clean_rows` does."""
    sink = pa.BufferOutputStream()
    write_parquet(sink, table, clean_rows(table, rows))
    data: bytes = sink.getvalue().to_pybytes()
    return data


def write_parquet(sink: Path | pa.NativeFile, table: Table, rows: Iterable[tuple[Cell, ...]]) -> None:
    """The same content into a file; `rows` are clean and in the order of the primary key. In memory is one group of rows."""
    schema = arrow_schema(table)
    # the choices are spelt out so that a new default of pyarrow does not change the files
    with pq.ParquetWriter(
        sink,
        schema,
        version="2.6",
        data_page_version="1.0",
        compression="zstd",
        compression_level=3,
        use_dictionary=True,
        write_statistics=True,
        store_schema=True,
    ) as writer:
        for group in _groups(schema, rows):
            writer.write_table(group, row_group_size=max(group.num_rows, 1))


def _groups(schema: pa.Schema, rows: Iterable[tuple[Cell, ...]]) -> Iterator[pa.Table]:
    """The rows in groups of about MOST_BYTES; a table without rows is one empty group."""
    left, size, written = iter(rows), 0, False
    columns: list[list[pa.Array]] = [[] for _ in schema]
    while batch := list(itertools.islice(left, BATCH)):
        for cells, field, arrays in zip(zip(*batch, strict=True), schema, columns, strict=True):
            arrays.append(pa.array(cells, type=field.type))
            size += arrays[-1].nbytes
        if size >= MOST_BYTES:
            yield _joined(schema, columns)
            size, written = 0, True
    if columns[0] or not written:
        yield _joined(schema, columns)


def _joined(schema: pa.Schema, columns: list[list[pa.Array]]) -> pa.Table:
    """One table of the pieces of its columns, which are given up one by one.

    Each column is one piece again, for pyarrow cuts pages where pieces end: the bytes are those of rows turned all at once.
    """
    whole = []
    for field, arrays in zip(schema, columns, strict=True):
        whole.append(pa.concat_arrays(arrays) if arrays else pa.array([], type=field.type))
        arrays.clear()
    return pa.Table.from_arrays(whole, schema=schema)


def _field(column: Column) -> pa.Field:
    metadata = {"description": column.description}
    return pa.field(column.name, _ARROW_TYPES[column.type], nullable=not column.required, metadata=metadata)
