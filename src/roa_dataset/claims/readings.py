"""Several claims together: a sequence that prints as statements with their quotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from roa_dataset.claims.claim import Claim, claim_of
from roa_dataset.showing.html import html_table

if TYPE_CHECKING:
    from roa_dataset.loading.rows import Record
    from roa_dataset.package import Package


class Readings:
    """Claims, newest text first and in the order of the text; it can be indexed, counted and walked through."""

    def __init__(self, claims: Iterable[Claim], heading: str = "") -> None:
        self._claims = tuple(claims)
        self.heading = heading

    def __iter__(self) -> Iterator[Claim]:
        return iter(self._claims)

    def __len__(self) -> int:
        return len(self._claims)

    def __getitem__(self, index: int) -> Claim:
        return self._claims[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Readings) and self._claims == other._claims

    def __hash__(self) -> int:
        return hash(self._claims)

    def records(self) -> list[Record]:
        """The rows of the table `claims`."""
        return [claim.row for claim in self._claims]

    def shown(self) -> list[dict[str, object]]:
        """A dict for each claim with what a reader wants first: text, statement, quote, where it stands, id."""
        return [
            {
                "document_id": claim.document_id,
                "statement": claim.statement,
                "quote": claim.quote,
                "characters": f"{claim.char_start}–{claim.char_end}",
                "claim_id": claim.claim_id,
            }
            for claim in self._claims
        ]

    def __repr__(self) -> str:
        head = [self.heading] if self.heading else []
        return "\n".join([*head, *map(repr, self._claims)]) or "no claims"

    def _repr_html_(self) -> str:
        return html_table(self.shown(), caption=self.heading)


def readings_of(package: Package, rows: Iterable[Record], heading: str = "") -> Readings:
    """The claims of these rows, newest text first."""
    order = text_order(package)
    newest_first = sorted(rows, key=lambda row: (order[str(row["document_id"])], row["char_start"], row["claim_id"]))
    return Readings((claim_of(package, row) for row in newest_first), heading)


def text_order(package: Package) -> dict[str, tuple[str, int, str]]:
    """document_id → sort key: texts of one article together, its newest version first."""
    return {
        str(row["document_id"]): (str(row["article"]), -int(str(row["version_order"] or 0)), str(row["document_id"]))
        for row in package.rows("documents")
    }
