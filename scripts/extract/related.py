"""Related articles: a title glued to its short description, told apart by the first words of the summary."""

from __future__ import annotations

import re

from extract.model import Block, Cell
from extract.scripts_of import fold
from extract.sentences import trim

#: Verbs after which a summary says what its subject is
PREDICATE = re.compile(r"\s(?:was|were|is|are|refers|consisted|served|comprised|became)\s")
SUBJECT_LIMIT = 160
SPAN_TITLE = re.compile(r"<span[^<>]{0,200}>(?P<title>[^<>]+)</span>")
WORD = re.compile(r"\S+")
#: What a wiki writes under a title that has no better description
GENERIC = re.compile(r"(?:Military unit|Military unit of .+|Military conflict|Military alliance)$")
ARTICLES = ("The ", "A ", "An ")


def subject_of(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The subject of a summary's first sentence, which is the title of the article that it is about."""
    for article in ARTICLES:
        if text.startswith(article, start, end):
            start += len(article)
            break
    limit = min(end, start + SUBJECT_LIMIT)
    verb = PREDICATE.search(text, start, limit)
    if verb is None:
        return None
    stop = verb.start()
    comma = _outside_brackets(text, start, stop)
    first, last = trim(text, start, comma)
    bracket = re.search(r"\s\((?:[^()]*\d[^()]*|[^()]*:[^()]*|[A-Z][^()]{0,12}|\s*)\)$", text[first:last])
    if bracket:
        last = first + bracket.start()
    return (first, last) if first < last and not text[first:last].startswith("Among ") else None


def _outside_brackets(text: str, start: int, end: int) -> int:
    depth = 0
    for i in range(start, end):
        depth += (text[i] == "(") - (text[i] == ")")
        if text[i] == "," and depth <= 0:
            return i
    return end


def split_title(text: str, head: Block, subject: tuple[int, int] | None) -> tuple[Cell, ...]:
    """The title line's cells: `title`, and `description` where words are left."""
    span = SPAN_TITLE.search(text, head.start, head.end)
    if span:
        cut = span.end()
        cells = [Cell("title", *trim(text, span.start("title"), span.end("title")))]
    else:
        cut = _title_end(text, head, subject)
        cells = [Cell("title", *trim(text, head.start, cut))]
    first, last = trim(text, cut, head.end)
    if first < last:
        cells.append(Cell("description", first, last))
    return tuple(cells)


def _title_end(text: str, head: Block, subject: tuple[int, int] | None) -> int:
    known = _words(text[slice(*subject)]) if subject else set()
    initials = {w[0] for w in known if w}
    stop = head.start
    inside_bracket = False
    for match in WORD.finditer(text, head.start, head.end):
        word = match[0]
        if (stop > head.start and word.startswith("(")) or inside_bracket:
            inside_bracket = not word.endswith(")")  # "(Wehrmacht)" sets a title apart from others of its name
        elif re.fullmatch(r"[A-Z]\.", word):
            if fold(word[0]) not in initials:
                break
        elif not (_words(word) and _words(word) <= known):
            break
        stop = match.end()
    if stop > head.start:
        return stop
    generic = GENERIC.search(text[head.start : head.end])
    return head.start + generic.start() if generic and generic.start() else head.end


def _words(text: str) -> set[str]:
    return {"".join(fold(c) for c in word) for word in re.findall(r"\w+", text)}
