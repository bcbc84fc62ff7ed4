"""One table as Parquet: the same rows with their types, and the meaning of each column in the file itself.

The bytes are the same for the same content under one version of pyarrow; between versions they differ, so the CSV
file is the one that is compared byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa
import pyarrow.parquet as pq

from publish.rows import CleanRows, Row, clean_rows
from roa_dataset.schema_files import Column, Table

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
    schema = arrow_schema(table)
    cleaned = clean_rows(table, rows)
    arrays = [
        pa.array([cells[position] for cells in cleaned], type=field.type) for position, field in enumerate(schema)
    ]
    sink = pa.BufferOutputStream()
    # the choices are spelt out so that a new default of pyarrow does not change the files
    pq.write_table(
        pa.Table.from_arrays(arrays, schema=schema),
        sink,
        version="2.6",
        data_page_version="1.0",
        compression="zstd",
        compression_level=3,
        use_dictionary=True,
        write_statistics=True,
        row_group_size=1_000_000,
        store_schema=True,
    )
    data: bytes = sink.getvalue().to_pybytes()
    return data


def _field(column: Column) -> pa.Field:
    metadata = {"description": column.description}
    return pa.field(column.name, _ARROW_TYPES[column.type], nullable=not column.required, metadata=metadata)
