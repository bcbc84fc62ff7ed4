"""What stands around the words of a citation: language note and address before, identifiers and access date behind."""

from __future__ import annotations

import re

from .cited import Captured, capture, date_at, keep, skip

_LANGUAGE = r"\((?:(?:in|auf|на) )?(?P<language>[^\W\d_][^\W\d_]{2,20}(?:(?:,| and|,? &) [^\W\d_]{3,20}){0,3})\)"
_LANGUAGE_FIRST = re.compile(_LANGUAGE + r"\s+")
_URL = re.compile(r"(?:https?|ftp)://[^\s<>\"“”]+|\bwww\.[^\s<>\"“”]+")
_ISBN = re.compile(
    r"ISBN(?:[- ]?1[03])?[:\s]{0,6}((?:97[89][-‐‑– ]?)?(?:\d[-‐‑– ]?){9}[\dXx](?![\dXx])|\d[\dXx\-‐‑–]{6,20}[\dXx])"
)
_DOI = re.compile(r"\b(?:doi|DOI)\s{0,3}:?\s{0,3}(?:https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)")
_S2CID = re.compile(r"S2CID[:\s]{0,6}(\d+)")
#: words that open the part of a citation behind the work itself; the access words count only before a date
_TAIL = re.compile(
    r"(?:ISBN(?:[- ]?1[03])?[:\s]{0,6}\d|ISSN[:\s]{0,6}\d|(?:doi|DOI)\s{0,3}:?\s{0,3}(?:https?:\S{0,30}/)?10\.\d|"
    r"S2CID[:\s]{0,6}\d|OCLC[:\s]{0,6}\d|PMID[:\s]{0,6}\d|PMC[:\s]{0,6}\d|JSTOR[:\s]{0,6}\d|LCCN[:\s]{0,6}\d|"
    r"ASIN[:\s]{0,6}\w|"
    r"LCC[:\s]{0,6}\w|arXiv\s?:|Bibcode\s?:|hdl\s?:|Archived (?:from|\d|\()|[–—\-] via |via [A-Z])"
)
_ACCESS = re.compile(
    r"(?:retrieved|accessed|viewed|last checked|last visited|access date|abgerufen|zugriff|проверено|дата обращения)"
    r"(?: on| am)?\s?:?\s{1,3}",
    re.IGNORECASE,
)


def language_first(text: str, start: int, end: int, cells: dict[str, Captured]) -> int:
    """Past a language in brackets that opens the reference: "(Polish) …"."""
    match = _LANGUAGE_FIRST.match(text, start, end)
    if match is None:
        return start
    keep(text, "language_note", match.span("language"), cells)
    return match.end()


def leading_url(text: str, start: int, end: int, cells: dict[str, Captured]) -> tuple[int, int]:
    """Where the words of the citation begin and end: a URL first stands before them, any other behind them."""
    match = _URL.search(text, start, end)
    if match is None:
        return start, end
    url = match[0].rstrip(".,;:!?'*")
    if url.endswith(")") and "(" not in url:
        url = url.rstrip(")")
    keep(text, "url", (match.start(), match.start() + len(url)), cells, strip="")
    before = capture(text, start, match.start(), "[(<")
    return (start, match.start()) if before else (skip(text, match.start() + len(url), end, ".,;:>])"), end)


def tail(text: str, start: int, end: int, cells: dict[str, Captured]) -> int:
    """Identifiers and access date into `cells`; the position where the tail begins."""
    for name, pattern in (("isbn", _ISBN), ("doi", _DOI), ("s2cid", _S2CID)):
        match = pattern.search(text, start, end)
        if match:
            low, high = match.span(1)
            value = text[low:high].rstrip(".,;") if name == "doi" else text[low:high]
            value = value.rstrip(")") if ")" in value and "(" not in value else value
            keep(text, name, (low, low + len(value)), cells)
    tail = next((m.start() for m in _TAIL.finditer(text, start, end) if _opens_piece(text, start, m.start())), end)
    for match in _ACCESS.finditer(text, start, end):
        date = date_at(text, match.end(), end)
        if date:
            cells.setdefault("accessed", date)
            tail = min(tail, match.start())
            break
    stretch = capture(text, start, tail, "(-–—,;[")
    return stretch.end if stretch else start


def _opens_piece(text: str, start: int, at: int) -> bool:
    """True when the word at `at` stands after a separator or a space, not inside another word."""
    return at == start or not text[at - 1].isalnum()
