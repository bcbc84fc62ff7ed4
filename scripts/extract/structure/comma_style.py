"""Citations whose pieces commas part: Author, Title (Place: Publisher, Year), pages; Title, Newspaper, 6 May 2001."""

from __future__ import annotations

import re

from .cited import QUOTES, Captured, capture, is_namelike, is_prose, keep, last_date, skip_back, whole_date, words
from .imprint import PLACES, PUBLISHING
from .segments import Stretch, brackets_at_end, pages_at_end, read_numbering, read_small

_CHICAGO = re.compile(
    rf"(?P<head>[^(){QUOTES}]{{3,300}}?)\s\((?P<place>[^():]{{2,40}}):\s"
    r"(?P<publisher>[^():]{2,80}),\s(?P<date>[^(),]{4,30})\)"
)


def chicago(text: str, start: int, end: int, cells: dict[str, Captured]) -> bool:
    """Author, Title (Place: Publisher, Year), pages."""
    match = _CHICAGO.match(text, start, end)
    date = whole_date(text, *match.span("date")) if match else None
    if match is None or date is None:
        return False
    cells["published"] = date
    keep(text, "place", match.span("place"), cells)
    keep(text, "publisher", match.span("publisher"), cells)
    comma = text.find(",", *match.span("head"))
    if comma > 0 and is_namelike(text[start:comma], 0) and len(words(text[start:comma])) in (2, 3, 4):
        keep(text, "author", (start, comma), cells)
        keep(text, "title", (comma + 1, match.end("head")), cells)
    else:
        keep(text, "title", match.span("head"), cells)
    rest = capture(text, match.end(), end, ",;:.")
    if rest and not read_small(text, (rest.start, rest.end), cells):
        read_numbering(text, (rest.start, rest.end), cells)
    return True


def one_piece(text: str, piece: Stretch, end: int, cells: dict[str, Captured]) -> None:
    """A bare title, or pieces parted by commas: Author, Title, Press, 1998, p. 12 / Title, Daily, 6 May 2001."""
    start, stop = piece
    low = pages_at_end(text, start, stop, cells)
    date = last_date(text, start, low)
    if date and date.start > start and text[skip_back(text, start, date.start) - 1] == ",":
        cells["published"] = date
        _title(text, _commas(text, start, date.start), cells)
        return
    ended = text[stop:end].strip().startswith(".")
    if is_prose(text[start:low]) and ended and not cells:
        return
    if "pages" in cells:
        _title(text, _commas(text, start, low), cells)
    else:
        keep(text, "title", (start, brackets_at_end(text, start, low, cells)), cells)


def _commas(text: str, start: int, end: int) -> list[Stretch]:
    """The pieces between commas; a comma inside brackets parts nothing."""
    pieces: list[Stretch] = []
    low, depth = start, 0
    for at in range(start, end):
        depth += (text[at] in "([") - (text[at] in ")]")
        if text[at] == "," and depth <= 0:
            pieces.append((low, at))
            low = at + 1
    pieces.append((low, end))
    found = (capture(text, *p) for p in pieces)
    return [(c.start, c.end) for c in found if c]


def _title(text: str, pieces: list[Stretch], cells: dict[str, Captured]) -> None:
    """Author, title and the names behind them, of pieces that a date or pages followed."""
    if not pieces:
        return
    authors = _authors_first(text, pieces, "pages" in cells)
    year = cells.get("published")
    book = "pages" in cells and year is not None and year.text.isdigit()
    if authors:
        keep(text, "author", (pieces[0][0], pieces[authors - 1][1]), cells)
        title, rest = pieces[authors], pieces[authors + 1 :]
    elif len(pieces) == 1:
        title, rest = pieces[0], []
    else:
        title, rest = (pieces[0][0], pieces[-2][1]), pieces[-1:]
    keep(text, "title", (title[0], brackets_at_end(text, *title, cells)), cells)
    _comma_names(text, rest, cells, "publisher" if book else "container")


def _authors_first(text: str, pieces: list[Stretch], paged: bool) -> int:
    """How many pieces the author takes: "Ann Brown, …" one, "Brown, Ann, …" two, a title at the start none."""
    first, *others = (text[slice(*p)] for p in pieces)
    if not others or first.split()[0].lower() == "the" or not is_namelike(first, 0):
        return 0
    if 2 <= len(first.split()) <= 4:
        return 1 if len(pieces) > 2 or paged else 0
    inverted = len(pieces) > 3 and len(others[0].split()) <= 2 and is_namelike(others[0], 0)
    printed = any(PUBLISHING.search(o) for o in others[2:])
    return 2 if inverted and printed and others[0].lower() not in PLACES else 0


def _comma_names(text: str, pieces: list[Stretch], cells: dict[str, Captured], first: str) -> None:
    """Names between commas: places by their list, publishers by their words; any other is `first`, then publisher."""
    for piece in pieces:
        stretch = text[slice(*piece)]
        if read_small(text, piece, cells):
            continue
        if stretch.rstrip(".").lower() in PLACES:
            keep(text, "place", piece, cells)
        elif PUBLISHING.search(stretch) or first in cells:
            keep(text, "publisher", piece, cells)
        else:
            keep(text, first, piece, cells)


def comma_pieces(text: str, start: int, end: int, cells: dict[str, Captured]) -> None:
    """What follows a quoted title in comma style: Newspaper, place, 6 May 2001, p. 3."""
    stretch = capture(text, start, end, ".,;")
    if stretch is None:
        return
    high = pages_at_end(text, max(start - 2, 0), stretch.end, cells)
    date = last_date(text, start, high) if high > start else None
    if date:
        cells.setdefault("published", date)
        high = date.start
    _comma_names(text, _commas(text, start, high), cells, "container")
