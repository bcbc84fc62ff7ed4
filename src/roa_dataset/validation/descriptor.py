"""The layer `descriptor`: datapackage.json against a strict profile of Data Package 2, and its parts against one another.

A property that the standard does not know is an error here: Frictionless passes over misspelled ones, and a misspelled
constraint checks nothing.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from roa_dataset.checks.finding import Finding
from roa_dataset.errors import DamagedDataError
from roa_dataset.loading.descriptor import plain_path
from roa_dataset.validation.patterns import may_take_without_end

FILE = "datapackage.json"
PARQUET = "-parquet"
_ADVICE = "Correct datapackage.json, or rebuild the package."
#: what is expected of a pattern; a package with another kind is not looked at further
ENDLESS = "a pattern that repeats nothing which itself repeats, for it may take without end"
Part = Mapping[str, Any]


def check_descriptor(folder: str, content: Part) -> Iterator[Finding]:
    """Findings on the descriptor; `row` is the place in it, as resources/3/schema/fields/0."""
    from jsonschema import Draft202012Validator

    yield from _check_keys(Path(folder, FILE))
    profile = json.loads(Path(__file__).with_name("profile.json").read_text(encoding="utf-8"))
    for error in sorted(
        Draft202012Validator(profile).iter_errors(content), key=lambda e: [str(p) for p in e.absolute_path]
    ):
        column = str(error.absolute_path[-1]) if error.absolute_path else ""
        yield _finding(
            "/".join(map(str, error.absolute_path)), column, _short(error.instance), f"{error.message[:300]}"
        )
    listed = content.get("resources")
    resources = [r for r in listed if isinstance(r, dict)] if isinstance(listed, list) else []
    yield from _check_created(content)
    yield from _check_names(resources)
    yield from _check_partners(resources)
    by_name = {str(r.get("name")): r for r in resources}
    for resource in resources:
        if isinstance(resource.get("schema"), dict):
            yield from _check_schema(str(resource.get("name")), resource["schema"], by_name)


def read_content(folder: str) -> Part:
    """The descriptor's JSON where it is an object; else an empty one."""
    content = json.loads(Path(folder, FILE).read_text(encoding="utf-8"))
    return content if isinstance(content, dict) else {}


def _finding(row: str, column: str, found: str, expected: str) -> Finding:
    return Finding(FILE, row, column, found, expected, _ADVICE)


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 120 else f"{text[:119]}…"


def _check_keys(path: Path) -> Iterator[Finding]:
    """A property that stands twice in one object: of these, readers see only the last."""
    twice: list[str] = []

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        counted = Counter(key for key, _ in items)
        twice.extend(key for key, count in counted.items() if count > 1)
        return dict(items)

    json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=pairs)
    for key in twice:
        yield _finding("", key, "the property twice in one object", "each property once")


def _check_created(content: Part) -> Iterator[Finding]:
    from datetime import datetime

    created = content.get("created")
    if isinstance(created, str):
        try:
            datetime.fromisoformat(created.replace("Z", "+00:00"))
        except ValueError:
            yield _finding("", "created", repr(created), "a day and time that there are")


def _check_names(resources: Iterable[Part]) -> Iterator[Finding]:
    for part in ("name", "path"):
        counted = Counter(str(r.get(part)) for r in resources)
        for name, count in counted.items():
            if count > 1:
                yield _finding("resources", part, f"{name!r} {count} times", f"each {part} once")
    for resource in resources:
        try:
            plain_path(resource.get("path"))
        except DamagedDataError as error:
            yield _finding(str(resource.get("name")), "path", error.found, error.expected)


