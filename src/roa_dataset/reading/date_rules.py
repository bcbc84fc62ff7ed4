"""What a rule is, and the rules for single dates: days, months, years, decades, seasons and parts of them.

A rule has an id, a pattern over `date_words`, a function that turns a match into a value, and examples that the tests
run. The rules for ranges, sets and nights are in `date_range_rules`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from roa_dataset.reading import date_values as values
from roa_dataset.reading import date_words as words
from roa_dataset.reading.date_values import DateValue
from roa_dataset.reading.date_words import (
    BEFORE_YEAR,
    DASH,
    DAY,
    DAY_AFTER,
    DAY_END,
    MONTH,
    OF,
    OSP,
    PART,
    RIGHT,
    SEASON,
    SP,
    YEAR,
)

#: (text, edtf, earliest, latest)
Example = tuple[str, str, str, str]
Build = Callable[["re.Match[str]", "int | None"], "DateValue | None"]


@dataclass(frozen=True)
class DateRule:
    """One way to write a date.

    `build(match, context_year)` gives the value, or None when the match is no date after all (31 February, "1500
    men"). `begins` says with what it may begin: `number` (a day), `digits` (four of them), or a word: `month`,
    `season`, `part` (early, the end of), `from` (or between), `night`, `count` (two, the); `year` and `month_alone`
    where nothing follows that could belong to them. A rule with `joins` is tried only where a single date is
    followed by a word or a sign that joins dates.
    """

    rule_id: str
    description: str
    pattern: re.Pattern[str]
    build: Build
    begins: frozenset[str]
    examples: tuple[Example, ...]
    joins: bool = False


def completed(
    build: Callable[[int | None], DateValue | None], stated: str | None, context: int | None
) -> DateValue | None:
    """A value with its stated year, or else with the year of the context, or else without one.

    A year of the context that makes the day impossible (29 February 1943) is not used.
    """
    if stated is not None:
        return build(int(stated))
    if context is not None:
        value = build(context)
        if value is not None:
            return replace(value, completed=True)
    return build(None)


def _day_number(text: str) -> int:
    return int(re.sub(r"[^0-9]", "", text))


def _iso_day(match: re.Match[str], context: int | None) -> DateValue | None:
    return values.day(int(match["y"]), int(match["m"]), int(match["d"]))


def _iso_month(match: re.Match[str], context: int | None) -> DateValue | None:
    # "1941-45" and "1901-05" are spans of years; only what cannot be one is a month
    if int(match["m"]) > int(match["y"][2:]):
        return None
    return values.month(int(match["y"]), int(match["m"]))


def _dotted(match: re.Match[str], context: int | None) -> DateValue | None:
    year = match["y"] if len(match["y"]) == 4 else f"19{match['y']}"
    return values.day(int(year), int(match["m"]), int(match["d"])) if values.is_year(int(year)) else None


def _day_month(match: re.Match[str], context: int | None) -> DateValue | None:
    if match["y"] is None and words.YEAR_NOT_READ.match(match.string, match.end()):
        return None  # a year is there: none from the context may take its place
    number, month = _day_number(match["d"]), words.month_number(match["m"])
    return completed(lambda year: values.day(year, month, number), match["y"], context)


def _month_day(match: re.Match[str], context: int | None) -> DateValue | None:
    if match["y"] is None and words.is_counted_day(match.string, match.start(), match.end()):
        return None
    return _day_month(match, context)


def _month_year(match: re.Match[str], context: int | None) -> DateValue | None:
    return values.month(int(match["y"]), words.month_number(match["m"]))


def _month(match: re.Match[str], context: int | None) -> DateValue | None:
    if not words.is_month_alone(match.string, match.start(), match.end()):
        return None
    number = words.month_number(match["m"])
    return completed(lambda year: values.month(year, number), None, context)


def _year(match: re.Match[str], context: int | None) -> DateValue | None:
    if words.is_counted(match.string, match.start(), match.end()):
        return None
    return values.year_value(int(match["y"]))


def _decade(match: re.Match[str], context: int | None) -> DateValue | None:
    return values.decade(int(match["y"]))


def _century(match: re.Match[str], context: int | None) -> DateValue | None:
    return values.century(int(match["c"])) if 11 <= int(match["c"]) <= 21 else None


def _season(match: re.Match[str], context: int | None) -> DateValue | None:
    return values.season(int(match["y"]), words.SEASONS[match["s"].lower()])


def part_code(text: str) -> str:
    """ "Early in ", "mid-", "the end of " → early, mid, late …"""
    clean = re.sub(rf"{SP}(?:in|of){SP}|{DASH}|{SP}$", " ", text.lower()).strip()
    return words.PARTS[re.sub(r"\s+", " ", clean)]


def _part_of_year(match: re.Match[str], context: int | None) -> DateValue | None:
    return values.part_of_year(int(match["y"]), part_code(match["p"]))


def _part_of_month(match: re.Match[str], context: int | None) -> DateValue | None:
    number, part = words.month_number(match["m"]), part_code(match["p"])
    if match["y"] is None and match["m"].rstrip(".") in words.SHORT_MONTHS:
        return None
    return completed(lambda year: values.part_of_month(year, number, part), match["y"], context)


def _relative(match: re.Match[str], context: int | None) -> DateValue | None:
    return DateValue("", "", "", "", "", "", "relative")


_COUNT = r"(?:[0-9]{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|some|a few|the)"
_UNIT = r"(?:day|night|morning|evening|week|month|year|hour)"


def rule(rule_id: str, description: str, pattern: str, build: Build, begins: str, *examples: Example) -> DateRule:
    """A rule; that a date does not begin inside a larger token is seen to by the search."""
    return DateRule(rule_id, description, re.compile(pattern), build, frozenset(begins.split()), examples)


SINGLE_RULES: tuple[DateRule, ...] = (
    rule(
        "date.iso-day",
        "year, month and day of ISO 8601",
        rf"(?P<y>(?:1[0-9]|20)[0-9]{{2}})[-\u2010\u2011](?P<m>[0-9]{{2}})[-\u2010\u2011](?P<d>[0-9]{{2}}){RIGHT}",
        _iso_day,
        "digits",
        ("2007-01-01", "2007-01-01", "2007-01-01", "2007-01-01"),
    ),
    rule(
        "date.iso-month",
        "year and month of ISO 8601, when it cannot be a span of years",
        rf"(?P<y>(?:1[0-9]|20)[0-9]{{2}})-(?P<m>[0-9]{{2}}){RIGHT}",
        _iso_month,
        "digits",
        ("1945-02", "1945-02", "1945-02-01", "1945-02-28"),
    ),
    rule(
        "date.dotted",
        "day.month.year as in German papers; two digits of a year are of the twentieth century",
        rf"(?P<d>[0-9]{{1,2}})\.{OSP}(?P<m>[0-9]{{1,2}})\.{OSP}(?P<y>(?:1[0-9]|20)[0-9]{{2}}|[0-9]{{2}}){RIGHT}",
        _dotted,
        "number",
        ("14.9.43", "1943-09-14", "1943-09-14", "1943-09-14"),
        ("25.10.43", "1943-10-25", "1943-10-25", "1943-10-25"),
        ("9.8.1943", "1943-08-09", "1943-08-09", "1943-08-09"),
    ),
    rule(
        "date.day-month",
        "day, month and, when it is there, year, in English or German",
        rf"(?P<d>{DAY}){OF}(?P<m>{MONTH})(?:{BEFORE_YEAR}(?P<y>{YEAR})|{DAY_END})",
        _day_month,
        "number",
        ("14 November 1944", "1944-11-14", "1944-11-14", "1944-11-14"),
        ("28th January 1945", "1945-01-28", "1945-01-28", "1945-01-28"),
        ("11 April, 1945", "1945-04-11", "1945-04-11", "1945-04-11"),
        ("2 August of 1940", "1940-08-02", "1940-08-02", "1940-08-02"),
        ("1st of July 1968", "1968-07-01", "1968-07-01", "1968-07-01"),
        ("16. März 1945", "1945-03-16", "1945-03-16", "1945-03-16"),
        ("5th March", "XXXX-03-05", "", ""),
        ("20 September", "XXXX-09-20", "", ""),
    ),
    rule(
        "date.month-day",
        "month, day and, when it is there, year",
        rf"(?P<m>{MONTH}){SP}(?:the{SP})?(?P<d>{DAY_AFTER})(?:{BEFORE_YEAR}(?P<y>{YEAR})|{DAY_END})",
        _month_day,
        "month",
        ("April 2, 2007", "2007-04-02", "2007-04-02", "2007-04-02"),
        ("Sept. 16, 1942", "1942-09-16", "1942-09-16", "1942-09-16"),
        ("May 5 1945", "1945-05-05", "1945-05-05", "1945-05-05"),
        ("Dec. 28", "XXXX-12-28", "", ""),
    ),
    rule(
        "date.month-year",
        "month and year",
        rf"(?P<m>{MONTH}){BEFORE_YEAR}(?P<y>{YEAR})",
        _month_year,
        "month",
        ("February 1945", "1945-02", "1945-02-01", "1945-02-28"),
        ("September, 1945", "1945-09", "1945-09-01", "1945-09-30"),
        ("August of 1944", "1944-08", "1944-08-01", "1944-08-31"),
        ("Mai 1945", "1945-05", "1945-05-01", "1945-05-31"),
    ),
    rule(
        "date.month",
        "a month alone; a word that is also a verb or a name only after a word like in",
        rf"(?P<m>{MONTH}){DAY_END}",
        _month,
        "month month_alone",
        ("September", "XXXX-09", "", ""),
        ("Dezember", "XXXX-12", "", ""),
    ),
    rule(
        "date.decade",
        "ten years; hundreds may be a century and are read so",
        r"(?P<y>(?:1[0-9]|20)[0-9]0)['’]?s(?!\w)",
        _decade,
        "digits year",
        ("1930s", "193X", "1930-01-01", "1939-12-31"),
        ("1800s", "18XX", "1800-01-01", "1899-12-31"),
    ),
    rule(
        "date.year",
        "four digits that are a year: no part of a number, a signature or a page, and not a count of something",
        rf"(?P<y>{YEAR})",
        _year,
        "digits year",
        ("1946", "1946", "1946-01-01", "1946-12-31"),
    ),
    rule(
        "date.century",
        "a century, in the everyday sense",
        r"(?P<c>[0-9]{1,2})(?:st|nd|rd|th)[ -][Cc]entury(?!\w)",
        _century,
        "number",
        ("19th century", "18XX", "1800-01-01", "1899-12-31"),
    ),
    rule(
        "date.season",
        "a season of a year; the winter of 1944 or of 1944-45 begins in December 1944",
        rf"(?P<s>{SEASON}){BEFORE_YEAR}(?P<y>(?:1[0-9]|20)[0-9]{{2}})(?:(?:/|{DASH})(?:(?:1[0-9]|20)[0-9]{{2}}|[0-9]{{2}}))?{RIGHT}",
        _season,
        "season",
        ("autumn of 1944", "1944-23", "1944-09-01", "1944-11-30"),
        ("fall of 1944", "1944-23", "1944-09-01", "1944-11-30"),
        ("summer of 1943", "1943-22", "1943-06-01", "1943-08-31"),
        ("winter 1944", "1944-24", "1944-12-01", "1945-02-28"),
        ("Spring 1945", "1945-21", "1945-03-01", "1945-05-31"),
        ("winter of 1941–42", "1941-24", "1941-12-01", "1942-02-28"),
    ),
    rule(
        "date.part-of-year",
        "early, mid or late in a year (thirds), or a half of it",
        rf"(?P<p>{PART})(?P<y>{YEAR})",
        _part_of_year,
        "part",
        ("mid-1943", "[1943-05..1943-08]", "1943-05-01", "1943-08-31"),
        ("mid-to-late 1943", "[1943-05..1943-12]", "1943-05-01", "1943-12-31"),
        ("mid 2003", "[2003-05..2003-08]", "2003-05-01", "2003-08-31"),
        ("early 1942", "[1942-01..1942-04]", "1942-01-01", "1942-04-30"),
        ("end of 1943", "[1943-09..1943-12]", "1943-09-01", "1943-12-31"),
        ("first half of 1944", "[1944-01..1944-06]", "1944-01-01", "1944-06-30"),
    ),
    rule(
        "date.part-of-month",
        "early, mid or late in a month: days 1-10, 11-20, 21 to the end",
        rf"(?P<p>{PART})(?P<m>{MONTH})(?:{BEFORE_YEAR}(?P<y>{YEAR})|{DAY_END}(?!{SP}[0-9]))",
        _part_of_month,
        "part",
        ("early April 1945", "[1945-04-01..1945-04-10]", "1945-04-01", "1945-04-10"),
        ("mid-May 1945", "[1945-05-11..1945-05-20]", "1945-05-11", "1945-05-20"),
        ("end of March 1945", "[1945-03-21..1945-03-31]", "1945-03-21", "1945-03-31"),
        ("late in February 1944", "[1944-02-21..1944-02-29]", "1944-02-21", "1944-02-29"),
        ("late October", "[" + ",".join(f"XXXX-10-{n}" for n in range(21, 32)) + "]", "", ""),
    ),
    rule(
        "date.relative",
        "a time told from another one; it has no value of its own",
        rf"(?:(?:[Tt]he|[Tt]hat){SP}(?:very{SP})?(?:next|following|same|previous|preceding){SP}{_UNIT}(?!\w)"
        rf"|(?:[Tt]he{SP}day){SP}(?:before|after)(?!\w)"
        rf"|(?i:{_COUNT}){SP}{_UNIT}s?{SP}(?:later|earlier|previously|before|after|ago|afterwards)(?!\w))",
        _relative,
        "count number",
        ("the very next day", "", "", ""),
        ("Two days previously", "", "", ""),
        ("three weeks later", "", "", ""),
    ),
)
