"""Two neighbouring versions of one article, sentence beside sentence, with what became of the words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from roa_dataset.site.links import anchor

if TYPE_CHECKING:
    from roa_dataset.claims.document import Document
    from roa_dataset.questions.comparison import Pair
    from roa_dataset.site.content import Content

#: which words a side shows, by what became of them
_SIDES = {"left": ("same", "left"), "right": ("same", "right")}


@dataclass(frozen=True)
class Side:
    """A passage: where it stands in its text, and its words as (changed, text)."""

    href: str
    words: tuple[tuple[bool, str], ...]


@dataclass(frozen=True)
class Row:
    """A passage of the older text beside its counterpart in the newer one; a side is None where only one has it."""

    anchor: str
    change: str
    label: str
    left: Side | None
    right: Side | None


def neighbours(content: Content) -> list[tuple[Document, Document]]:
    """(older, newer) for each two neighbouring versions of one article that are aligned."""
    aligned = bool(content.rows("alignments"))
    pairs = zip(content.documents[1:], content.documents, strict=False)
    return [(older, newer) for older, newer in pairs if aligned and older.article == newer.article]


def path_of(content: Content, older: Document, newer: Document) -> str:
    """The address of the page for two versions."""
    names = (content.links.text(document.document_id) for document in (older, newer))
    return f"compare-{'-'.join(name.removeprefix('text-').removesuffix('.html') for name in names)}.html"


def values(content: Content, older: Document, newer: Document) -> dict[str, Any]:
    """The rows in the order of the newer text, and how many there are of each change."""
    rows = [_row(content, pair) for pair in content.package.compare(older.document_id, newer.document_id)]
    return {"older": older, "newer": newer, "rows": rows, "changes": Counter(row.label for row in rows).most_common()}


def _row(content: Content, pair: Pair) -> Row:
    both = pair.left is not None and pair.right is not None
    # a passage that only one version has is not marked word by word: its row says so, and it can be read
    words = pair.words() if both else [("same", pair.left_text or pair.right_text or "")]
    left = _side(content, pair.left, words, "left") if pair.left else None
    right = _side(content, pair.right, words, "right") if pair.right else None
    return Row(anchor(f"pair-{pair.alignment_id.replace(':', '-').replace('~', '-')}"), pair.change,
               content.label("alignment_change", pair.change), left, right)  # fmt: skip


def _side(content: Content, passage: Any, words: list[tuple[str, str]], side: str) -> Side:
    shown = tuple((kind != "same", text) for kind, text in words if kind in _SIDES[side])
    return Side(content.links.at(passage["document_id"], passage["char_start"]), shown)
