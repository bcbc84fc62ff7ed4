"""The items of a value in an information box, without bullets, marks and the quotation marks around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.context import Context
from extract.sentences import trim

Stretch = tuple[int, int]
ITEM_BREAK = re.compile(r";\s|\s?/\s|,\s(?=[A-Z])")
BULLET = re.compile(r"[*•·]\s*")
#: 'Salt War' 'Border War': items told apart by their quotation marks only
QUOTED_ITEMS = re.compile(r"(?:'[^']+'\s+)+'[^']+'|(?:\"[^\"]+\"\s+)+\"[^\"]+\"")
QUOTED_BREAK = re.compile(r"(?<=['\"])\s+(?=['\"])")
QUOTES = "\"'“”„«»‘’"


def items(context: Context, start: int, end: int) -> Iterator[Stretch]:
    """The items of a value: split at semicolons, slashes and commas outside brackets, without bullets and quotation marks."""
    start, end = without_marks(context, start, end)
    bullet = BULLET.match(context.text, start, end)
    start = bullet.end() if bullet else start
    at = start
    breaks = QUOTED_BREAK if QUOTED_ITEMS.fullmatch(context.text, start, end) else ITEM_BREAK
    for match in breaks.finditer(context.text, start, end):
        if context.text.count("(", at, match.start()) == context.text.count(")", at, match.start()):
            yield unquoted(context.text, at, match.start())
            at = match.end()
    yield unquoted(context.text, at, end)


def without_marks(context: Context, start: int, end: int) -> Stretch:
    marks = context.marks(start, end)
    while marks and trim(context.text, marks[-1].end, end)[0] >= end:
        end = marks.pop().start
        start, end = trim(context.text, start, end)
    return trim(context.text, start, end)


def unquoted(text: str, start: int, end: int) -> Stretch:
    start, end = trim(text, start, end)
    inner = text[start + 1 : end - 1]
    if end - start > 2 and text[start] in QUOTES and text[end - 1] in QUOTES and not any(q in inner for q in '"“”'):
        return unquoted(text, start + 1, end - 1)  # a wiki's italics are two strokes: ''First across''
    return start, end
