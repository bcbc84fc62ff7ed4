"""Ids of earlier releases: where somebody cites one, the answer names what stands for it now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roa_dataset.errors import RetiredIdError

if TYPE_CHECKING:
    from roa_dataset.package import Package

TABLE = "retired_ids"
#: between the ids in the column `successors`
SEPARATOR = " | "


def refuse_retired(package: Package, table: str, kind: str, row_id: str) -> None:
    """Raises RetiredIdError when an earlier release had this id in `table`; else does nothing."""
    if TABLE not in package.descriptor.tables:
        return
    for row in package.rows(TABLE):
        if (row["table_name"], row["retired_id"]) == (table, row_id):
            successors = str(row["successors"]).split(SEPARATOR) if row["successors"] else ()
            raise RetiredIdError(kind, row_id, str(row["retired_in"]), successors, str(row["note"] or ""))
