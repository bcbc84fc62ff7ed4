"""What the readers of references share: captured stretches, the row that they fill, quotation marks, dates in place.

All positions are code points in the text that the caller gave, half-open, so that `text[start:end] == captured.text`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from roa_dataset.reading.dates import DateReading, find_dates

#: quotation marks that open or close a title; German papers are quoted in the texts with every mixture of them
QUOTES = '"”„“‟«»'
#: the longest written date that a citation holds ("between 31 December 1862 and 2 January 1863" has 40 characters)
_DATE_WINDOW = 60
#: marks without width that stand for a space or for nothing
_ZERO_WIDTH = "\u200b\u2060\ufeff"


def word_set(listed: str, separator: str | None = None) -> frozenset[str]:
    """The words of a list written as one string."""
    return frozenset(listed.split(separator))


#: words that may stand in lower case inside the name of a person, an office, an archive or a publisher
PARTICLES = word_set(
    "a al and at beim by d da dal das de del della dem den der des di die do dos du e el et et. f "
    "for für i im in la le les "
    "of on or po pod the to u ua und van vom von w we with y z zu zum zur и в на о об по"
)
_PROSE_WORDS = word_set(
    "was were is are had has have did does been being he she they their it there these those which "
    "that would could should "
    "may might must not"
)
_WORD = re.compile(r"[^\W_][\w'’ʼ.\-–/&]*")


@dataclass(frozen=True)
class Captured:
    """A stretch of the reference, verbatim: `text == reference[start:end]`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Part:
    """One row of the bibliography: a whole reference (part 0) or one of the documents that it names.

    The captured fields are columns of DATA_MODEL's `bibliography`, verbatim. `times_cited` holds the back-link marks
    ("1 2 3"); `citations` counts them. `author_rank` ("Lt. Gen") and `language_note` ("Polish") have no column there.
    """

    start: int
    end: int
    text: str
    author: Captured | None = None
    author_rank: Captured | None = None
    title: Captured | None = None
    container: Captured | None = None
    publisher: Captured | None = None
    place: Captured | None = None
    published: Captured | None = None
    volume: Captured | None = None
    issue: Captured | None = None
    pages: Captured | None = None
    isbn: Captured | None = None
    doi: Captured | None = None
    s2cid: Captured | None = None
    archive: Captured | None = None
    signature: Captured | None = None
    issuing_office: Captured | None = None
    document_number: Captured | None = None
    document_date: Captured | None = None
    medium: Captured | None = None
    url: Captured | None = None
    accessed: Captured | None = None
    times_cited: Captured | None = None
    language_note: Captured | None = None

    @property
    def citations(self) -> int | None:
        """How many back-links the reference list prints; None where it prints none (the work is cited once)."""
        return len(self.times_cited.text.split()) if self.times_cited else None

    def cells(self) -> dict[str, Captured]:
        """The captured fields that the text fills, by name, in the order of the columns."""
        found = ((name, getattr(self, name)) for name in FIELDS)
        return {name: value for name, value in found if isinstance(value, Captured)}

    def with_cells(self, cells: Mapping[str, Captured]) -> Part:
        """The same part with these captured fields; an unknown name raises TypeError (dataclasses.replace)."""
        kept: dict[str, Any] = dict(cells)
        return replace(self, **kept)


#: names of the captured fields, in the order of the columns
FIELDS: tuple[str, ...] = tuple(f.name for f in fields(Part) if f.name not in ("start", "end", "text"))


def capture(text: str, start: int, end: int, strip: str = "") -> Captured | None:
    """text[start:end] without white space and the characters of `strip` at its edges; None when nothing is left."""
    edge = _ZERO_WIDTH + strip
    while start < end and (text[start].isspace() or text[start] in edge):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in edge):
        end -= 1
    return Captured(text[start:end], start, end) if start < end else None


