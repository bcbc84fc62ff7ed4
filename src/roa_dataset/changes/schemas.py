"""Tables, columns, texts and the words about them that differ between two descriptors."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from roa_dataset.changes.difference import SchemaChange
from roa_dataset.changes.levels import Level

if TYPE_CHECKING:
    from roa_dataset.loading.descriptor import Descriptor

#: what changed → the step of the version that it needs at least
LEVEL_OF: Mapping[str, Level] = {
    "package_renamed": "major",
    "licences_changed": "minor",
    "package_described": "patch",
    "text_added": "minor",
    "text_removed": "major",
    "text_changed": "minor",
    "table_added": "minor",
    "table_removed": "major",
    "table_described": "patch",
    "key_changed": "major",
    "references_changed": "minor",
    "column_order_changed": "minor",
    "column_added": "minor",
    "column_removed": "major",
    "column_retyped": "major",
    "column_rules_changed": "minor",
    "column_described": "patch",
}
#: what tells of the version itself, and the files, whose content is compared row by row
_NOT_COMPARED = ("version", "created", "resources", "name", "licenses")
_WORDS = ("title", "description", "example")


def schema_changes(old: Descriptor, new: Descriptor) -> list[SchemaChange]:
    """Every difference of the descriptors that is none of rows, in the order: package, texts, tables.

    Parquet files are passed over: they hold the rows of the CSV files, and an archive may have one kind without the other.
    """
    return [*_package(old.content, new.content), *_pages(old, new), *_texts(old, new), *_tables(old, new)]


def _change(what: str, table: str = "", column: str = "", old: object = None, new: object = None) -> SchemaChange:
    return SchemaChange(what, table, column, _shown(old), _shown(new), LEVEL_OF[what])


def _shown(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _package(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[SchemaChange]:
    for name, what in (("name", "package_renamed"), ("licenses", "licences_changed")):
        if old.get(name) != new.get(name):
            yield _change(what, "", name, old.get(name), new.get(name))
    for name in dict.fromkeys([*old, *new]):
        if name not in _NOT_COMPARED and old.get(name) != new.get(name):
            yield _change("package_described", "", name, old.get(name), new.get(name))


def _pages(old: Descriptor, new: Descriptor) -> Iterator[SchemaChange]:
    """Resources that are neither tables nor raw texts: words about the package, as the content note."""
    known = ("csv", "apache-parquet", "txt")
    before, after = (_hashes(d, lambda form: form not in known) for d in (old, new))
    for name in dict.fromkeys([*before, *after]):
        if before.get(name) != after.get(name):
            yield _change("package_described", "", name, before.get(name), after.get(name))


def _hashes(descriptor: Descriptor, wanted: Callable[[object], bool]) -> dict[str, str | None]:
    """Name of a resource → its hash, for those whose format is wanted."""
    return {r["name"]: r.get("hash") for r in descriptor.content["resources"] if wanted(r.get("format"))}


def _texts(old: Descriptor, new: Descriptor) -> Iterator[SchemaChange]:
    before, after = (_hashes(d, lambda form: form == "txt") for d in (old, new))
    for name in dict.fromkeys([*before, *after]):
        if name not in after:
            yield _change("text_removed", "", name, before[name])
        elif name not in before:
            yield _change("text_added", "", name, None, after[name])
        elif before[name] != after[name]:
            yield _change("text_changed", "", name, before[name], after[name])


def _tables(old: Descriptor, new: Descriptor) -> Iterator[SchemaChange]:
    for name in dict.fromkeys([*old.tables, *new.tables]):
        if name not in new.tables:
            yield _change("table_removed", name)
        elif name not in old.tables:
            yield _change("table_added", name)
        else:
            yield from _table(name, old.tables[name], new.tables[name])


def _table(name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[SchemaChange]:
    for word in ("title", "description"):
        if old.get(word) != new.get(word):
            yield _change("table_described", name, word, old.get(word), new.get(word))
    before, after = old["schema"], new["schema"]
    for part, what in (("primaryKey", "key_changed"), ("foreignKeys", "references_changed")):
        if before.get(part) != after.get(part):
            yield _change(what, name, "", before.get(part), after.get(part))
    columns = [{field["name"]: field for field in schema["fields"]} for schema in (before, after)]
    common = [[c for c in one if c in other] for one, other in (columns, columns[::-1])]
    if common[0] != common[1]:
        yield _change("column_order_changed", name, "", common[0], common[1])
    for column in dict.fromkeys([*columns[0], *columns[1]]):
        yield from _column(name, column, columns[0].get(column), columns[1].get(column))


def _column(
    table: str, name: str, old: Mapping[str, Any] | None, new: Mapping[str, Any] | None
) -> Iterator[SchemaChange]:
    if old is None or new is None:
        yield _change("column_removed" if new is None else "column_added", table, name)
        return
    if old["type"] != new["type"]:
        yield _change("column_retyped", table, name, old["type"], new["type"])
    for part in dict.fromkeys([*old, *new]):
        if part not in ("name", "type") and old.get(part) != new.get(part):
            what = "column_described" if part in _WORDS else "column_rules_changed"
            yield _change(what, table, name, old.get(part), new.get(part))
