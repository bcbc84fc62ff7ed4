"""What `roa_dataset.diff` answers: schema, rows and ids that differ, and the least step of the version that this needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from roa_dataset.changes.levels import LEVELS, Level, largest, step

if TYPE_CHECKING:
    from roa_dataset.loading.rows import Cell, Record


@dataclass(frozen=True)
class Copy:
    """One of the two copies: the package's name, its version, and the rows of each of its tables."""

    name: str
    version: str
    rows: dict[str, int]


@dataclass(frozen=True)
class SchemaChange:
    """A table, a column, a text or a word about them that is there, gone or another. `table` is empty for the package.

    `what` is one of the codes in `roa_dataset.changes.schemas.LEVEL_OF`, which also says how large a step each needs.
    """

    what: str
    table: str
    column: str
    old: str | None
    new: str | None
    level: Level


@dataclass(frozen=True)
class CellChange:
    """A cell whose value differs; None is an empty cell."""

    column: str
    old: Cell
    new: Cell


@dataclass(frozen=True)
class RowChange:
    """A row that both copies have, with the cells that differ."""

    key: tuple[Cell, ...]
    cells: tuple[CellChange, ...]


@dataclass(frozen=True)
class TableDifference:
    """The rows of one table that both copies have; `key` names the columns by which rows are told apart."""

    name: str
    key: tuple[str, ...]
    added: tuple[Record, ...]
    removed: tuple[Record, ...]
    changed: tuple[RowChange, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)

    def key_of(self, row: Record) -> tuple[Cell, ...]:
        """The cells of a row's key."""
        return tuple(row[name] for name in self.key)


@dataclass(frozen=True)
class GoneId:
    """An id of the older copy that the newer one has not, and the ids that may stand for it now: a proposal."""

    table: str
    id: str
    successors: tuple[str, ...]


@dataclass(frozen=True)
class ReusedId:
    """An id that was retired and is in use again, which must never be."""

    table: str
    id: str


@dataclass(frozen=True, repr=False)
class Difference:
    """What differs between two copies of the package. It prints as a summary; `markdown()` and `as_json()` have all of it.

    `records()` is a list of dicts, one for each table, column, row and cell that differs.
    """

    old: Copy
    new: Copy
    schema: tuple[SchemaChange, ...]
    tables: tuple[TableDifference, ...]
    gone: tuple[GoneId, ...]
    reused: tuple[ReusedId, ...]

    @property
    def same(self) -> bool:
        """Whether nothing differs but the version and its date."""
        return not (self.schema or self.tables)

    @property
    def least_bump(self) -> Level:
        """The smallest step of the version that the change needs: "none", "patch", "minor" or "major"."""
        levels = [change.level for change in self.schema]
        levels += ["minor"] if self.tables else []
        levels += ["major"] if self.gone else []
        return largest(levels)

    @property
    def bump(self) -> Level:
        """The step from the older version to the newer; "none" where it is not later."""
        return step(self.old.version, self.new.version)

    @property
    def enough(self) -> bool:
        """Whether the version went up as far as the change needs."""
        return LEVELS.index(self.bump) >= LEVELS.index(self.least_bump)

    @property
    def data_changed(self) -> bool:
        """Whether tables, columns, rows, values or texts differ, and not only words about them."""
        return self.least_bump in ("minor", "major")

    def records(self) -> list[dict[str, object]]:
        """A dict for each difference: change, table, key, column, old, new."""
        return list(self._records())

    def _records(self) -> Iterator[dict[str, object]]:
        for one in self.schema:
            yield _record(one.what, one.table, "", one.column, one.old, one.new)
        for table in self.tables:
            for row in table.added:
                yield _record("row_added", table.name, joined(table.key_of(row)))
            for row in table.removed:
                yield _record("row_removed", table.name, joined(table.key_of(row)))
            for change in table.changed:
                for cell in change.cells:
                    key = joined(change.key)
                    yield _record("value_changed", table.name, key, cell.column, cell.old, cell.new)

    def markdown(self, rows: int | None = 50) -> str:
        """A page with every table that differs; at most `rows` rows of each kind in a table (None: all), and it says so."""
        from roa_dataset.changes.markdown import markdown

        return markdown(self, rows)

    def as_json(self) -> dict[str, Any]:
        """The whole as JSON values, of the form that `roa_dataset/changes/difference.schema.json` describes."""
        from roa_dataset.changes.json_form import as_json

        return as_json(self)

    def __repr__(self) -> str:
        from roa_dataset.changes.summary import summary

        return summary(self)

    def _repr_html_(self) -> str:
        from roa_dataset.showing.html import html_line, html_table

        shown = self.records()[:200]
        return html_line(repr(self).splitlines()[0]) + (html_table(shown) if shown else "")


def joined(key: tuple[Cell, ...]) -> str:
    """The cells of a key as one text."""
    from roa_dataset.showing.formats import as_written

    return ", ".join(map(as_written, key))


def _record(
    change: str, table: str, key: str, column: str = "", old: object = None, new: object = None
) -> dict[str, object]:
    return {"change": change, "table": table, "key": key, "column": column, "old": old, "new": new}
