"""A table as Arrow: what the engines arrow, pandas, polars and duckdb are made from.

An Arrow table cannot be changed, so it is read once per package and handed out again as long as its file is the same.
"""

from __future__ import annotations

import itertools
import json
import os
from array import array
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from roa_dataset.errors import DamagedDataError
from roa_dataset.loading.descriptor import Descriptor
from roa_dataset.loading.rows import read_records

_TYPES: Mapping[str, pa.DataType] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}
_CODES = pa.dictionary(pa.int32(), pa.string())

#: what the cache holds for a table: the file's path, size and time of change, and the table
Cached = tuple[tuple[str, int, int], pa.Table]


def arrow_table(descriptor: Descriptor, table: str, cache: dict[str, Cached]) -> pa.Table:
    """The table with the columns, order and types of the descriptor; a column with an enum is dictionary-encoded.

    The dictionary of such a column is the whole list of its codes, in the order of the descriptor. Field and schema
    metadata carry the descriptions. Raises UnknownTableError, DamagedDataError.
    """
    resource = descriptor.parquet(table) or descriptor.table(table)
    path = descriptor.file(resource)
    status = os.stat(path)  # noqa: PTH116
    state = (path, status.st_size, status.st_mtime_ns)
    found = cache.get(table)
    if found is not None and found[0] == state:
        return found[1]
    schema = arrow_schema(descriptor, table)
    if resource.get("format") == "csv":
        made = pa.Table.from_pylist(read_records(descriptor, table), schema=plain_schema(schema))
    else:
        made = _read_parquet(path, resource["path"], plain_schema(schema))
    made = _encoded(made, schema, descriptor.fields(table), resource["path"])
    cache[table] = (state, made)
    return made


def arrow_schema(descriptor: Descriptor, table: str) -> pa.Schema:
    """The Arrow schema that the descriptor's Table Schema gives, descriptions as metadata."""
    resource = descriptor.table(table)
    fields = [_field(field) for field in resource["schema"]["fields"]]
    about = {
        "name": table,
        "title": str(resource.get("title", "")),
        "description": str(resource.get("description", "")),
        "package": str(descriptor.content.get("name", "")),
        "version": str(descriptor.content.get("version", "")),
        "primary_key": json.dumps(resource["schema"].get("primaryKey", [])),
    }
    return pa.schema(fields, metadata=about)


def plain_schema(schema: pa.Schema) -> pa.Schema:
    """The same schema with texts in the place of codes, as the files hold them."""
    return pa.schema([f.with_type(pa.string()) if f.type == _CODES else f for f in schema], metadata=schema.metadata)


def _field(field: Mapping[str, Any]) -> pa.Field:
    constraints = field.get("constraints", {})
    kind = _CODES if constraints.get("enum") else _TYPES[field["type"]]
    metadata = {"description": str(field.get("description", ""))}
    return pa.field(field["name"], kind, nullable=not constraints.get("required"), metadata=metadata)


def _read_parquet(path: str, shown: str, wanted: pa.Schema) -> pa.Table:
    # ParquetFile and not read_table: that one imports pandas, whatever the caller's engine is
    try:
        with pq.ParquetFile(path) as file:
            read = file.read()
    except (pa.ArrowException, OSError) as error:
        raise DamagedDataError(shown, "", "", str(error), "a Parquet file") from None
    if read.schema.names != wanted.names:
        raise DamagedDataError(shown, "", "", ", ".join(read.schema.names), f"the columns {', '.join(wanted.names)}")
    for field, expected in zip(read.schema, wanted, strict=True):
        if field.type != expected.type:
            raise DamagedDataError(shown, "", field.name, str(field.type), str(expected.type))
    return read


def _string_array(texts: Sequence[str]) -> pa.StringArray:
    """The texts as an Arrow array, built from its two buffers: `pyarrow.array` of a list imports pandas."""
    encoded = [text.encode("utf-8") for text in texts]
    offsets = array("i", itertools.accumulate(map(len, encoded), initial=0))
    return pa.StringArray.from_buffers(len(encoded), pa.py_buffer(offsets), pa.py_buffer(b"".join(encoded)))


def _encoded(table: pa.Table, schema: pa.Schema, fields: Sequence[Mapping[str, Any]], file: str) -> pa.Table:
    """Codes as dictionaries over the whole enum: no column's type depends on which codes occur."""
    arrays = []
    for column, field, described in zip(table.columns, schema, fields, strict=True):
        if field.type == _CODES:
            values = _string_array(described["constraints"]["enum"])
            texts = column.combine_chunks()
            codes = pc.index_in(texts, value_set=values)
            if codes.null_count != texts.null_count:
                strange = texts.filter(pc.and_(pc.is_valid(texts), pc.is_null(codes)))[0].as_py()
                raise DamagedDataError(file, "", field.name, repr(strange), "a code of the column's enum")
            column = pa.DictionaryArray.from_arrays(codes, values)
        arrays.append(column)
    return pa.Table.from_arrays(arrays, schema=schema)
