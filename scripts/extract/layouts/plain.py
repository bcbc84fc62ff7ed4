"""Layout `plain`: running text, blank lines between paragraphs, no information box and no lists.

- The first line is the title where it stands alone, ends no sentence and something follows it.
- A short line that stands alone, begins with a capital or a digit and ends no sentence is a heading, where something follows
  it; so is a line between equals signs or behind number signs, wherever it stands ("== Origins ==", "## Origins").
- A line end inside a paragraph is a space (`extract.unwrap`), unless each line of the paragraph ends a sentence, a line
  begins with a bullet, or all are short lines that end none: then no sentence goes over the line end, and nothing is made of
  the order of the lines.
- Under "References", "Notes" and the like each line, or numbered item, is a reference; under "External links" and "Further
  reading" an external link; under "See also" a link. None of them is prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.layouts.common import Group, cover, groups
from extract.model import Block, Cell
from extract.sentences import split_sentences, trim
from extract.unwrap import squeeze
from roa_dataset.reading.marks import MARK

Row = tuple[int, int]
MAX_TITLE = 150
MAX_HEADING = 90
#: marks may follow the full stop: "in Arlen.[1]"
ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’»)]*(?:\s?\[[^\]]{1,30}\])*\s*$")
ENDS_NO_HEADING = re.compile(r"[.!?:;,…][\"'”’)\]]*$")
MARKED_HEADING = re.compile(
    r"(?:(?P<signs>={1,6})\s*(?P<wiki>[^=\s].*?)\s*(?P=signs)|#{1,6}\s+(?P<number>\S.*?)\s*#*)\s*$"
)
SIGNS = "=#"
#: a line of prose may end in such a word, a line of a list does not
GOES_ON = re.compile(
    r"(?:,|[-–—]|\b(?:a|an|the|of|in|on|at|by|to|from|with|for|as|and|or|but|nor|that|which|who|whose|whom|where|when|while|was|were|"
    r"is|are|be|been|had|has|have|would|could|did|not|no|its|their|his|her|this|these|those|it|they|he|she|under|into|after|before|"
    r"during|until|since|between|against|than|then|also|[A-Za-z]+ed|[A-Za-z]+ly))\Z"
)
MIDDLE = re.compile(r"[.!?…][\"'”’»)\]]*\s+[A-Z]")
BULLET = re.compile(r"\s*[-*•–—·‣]\s+(?=\S)")
NUMBERED = re.compile(r"\s*(?:\[(?P<bracketed>\d{1,4})\]|(?P<plain>\d{1,4})\.)\s*(?=\S)")
#: what stands under such a heading → the kind of its items
TAIL_KINDS = {
    **dict.fromkeys(
        ("references", "notes", "footnotes", "citations", "sources", "bibliography", "works cited", "notes and references",
         "literature", "endnotes"),
        "reference",
    ),
    "external links": "external_link",
    "further reading": "external_link",
    "see also": "see_also",
}  # fmt: skip


def parse(text: str) -> tuple[Block, ...]:
    """The whole text as blocks with true offsets; the leaves hold every letter and digit exactly once."""
    return cover(text, tuple(_blocks(text)))


def _blocks(text: str) -> Iterator[Block]:
    section, basis = "", "lead"
    stretches = [stretch for group in groups(text) for stretch in _without_headings(text, group)]
    for number, rows in enumerate(stretches):
        followed = number + 1 < len(stretches)
        start, end = trim(text, rows[0][0], rows[-1][1])
        marked = _marked_heading(text, rows)
        if number == 0 and followed and not marked and _is_title(text, rows):
            yield Block("title", start, end)
        elif marked or (followed and section.casefold() not in TAIL_KINDS and _is_heading(text, rows)):
            start, end = marked or (start, end)
            section, basis = text[start:end], "heading"
            yield Block("heading", start, end, section=section, section_basis=basis)
        elif section.casefold() in TAIL_KINDS:
            yield from _items(text, rows, TAIL_KINDS[section.casefold()], section)
        else:
            yield _paragraph(text, rows, section, basis)


def _without_headings(text: str, group: Group) -> Iterator[tuple[Row, ...]]:
    """The lines of a group, cut before and behind each line that is a heading by its signs, and behind a first line that is one
    by its name."""
    waiting: list[Row] = []
    for row in group.rows:
        if _marked_heading(text, (row,)) and (row == group.rows[0] or text[trim(text, *row)[0]] in SIGNS):
            if waiting:
                yield tuple(waiting)
            waiting = []
            yield (row,)
        else:
            waiting.append(row)
    if waiting:
        yield tuple(waiting)


def _marked_heading(text: str, rows: Sequence[Row]) -> Row | None:
    """The words of a heading between equals signs or behind number signs, or of one that is known by its name."""
    start, end = trim(text, *rows[0])
    if len(rows) > 1 or end - start > MAX_TITLE:
        return None
    if text[start:end].casefold() in TAIL_KINDS:
        return start, end
    if text[start] not in SIGNS:
        return None
    match = MARKED_HEADING.match(text, start, end)
    span = match.span("wiki" if match["wiki"] else "number") if match else (0, 0)
    return span if any(c.isalnum() for c in text[slice(*span)]) else None


def _is_title(text: str, rows: Sequence[Row]) -> bool:
    line = text[slice(*trim(text, *rows[0]))]
    if len(rows) > 1 or len(line) > MAX_TITLE or not any(c.isalnum() for c in line):
        return False
    return not ENDS_NO_HEADING.search(line) and not MARK.search(line)


def _is_heading(text: str, rows: Sequence[Row]) -> bool:
    line = text[slice(*trim(text, *rows[0]))]
    return len(line) <= MAX_HEADING and _is_title(text, rows) and (line[0].isupper() or line[0].isdigit())


def _paragraph(text: str, rows: Sequence[Row], section: str, basis: str) -> Block:
    children = tuple(
        Block("sentence", a, b, section=section, section_basis=basis)
        for start, end in _runs(text, rows)
        for a, b in _sentences(text, start, end)
        if any(c.isalnum() for c in text[a:b])
    )
    start, end = trim(text, rows[0][0], rows[-1][1])
    return Block("paragraph", start, end, children=children, section=section, section_basis=basis)


def _sentences(text: str, start: int, end: int) -> Iterator[Row]:
    """The sentences of text[start:end], split as if it stood on one line."""
    one_line, places = squeeze(text[start:end], [(0, end - start)])
    for first, last in split_sentences(one_line, 0, len(one_line)):
        yield start + places.to_raw(first), start + places.to_raw_end(last)


def _runs(text: str, rows: Sequence[Row]) -> Iterator[Row]:
    """Lines that are read on as one text: all of a paragraph, unless they are lines of their own."""
    apart = _are_sentences(text, rows) or _are_entries(text, rows)
    start = end = -1
    for row in rows:
        bullet = BULLET.match(text, *row)
        if start >= 0 and not apart and not bullet:
            end = row[1]
            continue
        if start >= 0:
            yield start, end
        start, end = bullet.end() if bullet else row[0], row[1]
    yield start, end


def _are_sentences(text: str, rows: Sequence[Row]) -> bool:
    """Each line ends a sentence: one paragraph, or one sentence, a line."""
    return len(rows) > 1 and all(ENDS_SENTENCE.search(text[a:b]) for a, b in rows)


def _are_entries(text: str, rows: Sequence[Row]) -> bool:
    """Short lines that begin with a capital or a digit and of which none but the last ends a sentence: lines of a list."""
    words = [text[slice(*trim(text, *row))] for row in rows]
    if len(rows) < 3 or not all(len(w) <= MAX_HEADING and (w[0].isupper() or w[0].isdigit()) for w in words):
        return False
    prose = (ENDS_SENTENCE, GOES_ON, MIDDLE)
    return not any(pattern.search(w) for pattern in prose for w in words[:-1])


def _items(text: str, rows: Sequence[Row], kind: str, section: str) -> Iterator[Block]:
    """The lines as items of this kind; where the first has a number, an item goes on up to the next number."""
    starts = [NUMBERED.match(text, *row) for row in rows]
    first = starts[0] is not None
    at = [n for n in range(len(rows)) if not first or starts[n]]
    for position, number in enumerate(at):
        last = at[position + 1] if position + 1 < len(at) else len(rows)
        start, end = trim(text, rows[number][0], rows[last - 1][1])
        match = starts[number]
        body = match.end() if match else bullet.end() if (bullet := BULLET.match(text, start, end)) else start
        if not any(c.isalnum() for c in text[body:end]):
            continue  # a number by itself becomes residue
        if kind == "reference" and match:
            cells = (Cell("body", body, end),)
            marker = match["bracketed"] or match["plain"]
            yield Block(kind, start, end, cells=cells, section=section, section_basis="heading", marker=marker)
        else:
            # without a number no mark can point at it
            unnumbered = "list_item" if kind == "reference" else kind
            yield Block(unnumbered, start if match else body, end, section=section, section_basis="heading")
