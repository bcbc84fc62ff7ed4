"""From a cell to the claims that it was computed from, and to their quotes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roa_dataset.claims.claim import claim_of
from roa_dataset.claims.document import Context
from roa_dataset.claims.readings import Readings, readings_of
from roa_dataset.errors import UnknownIdError
from roa_dataset.showing.html import html_line, html_table
from roa_dataset.showing.text import cell_text

if TYPE_CHECKING:
    from roa_dataset.loading.rows import Cell, Record
    from roa_dataset.package import Package

#: the columns by which a row says which words it is made from
_OWN_SPAN = ("document_id", "char_start", "char_end")


@dataclass(frozen=True, repr=False)
class Explanation:
    """A cell and what it rests on: `claims` for a computed table, `words` for a table whose rows stand in the text.

    `note` says in words what the cell is; `disputed` is true where its claims do not agree.
    """

    table: str
    row_id: str
    column: str
    value: Cell
    claims: Readings
    words: tuple[Context, ...]
    disputed: bool
    note: str

    def records(self) -> list[Record]:
        """The rows of the claims."""
        return self.claims.records()

    def __repr__(self) -> str:
        head = f"{self.table} {self.row_id}, {self.column}: {cell_text(self.value) or '(empty)'}"
        lines = [head, self.note, *map(repr, self.claims), *map(str, self.words)]
        return "\n".join(line for line in lines if line)

    def _repr_html_(self) -> str:
        head = f"{self.table} {self.row_id}, {self.column}: {cell_text(self.value) or '(empty)'}"
        words = "".join(context._repr_html_() for context in self.words)
        table = html_table(self.claims.shown()) if len(self.claims) else ""
        return html_line(head) + html_line(self.note) + table + words


def explain(package: Package, table: str, row_id: str, column: str) -> Explanation:
    """See Package.explain."""
    row = row_of(package, table, row_id)
    package.descriptor.column_index(table, column)
    value = row[column]
    disputed = column in _words(row.get("disputed_columns"))
    none = Readings(())
    if value is None:
        note = "The cell is empty: these texts do not say. That is no evidence of the contrary."
        return Explanation(table, row_id, column, value, none, (), disputed, note)
    if table in ("claims", "claim_spans") or (row.get("claim_id") and "char_start" not in row):
        claim = claim_of(package, package.index("claims", "claim_id")[str(row["claim_id"])])
        return Explanation(table, row_id, column, value, Readings((claim,)), (), disputed, "")
    claims = _from_provenance(package, table, row_id, column)
    if len(claims):
        note = "Its claims do not agree; all their readings are in the cell." if disputed else ""
        return Explanation(table, row_id, column, value, claims, (), disputed, note)
    if all(row.get(name) is not None for name in _OWN_SPAN):
        document = package.document(str(row["document_id"]))
        words = (document.context(int(str(row["char_start"])), int(str(row["char_end"]))),)
        return Explanation(table, row_id, column, value, none, words, disputed, "The row stands in the text itself:")
    claims = _of_conflict(package, row_id) if table == "conflicts" else _from_provenance(package, table, row_id, None)
    if len(claims):
        note = "The cell is an id, a label, a code, or worked out from the claims of its whole row, which are:"
    else:
        note = "The cell comes from no claim: it is an id, a label, or something that the editors added."
    return Explanation(table, row_id, column, value, claims, (), disputed, note)


def row_of(package: Package, table: str, row_id: str) -> Record:
    """The row of a table with this key; the parts of a key of several columns are joined by a space."""
    key = package.descriptor.table(table)["schema"].get("primaryKey") or []
    rows = {" ".join(cell_text(row[name]) for name in key): row for row in package.rows(table)}
    if row_id not in rows:
        raise UnknownIdError(f"row of {table}", row_id, rows, f"roa_dataset.load({table!r}) has the ids in {key[0]}.")
    return rows[row_id]


def _from_provenance(package: Package, table: str, row_id: str, column: str | None) -> Readings:
    """The claims behind a cell, or without a column behind the row."""
    if "provenance" not in package.descriptor.tables:
        return Readings(())
    rows = package.groups("provenance", "row_id").get(row_id, ())
    return _claims(
        package, (row for row in rows if row["table_name"] == table and column in (None, row["column_name"]))
    )


def _of_conflict(package: Package, conflict_id: str) -> Readings:
    return _claims(package, package.groups("conflict_claims", "conflict_id").get(conflict_id, ()))


def _claims(package: Package, rows: Iterable[Record]) -> Readings:
    """The claims that the rows name, each once."""
    claims = package.index("claims", "claim_id")
    return readings_of(package, (claims[claim_id] for claim_id in {str(row["claim_id"]) for row in rows}))


def _words(cell: object) -> set[str]:
    """The names in a cell that lists columns, whatever stands between them."""
    return set(str(cell or "").replace(",", " ").replace("|", " ").replace(";", " ").split())
