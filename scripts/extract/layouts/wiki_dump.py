"""Layout `wiki_dump`: an article from a dump, mostly on one line, with its line breaks lost.

Remnants of the information box's template ("|dates= 1881 - 1968 |size="), the lead after two spaces, headings glued to the
sentences around them ("OriginsRussian volunteers"), remnants of image links ("cemetery in Prague]] During"), lists and the
see-also section glued item to item, external links, categories, titles in other languages ("cs:Ruská …").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from extract.layouts.common import cover, cut, glue_points, paragraph
from extract.model import Block, Cell
from extract.sentences import ABBREVIATIONS, MAY_END, trim
from roa_dataset.reading.scripts import LANGUAGES

FIELD = re.compile(r"\|\s?(?P<key>[a-z][a-z0-9_]{1,40})\s?=")
FIRST_FIELD_WITHIN = 200
TWO_SPACES = re.compile(r"\s{2,}")
TAIL_SECTIONS = (
    "See also",
    "External links",
    "Further reading",
    "References",
    "Bibliography",
    "Sources",
    "Notes",
    "Footnotes",
)
TAIL = re.compile(
    rf"(?:(?<=[^\s])|(?<=\n)|^)(?P<name>{'|'.join(TAIL_SECTIONS)})(?=\s*[A-ZÀ-ÖØ-Þ0-9\[]|\s*$)",
)
CATEGORY = re.compile(r"Category:")
LANGUAGE = re.compile(r"(?P<code>[a-z][a-z-]{1,15}):(?=\S)")
#: A sentence's end with the next sentence's capital letter directly behind it: a lost line break
BREAK = re.compile(r"(?:(?<=[.!?\]])|(?<=[.!?][\"”)])|(?<=[a-z][:;]))(?=[A-ZÀ-ÖØ-Þ])|[\r\n]+")
WORD = re.compile(r"\w+")
WORD_BEFORE = re.compile(r"[\w.]+$")
IMAGE_REMNANT = re.compile(r"[^.!?\[\]]{1,120}\]\]\s*")
HEADING_END = re.compile(r"[.!?:;,]")
MAX_HEADING = 90
SHORT_ENTRY = 100
Stretch = tuple[int, int]
SHORT = ABBREVIATIONS - MAY_END
#: Sub-headings of a list of links, which stand glued before its items
LINK_HEADINGS = frozenset(
    "Articles Other Others Books Web Websites Video Videos Official Unofficial General Media Online Images Photos".split()
)


def parse(text: str) -> tuple[Block, ...]:
    """The whole text as blocks with true offsets; the leaves hold every letter and digit exactly once."""
    body_start, fields = template(text)
    categories_at = _categories_start(text, body_start)
    zones = _zones(text, body_start, categories_at)
    blocks: list[Block] = list(fields)
    for name, heading, start, end in zones:
        if heading is not None:
            blocks.append(_heading(*heading, name))
        if name in TAIL_SECTIONS:
            blocks += _items(text, name, start, end)
        else:
            blocks += _body(text, start, end)
    blocks += _categories(text, categories_at)
    return cover(text, blocks)


def _heading(start: int, end: int, section: str) -> Block:
    return Block("heading", start, end, section=section, section_basis="heading")


def template(text: str) -> tuple[int, list[Block]]:
    """The remnants of the template as one `table` of infobox_field leaves, and where the article's text begins."""
    matches = list(_fields(text))
    if not matches or matches[0].start() > FIRST_FIELD_WITHIN:
        return 0, []
    children = []
    end = matches[-1].end()
    for number, match in enumerate(matches):
        last = number == len(matches) - 1
        value_end = _last_value_end(text, match.end()) if last else matches[number + 1].start()
        start, stop = trim(text, match.end(), value_end)
        value = (start, stop) if start < stop else (match.end(), match.end())
        cells = (Cell("label", match.start("key"), match.end("key")), Cell("value", *value))
        end = value_end
        children.append(
            Block(
                "infobox_field", match.start(), stop if start < stop else match.end(), cells=cells, marker=match["key"]
            )
        )
    return end, [Block("table", children[0].start, children[-1].end, children=tuple(children))]


