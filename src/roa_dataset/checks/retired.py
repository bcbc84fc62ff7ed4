"""Retired ids: what a release had and a later one has not is never given to anything else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from roa_dataset.checks.finding import Finding

Row = Mapping[str, Any]
_ADVICE = (
    "An id is never given twice: if it is the same row as before, take the line out of metadata/retired_ids.csv; else give "
    "the new row another id."
)


def check_retired(
    retired: Iterable[Row], id_columns: Mapping[str, str], rows: Callable[[str], Iterable[Row]]
) -> Iterator[Finding]:
    """Findings on the rows of `retired_ids` whose id its table has.

    `id_columns` has, for each table that gives ids, the column that holds them; `rows` gives the rows of a table.
    """
    used: dict[str, set[str]] = {}
    for row in retired:
        table, gone = str(row["table_name"]), str(row["retired_id"])
        if table in id_columns and table not in used:
            used[table] = {str(other[id_columns[table]]) for other in rows(table)}
        if gone in used.get(table, ()):
            key = f"{table} {gone}"
            yield Finding(
                "data/retired_ids.csv", key, "retired_id", f"{gone!r} in use in {table}", "an id that is gone", _ADVICE
            )
