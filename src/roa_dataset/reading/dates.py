"""Dates in running text: where they stand, and what they mean in EDTF (ISO 8601-2) and as bounds.

The rules stand in `date_rules` and `date_range_rules`. Words that say what part a date plays (by, since, until) are
left to the rules that read sentences; only a range takes its "from" or "between" with it, because they belong together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from roa_dataset.reading import date_values as values
from roa_dataset.reading.date_range_rules import JOINED, RULES
from roa_dataset.reading.date_rules import DateRule
from roa_dataset.reading.date_values import DateValue
from roa_dataset.reading.date_words import DASH, LEFT, MONTHS, OSP, SEASONS, SP
from roa_dataset.reading.word_lists import any_of

__all__ = ["RULES", "DateNotRead", "DateReading", "find_dates", "read_date", "read_period", "takes_year"]


class DateNotRead(ValueError):  # noqa: N818 - the name says what happened
    """A text that should be one date is none that the rules know."""


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date as a text has it, and what it means.

    `text` holds the verbatim words, several stretches joined by " … "; `start` and `end` are its code points (half-
    open) in the text given. `edtf` is empty for a relative time; `earliest` and `latest` are ISO days, empty when
    open or when the year is not known. `kind`: day, month, year, decade, century, season, part_of_year,
    part_of_month, range, set, night, relative. `year_completed` says that the year was taken from the context.
    """

    text: str
    start: int
    end: int
    edtf: str
    earliest: str
    latest: str
    kind: str
    rule_id: str
    year_completed: bool = False


def _both_cases(words: str) -> list[str]:
    return [form for word in words.split() for form in (word, word.capitalize())]


#: the word that a date may begin with → what it begins
_BEGINNINGS: dict[str, str] = {
    **dict.fromkeys([*MONTHS, *(m.upper() for m in MONTHS)], "month"),
    **dict.fromkeys(_both_cases(" ".join(SEASONS)), "season"),
    **dict.fromkeys(_both_cases("early late mid middle beginning start end first second latter"), "part"),
    **dict.fromkeys(_both_cases("from between"), "from"),
    **dict.fromkeys(["Nacht", *_both_cases("night")], "night"),
    **dict.fromkeys(_both_cases("the that a an several some one two three four five six"), "count"),
    **dict.fromkeys(_both_cases("seven eight nine ten eleven twelve"), "count"),
}
#: behind a counting word only a unit of time makes a date: "the next day", "a few weeks later"
_COUNTED_TIME = (
    rf"(?={SP}(?:very{SP})?(?:(?:next|following|same|previous|preceding|few){SP})?"
    r"(?:day|night|morning|evening|week|month|year|hour))"
)
# digits, and whole words with which a date may begin: most words are passed by
_TOKEN = re.compile(
    r"[0-9]+|(?<![^\W\d_])"
    + any_of({w: _COUNTED_TIME if begins == "count" else r"(?![^\W\d_])" for w, begins in _BEGINNINGS.items()})
)
#: only dates with one of these words may take the year of the context
_NAMED = re.compile(any_of([*MONTHS, *(m.upper() for m in MONTHS), *_both_cases(" ".join(SEASONS))]))
# what may follow the number of a day, so that other numbers cost nothing
_AFTER_DAY = re.compile(
    rf"(?:st|nd|rd|th)?(?:\.{OSP}[0-9]|\.?{OSP}(?:of{SP})?[A-Z][a-zA-Zä]{{2}}|\.?{OSP}(?:/|{DASH}){OSP}[0-9]"
    rf"|\.?{SP}(?:to|until|till|through|thru|bis|up|and|or|und|oder){SP}|[ -][Cc]entury"
    rf"|{SP}(?:day|night|morning|evening|week|month|year|hour))"
)
# what may follow a year or a month that is only the beginning of a date
_GOES_ON = re.compile(
    rf"\.?(?:,?{OSP}(?:of{SP}|the{SP})?[0-9]|{OSP}(?:/|{DASH})|{SP}(?:to|until|till|through|thru|bis|up|and|or|und|oder){SP})"
)
_LEFT = re.compile(LEFT)
_RULES_FOR: dict[str, tuple[tuple[DateRule, ...], tuple[DateRule, ...]]] = {
    kind: (
        tuple(r for r in RULES if kind in r.begins and (kind == "from" or not r.joins)),
        tuple(r for r in RULES if kind in r.begins and kind != "from" and r.joins),
    )
    for kind in ("number", "digits", "year", "month_alone", *sorted(set(_BEGINNINGS.values())))
}


def _reading(words: str, start: int, value: DateValue, rule_id: str) -> DateReading:
    end = start + len(words)
    return DateReading(
        words, start, end, value.edtf, value.earliest, value.latest, value.kind, rule_id, value.completed
    )