def _fields(text: str) -> Iterator[re.Match[str]]:
    """The fields at the head of the text: each begins before the words of the article can have begun."""
    at = None
    for match in FIELD.finditer(text):
        if at is not None and TWO_SPACES.search(text, at, match.start()) and text[at : match.start()].strip():
            # two spaces behind a value end the template, unless nothing but this field's empty value stands there
            value = text[at : match.start()]
            if TWO_SPACES.search(value.strip()):
                return
        at = match.end()
        yield match


def _last_value_end(text: str, start: int) -> int:
    gap = TWO_SPACES.search(text, start)
    if gap is None or "\n" in text[start : gap.start()]:
        return start
    return gap.start() if gap.start() > start else start


def _categories_start(text: str, body_start: int) -> int:
    match = CATEGORY.search(text, body_start)
    return match.start() if match else len(text)


def _categories(text: str, start: int) -> Iterator[Block]:
    """Categories, and behind the last one the titles of the article in other languages."""
    starts = [m.start() for m in CATEGORY.finditer(text, start)]
    for number, at in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(text)
        first_language = _first_language(text, at + len("Category:"), end)
        name_start, name_end = trim(text, at + len("Category:"), first_language)
        yield Block(
            "category",
            at,
            max(name_end, at + len("Category:")),
            cells=(Cell("title", name_start, name_end),),
            section_basis="none",
        )
        yield from _interlanguage(text, first_language, end)


def _first_language(text: str, start: int, end: int) -> int:
    """Where "bg:Руска" begins; its code may be glued to the category's last word ("Germanybg:")."""
    for match in LANGUAGE.finditer(text, start, end):
        code = match["code"]
        if code in LANGUAGES:
            return match.start()
        for length in (2, 3):
            if len(code) > length and code[-length:] in LANGUAGES:
                return match.end("code") - length
    return end


def _interlanguage(text: str, start: int, end: int) -> Iterator[Block]:
    starts = [m for m in LANGUAGE.finditer(text, start, end) if m["code"] in LANGUAGES and _stands_free(text, m, start)]
    for number, match in enumerate(starts):
        stop = starts[number + 1].start() if number + 1 < len(starts) else end
        first, last = trim(text, match.end(), stop)
        if first < last:
            cells = (Cell("language", match.start("code"), match.end("code")), Cell("title", first, last))
            yield Block("interlanguage", match.start(), last, cells=cells, section_basis="none")


def _stands_free(text: str, match: re.Match[str], start: int) -> bool:
    return match.start() == start or text[match.start() - 1].isspace()


