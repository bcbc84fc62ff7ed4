"""The pieces of a citation that full stops part, and what one piece by itself says: a date, pages, a volume, a medium.

A stop after an initial ("Robert A."), an abbreviation ("Lt. Gen", "Vol. 2") or a dot of "U.S." parts nothing.
Mirrors print linked words with spaces around them, so that a piece may end in " .".
"""

from __future__ import annotations

import re

from .cited import Captured, capture, keep, skip, skip_back, whole_date, word_set

Stretch = tuple[int, int]

_LANGUAGE_INSIDE = re.compile(r"\s?\((?:in|auf|на) (?P<language>[^\W\d_][\w ,&]{2,60})\)$")
_BRACKET = re.compile(r"\s?(?:\((?P<round>[^()]{1,60})\)|\[[^\[\]]{1,300}\])")

_STOP = re.compile(r"\.{1,2}(?=\s|$)(?<!\.\.\.)")
_BEFORE_STOP = re.compile(r"([^\s.]{1,12}(?:\.[^\s.]{1,12}){0,5})$")
_ABBREVIATIONS = word_set(
    "jr sr dr st lt col gen maj capt sgt brig adm prof rev hon mr mrs ms vs mt ft pvt cpl lieut cmdr dept univ div "
    "inf regt rgt btl comp trans ca cf resp bzw op jan feb mar apr jun jul aug sep sept oct nov dec"
)
#: abbreviations that go with a number: "Vol. 2", "p. 28"; before anything else they end a piece ("3 vols. London")
_NUMBERED = word_set("vol no nr p pp bd vols s с т № ser art ch fig")
#: a roman numeral after one of these is a number, no initial: "World War I. Osprey"
_BEFORE_NUMERAL = re.compile(r"(?:war|part|volume|vol\.?|book|krieg|teil|band)\s+[IVX]$", re.IGNORECASE)

_PAGE = r"[A-Za-z]?\d{1,5}[a-z]?|[ivxlc]{1,8}"
PAGE_LIST = rf"(?:{_PAGE})(?:\s?[–—\-−,&]\s?(?:{_PAGE})){{0,20}}(?:\s?ff?\.?)?"
_PAGES = re.compile(rf"(?:pp?\.|pages?|S\.|[сС]\.|Seiten?)\s*({PAGE_LIST})$")
_PAGES_AT_END = re.compile(rf"[,:;]\s*(?:pp?\.|pages?|S\.|[сС]\.)\s*({PAGE_LIST})$")
_NUMBERING = re.compile(
    rf"(?P<volume>\d{{1,4}}|[IVXLC]{{1,7}})?(?:\s?\((?P<issue>[^()]{{1,20}})\))?(?:\s?:\s?(?P<pages>{PAGE_LIST}))?$"
)
#: "12.3 (2009): 45-67": volume, issue, year in brackets
_MLA_NUMBERING = re.compile(
    r"(?P<volume>\d{1,4})(?:\.(?P<issue>\d{1,3}))?\s\((?P<date>[^()]{0,12}\d{4})\)"
    rf"(?:\s?:\s?(?P<pages>{PAGE_LIST}))?$"
)
_LABELLED_NUMBERING = re.compile(
    r"(?:(?:[Vv]ol(?:ume|\.)?|Bd\.|Band|[Тт]\.)\s*(?P<volume>\d{1,4}|[IVXLC]{1,7}))?[,;.]?\s*"
    r"(?:(?:[Nn]o\.|[Ii]ssue|[Nn]umber|Nr\.|№|Heft)\s*(?P<issue>\d{1,5}(?:[/–-]\d{1,5})?))?"
    rf"(?:[,;.:]?\s*(?:pp?\.)?\s*(?P<pages>{PAGE_LIST}))?$"
)
_MEDIUM = re.compile(
    r"(?:print|web|dvd|cd-rom|cd|pdf|film|video|television|radio|audio|podcast|e-book|ebook|kindle|microfilm|"
    r"microfiche|map|brochure|pamphlet|booklet|leaflet|photograph|documentary|mp3|manuscript|typescript|vhs)"
    r"(?: (?:video|file|edition|recording))?$",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|revised|new|illustrated|reprint|"
    r"paperback|hardcover|\d{1,2}\.)"
    r"(?: [\w.]{1,12}){0,2} (?:ed\.?|edn\.?|edition|auflage)$|"
    r"\d{1,3} vols?\.?$|(?:reprint|revised ed\.?|reprint ed\.?)$|"
    r"(?:translated|edited|foreword|introduction|illustrated|preface|compiled|directed|trans\.|ed\.) by .{1,80}$",
    re.IGNORECASE,
)


def segments(text: str, start: int, end: int) -> list[Stretch]:
    """The pieces of text[start:end] between full stops, in order, edges without spaces; empty pieces are left out."""
    pieces: list[Stretch] = []
    low = start
    for stop in _STOP.finditer(text, start, end):
        if stop.start() < low or (stop.end() < end and _is_no_boundary(text, low, stop.start(), end)):
            continue
        piece = capture(text, low, stop.start())
        if piece:
            pieces.append((piece.start, piece.end))
        low = stop.end()
    rest = capture(text, low, end)
    if rest:
        pieces.append((rest.start, rest.end))
    return pieces


