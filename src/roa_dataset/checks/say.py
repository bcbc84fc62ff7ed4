"""A finding on one cell of one table, said in one way by all checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from roa_dataset.checks.finding import Finding

REBUILD = "Rebuild the package, or restore the row."


def cell_finding(
    table: str,
    row: Mapping[str, Any],
    key: Sequence[str],
    column: str,
    expected: str,
    words: str = "",
) -> Finding:
    """What the cell of this row holds, and what it should; `key` are the columns of the table's primary key."""
    name = " ".join(str(row[part]) for part in key)
    return Finding(f"data/{table}.csv", name, column, repr(row[column]), expected, REBUILD, words)