def _zones(text: str, start: int, end: int) -> Iterator[tuple[str, tuple[int, int] | None, int, int]]:
    """The body and the sections at the text's tail: name, span of the heading, span of what stands under it."""
    tails = list(TAIL.finditer(text, start, end))
    tails = [m for m in tails if m["name"] in ("See also", "External links") or m.start() > start + (end - start) // 2]
    kept: list[re.Match[str]] = []
    for match in tails:
        if not any(m["name"] == match["name"] for m in kept):
            kept.append(match)
    first = kept[0].start() if kept else end
    yield "", None, start, first
    for number, match in enumerate(kept):
        stop = kept[number + 1].start() if number + 1 < len(kept) else end
        yield match["name"], (match.start("name"), match.end("name")), match.end("name"), stop


def _body(text: str, start: int, end: int) -> Iterator[Block]:
    """Paragraphs and the headings glued before them."""
    section, basis = "", "lead"
    words = Counter(WORD.findall(text))
    for first, last in cut(text, start, end, _breaks(text, start, end)):
        remnant = _remnant(text, first, last)
        heading_end = _heading_end(text, first, remnant or last, words if remnant else None)
        if heading_end:
            head = trim(text, first, heading_end)
            section, basis = text[slice(*head)], "heading"
            yield _heading(*head, section)
            first = heading_end
        if remnant:
            junk = trim(text, first, remnant)
            if junk[0] < junk[1]:
                yield Block("residue", *junk, section=section, section_basis=basis)
            first = remnant
        first, last = trim(text, first, last)
        items, heading, first = _glued_list(text, first, last)
        if items:
            yield _list(items, section, basis)
        if heading:
            section, basis = text[slice(*heading)], "heading"
            yield _heading(*heading, section)
        if first < last:
            yield _paragraph_or_entry(text, first, last, section, basis)


def _list(items: list[Stretch], section: str, basis: str) -> Block:
    children = tuple(Block("list_item", a, b, section=section, section_basis=basis) for a, b in items)
    return Block("table", items[0][0], items[-1][1], children=children, section=section, section_basis=basis)


def _glued_list(text: str, start: int, end: int) -> tuple[list[Stretch], Stretch | None, int]:
    """Items glued to each other at the head of a stretch, the heading glued behind them, and where prose begins."""
    points = [p for p in glue_points(text, start, end) if text[p - 1] not in ")]"]
    if len(points) < 2 or re.search(r"[.!?]\s", text[start : points[1]]):
        return [], None, start
    pieces = cut(text, start, end, points)
    prose = next((n for n, (a, b) in enumerate(pieces) if b - a > MAX_HEADING or text[b - 1] in ".!?"), None)
    if prose is None:
        return pieces, None, end
    if prose < 3:
        return [], None, start
    return pieces[: prose - 1], pieces[prose - 1], pieces[prose][0]


def _paragraph_or_entry(text: str, start: int, end: int, section: str, basis: str) -> Block:
    block = paragraph(text, start, end, section, basis)
    short = end - start <= SHORT_ENTRY and all(c.end - c.start <= SHORT_ENTRY // 2 for c in block.children)
    if short and len(block.children) > 1:
        # "Sapper Odo Brell. 1902. Arlen Mill.": an entry of a list, no sentences
        return _list([(start, end)], section, basis)
    return block


def _breaks(text: str, start: int, end: int) -> Iterator[int]:
    for match in BREAK.finditer(text, start, end):
        before = WORD_BEFORE.search(text, max(start, match.start() - 20), match.start())
        word = before[0] if before else ""
        bare = word.rstrip(".")
        if word.endswith(".") and bare and (len(bare) == 1 or "." in bare or bare.casefold() in SHORT):
            continue
        yield match.start()


def _remnant(text: str, start: int, end: int) -> int | None:
    """The end of what an image link left at the head of a paragraph ("cemetery in Prague]] "); None where there is none."""
    match = IMAGE_REMNANT.match(text, start, end)
    return match.end() if match else None


def _heading_end(text: str, start: int, end: int, words: Counter[str] | None) -> int | None:
    """Where a heading glued to the words behind it ends; `words` is given where an image's remnant follows in small letters."""
    limit = min(end, start + MAX_HEADING)
    stop = HEADING_END.search(text, start, limit)
    limit = stop.start() if stop else limit
    points = [p for p in glue_points(text, start, min(end, limit + 2)) if p <= limit]
    if points and text[start].isupper() and not _is_list(text, start, end, points):
        return points[0]
    if words is not None:
        return _small_letter_glue(text, start, end, words)
    return None


def _is_list(text: str, start: int, end: int, points: list[int]) -> bool:
    return False if len(points) < 2 else " " not in text[start : points[0]] and " " not in text[points[0] : points[1]]


def _small_letter_glue(text: str, start: int, end: int, words: Counter[str]) -> int | None:
    """Two words glued in small letters ("Sovietscemetery"): cut where the longest word that the text has elsewhere ends."""
    for match in re.finditer(r"[^\W\d_]{7,}", text[start:end]):
        glued = match[0]
        if words[glued] > 1:
            continue
        for length in range(len(glued) - 3, 3, -1):
            if glued[:length] in words and match.start() > 0:
                return start + match.start() + length
    return None


def _items(text: str, section: str, start: int, end: int) -> Iterator[Block]:
    """The items of a section at the tail, glued or not."""
    kind = {"See also": "see_also", "External links": "external_link", "Further reading": "external_link"}.get(
        section, "list_item"
    )
    points = set(glue_points(text, start, end))
    points |= {start + m.end() for m in re.finditer(r"\n+|(?<=\d\])(?=[A-Z])|(?<=[a-z]\.)(?=[A-Z])", text[start:end])}
    current = ""
    for first, last in cut(text, start, end, (p for p in points if p > start)):
        words = text[first:last]
        if words in LINK_HEADINGS:
            current = words
            yield _heading(first, last, section)
        else:
            yield Block(kind, first, last, section=section, section_basis="heading", marker=current)
