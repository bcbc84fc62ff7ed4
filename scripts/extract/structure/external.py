"""An item of an external-links list: a title, and behind it who wrote it, where it appeared, when, in what medium."""

from __future__ import annotations

import re

from .cited import QUOTES, Captured, Part, capture, is_namelike, last_date, starts_upper, word_set
from .published import read_work
from .segments import medium_name

_NUMBER_ONLY = re.compile(r"\s*\[\d{0,4}\]\s*$")
_BY = re.compile(r",?\s+(?P<by>by)\s+")
_AUTHORING = word_set(
    "written edited compiled posted maintained collected created hosted prepared translated published"
)
_DESCRIPTORS = re.compile(r"(?:[a-zа-яё][\w\-]*\s+){0,4}")
#: ranks and titles before a name; they are no part of it
_RANK = re.compile(
    r"(?P<rank>(?:(?:Lt|Lieut|Col|Gen|Maj|Capt|Sgt|Brig|Adm|Cmdr|Cpl|Pvt|Dr|Prof|Rev|Sir|Mr|Mrs|Ms|Major|General|"
    r"Colonel|Captain|Lieutenant|Sergeant|Brigadier|Admiral|Commander|Professor|Field Marshal)"
    r"(?:\.|(?=\s))\s*-?){1,3})\s*(?=\S)"
)
_BRACKET_AT_END = re.compile(r"\(([^()]{2,40})\)[\s.]*$")
_LONGEST_AUTHOR = 200
_MOST_BY = 8
_ACCESS_WORD = re.compile(r"\b(?:retrieved|accessed|viewed|last \w+)(?: on)?\s?:?\s*$", re.IGNORECASE)
#: cells that only a full citation has
_CITED = ("author", "isbn", "doi", "place", "volume")


def read_external_link(text: str) -> Part:
    """The item as one part; fields stay empty where the words do not name them ("[1]" has none).

    Fields: title, author, author_rank, container, published, medium, language_note, accessed, url, as far as the
    words have them. An item in the form of a full citation is read as one.
    """
    part = Part(0, len(text), text)
    if _NUMBER_ONLY.match(text):
        return part
    whole = read_work(text, 0, len(text))
    if text.lstrip()[:1] in tuple(QUOTES) or any(name in whole for name in _CITED):
        return part.with_cells(whole)
    by = _author_line(text, _head_end(text, whole))
    if by is not None:
        return part.with_cells(_with_author(text, by, whole))
    if "published" not in whole:  # full stops inside a link's words part nothing: "Arlen in the War. Official site"
        kept: dict[str, Captured] = {
            name: whole[name] for name in ("url", "accessed", "medium", "language_note") if name in whole
        }
        whole = {**kept, **_title(text, whole)}
    return part.with_cells(whole)


def _head_end(text: str, cells: dict[str, Captured]) -> int:
    """Where the words end and the access date or the address begins."""
    accessed = cells.get("accessed")
    word = _ACCESS_WORD.search(text[max(0, accessed.start - 30) : accessed.start]) if accessed else None
    ends = [max(0, accessed.start - 30) + word.start()] if accessed and word else []
    ends += [cells["url"].start] if "url" in cells and cells["url"].start > 0 else []
    stretch = capture(text, 0, min(ends, default=len(text)), "-–—,;(")
    return stretch.end if stretch else 0


def _title(text: str, cells: dict[str, Captured]) -> dict[str, Captured]:
    """The title alone, without a closing bracket that names the medium or the language."""
    start = cells["url"].end if "url" in cells and cells["url"].start == 0 else 0
    end = _head_end(text, cells)
    found: dict[str, Captured] = {}
    bracket = _BRACKET_AT_END.search(text[max(start, end - 60) : end])
    known = [c for n in ("medium", "language_note") if (c := cells.get(n)) is not None]
    if bracket and any(c.start > max(start, end - 60) + bracket.start() for c in known):
        end = max(start, end - 60) + bracket.start()
    title = capture(text, start, end, ",;:")
    if title:
        found["title"] = (
            title if title.text.endswith(("..", "U.S.")) else capture(text, title.start, title.end, ".") or title
        )
    return found


def _author_line(text: str, end: int) -> re.Match[str] | None:
    """The last "by" that names an author: capitalised words follow, and no verb goes before ("captured by")."""
    for match in reversed(list(_BY.finditer(text, 0, end))[-_MOST_BY:]):
        before = text[max(0, match.start() - 40) : match.start()].split()
        last = before[-1].lower() if before else ""
        author = _author_span(text, match.end(), end)
        if not before or author is None or (last.endswith("ed") and last not in _AUTHORING):
            continue
        repeated = last == author.text.split()[0].lower()  # "Day by Day History"
        if not repeated and len(author.text.split()) > 1:  # "Stand by Me" has no author
            return match
    return None


def _author_span(text: str, start: int, end: int) -> Captured | None:
    """The author from the first capital on, up to a comma, a bracket or the end."""
    described = _DESCRIPTORS.match(text, start, end)
    low = described.end() if described else start
    rank = _RANK.match(text, low, end)
    low = rank.end() if rank else low
    end = min(end, low + _LONGEST_AUTHOR)
    stop = next((i for i in range(low, end) if text[i] in ",(;"), end)
    author = capture(text, low, stop, "" if text[stop - 2 : stop - 1].isupper() else ".")
    return author if author and starts_upper(author.text) and is_namelike(author.text, 0) else None


def _with_author(text: str, by: re.Match[str], whole: dict[str, Captured]) -> dict[str, Captured]:
    end = _head_end(text, whole)
    cells: dict[str, Captured] = {
        name: whole[name] for name in ("accessed", "url", "medium", "language_note") if name in whole
    }
    author = _author_span(text, by.end(), end)
    title_end = by.start()
    words = text[: by.start()].split()
    if words[-1].lower() in _AUTHORING and len(words) > 1:
        title_end = text.rindex(words[-1], 0, by.start())
    title = capture(
        text, cells["url"].end if "url" in cells and cells["url"].start == 0 else 0, title_end, ",;:" + QUOTES
    )
    if title:
        cells["title"] = title
    if author:
        cells["author"] = author
        low = max(by.end(), author.start - 60)
        rank = next((m for m in _RANK.finditer(text, low, author.start + 1) if m.end() == author.start), None)
        if rank:
            cells["author_rank"] = Captured(
                rank["rank"].rstrip(), rank.start(), rank.start() + len(rank["rank"].rstrip())
            )
        cells |= _behind_author(text, author.end, end)
    return cells


def _behind_author(text: str, start: int, end: int) -> dict[str, Captured]:
    """Where and when, behind the author: ", The Prague Post, November 11, 2004"; "(video)"."""
    cells: dict[str, Captured] = {}
    bracket = _BRACKET_AT_END.search(text[max(start, end - 60) : end])
    if bracket and medium_name(bracket[1]):
        low = max(start, end - 60)
        cells["medium"] = Captured(bracket[1], low + bracket.start(1), low + bracket.end(1))
        end = low + bracket.start()
    date = last_date(text, start, end)
    if date:
        cells["published"] = date
        end = date.start
    container = capture(text, start, end, ",;()")
    if container and starts_upper(container.text):
        cells["container"] = container
    return cells
