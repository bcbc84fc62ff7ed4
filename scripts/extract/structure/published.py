"""A published work as a reference list cites it: the output of citation templates, MLA, comma style, a bare title.

`read_work` takes the identifiers and access dates off the tail, then reads the head: authors, date, title, and the
pieces after the title, each of them a date, pages, a numbering, a medium, or a name; the names become container,
place and publisher.
"""

from __future__ import annotations

import re

from .cited import (
    PARTICLES,
    QUOTES,
    Captured,
    capture,
    is_namelike,
    is_prose,
    keep,
    quoted,
    skip,
    starts_upper,
    whole_date,
)
from .comma_style import chicago, comma_pieces, one_piece
from .imprint import imprint
from .segments import Stretch, brackets, brackets_at_end, medium_name, pages_at_end, read_small, segments
from .tail import language_first, leading_url, tail

_SITE_AFTER = re.compile(r"(?P<site>\S.{0,100}?)\s+(?:web ?site|web page|site)\s+(?:after|citing|quoting)\s+")
_AUTHOR_DATE = re.compile(
    rf"(?P<author>[^\W\d_][^{QUOTES}()\n]{{1,300}}?)\s*"
    r"(?:\((?:eds?\.?|editors?|Hrsg\.|comp\.|trans\.)\)\s*|,\s(?:eds?\.|editors?)\s)?"
    rf"\((?P<date>[^()]{{3,40}})\)(?:\s*\[[^\]]{{1,40}}\])?\s*(?:[.,:](?=\s)|(?=[{QUOTES}]))\s*"
)
_WORD = r"[^\W\d_][\w'’ʼ\-]*"
_INITIALS = r"(?:[^\W\d_]\.-?){1,4}"
_GIVEN = rf"(?:{_INITIALS}|{_WORD})(?: (?:{_INITIALS}|{_WORD})){{0,3}}"
_SURNAME = rf"{_WORD}(?: {_WORD}){{0,3}}"
_OTHER_AUTHOR = (
    rf"(?:;|,? and|,? &|,)\s(?:{_INITIALS}|{_WORD})(?: (?:{_INITIALS}|{_WORD})){{0,6}}"  # one way to match each
)
_INVERTED = re.compile(
    rf"(?P<author>{_SURNAME}, {_GIVEN}(?:{_OTHER_AUTHOR}){{0,8}})(?:,? (?:\(?eds?\.?\)?))?(?:(?<=\.)|\s?[.:])\s+(?=\S)"
)
_YEAR = re.compile(r"\b(?:1[4-9]|20)\d\d\b")
_IN_BOOK = re.compile(r"In:?\s+(?=\S)")
_EDITORS = re.compile(r"\((?:eds?|Hrsg)\.?\)$|,? eds?\.?$")


def read_work(text: str, start: int, end: int) -> dict[str, Captured]:
    """The cells of the work that text[start:end] cites; {} when the words are no citation."""
    cells: dict[str, Captured] = {}
    start = language_first(text, start, end, cells)
    start, head_end = leading_url(text, start, end, cells)
    head_end = min(head_end, tail(text, start, end, cells))
    site = _SITE_AFTER.match(text, start, head_end)
    if site:
        keep(text, "container", site.span("site"), cells)
        start = site.end()
    _head(text, start, head_end, cells)
    return cells


def _head(text: str, start: int, end: int, cells: dict[str, Captured]) -> None:
    start = skip(text, start, end, ",;:")
    if chicago(text, start, end, cells):
        return
    at = _authors(text, start, end, cells)
    opening = skip(text, at, end)
    title = quoted(text, opening, end)
    if title:
        keep(text, "title", (title[0].start, title[0].end), cells, strip=",")
        closed_by_comma = text[title[0].end : title[0].end + 1] == "," or text[title[0].end - 1] == ","
        rest = brackets(text, title[1], end, cells)
        if closed_by_comma or text[rest : rest + 1] == ",":
            comma_pieces(text, skip(text, rest, end, ","), end, cells)
        else:
            imprint(
                text, _small(text, segments(text, skip(text, rest, end, "."), end), cells), cells, quoted_title=True
            )
        _strip_title_stop(text, cells)
    else:
        _unquoted(text, at, end, cells)


