"""Running text whose lines end anywhere: read with one space for each line end inside a sentence, then put back in its place.

The readers of names, dates and patterns know words with one space between them. `unwrap` gives them a text in which each
line end inside a sentence, with the white space around it, is one space; `rewrap` gives what they found its place in the
raw text. Words of claims are those of the raw text again, with its line ends.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from extract.model import Block, ClaimDraft, Document, Extraction, Mention, Row, Span
from roa_dataset.reading.line_ends import LINE_END


@dataclass(frozen=True)
class Places:
    """Where each character of the unwrapped text stands in the raw one: behind `unwrapped[i]`, `removed[i]` more are left out."""

    raw: tuple[int, ...]
    unwrapped: tuple[int, ...]
    removed: tuple[int, ...]

    def to_raw(self, position: int) -> int:
        return position + self.removed[bisect_right(self.unwrapped, position)]

    def to_raw_end(self, position: int) -> int:
        return self.to_raw(position - 1) + 1 if position else 0

    def to_unwrapped(self, position: int) -> int:
        return position - self.removed[bisect_right(self.raw, position)]


def squeeze(text: str, stretches: Iterable[tuple[int, int]]) -> tuple[str, Places]:
    """The text with one space for each line end inside one of the stretches, which stand in order, and the way back."""
    pieces: list[str] = []
    raw: list[int] = []
    squeezed: list[int] = []
    removed = [0]
    at = length = 0
    for start, end in stretches:
        for match in LINE_END.finditer(text, start, end):
            pieces += [text[at : match.start()], " "]
            length += match.start() - at + 1
            at = match.end()
            raw.append(at)
            squeezed.append(length)
            removed.append(at - length)
    return "".join([*pieces, text[at:]]), Places(tuple(raw), tuple(squeezed), tuple(removed))


def unwrap(document: Document, blocks: tuple[Block, ...]) -> tuple[Document, tuple[Block, ...], Places]:
    """The document and its blocks with one space for each line end inside a sentence, and the way back."""
    leaves = (leaf for block in blocks for leaf in block.leaves())
    text, places = squeeze(document.text, ((leaf.start, leaf.end) for leaf in leaves if leaf.kind == "sentence"))
    if not places.raw:
        return document, blocks, places
    return replace(document, text=text), tuple(_block(block, places) for block in blocks), places


def _block(block: Block, places: Places) -> Block:
    return replace(
        block,
        start=places.to_unwrapped(block.start),
        end=places.to_unwrapped(block.end),
        children=tuple(_block(child, places) for child in block.children),
        cells=tuple(
            replace(c, start=places.to_unwrapped(c.start), end=places.to_unwrapped(c.end)) for c in block.cells
        ),
    )


def rewrap(extraction: Extraction, document: Document, blocks: tuple[Block, ...], places: Places) -> Extraction:
    """What was read from the unwrapped text, with the places and the words of the raw one."""
    if not places.raw:
        return extraction
    read = extraction.document.text
    return replace(
        extraction,
        document=document,
        blocks=blocks,
        mentions=tuple(_mention(mention, places) for mention in extraction.mentions),
        claims=tuple(_claim(claim, read, document.text, places) for claim in extraction.claims),
        bibliography=_rows(extraction.bibliography, places),
        links=_rows(extraction.links, places),
        images=_rows(extraction.images, places),
        ranks=_rows(extraction.ranks, places),
    )


def _mention(mention: Mention, places: Places) -> Mention:
    return replace(mention, start=places.to_raw(mention.start), end=places.to_raw_end(mention.end))


def _rows(rows: Iterable[Row], places: Places) -> tuple[Row, ...]:
    return tuple(
        {
            **row,
            "char_start": places.to_raw(int(str(row["char_start"]))),
            "char_end": places.to_raw_end(int(str(row["char_end"]))),
        }
        for row in rows
    )


def _claim(claim: ClaimDraft, read: str, raw: str, places: Places) -> ClaimDraft:
    spans = tuple(_span(span, places) for span in claim.spans)
    words = {
        role: _joined(spans, role, raw)
        for role in ("value", "qualifier", "hedge")
        if getattr(claim, role) is not None and getattr(claim, role) == _joined(claim.spans, role, read)
    }
    moved = replace(claim, start=places.to_raw(claim.start), end=places.to_raw_end(claim.end), spans=spans)
    return replace(moved, **words)  # type: ignore[arg-type]


def _span(span: Span, places: Places) -> Span:
    return replace(span, start=places.to_raw(span.start), end=places.to_raw_end(span.end))


def _joined(spans: Iterable[Span], role: str, text: str) -> str:
    """The words of a part as `Context.claim` joins them."""
    return " … ".join(s.text(text) for s in spans if s.role == role)
