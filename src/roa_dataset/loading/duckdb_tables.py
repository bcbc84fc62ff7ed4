"""Tables in DuckDB: types, keys and descriptions from the descriptor, and a connection that reaches nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import duckdb
import pyarrow as pa

from roa_dataset.errors import DamagedDataError
from roa_dataset.loading.descriptor import Descriptor
from roa_dataset.sql_words import literal, quoted

_TYPES = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}
_ROWS = "_rows_of_the_table"


def memory_connection(descriptor: Descriptor, tables: Mapping[str, pa.Table]) -> duckdb.DuckDBPyConnection:
    """An in-memory database with these tables, then closed to files, the network and Python's variables.

    The lock cannot be taken off again on this connection; the tables themselves may be changed, they are a copy.
    """
    connection = duckdb.connect(":memory:")
    create_tables(connection, descriptor, tables)
    for setting in ("python_enable_replacements", "enable_external_access"):
        connection.execute(f"SET {setting} = false")
    connection.execute("SET lock_configuration = true")
    return connection


def create_tables(
    connection: duckdb.DuckDBPyConnection, descriptor: Descriptor, tables: Mapping[str, pa.Table]
) -> None:
    """Creates and fills tables: VARCHAR, BIGINT, DOUBLE, BOOLEAN, DATE and ENUM columns, primary key, comments.

    Foreign keys are left out: a table may be wanted without the ones that it points at. Raises DamagedDataError for rows
    that do not keep to the schema.
    """
    connection.begin()  # one transaction for all: each of some hundred comments would otherwise be one
    for name, rows in tables.items():
        _create_table(connection, descriptor, name, rows)
    connection.commit()


def _create_table(connection: duckdb.DuckDBPyConnection, descriptor: Descriptor, name: str, rows: pa.Table) -> None:
    schema = descriptor.table(name)["schema"]
    columns = []
    for field in schema["fields"]:
        kind, constraints = _TYPES[field["type"]], field.get("constraints", {})
        if constraints.get("enum"):
            kind = f"ENUM ({', '.join(map(literal, constraints['enum']))})"
        columns.append(f"{quoted(field['name'])} {kind}{' NOT NULL' if constraints.get('required') else ''}")
    key = schema.get("primaryKey") or []
    if key:
        columns.append(f"PRIMARY KEY ({', '.join(map(quoted, key))})")
    target = quoted(name)
    connection.execute(f"CREATE TABLE {target} ({', '.join(columns)})")
    connection.register(_ROWS, rows.cast(_plain(rows.schema)))
    try:
        connection.execute(f"INSERT INTO {target} SELECT * FROM {_ROWS}")
    except (duckdb.ConstraintException, duckdb.ConversionException) as error:
        raise DamagedDataError(f"table {name}", "", "", str(error), "rows that keep to the table's schema") from None
    finally:
        connection.unregister(_ROWS)
    comments = [f"COMMENT ON TABLE {target} IS {literal(descriptor.table(name).get('description', ''))}"]
    for field in schema["fields"]:
        where = f"{target}.{quoted(field['name'])}"
        comments.append(f"COMMENT ON COLUMN {where} IS {literal(field.get('description', ''))}")
    connection.execute(";\n".join(comments))


def relation(descriptor: Descriptor, name: str, rows: pa.Table) -> duckdb.DuckDBPyRelation:
    """The table as a DuckDB relation on a connection of its own, in the order of the file."""
    return memory_connection(descriptor, {name: rows}).table(name)


def as_dicts(result: Any) -> Iterable[dict[str, Any]]:
    """The rows of an executed query as dicts."""
    names = [column[0] for column in result.description or ()]
    return (dict(zip(names, row, strict=True)) for row in result.fetchall())


def _plain(schema: pa.Schema) -> pa.Schema:
    return pa.schema([f.with_type(pa.string()) if pa.types.is_dictionary(f.type) else f for f in schema])