def _readings_at(text: str, start: int, rules: tuple[DateRule, ...], context_year: int | None) -> Iterator[DateReading]:
    for rule in rules:
        match = rule.pattern.match(text, start)
        value = rule.build(match, context_year) if match else None
        if match and value is not None:
            yield _reading(match[0], start, value, rule.rule_id)


def takes_year(text: str) -> bool:
    """Whether a date of the text can depend on the year of the context; if not, `find_dates` finds the same with any."""
    return _NAMED.search(text) is not None


def find_dates(text: str, *, context_year: int | None = None, offset: int = 0) -> list[DateReading]:
    """All dates of a text, in order, not overlapping: at each place the longest one.

    `context_year` completes days and months that stand without a year; without it their EDTF has `XXXX` and no bounds.
    `offset` is added to all places: where the text begins in a longer one.
    """
    found: list[DateReading] = []
    position = 0
    for token in _TOKEN.finditer(text):
        start = token.start()
        kind = _beginning(text, token) if start >= position else None
        if kind is None:
            continue
        plain, joining = _RULES_FOR[kind]
        best = _longest_at(text, start, plain, context_year)
        if joining and JOINED.match(text, start):
            longer = _longest_at(text, start, joining, context_year)
            best = longer if longer is not None and (best is None or longer[0] >= best[0]) else best
        if best is not None:
            position, value, rule_id = best
            found.append(_reading(text[start:position], start + offset, value, rule_id))
    return found


def _beginning(text: str, token: re.Match[str]) -> str | None:
    """What kind of date may begin with this word or number, if any."""
    word, start, end = token[0], token.start(), token.end()
    if not "0" <= word[0] <= "9":
        kind = _BEGINNINGS.get(word)
        if kind is None or (start and (text[start - 1].isdigit() or text[start - 1] == "_")):
            return None
        return "month_alone" if kind == "month" and not _GOES_ON.match(text, end) else kind
    if len(word) == 4:
        return ("digits" if _GOES_ON.match(text, end) else "year") if _LEFT.match(text, start) else None
    return "number" if len(word) < 4 and _AFTER_DAY.match(text, end) and _LEFT.match(text, start) else None


def _longest_at(
    text: str, start: int, rules: tuple[DateRule, ...], context_year: int | None
) -> tuple[int, DateValue, str] | None:
    """Where the longest reading ends, of several that are as long the first; its value and its rule."""
    best = None
    longest = start
    for rule in rules:
        match = rule.pattern.match(text, start)
        if match and match.end() > longest:
            value = rule.build(match, context_year)
            if value is not None:
                longest = match.end()
                best = longest, value, rule.rule_id
    return best


def read_date(text: str, *, context_year: int | None = None) -> DateReading:
    """The one date that the text, without the space around it, consists of; a leading "the" is allowed.

    Raises DateNotRead when there is more or something else.
    """
    stripped = text.strip()
    start = text.find(stripped)
    article = re.match(r"[Tt]he\s+", stripped)
    for skip in (0, article.end() if article else 0):
        readings = _readings_at(text, start + skip, RULES, context_year)
        for reading in readings:
            if reading.end == start + len(stripped):
                return replace(reading, text=stripped, start=start)
    raise DateNotRead(
        f"date: found {stripped[:80]!r}, expected one date such as '14 November 1944', 'mid-1943' or '1941–45';"
        " give the words of the date only, or add a rule to roa_dataset.reading"
    )


def read_period(start: DateReading, end: DateReading | None, *, text: str = "") -> DateReading:
    """A period from one reading to another, `A/B`, or to now, `A/..`, when `end` is None (then `latest` is empty).

    `text` holds the verbatim words of both, by default joined by " … "; the span is the hull of both. Raises
    DateNotRead when a side has no computable date or the period would run backwards.
    """
    low = _value_of(start)
    value = values.open_interval(low) if end is None else values.interval(low, _value_of(end))
    if value is None:
        shown = f"{start.edtf} to {'now' if end is None else end.edtf}"
        raise DateNotRead(
            f"period: found {shown}, expected a beginning and a later end, both with a year; check the two dates"
        )
    words = text or (start.text if end is None else f"{start.text} … {end.text}")
    spans = [start] if end is None else [start, end]
    completed = any(s.year_completed for s in spans)
    return DateReading(
        words,
        min(s.start for s in spans),
        max(s.end for s in spans),
        value.edtf,
        value.earliest,
        value.latest,
        "range",
        "date.period",
        completed,
    )


def _value_of(reading: DateReading) -> DateValue:
    """The value of a reading, with the two dates that open and close it (they stand in its EDTF)."""
    if not reading.edtf:
        raise DateNotRead(f"period: found the relative time {reading.text!r}, expected a date with a value; give one")
    parts = re.findall(r"[0-9X]{4}(?:-[0-9]{2}){0,2}|[0-9]{3}X|[0-9]{2}XX", reading.edtf)
    low, high, edtf = parts[0], parts[-1], reading.edtf
    return DateValue(edtf, low, high, edtf, reading.earliest, reading.latest, reading.kind, reading.year_completed)
