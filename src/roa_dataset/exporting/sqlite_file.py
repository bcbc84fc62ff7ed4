"""A SQLite database with types, keys and checks; the table `about` says what each column means."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from roa_dataset.sql_words import literal, quoted

if TYPE_CHECKING:
    from roa_dataset.package import Package

#: SQLite has no days and no truth values of its own: text YYYY-MM-DD, and 0 or 1
_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER", "date": "TEXT"}


def write(package: Package, path: Path, tables: Sequence[str]) -> None:
    """Writes the database; foreign keys only between the tables that are in it."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE about (table_name TEXT, column_name TEXT, type TEXT, meaning TEXT) STRICT")
        for name in tables:
            resource = package.descriptor.table(name)
            connection.execute(_definition(name, resource["schema"], tables))
            fields = resource["schema"]["fields"]
            rows = [tuple(map(_cell, row.values())) for row in package.rows(name)]
            connection.executemany(f"INSERT INTO {quoted(name)} VALUES ({', '.join('?' * len(fields))})", rows)
            about = [(name, None, "table", resource.get("description"))]
            about += [(name, field["name"], field["type"], field.get("description")) for field in fields]
            connection.executemany("INSERT INTO about VALUES (?, ?, ?, ?)", about)


def _definition(name: str, schema: Mapping[str, Any], tables: Sequence[str]) -> str:
    lines = [_column(field) for field in schema["fields"]]
    if schema.get("primaryKey"):
        lines.append(f"PRIMARY KEY ({', '.join(map(quoted, schema['primaryKey']))})")
    for key in schema.get("foreignKeys", ()):
        target = key["reference"].get("resource") or name
        if target in tables:
            own, other = (", ".join(map(quoted, fields)) for fields in (key["fields"], key["reference"]["fields"]))
            lines.append(f"FOREIGN KEY ({own}) REFERENCES {quoted(target)} ({other}) DEFERRABLE INITIALLY DEFERRED")
    return f"CREATE TABLE {quoted(name)} ({', '.join(lines)}) STRICT"


def _column(field: Mapping[str, Any]) -> str:
    constraints = field.get("constraints", {})
    line = f"{quoted(field['name'])} {_TYPES[field['type']]}{' NOT NULL' if constraints.get('required') else ''}"
    if constraints.get("enum"):
        line += f" CHECK ({quoted(field['name'])} IN ({', '.join(map(literal, constraints['enum']))}))"
    elif field["type"] == "boolean":
        line += f" CHECK ({quoted(field['name'])} IN (0, 1))"
    return line


def _cell(cell: object) -> object:
    if isinstance(cell, bool):
        return int(cell)
    return cell.isoformat() if isinstance(cell, date) else cell
