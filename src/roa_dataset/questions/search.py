"""Words, found in claims, names and passages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roa_dataset.naming.spelling import plain
from roa_dataset.showing.html import html_table
from roa_dataset.showing.text import text_table

if TYPE_CHECKING:
    from roa_dataset.package import Package

#: table, its key, the columns whose words are looked at, the column that is shown
_PLACES = (
    ("names", "entity_id", ("name",), "name"),
    ("claims", "claim_id", ("statement", "quote"), "statement"),
    ("passages", "passage_id", ("text",), "text"),
)


@dataclass(frozen=True)
class Hit:
    """A row that holds the words: its table, its id (of the entity, for a name) and the text that is shown."""

    table: str
    row_id: str
    text: str


class Hits(Sequence[Hit]):
    """Names first, then claims, then passages, in the order of their tables."""

    def __init__(self, hits: Sequence[Hit]) -> None:
        self._hits = tuple(hits)

    def __getitem__(self, index: int) -> Hit:  # type: ignore[override]
        return self._hits[index]

    def __len__(self) -> int:
        return len(self._hits)

    def records(self) -> list[dict[str, object]]:
        """A dict for each hit: table, row_id, text."""
        return [dict(vars(hit)) for hit in self._hits]

    def __repr__(self) -> str:
        return text_table(self.records(), width=None) or "nothing found"

    def _repr_html_(self) -> str:
        return html_table(self.records())


def search(package: Package, words: str) -> Hits:
    """See Package.search."""
    return Hits(tuple(dict.fromkeys(_hits(package, set(plain(words).split())))))


def _hits(package: Package, wanted: set[str]) -> Iterator[Hit]:
    for table, key, columns, shown in _PLACES if wanted else ():
        holders = _parents(package) if table == "passages" else set()
        for row in package.rows(table):
            text = " ".join(str(row[column] or "") for column in columns)
            if row[key] not in holders and wanted <= set(plain(text).split()):
                yield Hit(table, str(row[key]), str(row[shown]))


def _parents(package: Package) -> set[object]:
    """Passages that contain others: their words are those of the passages inside them."""
    return {row["parent_id"] for row in package.rows("passages")}
