"""The layer `parquet`: each Parquet file has the columns, types, rows and order of its CSV, and tells what they mean."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from roa_dataset.checks.content_keys import key_text
from roa_dataset.checks.contents import Contents, Row
from roa_dataset.checks.finding import Finding
from roa_dataset.loading.descriptor import Descriptor

#: what a file says of its table and package
_TOLD = ("name", "title", "description", "package", "version")
_ADVICE = "Make the Parquet file from the CSV again."


def check_parquet(descriptor: Descriptor, contents: Contents, tables: Sequence[str] | None = None) -> Iterator[Finding]:
    """Findings on the Parquet files of these tables, or of all; a table whose CSV cannot be read is left out."""
    for name in descriptor.tables if tables is None else tables:
        resource = descriptor.parquet(name)
        if resource is not None and name in contents.tables:
            yield from _check_table(descriptor, contents, name, resource)


def _check_table(
    descriptor: Descriptor, contents: Contents, name: str, resource: Mapping[str, Any]
) -> Iterator[Finding]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from roa_dataset.loading.arrow import arrow_schema, plain_schema

    shown = str(resource["path"])
    wanted = plain_schema(arrow_schema(descriptor, name))
    try:
        with pq.ParquetFile(descriptor.file(dict(resource))) as file:
            read = file.read()
    except (pa.ArrowException, OSError, ValueError) as error:
        yield Finding(shown, "", "", str(error).splitlines()[0][:200], "a Parquet file", _ADVICE)
        return
    if read.schema.names != wanted.names:
        yield Finding(shown, "", "", f"the columns {', '.join(read.schema.names)}", ", ".join(wanted.names), _ADVICE)
        return
    yield from _check_metadata(shown, read.schema, wanted)
    rows = contents.rows(name)
    if read.num_rows != len(rows):
        yield Finding(shown, "", "", f"{read.num_rows:,} rows", f"{len(rows):,}, as the CSV has", _ADVICE)
        return
    table = contents.table(name)
    for column in read.schema.names:
        yield from _check_column(shown, column, read[column].to_pylist(), rows, table.primary_key if table else ())


def _check_metadata(shown: str, found: Any, wanted: Any) -> Iterator[Finding]:
    for field, expected in zip(found, wanted, strict=True):
        if field.type != expected.type:
            yield Finding(shown, "", field.name, f"type {field.type}", f"type {expected.type}", _ADVICE)
        if field.nullable is not expected.nullable:
            yield Finding(shown, "", field.name, _nulls(field.nullable), _nulls(expected.nullable), _ADVICE)
        if _decoded(field.metadata).get("description") != _decoded(expected.metadata)["description"]:
            described = _decoded(field.metadata).get("description")
            yield Finding(shown, "", field.name, f"the meaning {described!r}", "that of datapackage.json", _ADVICE)
    told, expected_told = _decoded(found.metadata), _decoded(wanted.metadata)
    for key in _TOLD:
        value = expected_told[key]
        if told.get(key) != value:
            yield Finding(shown, "", "", f"{key} {told.get(key)!r} in the file's metadata", repr(value), _ADVICE)


def _nulls(nullable: bool) -> str:
    return "a column that may be empty" if nullable else "a column that is always filled"


def _decoded(metadata: Mapping[bytes, bytes] | None) -> dict[str, str]:
    return {key.decode("utf-8", "replace"): value.decode("utf-8", "replace") for key, value in (metadata or {}).items()}


def _check_column(
    shown: str, column: str, cells: Sequence[Any], rows: Sequence[Row], key: Sequence[str]
) -> Iterator[Finding]:
    """The first cell that is another one than in the CSV; one is enough to say that the file is another one."""
    for cell, row in zip(cells, rows, strict=True):
        value = cell.isoformat() if isinstance(cell, dt.date) else cell
        if value != row[column] or isinstance(value, bool) is not isinstance(row[column], bool):
            yield Finding(shown, key_text(row, key), column, repr(value), f"{row[column]!r}, as the CSV has", _ADVICE)
            return