def skip(text: str, start: int, end: int, characters: str = "") -> int:
    """The first position from `start` on that is neither white space nor one of `characters`."""
    edge = _ZERO_WIDTH + characters
    while start < end and (text[start].isspace() or text[start] in edge):
        start += 1
    return start


def starts_upper(word: str) -> bool:
    """True when the word's first letter is a capital (of any script that has capitals)."""
    return next((c.isupper() for c in word if c.isalpha()), False)


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def is_namelike(text: str, lower_allowed: int = 1) -> bool:
    """True for words as names have them: capitals, particles, at most `lower_allowed` other words in lower case."""
    found = words(text)
    low = [w for w in found if w[0].isalpha() and not starts_upper(w) and "." not in w and w.lower() not in PARTICLES]
    return bool(found) and len(low) <= lower_allowed and any(starts_upper(w) for w in found)


def is_prose(text: str) -> bool:
    """True for a stretch with a finite verb or a pronoun in lower case, as sentences have; "Who Was Who" is none."""
    return any(w.strip(".") in _PROSE_WORDS for w in words(text))


def quoted(text: str, start: int, end: int) -> tuple[Captured, int] | None:
    """The quotation that opens at `start`, without its marks, and the position after its closing mark.

    Any mark may close any other; a straight mark after a space and before a letter opens an inner quotation. None when
    no mark opens here, when none closes it, or when nothing stands inside.
    """
    if start >= end or text[start] not in QUOTES:
        return None
    depth = 0
    for at in range(start + 1, end):
        if text[at] not in QUOTES:
            continue
        after = text[at + 1] if at + 1 < end else " "
        if (text[at - 1].isspace() or text[at - 1] == "(") and after.isalnum():
            depth += 1
        elif depth:
            depth -= 1
        else:
            inner = capture(text, start + 1, at, QUOTES)
            return (inner, at + 1) if inner else None
    return None


def date_at(text: str, start: int, end: int) -> Captured | None:
    """The date that begins exactly at `start`."""
    window = text[start : min(end, start + _DATE_WINDOW)]
    for reading in find_dates(window):
        if reading.start == 0:
            return _captured(text, reading, start)
        break
    return None


def whole_date(text: str, start: int, end: int) -> Captured | None:
    """The date that text[start:end] is; "c. 1960" and "[1960]" are kept as written, "2002a" gives 2002."""
    stretch = capture(text, start, end, ".,")
    if stretch is None or len(stretch.text) > _DATE_WINDOW:
        return None
    year = re.fullmatch(r"(\d{4})[a-z]", stretch.text)
    if year:
        return capture(text, stretch.start, stretch.start + 4)
    for reading in find_dates(stretch.text):
        before, after = stretch.text[: reading.start], stretch.text[reading.end :]
        if re.fullmatch(r"(?:ca?\.|circa|©|\[)?\s*", before) and after in ("", "]"):
            return stretch
        break
    return None


def last_date(text: str, start: int, end: int) -> Captured | None:
    """The date with which text[start:end] ends, full stops and spaces aside."""
    stretch = capture(text, start, end, ".,;")
    if stretch is None:
        return None
    low = max(stretch.start, stretch.end - _DATE_WINDOW)
    readings = find_dates(text[low : stretch.end])
    if readings and low + readings[-1].end == stretch.end:
        return _captured(text, readings[-1], low)
    return None


def _captured(text: str, reading: DateReading, offset: int) -> Captured | None:
    return capture(text, offset + reading.start, offset + reading.end)


def keep(text: str, name: str, stretch: tuple[int, int], cells: dict[str, Captured], strip: str = ",;: ") -> None:
    """Put a stretch into `cells` under a name that has nothing yet; nothing happens where only spaces are left."""
    value = capture(text, *stretch, strip)
    if value:
        cells.setdefault(name, value)


def skip_back(text: str, start: int, end: int) -> int:
    """The end of text[start:end] without the spaces at its end."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
