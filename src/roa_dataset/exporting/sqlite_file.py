"""A SQLite database with types, keys, checks and indexes; the table `about` says what each table and column means."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from roa_dataset.sql_words import literal, quoted

if TYPE_CHECKING:
    from roa_dataset.package import Package

#: SQLite has no days and no truth values of its own: text YYYY-MM-DD, and 0 or 1
_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER", "date": "TEXT"}
_ABOUT = "CREATE TABLE about (table_name TEXT, column_name TEXT, type TEXT, meaning TEXT) STRICT"


def write(package: Package, path: Path, tables: Sequence[str]) -> None:
    """Writes the database; foreign keys only between the tables that are in it.

    Each foreign key has an index, unless the primary key begins with it: a join never reads a whole table for each row.
    """
    with closing(sqlite3.connect(path)) as connection:
        # one page size and no journal's leavings: the same rows are the same bytes under one version of SQLite
        connection.execute("PRAGMA page_size = 4096")
        with connection:
            connection.execute(_ABOUT)
            connection.executemany("INSERT INTO about VALUES (?, ?, ?, ?)", _meanings(package, tables))
            for name in tables:
                _add(connection, package, name, tables)
        connection.execute("VACUUM")


def _meanings(package: Package, tables: Sequence[str]) -> Iterable[tuple[str | None, ...]]:
    """The package itself (no table, no column), then each table (no column) with its columns."""
    content = package.descriptor.content
    yield (
        None,
        None,
        "package",
        f"{content['title']}, version {package.version}. {content.get('description', '')}".strip(),
    )
    for name in tables:
        yield name, None, "table", package.descriptor.table(name).get("description")
        for field in package.descriptor.fields(name):
            yield name, field["name"], field["type"], field.get("description")


def _add(connection: sqlite3.Connection, package: Package, name: str, tables: Sequence[str]) -> None:
    schema = package.descriptor.table(name)["schema"]
    connection.execute(_definition(name, schema, tables))
    rows = [tuple(map(_cell, row.values())) for row in package.rows(name)]
    connection.executemany(f"INSERT INTO {quoted(name)} VALUES ({', '.join('?' * len(schema['fields']))})", rows)
    for columns in _joined(name, schema, tables):
        index = quoted("_".join([name, *columns]))
        connection.execute(f"CREATE INDEX {index} ON {quoted(name)} ({', '.join(map(quoted, columns))})")


def _definition(name: str, schema: Mapping[str, Any], tables: Sequence[str]) -> str:
    lines = [_column(field) for field in schema["fields"]]
    if schema.get("primaryKey"):
        lines.append(f"PRIMARY KEY ({', '.join(map(quoted, _names(schema['primaryKey'])))})")
    for own, target, other in _foreign_keys(name, schema, tables):
        mine, theirs = (", ".join(map(quoted, columns)) for columns in (own, other))
        lines.append(f"FOREIGN KEY ({mine}) REFERENCES {quoted(target)} ({theirs}) DEFERRABLE INITIALLY DEFERRED")
    return f"CREATE TABLE {quoted(name)} ({', '.join(lines)}) STRICT"


def _foreign_keys(
    name: str, schema: Mapping[str, Any], tables: Sequence[str]
) -> Iterable[tuple[list[str], str, list[str]]]:
    """Own columns, the table that they refer to, its columns."""
    for key in schema.get("foreignKeys", ()):
        target = key["reference"].get("resource") or name
        if target in tables:
            yield _names(key["fields"]), target, _names(key["reference"]["fields"])


def _joined(name: str, schema: Mapping[str, Any], tables: Sequence[str]) -> list[tuple[str, ...]]:
    """The columns that want an index."""
    key = _names(schema.get("primaryKey", []))
    columns = dict.fromkeys(tuple(own) for own, _, _ in _foreign_keys(name, schema, tables))
    return [own for own in columns if tuple(key[: len(own)]) != own]


def _names(columns: str | Sequence[str]) -> list[str]:
    """Table Schema allows one name in the place of a list of one."""
    return [columns] if isinstance(columns, str) else list(columns)


def _column(field: Mapping[str, Any]) -> str:
    constraints = field.get("constraints", {})
    line = f"{quoted(field['name'])} {_TYPES[field['type']]}{' NOT NULL' if constraints.get('required') else ''}"
    if constraints.get("unique"):
        line += " UNIQUE"
    if constraints.get("enum"):
        line += f" CHECK ({quoted(field['name'])} IN ({', '.join(map(literal, constraints['enum']))}))"
    elif field["type"] == "boolean":
        line += f" CHECK ({quoted(field['name'])} IN (0, 1))"
    return line


def _cell(cell: object) -> object:
    if isinstance(cell, bool):
        return int(cell)
    return cell.isoformat() if isinstance(cell, date) else cell
