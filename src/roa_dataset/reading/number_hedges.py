"""Words beside a number that say how exact it is."""

from __future__ import annotations

import re
from dataclasses import dataclass


def _table(**hedges: str) -> dict[str, str]:
    """Hedge words → what they make of a number, from lists that are divided by bars."""
    return {hedge: code for code, listed in hedges.items() for hedge in listed.split("|")}


#: before a number; "exact" hedges are kept as words and change nothing
BEFORE: dict[str, str] = _table(
    about="approximately|approx.|about|around|roughly|nearly|almost|some|circa|ca.|c.|estimated|an estimated|close to",
    at_least="at least|more than|over|well over|just over|upwards of|in excess of|no fewer than|no less than"
    "|not less than|a minimum of|a minimum sentence of|a minimum term of|exceeding",
    at_most="up to|at most|as much as|as many as|no more than|not more than|fewer than|less than|just under|well under"
    "|a maximum of",
    exact="just|exactly|precisely",
    range="between",
)
#: after a number
AFTER: dict[str, str] = _table(at_least="or more|and more", at_most="or fewer|or less|at most", about="or so")

_LONGEST = max(len(h) for h in BEFORE) + 4
_LISTED = "|".join(re.escape(h).replace(r"\ ", r"\s{1,2}") for h in sorted(BEFORE, key=len, reverse=True))
_BEFORE = re.compile(rf"(?<![\w-])({_LISTED})\s{{1,2}}\Z", re.IGNORECASE)
_AFTER = re.compile(r"\s(" + "|".join(sorted(AFTER, key=len, reverse=True)) + r")(?!\w)", re.IGNORECASE)
#: a hedge can only end with one of these, which is cheap to look at
_LAST_WORDS = frozenset(h.split()[-1] for h in BEFORE)
_SPACES = " \u00a0\u2009\u202f\n"


@dataclass(frozen=True)
class Hedge:
    """Verbatim hedge words, their span, and what they make of the number: about, at_least, at_most, exact, range."""

    text: str
    start: int
    end: int
    exactness: str


def hedge_before(text: str, start: int, floor: int) -> Hedge | None:
    """The hedge directly before a numeral, not reaching over `floor`; two in a row ("up to about") count as one.

    The first of two decides, unless it says nothing about exactness ("just over" is one hedge, "just about" is about).
    """
    first = _one_before(text, start, floor)
    if first is None:
        return None
    second = _one_before(text, first.start, floor)
    if second is None:
        return first
    code = first.exactness if second.exactness in ("exact", "about", "range") else second.exactness
    return Hedge(text[second.start : first.end], second.start, first.end, code)


def _one_before(text: str, start: int, floor: int) -> Hedge | None:
    if start <= floor or text[start - 1] not in _SPACES:
        return None
    window = text[max(floor, start - _LONGEST) : start]
    words = window.rsplit(None, 1)
    if not words or words[-1].lstrip("(\"'“„").lower() not in _LAST_WORDS:
        return None
    match = _BEFORE.search(window)
    if match is None:
        return None
    left = start - len(window) + match.start(1)
    found = text[left : left + len(match[1])]
    return Hedge(found, left, left + len(found), BEFORE[" ".join(found.lower().split())])


def hedge_after(text: str, end: int) -> Hedge | None:
    """The hedge directly after a numeral ("60 or more")."""
    match = _AFTER.match(text, end)
    return None if match is None else Hedge(match[1], match.start(1), match.end(1), AFTER[match[1].lower()])