def _is_no_boundary(text: str, low: int, stop: int, end: int) -> bool:
    """True when the full stop at `stop` belongs to an initial or an abbreviation."""
    if text[stop : stop + 2] == "..":  # a title's own stop and the one that closes the piece
        return False
    match = _BEFORE_STOP.search(text[max(low, stop - 80) : stop])
    if match is None:
        return False
    word = match[1].lstrip("(\"'“„”[")
    last = word.rsplit(".", 1)[-1]
    if len(last) == 1 and last.isalpha() and last.isupper():
        return not _BEFORE_NUMERAL.search(text[max(low, stop - 12) : stop])
    if word.lower() in _NUMBERED:
        follows = text[stop + 1 : min(end, stop + 4)].strip()
        return (
            follows[:1].isdigit()
            or follows[:1] in tuple("IVXLC")
            or (word in ("p", "pp", "с") and follows[:1].isalnum())
        )
    return word.lower() in _ABBREVIATIONS or word.lower() == "n"  # "n.d." and "N.p." end with their second letter


def read_small(text: str, piece: Stretch, cells: dict[str, Captured]) -> bool:
    """Put what the piece says by itself into `cells`; True when it was understood or says nothing that has a column."""
    start, end = piece
    stretch = text[start:end]
    date = whole_date(text, start, end)
    if date:
        cells.setdefault("published", date)
        return True
    if _MEDIUM.match(stretch):
        return _put(text, "medium", piece, cells)
    pages = _PAGES.match(stretch)
    if pages:
        return _put(text, "pages", (start + pages.start(1), start + pages.end(1)), cells)
    if _ASIDE.match(stretch) or stretch.lower() in ("n.d", "n. d", "n.p", "n. p", "n.p., n.d"):
        return True
    return read_numbering(text, piece, cells)


def read_numbering(text: str, piece: Stretch, cells: dict[str, Captured]) -> bool:
    """Volume, issue and pages of a journal: "46 (1): 147–195", "Vol. 46, no. 1", "46"."""
    start, end = piece
    stretch = text[start:end]
    dated = _MLA_NUMBERING.match(stretch)
    date = whole_date(text, start + dated.start("date"), start + dated.end("date")) if dated else None
    if dated and date:
        cells.setdefault("published", date)
        for name in ("volume", "issue", "pages"):
            if dated[name]:
                _put(text, name, (start + dated.start(name), start + dated.end(name)), cells)
        return True
    match = _NUMBERING.match(stretch) or _LABELLED_NUMBERING.match(stretch)
    if match is None or not any(match.groupdict().values()):
        return False
    if match.re is _LABELLED_NUMBERING and not (match["volume"] or match["issue"]):
        return False
    for name, value in match.groupdict().items():
        if value:
            _put(text, name, (start + match.start(name), start + match.end(name)), cells)
    return True


def pages_at_end(text: str, start: int, end: int, cells: dict[str, Captured]) -> int:
    """Take "…, p. 28" off the end of a piece; the position where the rest of the piece ends."""
    low = max(start, end - 160)
    match = _PAGES_AT_END.search(text[low:end])
    if match is None:
        return end
    _put(text, "pages", (low + match.start(1), low + match.end(1)), cells)
    return low + match.start()


def medium_name(words: str) -> bool:
    """True for the name of a medium or of a file format: "video", "PDF", "Print"."""
    return _MEDIUM.match(words) is not None


def brackets(text: str, at: int, end: int, cells: dict[str, Captured]) -> int:
    """Past the brackets behind a title: its translation, the language, the medium; a bare year is the date."""
    while match := _BRACKET.match(text, at, end):
        _one_bracket(text, match, cells)
        at = match.end()
    return skip(text, at, end)


def brackets_at_end(text: str, start: int, end: int, cells: dict[str, Captured]) -> int:
    """Where an unquoted title ends when brackets behind it give a translation, a language, a medium or an edition."""
    for _ in range(4):
        opening = {")": "(", "]": "["}.get(text[end - 1 : end])
        at = text.rfind(opening, max(start, end - 300), end) if opening else -1
        match = _BRACKET.match(text, at, end) if at > start else None
        if match is None or match.end() != end or not _one_bracket(text, match, cells):
            return end
        end = skip_back(text, start, at)
    return end


def _one_bracket(text: str, match: re.Match[str], cells: dict[str, Captured]) -> bool:
    inner = match["round"]
    if inner is None:
        return True
    language = _LANGUAGE_INSIDE.match(text, match.start(), match.end())
    if language:
        keep(text, "language_note", language.span("language"), cells)
        return True
    if medium_name(inner):
        keep(text, "medium", match.span("round"), cells)
        return True
    date = whole_date(text, *match.span("round"))
    if date and "published" not in cells and len(inner) > 4:
        cells["published"] = date
        return True
    return bool(re.search(r"\b(?:ed\.?|edition)$", inner))


def _put(text: str, name: str, stretch: Stretch, cells: dict[str, Captured]) -> bool:
    value = capture(text, *stretch)
    if value:
        cells.setdefault(name, value)
    return True
