"""What extraction works on: documents, blocks of text with their spans, and the claims drawn from them.

Every position is a Unicode code point offset into the untouched raw text, half-open, recorded at the moment of matching
and never searched for again (DATA_MODEL, "Rules that hold everywhere").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from roa_dataset.reading.dates import DateReading
from roa_dataset.reading.numbers import NumberReading

#: the document columns that a layout or an extractor may look at
Row = dict[str, object]


@dataclass(frozen=True)
class Document:
    """One raw text: `row` is its line of raw/documents.csv, `text` the file decoded as UTF-8 and otherwise untouched.

    `titles` are those of all versions of its article, the newest first; none where no other version is known.
    """

    document_id: str
    title: str
    article: str
    layout: str
    text: str
    row: Row = field(repr=False)
    titles: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the raw text and the part that it plays in a claim (claim_spans.role)."""

    role: str
    start: int
    end: int
    bibliography_id: str | None = None

    def text(self, raw: str) -> str:
        return raw[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Cell:
    """A named stretch inside a block: label, value, image, caption, title, description, language, …"""

    name: str
    start: int
    end: int

    def text(self, raw: str) -> str:
        return raw[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Block:
    """A passage: a leaf when it has no children; the leaves of a text hold every letter and digit exactly once.

    `kind` is a code of passages.kind. `marker` is a note's or a reference's own number or name. `section_basis` says where
    `section` comes from: `heading` (the text has it), `lost` (the file lost the heading: section empty), `lead` (before any).
    """

    kind: str
    start: int
    end: int
    children: tuple[Block, ...] = ()
    cells: tuple[Cell, ...] = ()
    section: str = ""
    section_basis: str = "lead"
    about_title: str = ""
    marker: str = ""

    def cell(self, name: str) -> Cell | None:
        return next((c for c in self.cells if c.name == name), None)

    def all_cells(self, name: str) -> list[Cell]:
        return [c for c in self.cells if c.name == name]

    def leaves(self) -> Iterator[Block]:
        found, open_ = [], [self]
        while open_:
            block = open_.pop()
            if block.children:
                open_ += reversed(block.children)
            else:
                found.append(block)
        return iter(found)

    def walk(self) -> Iterator[Block]:
        yield self
        for child in self.children:
            yield from child.walk()

    def with_section(self, section: str, basis: str) -> Block:
        """The same block and all below it, standing under another heading."""
        children = tuple(c.with_section(section, basis) for c in self.children)
        return Block(
            self.kind, self.start, self.end, children, self.cells, section, basis, self.about_title, self.marker
        )


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity named in the text; `kind` and `resolution` are codes of the vocabulary."""

    start: int
    end: int
    entity_id: str | None
    kind: str
    resolution: str
    language: str


@dataclass(frozen=True, slots=True)
class Discovered:
    """An entity that no vocabulary has and that grammar found; its id carries the slug of the article."""

    entity_id: str
    entity_type: str
    label: str
    scope: str = "actor"


@dataclass(frozen=True, slots=True)
class ClaimDraft:
    """One thing said in one place, before labels, statement and id are computed.

    `start`/`end` bound the quote; `spans` hold the exact words behind each part. `value` is a captured span, verbatim.
    `about` is the position, in the extraction's list of claims, of the claim that this one explains. `language` is that of a
    name that the claim gives, where the text says it or shows it; it goes into `names`.
    """

    rule_id: str
    subject_id: str
    predicate: str
    start: int
    end: int
    spans: tuple[Span, ...]
    object_id: str | None = None
    value: str | None = None
    subject_text: str | None = None
    qualifier: str | None = None
    number: NumberReading | None = None
    number_measure: str | None = None
    date: DateReading | None = None
    date_role: str | None = None
    date_basis: str | None = None
    place_id: str | None = None
    polarity: str = "affirmed"
    modality: str = "asserted"
    hedge: str | None = None
    attributed_to_id: str | None = None
    about: int | None = None
    language: str | None = None


@dataclass(frozen=True)
class Extraction:
    """Everything read from one document; rows of the tables with their own offsets are plain dictionaries."""

    document: Document
    blocks: tuple[Block, ...]
    mentions: tuple[Mention, ...]
    claims: tuple[ClaimDraft, ...]
    discovered: tuple[Discovered, ...]
    bibliography: tuple[Row, ...]
    links: tuple[Row, ...]
    images: tuple[Row, ...]
    ranks: tuple[Row, ...]
