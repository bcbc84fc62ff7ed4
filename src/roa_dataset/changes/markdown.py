"""A difference as a page for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from roa_dataset.changes.difference import joined
from roa_dataset.changes.summary import counts, heading, verdict
from roa_dataset.showing.formats import markdown as markdown_table

if TYPE_CHECKING:
    from roa_dataset.changes.difference import Copy, Difference, TableDifference

_LONGEST = 200
#: columns that tell a reader what a row is, in the order in which they are looked for
_TELLING = (
    "statement",
    "label",
    "name",
    "summary",
    "as_written",
    "text",
    "title",
    "description",
    "definition",
    "quote",
)


def markdown(difference: Difference, most: int | None) -> str:
    """The page; at most `most` rows of each kind for each table, and a line that says how many there are more."""
    lines = [f"# {heading(difference)}", "", verdict(difference), ""]
    if difference.schema:
        lines += ["## Tables, columns and descriptions", "", *markdown_table(_schema(difference)), ""]
    if difference.tables:
        lines += ["## Rows", "", *markdown_table(counts(difference)), ""]
        for table in difference.tables:
            lines += _table(table, most)
    if difference.gone:
        lines += ["## Ids that are gone", ""]
        lines += ["The successors are proposals: rows of the same place, words or label.", ""]
        gone = [{"table": g.table, "id": g.id, "successors": " | ".join(g.successors)} for g in difference.gone]
        lines += [*_first(gone, most), ""]
    if difference.reused:
        lines += ["## Retired ids that are in use again", ""]
        lines += [*markdown_table([{"table": r.table, "id": r.id} for r in difference.reused]), ""]
    return "\n".join(lines).rstrip() + "\n"


def first_release(new: Copy) -> str:
    """The page of a release that has none before it."""
    rows = [{"table": name, "rows": number} for name, number in new.rows.items()]
    return "\n".join([f"# {new.name} {new.version}", "", "The first release.", "", *markdown_table(rows)]) + "\n"


def _schema(difference: Difference) -> list[dict[str, object]]:
    return [
        {
            "change": change.what.replace("_", " "),
            "where": ".".join(filter(None, (change.table, change.column))) or "the package",
            "before": _cut(change.old),
            "after": _cut(change.new),
            "needs": change.level,
        }
        for change in difference.schema
    ]


def _table(table: TableDifference, most: int | None) -> Iterator[str]:
    for word, rows in (("added", table.added), ("removed", table.removed)):
        if rows:
            shown = [{"key": joined(table.key_of(row)), "row": _telling(row, table.key)} for row in rows]
            yield from (f"### {table.name}: {word}", "", *_first(shown, most), "")
    if table.changed:
        cells = [
            {"key": joined(change.key), "column": c.column, "before": _cut(c.old), "after": _cut(c.new)}
            for change in table.changed
            for c in change.cells
        ]
        yield from (f"### {table.name}: changed", "", *_first(cells, most), "")


def _first(rows: Sequence[Mapping[str, object]], most: int | None) -> Iterator[str]:
    shown = rows if most is None else rows[:most]
    yield from markdown_table(shown)
    if len(shown) < len(rows):
        yield from ("", f"And {len(rows) - len(shown):,} more, which the JSON form has.")


def _telling(row: Mapping[str, object], key: Sequence[str]) -> str:
    """What a reader knows the row by; for a table without such a column, all its filled cells."""
    column = next((name for name in _TELLING if row.get(name) and name not in key), None)
    if column:
        return _cut(row[column])
    return _cut("; ".join(f"{name} {cell}" for name, cell in row.items() if cell is not None and name not in key))


def _cut(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
