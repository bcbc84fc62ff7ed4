"""Blocks of a text → rows of `passages`, and the smallest passage that holds a stretch of it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from extract.model import Block, Extraction, Row


@dataclass
class Passages:
    """The passages of one document. `locate` finds the smallest one that holds a stretch."""

    extraction: Extraction
    ids: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    parents: list[int | None] = field(default_factory=list)
    _leaf_starts: list[int] = field(default_factory=list)
    _leaves: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        for block in self.extraction.blocks:
            self._add(block, None)
        for number, block in enumerate(self.blocks):
            if not block.children:
                self._leaf_starts.append(block.start)
                self._leaves.append(number)

    def _add(self, block: Block, parent: int | None) -> None:
        number = len(self.blocks)
        self.ids.append(f"{self.extraction.document.document_id}:p{number + 1:04d}")
        self.blocks.append(block)
        self.parents.append(parent)
        for child in block.children:
            self._add(child, number)

    def locate(self, start: int, end: int) -> int:
        """The number of the smallest passage that holds text[start:end]; ValueError where only the whole text does."""
        position = bisect_right(self._leaf_starts, start) - 1
        number: int | None = self._leaves[position] if position >= 0 else None
        while number is not None:
            if self.blocks[number].start <= start and end <= self.blocks[number].end:
                return number
            number = self.parents[number]
        raise ValueError(f"{self.extraction.document.document_id}: no passage holds {start}–{end}")

    def counts(self, quotes: list[tuple[int, int]]) -> list[int]:
        """For each passage, how many of the quotes share a character with it; `quotes` in any order."""
        starts = sorted(a for a, _ in quotes)
        ends = sorted(b for _, b in quotes)
        # quotes that begin before the passage's end, less those that end before its start
        return [bisect_right(starts, b.end - 1) - bisect_right(ends, b.start) for b in self.blocks]

    def rows(self, counts: list[int]) -> list[Row]:
        document = self.extraction.document
        return [
            {
                "passage_id": self.ids[number],
                "document_id": document.document_id,
                "parent_id": None if parent is None else self.ids[parent],
                "kind": block.kind,
                "ordinal": number + 1,
                "char_start": block.start,
                "char_end": block.end,
                "text": document.text[block.start : block.end],
                "section": block.section or None,
                "section_basis": block.section_basis,
                "about_title": block.about_title or None,
                "claim_count": count,
            }
            for number, (block, parent, count) in enumerate(zip(self.blocks, self.parents, counts, strict=True))
        ]