def _strip_title_stop(text: str, cells: dict[str, Captured]) -> None:
    """A stop inside the quotation marks (MLA) closes the title and is no part of it; an ellipsis and "U.S." are."""
    title = cells.get("title")
    if title and title.text.endswith(".") and not re.search(r"\.\.\.$|\b[^\W\d_]\.$", title.text):
        _replace(text, "title", (title.start, title.end - 1), cells)


def _replace(text: str, name: str, stretch: Stretch, cells: dict[str, Captured]) -> None:
    value = capture(text, *stretch, ",;: ")
    if value:
        cells[name] = value


def _authors(text: str, start: int, end: int, cells: dict[str, Captured]) -> int:
    """Author and, behind the author, the date into `cells`; the position where the title begins."""
    match = _AUTHOR_DATE.match(text, start, end)
    if match:
        date = whole_date(text, *match.span("date"))
        undated = match["date"].strip().lower() in ("n.d.", "undated", "o. j.", "forthcoming")
        if (date or undated) and _is_author(text, *match.span("author")):
            keep(text, "author", match.span("author"), cells)
            if date:
                cells["published"] = date
            return match.end()
    match = _INVERTED.match(text, start, end)
    if match and is_namelike(match["author"], 0) and starts_upper(match["author"]) and not is_prose(match["author"]):
        colon = text[match.start() : match.end()].rstrip().endswith(":")  # "White, Bob: Otters. Harbour, Berlin 1999"
        if not colon or _YEAR.search(text, match.end(), end):
            keep(text, "author", match.span("author"), cells)
            return match.end()
    opening = next((i for i in range(start, min(end, start + 160)) if text[i] in QUOTES), None)
    if opening is not None and opening > start and quoted(text, opening, end):
        before = capture(text, start, opening, ",.:;")
        if before and _is_author(text, before.start, before.end):
            dotted = text[before.end : before.end + 1] == "." and re.search(r"\b[^\W\d_]$", before.text)
            keep(text, "author", (before.start, before.end + bool(dotted)), cells)
            return opening
    return start


def _is_author(text: str, start: int, end: int) -> bool:
    stretch = text[start:end]
    return (
        (starts_upper(stretch[:1]) or ("," in stretch and stretch.split()[0].lower() in PARTICLES))
        and len(segments(text, start, end)) == 1
        and is_namelike(stretch, 0)
        and not is_prose(stretch)
    )


def _unquoted(text: str, start: int, end: int, cells: dict[str, Captured]) -> None:
    pieces = segments(text, start, end)
    if not pieces:
        return
    if len(pieces) == 1 and "author" not in cells:
        one_piece(text, pieces[0], end, cells)
        return
    if "author" not in cells and any(is_prose(text[s:e]) for s, e in pieces[1:]):
        return  # sentences, no citation
    title_start, title_end = pieces[0]
    title_end = pages_at_end(text, title_start, title_end, cells)
    title_end = brackets_at_end(text, title_start, title_end, cells)
    keep(text, "title", (title_start, title_end), cells)
    if len(pieces) > 1:
        imprint(text, _small(text, pieces[1:], cells), cells, quoted_title=False)


def _small(text: str, pieces: list[Stretch], cells: dict[str, Captured]) -> list[Stretch]:
    """The pieces that are names; what says something by itself goes into `cells`.

    A date right behind a medium is the day of access (MLA: "Web. 12 May 2014.").
    """
    names: list[Stretch] = []
    after_medium = False
    for start, end in pieces:
        date = whole_date(text, start, end) if after_medium else None
        if date:
            cells.setdefault("accessed", date)
            continue
        inside = _IN_BOOK.match(text, start, end)
        if inside and _EDITORS.search(text[start:end]):
            continue  # the editors of the book that holds a chapter
        start = inside.end() if inside else start
        end = brackets_at_end(text, start, end, cells)
        stretch = text[start:end]
        after_medium = medium_name(stretch)
        if read_small(text, (start, end), cells) or not any(c.isalpha() for c in stretch):
            continue
        if stretch[:1] in QUOTES or is_prose(stretch):
            continue  # a quotation or a remark behind the citation
        names.append((start, pages_at_end(text, start, end, cells)))
    return names
