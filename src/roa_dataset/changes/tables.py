"""The rows of one table in two copies, told apart by its key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from roa_dataset.changes.difference import CellChange, RowChange, TableDifference
from roa_dataset.showing.formats import as_written

if TYPE_CHECKING:
    from roa_dataset.loading.descriptor import Descriptor
    from roa_dataset.loading.rows import Record
    from roa_dataset.package import Package

_Rows = dict[tuple[object, ...], "Record"]


def table_difference(old: Package, new: Package, name: str) -> TableDifference:
    """The rows that came, went or changed, in the order of the files. Columns that only one copy has are not compared."""
    before, after = (_types(package.descriptor, name) for package in (old, new))
    common = [column for column in before if column in after]
    retyped = {column for column in common if before[column] != after[column]}
    key = key_columns(old.descriptor, new.descriptor, name) or tuple(common)
    left, right = _by_key(old.rows(name), key), _by_key(new.rows(name), key)
    changed = []
    for marker, row in left.items():
        if marker in right:
            cells = _cells(row, right[marker], common, retyped)
            if cells:
                changed.append(RowChange(tuple(row[column] for column in key), cells))
    return TableDifference(
        name=name,
        key=key,
        added=tuple(row for marker, row in right.items() if marker not in left),
        removed=tuple(row for marker, row in left.items() if marker not in right),
        changed=tuple(changed),
    )


def key_columns(old: Descriptor, new: Descriptor, name: str) -> tuple[str, ...]:
    """The primary key of the older copy, where both have all its columns; else nothing."""
    key = tuple(old.table(name)["schema"].get("primaryKey") or ())
    return key if all(column in _types(new, name) for column in key) else ()


def _types(descriptor: Descriptor, name: str) -> dict[str, str]:
    return {field["name"]: field["type"] for field in descriptor.fields(name)}


def _by_key(rows: Iterable[Record], key: Sequence[str]) -> _Rows:
    """Key as written → row. Rows with the same key, which a bad copy may have, are numbered: none is lost."""
    found: _Rows = {}
    seen: Counter[tuple[str, ...]] = Counter()
    for row in rows:
        marker = tuple(as_written(row[column]) for column in key)
        found[(*marker, seen[marker])] = row
        seen[marker] += 1
    return found


def _cells(old: Record, new: Record, columns: Sequence[str], retyped: set[str]) -> tuple[CellChange, ...]:
    """The cells that differ; in a column of another type those that are written differently."""
    return tuple(
        CellChange(column, old[column], new[column])
        for column in columns
        if old[column] != new[column] and not (column in retyped and as_written(old[column]) == as_written(new[column]))
    )
