"""One reference of a reference list, or one item of a bibliography, as rows of the bibliography.

The text given is what follows the list number. A reference may name a published work (published.py), archival papers
(archival.py) or short citations of works listed elsewhere ("Brellman (1987): 61").
"""

from __future__ import annotations

import re

from .archival import read_documents
from .cited import FIELDS, Captured, Part, capture, is_namelike, is_prose, starts_upper, whole_date
from .published import read_work
from .segments import PAGE_LIST

__all__ = ["FIELDS", "Captured", "Part", "read_book_item", "read_reference"]

_CARET = re.compile(r"\s*(?:[\^↑]\s*)?")
_BACK_LINK = re.compile(r"(\d{1,3}|[a-z])(?=\s)\s+")
_SHORT = re.compile(
    r"(?:(?:See|see|Cf\.|cf\.)(?: also)?\s+)?(?P<author>[^\W\d_][^()\d:;\n]{1,120}?),?\s+"
    r"(?:\((?P<bracketed>\d{4}[a-z]?)\)|(?P<plain>\d{4}[a-z]?))"
    rf"\s?[,:.]?\s*(?:(?:pp?\.|pages?|S\.|[сС]\.)\s*)?(?P<pages>{PAGE_LIST})\s*\.?\s*$"
)
_SHORT_UNDATED = re.compile(
    rf"(?P<author>[^\W\d_][^()\d:;,\n]{{1,80}}?),\s+(?:pp?\.|pages?)\s*(?P<pages>{PAGE_LIST})\s*\.?\s*$"
)
_AGAIN = re.compile(
    rf"(?:[Ii]bid|[Ii]bidem|[Oo]p\. cit)\.?,?\s*(?:(?:pp?\.|pages?)\s*)?(?P<pages>{PAGE_LIST})?\s*\.?\s*$"
)


def read_reference(text: str) -> list[Part]:
    """The rows of one reference. Part 0 is the whole reference; a reference that names several papers, or several short
    citations, has parts 1…n, one for each, and only `times_cited` in part 0.

    >>> read_reference("Brellman (1987): 61")[0].pages.text
    '134'
    """
    start, cells = _back_links(text)
    whole = Part(0, len(text), text).with_cells(cells)
    papers = read_documents(text, start, len(text))
    if len(papers) > 1:
        return [whole, *papers]
    if papers:
        return [whole.with_cells(papers[0].cells())]
    short = _short_citations(text, start)
    if len(short) > 1:
        return [whole, *short]
    if short:
        return [whole.with_cells(short[0].cells())]
    return [whole.with_cells(read_work(text, start, len(text)))]


def read_book_item(text: str) -> Part | None:
    """An item of a bibliography list; None when the line is no citation (a sentence, a heading, a bare name)."""
    if _short_citations(text, 0) or read_documents(text, 0, len(text)):
        return None
    cells = read_work(text, 0, len(text))
    identified = "isbn" in cells or "doi" in cells
    authored = "author" in cells and "title" in cells and ("published" in cells or "publisher" in cells)
    printed = "publisher" in cells and "place" in cells
    if not ("title" in cells and (identified or authored or printed)):
        return None
    return Part(0, len(text), text).with_cells(cells)


def _back_links(text: str) -> tuple[int, dict[str, Captured]]:
    """The marks of the back-links, 1 2 3 or a b c, and the position after them; one mark alone is no back-link."""
    caret = _CARET.match(text)
    first = at = caret.end() if caret else 0
    count, end = 0, at
    letters = False
    while match := _BACK_LINK.match(text, at):
        letters = letters or (count == 0 and match[1] == "a")
        expected = chr(ord("a") + count) if letters else str(count + 1)
        if match[1] != expected or (letters and count == 25):
            break
        count, at, end = count + 1, match.end(), match.end(1)
    if count < 2:
        return first, {}
    marks = capture(text, first, end)
    return at, {"times_cited": marks} if marks else {}


def _short_citations(text: str, start: int) -> list[Part]:
    """Short citations parted by semicolons; [] unless every piece is one."""
    parts: list[Part] = []
    low = start
    for piece in text[start:].split(";"):
        part = _short_citation(text, low, low + len(piece))
        if part is None:
            return []
        parts.append(part)
        low += len(piece) + 1
    return parts


def _short_citation(text: str, start: int, end: int) -> Part | None:
    stretch = capture(text, start, end)
    if stretch is None or len(stretch.text) > 300:
        return None
    again = _AGAIN.match(stretch.text)
    match = again or _SHORT.match(stretch.text) or _SHORT_UNDATED.match(stretch.text)
    if match is None or (match is not again and not _is_author(match)):
        return None
    cells: dict[str, Captured] = {}
    names = {"author": "author", "bracketed": "published", "plain": "published", "pages": "pages"}
    for group, low in match.re.groupindex.items():
        span = (stretch.start + match.start(low), stretch.start + match.end(low))
        year = names[group] == "published" and match[group] is not None
        value = whole_date(text, *span) if year else capture(text, *span)
        if match[group] and value:
            cells[names[group]] = value
    return Part(stretch.start, stretch.end, stretch.text).with_cells(cells)


def _is_author(match: re.Match[str]) -> bool:
    """Surnames as short citations have them; without a year, or with a comma before it, few words only."""
    author = match["author"]
    bare = match.re is _SHORT_UNDATED or (match["plain"] and match.string[match.end("author")] == ",")
    few = len(author.split()) <= 3 and "," not in author if bare else len(author.split()) <= 8
    return few and starts_upper(author[:1]) and is_namelike(author, 0) and not is_prose(author)
