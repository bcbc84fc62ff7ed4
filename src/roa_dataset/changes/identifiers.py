"""Ids that went away or came back, and what may stand for them now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from roa_dataset.changes.difference import GoneId, ReusedId, TableDifference
from roa_dataset.checks.retired import check_retired
from roa_dataset.claims.retired import TABLE as RETIRED

if TYPE_CHECKING:
    from roa_dataset.loading.descriptor import Descriptor
    from roa_dataset.loading.rows import Record
    from roa_dataset.package import Package

#: columns that a row and its successor share, from the surest; the first set that leads to a few rows is taken
_SHARED = (
    ("document_id", "char_start", "char_end", "predicate", "subject_id"),
    ("document_id", "char_start", "char_end", "predicate"),
    ("document_id", "char_start", "char_end"),
    ("document_id", "quote", "predicate"),
    ("document_id", "quote"),
    ("document_id", "text"),
    ("document_id", "as_written"),
    ("entity_id", "name"),
    ("entity_type", "label"),
    ("label",),
    ("pattern",),
    ("subject_id", "predicate", "summary"),
    ("left_passage_id", "right_passage_id"),
)
_FEW = 3


def id_column(descriptor: Descriptor, table: str) -> str | None:
    """The column of the ids that this table gives: its only key column, unless that refers to the ids of another table."""
    schema = descriptor.table(table)["schema"]
    key = schema.get("primaryKey") or []
    elsewhere = {f for k in schema.get("foreignKeys") or () if k["reference"].get("resource") for f in k["fields"]}
    return str(key[0]) if len(key) == 1 and key[0] not in elsewhere else None


def gone_ids(old: Package, new: Package, differences: Iterable[TableDifference]) -> list[GoneId]:
    """The ids of the older copy that its tables have no more, each with the rows that say the same place or words.

    All ids of a table that is gone are gone too, without successors.
    """
    found = []
    by_name = {difference.name: difference for difference in differences}
    for table in old.descriptor.tables:
        column = id_column(old.descriptor, table)
        if column is None:
            continue
        if table not in new.descriptor.tables:
            found += [GoneId(table, str(row[column]), ()) for row in old.rows(table)]
        elif table in by_name:
            found += _with_successors(by_name[table], column, new.rows(table))
    return found


def reused_ids(new: Package) -> list[ReusedId]:
    """The retired ids that the copy uses again, by its own table of them."""
    if RETIRED not in new.descriptor.tables:
        return []
    columns = {table: column for table in new.descriptor.tables if (column := id_column(new.descriptor, table))}
    findings = check_retired(new.rows(RETIRED), columns, new.rows)
    return [ReusedId(*finding.row.split(" ", 1)) for finding in findings]


def _with_successors(difference: TableDifference, column: str, rows: Sequence[Record]) -> list[GoneId]:
    if not difference.removed or difference.key != (column,):
        return []
    fresh = {str(row[column]) for row in difference.added}
    steps = [s for s in _SHARED if rows and all(c in rows[0] and c in difference.removed[0] for c in s)]
    indexes = [_index(rows, step, column) for step in steps]
    found = []
    for row in difference.removed:
        candidates: list[str] = []
        for step, index in zip(steps, indexes, strict=True):
            alike = index.get(tuple(row[c] for c in step), [])
            alike = [one for one in alike if one in fresh] or alike
            if alike and len(alike) <= _FEW and any(row[c] is not None for c in step):
                candidates = alike
                break
        candidates = candidates or _overlapping(row, difference.added, column)
        found.append(GoneId(difference.name, str(row[column]), tuple(candidates)))
    return found


def _overlapping(row: Record, added: Iterable[Record], column: str) -> list[str]:
    """The new rows that say the like of the same subject in words that share a stretch of the text with this row's."""
    needed = ("document_id", "predicate", "subject_id", "char_start", "char_end")
    if any(row.get(name) is None for name in needed):
        return []
    alike = [one for one in added if all(one.get(name) == row[name] for name in needed[:3])]
    found = [
        str(one[column])
        for one in alike
        if int(str(one["char_start"])) < int(str(row["char_end"]))
        and int(str(row["char_start"])) < int(str(one["char_end"]))
    ]
    return found if len(found) <= _FEW else []


def _index(rows: Iterable[Record], step: Sequence[str], column: str) -> dict[tuple[object, ...], list[str]]:
    index: defaultdict[tuple[object, ...], list[str]] = defaultdict(list)
    for row in rows:
        index[tuple(row[c] for c in step)].append(str(row[column]))
    return index
