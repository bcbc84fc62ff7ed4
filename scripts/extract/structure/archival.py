"""Archival papers named in a reference: signature, archive, title, issuing office, file reference, date.

The order is that of German military papers as historians cite them, e.g. `BA-MA RH 20-2/558, "Title", AOK 2 Ia 3385/43,
14.9.43`; a reference that puts the signature last is read from its end. The signature opens a paper; what follows
up to the next signature belongs to it as far as it has that form, and prose around it belongs to nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .cited import PARTICLES, QUOTES, Captured, Part, capture, date_at, is_namelike, quoted, skip, starts_upper

#: holding and item: RH20-2/558, RW 4/123, MSg 2/12, WO 208/1234; and the Russian fond, opis, delo
_SIGNATURE = re.compile(
    r"(?<![\w/.\-])(?:"
    r"[A-Z]{1,4}g? ?\d{1,4}(?:-[0-9IVX]{1,5})?/(?:v\. ?)?\d{1,6}[a-z]?(?![\w/])"
    r"|[FfФф]\. ?\d{1,6}[.,]? ?(?:[Oo]p|[Оо]п)\. ?\d{1,6}[.,]? ?[DdДд]\. ?\d{1,6}(?:[.,]? ?[LlЛл]{1,2}\. ?\d{1,5})?"
    r")"
)
#: a holding with its own number (RH20-2/558) is never anything else than a signature
_UNMISTAKABLE = re.compile(r"[A-Z]{1,4}g? ?\d{1,4}-[0-9IVX]{1,5}/|[FfФф]\.")
#: sections of a German staff: "Ia 3385/43" is a number in that section's register
_STAFF_SECTION = re.compile(r"I{1,3}V?[a-d]? ?\d")
_NUMBER = re.compile(r"(?:Nr\.? ?|No\.? ?)?\d{1,6}/\d{1,4}(?![\w/])|(?:Nr|No)\.? ?\d{1,6}(?![\w/])")
_OFFICE = re.compile(rf"[^\W\d_][^,;(){QUOTES}»«<>\n/]{{1,100}}")
_OFFICE_AND_NUMBER = re.compile(
    rf"(?P<office>[^\W\d_][^,;(){QUOTES}<>\n/]{{1,100}}?),?[ \u00a0]{{1,3}}"
    r"(?P<number>(?:Nr\.? ?|No\.? ?)?\d{1,6}/\d{1,4}(?![\w/])|(?:Nr|No)\.? ?\d{1,6}(?![\w/]))"
)
#: what tells an office from the title of a paper: a section of a staff, an abbreviation in capitals before a number
_STAFF = re.compile(r"\bI{1,3}[a-d]?\b|\b[A-Z]{2,}[a-z]? ?\d|\b(?:Komm|Kdo|Abt|Gen)\b")
_REMARK = re.compile(rf"\([^(){QUOTES}]{{0,200}}\)")
_BETWEEN = ".,;:>"
_ABBREVIATED_ARCHIVE = re.compile(r"(?<![\w.\-/])([A-ZА-ЯЁ]{2,}(?:-[A-ZА-ЯЁ]{2,})*)[ \u00a0]*[,:;.]?\s*$")
_BRACKETED_ARCHIVE = re.compile(r"\s*\([A-ZА-ЯЁ][\w\-]{1,11}\)\s*[,:;.]?\s*$")
_HOLDS_ARCHIVE = re.compile(r"archiv|архив|record office|library|museum", re.IGNORECASE)
_ARCHIVE_WORD = re.compile(r"(\S+)\s*$")
_WINDOW = 120


@dataclass(frozen=True)
class _Signature:
    """A signature and the archive written before it; `anchor` is where the two begin."""

    signature: Captured
    archive: Captured | None
    anchor: int


def read_documents(text: str, start: int, end: int) -> list[Part]:
    """The archival papers that text[start:end] names, in order; [] when it names none.

    Each part spans from its archive or signature to the last field read. A signature alone counts only where
    nothing else can be meant (RH20-2/558): "A320/321" in a title is none.
    """
    found = _signatures(text, start, end)
    if not found:
        return []
    edges = [s.anchor for s in found[1:]] + [end]
    parts = [_part(text, s, _fields_after(text, s.signature.end, edge)) for s, edge in zip(found, edges, strict=True)]
    if not _has_fields(parts[-1]):
        starts = [start, *(s.signature.end for s in found[:-1])]
        before = [_part(text, s, _fields_before(text, low, s.anchor)) for s, low in zip(found, starts, strict=True)]
        if _has_fields(before[0]):
            parts = before
    return [p for p in parts if _is_paper(p)]


def _has_fields(part: Part) -> bool:
    return bool(part.title or part.document_number or part.document_date or part.issuing_office)


def _is_paper(part: Part) -> bool:
    if part.signature is None:
        return False
    sure = _UNMISTAKABLE.match(part.signature.text)
    return bool(sure or part.archive or part.document_number or part.document_date)


def _part(text: str, sign: _Signature, cells: dict[str, Captured]) -> Part:
    cells = {**cells, "signature": sign.signature, **({"archive": sign.archive} if sign.archive else {})}
    low, high = min(c.start for c in cells.values()), max(c.end for c in cells.values())
    return Part(low, high, text[low:high]).with_cells(cells)


def _signatures(text: str, start: int, end: int) -> list[_Signature]:
    found: list[_Signature] = []
    low = start
    for match in _SIGNATURE.finditer(text, start, end):
        if _STAFF_SECTION.match(match[0]):
            continue
        sign = Captured(match[0], *match.span())
        archive = _archive_before(text, max(low, sign.start - _WINDOW), sign.start)
        found.append(_Signature(sign, archive, archive.start if archive else sign.start))
        low = sign.end
    return found


def _archive_before(text: str, low: int, end: int) -> Captured | None:
    """The archive whose name or abbreviation ends right before the signature."""
    bracket = _BRACKETED_ARCHIVE.search(text[low:end])
    named = _name_before(text, low, low + bracket.start() if bracket else end)
    if named and (bracket or _HOLDS_ARCHIVE.search(named.text)):
        return named
    short = _ABBREVIATED_ARCHIVE.search(text[low:end])
    return capture(text, low + short.start(1), low + short.end(1)) if short else None


def _name_before(text: str, low: int, end: int) -> Captured | None:
    """The capitalised words, with their particles, that end at `end`; a word that ends a sentence bounds them."""
    stop = edge = len(text[low:end].rstrip(" \u00a0,:;")) + low
    while match := _ARCHIVE_WORD.search(text[low:edge]):
        word = match[1]
        sentence_end = edge < stop and word.endswith((".", ";", ":"))
        if sentence_end or any(c in QUOTES + "()" for c in word):
            break
        if not (starts_upper(word) or word.lower() in PARTICLES):
            break
        edge = low + match.start(1)
    name = capture(text, edge, stop)
    while name and name.text.split()[0].lower() in PARTICLES - {"the"}:  # "in RH20-2/558": "in" is no part of a name
        name = capture(text, name.start + len(name.text.split()[0]), stop)
    return name if name and starts_upper(name.text) else None


def _fields_after(text: str, start: int, end: int) -> dict[str, Captured]:
    """Title, office, number and date that follow a signature directly, in this order, each of them optional."""
    cells: dict[str, Captured] = {}
    at = _skip_remarks(text, start, end)
    title = quoted(text, at, end)
    if title:
        cells["title"], at = title
    at = skip(text, at, end, _BETWEEN + QUOTES)
    at = _read_office(text, at, end, cells)
    at = skip(text, at, end, ",;")
    date = date_at(text, at, end)
    if date:
        cells["document_date"] = date
    return cells


def _skip_remarks(text: str, at: int, end: int) -> int:
    """Past separators and a bracketed remark; a bracket that holds a number or opens before a quotation is entered."""
    while True:
        at = skip(text, at, end, _BETWEEN)
        remark = _REMARK.match(text, at, end)
        if remark and not _NUMBER.search(remark[0]):
            at = remark.end()
        elif at < end and text[at] == "(":
            at += 1
        else:
            return at


def _read_office(text: str, at: int, end: int, cells: dict[str, Captured]) -> int:
    """Office and file reference from `at` on into `cells`; the position after them.

    A German file reference names the issuing office and the number in its register, so that document_number holds both.
    """
    match = _OFFICE_AND_NUMBER.match(text, at, end)
    if match and _is_office(match["office"]):
        office = capture(text, *match.span("office"), ",")
        whole = capture(text, *match.span())
        if office and whole:
            cells.update(issuing_office=office, document_number=whole)
            return match.end()
    bare = _NUMBER.match(text, at, end)
    number = capture(text, *bare.span()) if bare else None
    if number:
        cells["document_number"] = number
        return number.end
    alone = _OFFICE.match(text, at, end)
    if alone and alone.end() < end and text[alone.end()] == "," and _is_office(alone[0]):
        after = skip(text, alone.end() + 1, end)
        office = capture(text, *alone.span())
        if office and date_at(text, after, end):  # the words count only where a date follows them
            cells.setdefault("issuing_office" if _STAFF.search(office.text) else "title", office)
            return alone.end()
    return at


def _is_office(words: str) -> bool:
    return starts_upper(words[:1]) and is_namelike(words)


def _fields_before(text: str, start: int, end: int) -> dict[str, Captured]:
    """The same fields where the signature closes the citation: title, office and number, date stand before it."""
    cells: dict[str, Captured] = {}
    at = start
    opening = next((i for i in range(start, end) if text[i] in QUOTES), None)
    title = quoted(text, opening, end) if opening is not None else None
    if title:
        cells["title"], at = title
    at = skip(text, at, end, _BETWEEN + QUOTES + "(")
    at = _read_office(text, at, end, cells)
    at = skip(text, at, end, ",;")
    date = date_at(text, at, end)
    if date:
        cells["document_date"] = date
    elif not title and "document_number" not in cells:
        return {}
    return cells
