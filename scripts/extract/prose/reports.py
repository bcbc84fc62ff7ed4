"""Documents that a sentence names by date and office: "A 14 May letter from the regiment", "a 3 June 2nd Army report"."""

from __future__ import annotations

import re

from extract import grammar
from extract.context import Context
from extract.model import Discovered
from extract.prose.screen import SCREEN
from extract.prose.slots import Slot

PAPER = re.compile(r"\b(?:report|communication|letter|order|directive|memorandum|telegram|circular)\b")
FROM = re.compile(r"\s(?:from|of|by)\s(?:the\s)?")
OFFICES = ("unit", "organization")


def find_reports(context: Context, start: int, end: int, slots: list[Slot]) -> list[Slot]:
    """A slot of type work for each such noun in text[start:end]; dated and of a named office, else it is no document of its own.

    The entity is discovered: its label is the words without the date, which its id holds.
    """
    text = context.text
    ends = {s.end: s for s in slots}
    found = []
    for paper in SCREEN.finditer(PAPER, text, start, end):
        first, last = paper.span()
        office = ends.get(first - 1)
        if office and office.type in OFFICES:
            first = office.start
        dated = ends.get(first - 1)
        after = FROM.match(text, last, end)
        behind = next(
            (s for s in slots if after and after.start() < s.start <= after.end() < s.end and s.type in OFFICES), None
        )
        if behind:
            last = behind.end
        if dated is None or dated.date is None or not ((office and office.type in OFFICES) or behind):
            continue
        label = text[first:last]
        key = f"work:{grammar.slug(f'{label} {dated.date.edtf}')}--{context.document.article}"
        found.append(
            Slot("work", *paper.span(), context.names.keep(Discovered(key, "work", label, "actor")), resolved=True)
        )
    return found