def _check_partners(resources: Iterable[Part]) -> Iterator[Finding]:
    """Each table stands twice, as CSV and as Parquet; or all of them once, for an archive has one form of each.

    Where there is no CSV, the Parquet file is the table: its resource has the table's name and the schema.
    """
    tables = {str(r.get("name")) for r in resources if r.get("format") == "csv"}
    parquet = {str(r.get("name")): r for r in resources if r.get("format") == "apache-parquet"}
    if not parquet:
        return
    if not tables:
        for name, resource in sorted(parquet.items()):
            if not isinstance(resource.get("schema"), dict):
                yield _finding(
                    name, "", "Parquet without its table", f"a resource {name.removesuffix(PARQUET)}, or a schema"
                )
        return
    for name in sorted(tables):
        if name + PARQUET not in parquet:
            yield _finding(name, "", "a table without Parquet", f"a resource {name}{PARQUET}")
    for name in sorted(parquet):
        if name.removesuffix(PARQUET) not in tables:
            yield _finding(name, "", "Parquet without its table", f"a resource {name.removesuffix(PARQUET)}")
        elif "schema" in parquet[name]:
            yield _finding(name, "schema", "a schema beside that of the CSV file", "the schema in one place")


def _check_schema(table: str, schema: Part, resources: Mapping[str, Part]) -> Iterator[Finding]:
    fields = [f for f in _listed(schema.get("fields")) if isinstance(f, dict)]
    names = [str(f.get("name")) for f in fields]
    for name, count in Counter(names).items():
        if count > 1:
            yield _finding(table, name, f"the column {count} times", "each column once")
    for field in fields:
        yield from _check_constraints(table, field)
    keys = [schema.get("primaryKey"), *_listed(schema.get("uniqueKeys"))]
    keys += [key.get("fields") for key in _listed(schema.get("foreignKeys")) if isinstance(key, dict)]
    for key in keys:
        for part in _texts(key):
            if part not in names:
                yield _finding(table, part, f"a key of {part!r}", f"columns of {table}")
    for key in _listed(schema.get("foreignKeys")):
        yield from _check_reference(table, fields, key, resources)


def _check_constraints(table: str, field: Part) -> Iterator[Finding]:
    constraints = field.get("constraints") or {}
    pattern = constraints.get("pattern") if isinstance(constraints, dict) else None
    if isinstance(pattern, str):
        try:
            re.compile(pattern)
        except re.error as error:
            yield _finding(table, str(field.get("name")), repr(pattern), f"a regular expression ({error})")
        else:
            if may_take_without_end(pattern):
                yield _finding(table, str(field.get("name")), f"the pattern {_short(pattern)}", ENDLESS)


def _check_reference(
    table: str, fields: Iterable[Part], key: object, resources: Mapping[str, Part]
) -> Iterator[Finding]:
    reference = key.get("reference") if isinstance(key, dict) else None
    if not isinstance(key, dict) or not isinstance(reference, dict):
        return  # the profile says so
    name = str(reference.get("resource") or table)
    schema = (resources.get(name) or {}).get("schema")
    if not isinstance(schema, dict):
        yield _finding(
            table, ", ".join(_texts(key.get("fields"))), f"a reference to {name!r}", "a table of the package"
        )
        return
    types = {f.get("name"): f.get("type") for f in _listed(schema.get("fields")) if isinstance(f, dict)}
    own = {f.get("name"): f.get("type") for f in fields}
    left, right = _texts(key.get("fields")), _texts(reference.get("fields"))
    for column, other in zip(left, right, strict=False):
        if other not in types:
            yield _finding(table, column, f"a reference to {name}.{other}", f"a column of {name}")
        elif own.get(column) != types[other]:
            yield _finding(table, column, f"type {own.get(column)}", f"type {types[other]}, as {name}.{other} has")
    if len(left) != len(right):
        yield _finding(table, ", ".join(left), f"{len(right)} columns in the reference", f"{len(left)}")


def _listed(value: object) -> list[Any]:
    """A list as it is; none for what the profile refuses."""
    return value if isinstance(value, list) else []


def _texts(value: object) -> list[str]:
    """The names in a key, which the standard also allows as one text."""
    if isinstance(value, str):
        return [value]
    return [str(v) for v in value] if isinstance(value, list) else []
