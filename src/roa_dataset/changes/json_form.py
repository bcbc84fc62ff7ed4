"""A difference as JSON values; `difference.schema.json` beside this module describes the form."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from roa_dataset.changes.difference import Copy, Difference, TableDifference
    from roa_dataset.loading.rows import Cell, Record

#: goes up when the form changes so that a reader of the old one would be misled
FORM = 1


def as_json(difference: Difference) -> dict[str, Any]:
    """The whole difference; days as YYYY-MM-DD, empty cells as null."""
    return {
        "form": FORM,
        "old": _copy(difference.old),
        "new": _copy(difference.new),
        "same": difference.same,
        "least_bump": difference.least_bump,
        "bump": difference.bump,
        "enough": difference.enough,
        "schema": [
            {"what": c.what, "table": c.table, "column": c.column, "old": c.old, "new": c.new, "level": c.level}
            for c in difference.schema
        ],
        "tables": [_table(table) for table in difference.tables],
        "gone_ids": [{"table": g.table, "id": g.id, "successors": list(g.successors)} for g in difference.gone],
        "reused_ids": [{"table": r.table, "id": r.id} for r in difference.reused],
    }


def first_release(new: Copy) -> dict[str, Any]:
    """The same form for a release that has none before it: `old` is null and nothing is listed."""
    empty: dict[str, Any] = {"schema": [], "tables": [], "gone_ids": [], "reused_ids": []}
    head = {"form": FORM, "old": None, "new": _copy(new), "same": False, "least_bump": "none", "bump": "none"}
    return {**head, "enough": True, **empty}


def _copy(copy: Copy) -> dict[str, Any]:
    return {"name": copy.name, "version": copy.version, "rows": dict(copy.rows)}


def _table(table: TableDifference) -> dict[str, Any]:
    return {
        "name": table.name,
        "key": list(table.key),
        "added": [_row(row) for row in table.added],
        "removed": [_row(row) for row in table.removed],
        "changed": [
            {
                "key": [_cell(cell) for cell in change.key],
                "cells": [{"column": c.column, "old": _cell(c.old), "new": _cell(c.new)} for c in change.cells],
            }
            for change in table.changed
        ],
    }


def _row(row: Record) -> dict[str, Any]:
    return {column: _cell(cell) for column, cell in row.items()}


def _cell(cell: Cell) -> str | int | float | bool | None:
    return cell.isoformat() if isinstance(cell, date) else cell
