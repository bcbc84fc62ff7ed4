"""Two neighbouring versions of one article, sentence beside sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape
from typing import TYPE_CHECKING

from roa_dataset.errors import QueryError

if TYPE_CHECKING:
    from roa_dataset.loading.rows import Record
    from roa_dataset.package import Package

_TOKENS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, repr=False)
class Pair:
    """A passage of the left text beside its counterpart in the right one; one side is None where only one has it."""

    alignment_id: str
    change: str
    similarity: float | None
    left: Record | None
    right: Record | None

    @property
    def left_text(self) -> str | None:
        """The words of the left text."""
        return None if self.left is None else str(self.left["text"])

    @property
    def right_text(self) -> str | None:
        """The words of the right text."""
        return None if self.right is None else str(self.right["text"])

    def words(self) -> list[tuple[str, str]]:
        """What became of the words: ("same" | "left" | "right", words), in the order of the texts."""
        left, right = _TOKENS.findall(self.left_text or ""), _TOKENS.findall(self.right_text or "")
        parts: list[tuple[str, str]] = []
        for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
            if kind == "equal":
                parts.append(("same", "".join(left[a:b])))
            else:
                parts += [("left", "".join(left[a:b]))] * (b > a) + [("right", "".join(right[c:d]))] * (d > c)
        return parts

    def __repr__(self) -> str:
        similarity = "" if self.similarity is None else f", similarity {self.similarity}"
        lines = [f"{self.change}{similarity}"]
        lines += [f"- {self.left_text}"] if self.left else []
        return "\n".join(lines + ([f"+ {self.right_text}"] if self.right else []))

    def _repr_html_(self) -> str:
        tags = {"same": "span", "left": "del", "right": "ins"}
        words = "".join(f"<{tags[kind]}>{escape(text)}</{tags[kind]}>" for kind, text in self.words())
        return f'<p>{escape(self.change)}</p><p style="white-space:pre-wrap">{words}</p>'


class Comparison(Sequence[Pair]):
    """The pairs in the order of the right text; those that only the left text has stand where they were."""

    def __init__(self, left: str, right: str, pairs: Sequence[Pair]) -> None:
        self.left, self.right = left, right
        self._pairs = tuple(pairs)

    def __getitem__(self, index: int) -> Pair:  # type: ignore[override]
        return self._pairs[index]

    def __len__(self) -> int:
        return len(self._pairs)

    def records(self) -> list[dict[str, object]]:
        """A dict for each pair: change, similarity, left, right (texts), alignment_id."""
        return [
            {
                "change": pair.change,
                "similarity": pair.similarity,
                "left": pair.left_text,
                "right": pair.right_text,
                "alignment_id": pair.alignment_id,
            }
            for pair in self._pairs
        ]

    def __repr__(self) -> str:
        return "\n\n".join(map(repr, self._pairs)) or "nothing aligned"

    def _repr_html_(self) -> str:
        return "".join(pair._repr_html_() for pair in self._pairs)


def compare(package: Package, left: str, right: str) -> Comparison:
    """See Package.compare. Raises QueryError for texts that are not neighbouring versions, older one first."""
    older, newer = package.document(left), package.document(right)
    passages = package.index("passages", "passage_id")
    pairs = []
    for row in package.rows("alignments"):
        sides = [passages[str(i)] if i else None for i in (row["left_passage_id"], row["right_passage_id"])]
        documents = [None if side is None else side["document_id"] for side in sides]
        if documents in ([left, right], [left, None], [None, right]):
            similarity = row["similarity"]
            score = None if similarity is None else float(str(similarity))
            pairs.append(Pair(str(row["alignment_id"]), str(row["change"]), score, *sides))
    if not any(pair.left and pair.right for pair in pairs):
        swapped = older.article == newer.article and (older.version_order or 0) > (newer.version_order or 0)
        hint = (
            f"the older one comes first: {right!r}, {left!r}" if swapped else "only neighbouring versions are aligned"
        )
        raise QueryError(f"compare: found {left!r} and {right!r}; expected two versions of one article; {hint}.")
    return Comparison(left, right, _in_order(pairs))


def _in_order(pairs: Sequence[Pair]) -> list[Pair]:
    """Pairs by their place in the right text; one of the left alone follows what it followed there."""

    def start(side: Record | None) -> int:
        return -1 if side is None else int(str(side["char_start"]))

    anchors: dict[str, tuple[int, int]] = {}
    last = -1
    for pair in sorted(pairs, key=lambda p: start(p.left)):
        if pair.left is None:
            continue
        last = start(pair.right) if pair.right else last
        anchors[pair.alignment_id] = (last, start(pair.left))
    return sorted(pairs, key=lambda p: (start(p.right), -1) if p.right else anchors[p.alignment_id])
