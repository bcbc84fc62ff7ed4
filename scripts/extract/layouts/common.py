"""What the layouts need: lines, glued words, image lines, and the proof that the leaves hold every letter once."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extract.model import Block, Cell
from extract.sentences import split_sentences, trim

IMAGE_NAME = re.compile(r"\.(?:jpe?g|png|svg|gif|tiff?|webp|JPE?G|PNG|SVG|GIF|TIFF?)\b")
#: Family names and titles with a capital letter inside: not two words glued together
INNER_CAPITAL = re.compile(r"(?:^|[^A-Za-z])(?:Mc|Mac|De|Du|Di|La|Le|Van|Fitz|O|St)$")
ROMAN = re.compile(r"[IVXLC]+")
ORDINAL_END = re.compile(r"(?:st|nd|rd|th)\b")
LOWER_UPPER = re.compile(r"(?<=[a-z\u00df-\u00f6\u00f8-\u00ff\u0101-\u017f)\]])(?=[A-Z\u00c0-\u00d6\u00d8-\u00de])")
UPPER_RUN = re.compile(r"[A-Z]{2,}(?=[a-z]{2})")
DIGIT_UPPER = re.compile(r"(?<=\d)(?=[A-Z][a-z])")


class LayoutError(AssertionError):
    """A layout lost or doubled a character: a defect of the parser, never of the text."""


def lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The lines of text[start:end] without their ends; LF, CR LF and CR all end a line."""
    found = []
    at = start
    for match in re.finditer(r"\r\n|\n|\r", text[start:end]):
        found.append((at, start + match.start()))
        at = start + match.end()
    found.append((at, end))
    return found


@dataclass(frozen=True)
class Group:
    """Consecutive lines that are not blank; `gap` is the number of blank lines before them."""

    rows: tuple[tuple[int, int], ...]
    gap: int

    @property
    def start(self) -> int:
        return self.rows[0][0]

    @property
    def end(self) -> int:
        return self.rows[-1][1]


def groups(text: str) -> list[Group]:
    """The stretches of lines between blank lines, in order."""
    found: list[Group] = []
    current: list[tuple[int, int]] = []
    gap = blank = 0
    for start, end in lines(text, 0, len(text)):
        if text[start:end].strip():
            if not current:
                gap = blank
            current.append((start, end))
            blank = 0
        else:
            if current:
                found.append(Group(tuple(current), gap))
                current = []
            blank += 1
    if current:
        found.append(Group(tuple(current), gap))
    return found


def glue_points(text: str, start: int, end: int) -> list[int]:
    """Where two words stand against each other without a space ("OriginsRussian", "IIRussian", "1945De"), in order."""
    if end - start < 2:
        return []
    found: set[int] = set()
    for match in LOWER_UPPER.finditer(text, start, end):
        if not INNER_CAPITAL.search(text, max(start, match.start() - 6), match.start()):
            found.add(match.start())
    for match in UPPER_RUN.finditer(text, start, end):
        cut = match.end() - 1
        if ROMAN.fullmatch(text, match.start(), cut) and not ORDINAL_END.match(text, match.end(), end):
            found.add(cut)
    for match in DIGIT_UPPER.finditer(text, start, end):
        found.add(match.start())
    return sorted(p for p in found if start < p < end)


def cut(text: str, start: int, end: int, points: Iterable[int]) -> list[tuple[int, int]]:
    """text[start:end] cut at the points, each piece trimmed, empty pieces dropped."""
    edges = [start, *sorted(p for p in points if start < p < end), end]
    pieces = [trim(text, a, b) for a, b in itertools.pairwise(edges)]
    return [p for p in pieces if p[0] < p[1]]


def paragraph(text: str, start: int, end: int, section: str = "", basis: str = "lead") -> Block:
    """A paragraph with its sentences; with one sentence only, the sentence still is the leaf."""
    start, end = trim(text, start, end)
    children = tuple(
        Block("sentence", a, b, section=section, section_basis=basis) for a, b in split_sentences(text, start, end)
    )
    return Block("paragraph", start, end, children=children, section=section, section_basis=basis)


def with_about(block: Block, title: str) -> Block:
    """The block and all below it as part of the summary of another article."""
    return replace(block, about_title=title, children=tuple(with_about(c, title) for c in block.children))


def cover(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Adds a residue leaf for every stretch of letters or digits that no leaf holds; then every one is held exactly once.

    Raises LayoutError when two leaves overlap or a block reaches beyond its parent.
    """
    top = _fill(text, 0, len(text), blocks)
    at = 0
    for leaf in (leaf for block in top for leaf in block.leaves()):
        if leaf.start < at:
            raise LayoutError(f"two leaves hold character {leaf.start}: {text[leaf.start : leaf.start + 40]!r}")
        if any(c.isalnum() for c in text[at : leaf.start]):
            raise LayoutError(f"no leaf holds {text[at : leaf.start][:40]!r} at {at}")
        at = leaf.end
    return top


def _fill(text: str, start: int, end: int, blocks: Sequence[Block]) -> tuple[Block, ...]:
    filled: list[Block] = []
    at = start
    for block in sorted(blocks, key=lambda b: (b.start, b.end)):
        if block.start < at or block.end > end:
            raise LayoutError(f"a {block.kind} at {block.start}–{block.end} does not fit between {at} and {end}")
        filled += _residue(text, at, block.start, filled[-1] if filled else None)
        if block.children:
            children = _fill(text, block.start, block.end, block.children)
            # most blocks are as they were: making each anew would cost more than all the rest for a large text
            if children != block.children:
                block = replace(block, children=children)
        filled.append(block)
        at = block.end
    filled += _residue(text, at, end, filled[-1] if filled else None)
    return tuple(filled)


def _residue(text: str, start: int, end: int, before: Block | None) -> list[Block]:
    if start >= end or not any(c.isalnum() for c in text[start:end]):
        return []
    start, end = trim(text, start, end)
    section, basis = (before.section, before.section_basis) if before else ("", "lead")
    return [Block("residue", start, end, section=section, section_basis=basis)]


def image_cells(text: str, start: int, end: int) -> list[Cell]:
    """The file names in a stretch that holds nothing but file names and the words between them, each a cell `image`."""
    cells = []
    at = start
    for match in IMAGE_NAME.finditer(text, start, end):
        first, last = trim(text, at, match.end())
        cells.append(Cell("image", first, last))
        at = match.end()
    return cells
