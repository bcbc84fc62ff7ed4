"""What a descriptor promises of its tables and Frictionless 5 passes over: unique keys and categories."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from roa_dataset.checks.content_keys import key_text
from roa_dataset.checks.contents import Contents, Row
from roa_dataset.checks.finding import Finding

_ADVICE = "Correct the table, or the promise in datapackage.json."


def check_promises(contents: Contents) -> Iterator[Finding]:
    """Findings on `uniqueKeys` and `categories` of https://datapackage.org/standard/table-schema/, and on half-empty keys."""
    for resource in contents.descriptor.get("resources", ()):
        schema = resource.get("schema")
        name = str(resource.get("name"))
        if not isinstance(schema, dict) or name not in contents.tables:
            continue
        rows, key = contents.rows(name), list(schema.get("primaryKey") or ())
        for unique in schema.get("uniqueKeys") or ():
            yield from _check_unique(name, rows, key, list(unique))
        for field in schema["fields"]:
            if field.get("categories"):
                yield from _check_categories(name, rows, key, field)
        for row in rows:
            for part in key:
                if row[part] is None:
                    file, told = f"data/{name}.csv", "a value: it is part of the key"
                    yield Finding(file, key_text(row, key), part, "an empty cell", told, _ADVICE)


def _check_unique(name: str, rows: Sequence[Row], key: Sequence[str], unique: Sequence[str]) -> Iterator[Finding]:
    seen: set[tuple[Any, ...]] = set()
    for row in rows:
        values = tuple(row.get(part) for part in unique)
        if None not in values and values in seen:
            file, told = f"data/{name}.csv", f"values of {', '.join(unique)} that stand once"
            yield Finding(file, key_text(row, key), unique[0], repr(values), told, _ADVICE)
        seen.add(values)


def _check_categories(
    name: str, rows: Sequence[Row], key: Sequence[str], field: Mapping[str, Any]
) -> Iterator[Finding]:
    known = {item.get("value") if isinstance(item, dict) else item for item in field["categories"]}
    for row in rows:
        cell = row[field["name"]]
        if cell is not None and cell not in known:
            file, told = f"data/{name}.csv", "one of the categories of the column"
            yield Finding(file, key_text(row, key), str(field["name"]), repr(cell), told, _ADVICE)
