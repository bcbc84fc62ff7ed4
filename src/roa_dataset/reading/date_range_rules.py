"""The rules for dates that are made of two: ranges, sets, nights."""

from __future__ import annotations

import re
from dataclasses import replace

from roa_dataset.reading import date_values as values
from roa_dataset.reading import date_words as words
from roa_dataset.reading.date_rules import SINGLE_RULES, DateRule, part_code, rule
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

Pair = tuple[DateValue, DateValue]

# the left side of a range may be followed by a dash, which ends no other year
_LEFT_YEAR = r"(?:1[0-9]|20)[0-9]{2}(?!\w)"


def _point(year: str, day_end: str) -> str:
    """One date of any precision, without groups, the longest writings first."""
    maybe_year = rf"(?:{BEFORE_YEAR}{year}|{day_end})"
    return (
        rf"(?:(?:1[0-9]|20)[0-9]{{2}}-[0-9]{{2}}-[0-9]{{2}}(?!\w)"
        rf"|[0-9]{{1,2}}\.{OSP}[0-9]{{1,2}}\.{OSP}(?:(?:1[0-9]|20)[0-9]{{2}}|[0-9]{{2}})(?!\w)"
        rf"|{DAY}{OF}{MONTH}{maybe_year}|{MONTH}{SP}{DAY_AFTER}{maybe_year}"
        rf"|{PART}(?:{MONTH}{maybe_year}|{year})|{SEASON}(?:{BEFORE_YEAR}{year})?"
        rf"|{MONTH}{BEFORE_YEAR}{year}|{year}|{MONTH}{day_end})"
    )


_WORD_END = r"(?!\w)"
_A = rf"(?P<a>{_point(_LEFT_YEAR, _WORD_END)})"
_B = rf"(?P<b>{_point(YEAR, DAY_END)})"
_FROM = rf"(?:(?P<pre>[Ff]rom|[Bb]etween){SP}(?:the{SP})?)?"
_TO = rf"(?P<sep>{OSP}{DASH}{OSP}|{SP}(?:to|until|till|through|thru|bis|up{SP}to|and){SP}(?:the{SP})?)"
_JOIN = rf"(?P<sep>{OSP}/{OSP}|{SP}(?:and|or|und|oder){SP})"
_MAYBE_YEAR = rf"(?:{BEFORE_YEAR}(?P<y>{YEAR})|{DAY_END})"

_MONTH_ONLY = re.compile(MONTH)
_SEASON_ONLY = re.compile(SEASON)
_PART_MONTH = re.compile(rf"(?P<p>{PART})(?P<m>{MONTH})")
_POINT_RULES = tuple(r for r in SINGLE_RULES if r.rule_id not in ("date.relative", "date.month", "date.century"))


def _endpoint(text: str, year: int | None) -> DateValue | None:
    """One side of a pair, read by the rules for single dates; `year` is used when it has none of its own."""
    if _MONTH_ONLY.fullmatch(text):
        return values.month(year, words.month_number(text))
    if _SEASON_ONLY.fullmatch(text):
        return None if year is None else values.season(year, words.SEASONS[text.lower()])
    part = _PART_MONTH.fullmatch(text)
    if part:
        return values.part_of_month(year, words.month_number(part["m"]), part_code(part["p"]))
    for candidate in _POINT_RULES:
        match = candidate.pattern.fullmatch(text)
        value = candidate.build(match, year) if match else None
        if value is not None:
            return replace(value, completed=False)
    return None


def _pair(match: re.Match[str], context: int | None) -> Pair | None:
    """Both sides of a match, each with the year that it states, or that of the other side, or that of the context."""
    left, right = _endpoint(match["a"], None), _endpoint(match["b"], None)
    left_states, right_states = left is not None and left.has_year, right is not None and right.has_year
    if not left_states and not right_states:
        return _pair_without_year(match, left, right, context)
    if left is not None and right is not None and left_states and right_states:
        return left, right
    if right is not None and right_states:
        if right.kind in ("year", "decade"):
            return None
        left = _endpoint(match["a"], right.last_year)
        if left is not None and left.earliest > right.earliest:
            left = _endpoint(match["a"], right.last_year - 1)
    elif left is not None:
        if left.kind in ("year", "decade"):
            return None
        right = _endpoint(match["b"], left.last_year)
        if right is not None and right.latest < left.latest:
            right = _endpoint(match["b"], left.last_year + 1)
    return None if left is None or right is None else (left, right)


def _pair_without_year(
    match: re.Match[str], left: DateValue | None, right: DateValue | None, context: int | None
) -> Pair | None:
    ambiguous = _MONTH_ONLY.fullmatch(match["a"]) and not words.is_month_alone(
        match.string, match.start("a"), match.end("a")
    )
    if ambiguous and not match.groupdict().get("pre"):
        return None
    if context is not None:
        with_year = _endpoint(match["a"], context), _endpoint(match["b"], context)
        if with_year[0] and with_year[1] and with_year[0].earliest <= with_year[1].earliest:
            return replace(with_year[0], completed=True), replace(with_year[1], completed=True)
    # a span over the turn of the year does not say which of its two years the passage is in
    return None if left is None or right is None else (left, right)


def _range(match: re.Match[str], context: int | None) -> DateValue | None:
    between = (match["pre"] or "").lower() == "between"
    if match["sep"].strip().startswith("and") != between:
        return None
    pair = _pair(match, context)
    if pair is None:
        return None
    if pair[0].kind == pair[1].kind == "year" and words.is_counted(match.string, match.start("a"), match.end()):
        return None
    return values.interval(*pair)


def _open_range(match: re.Match[str], context: int | None) -> DateValue | None:
    value = _endpoint(match["a"], context)
    return None if value is None else values.open_interval(value)


def _either(match: re.Match[str], context: int | None) -> DateValue | None:
    pair = _pair(match, context)
    if pair is None or (pair[0].kind == "year" and words.is_counted(match.string, match.start(), match.end())):
        return None
    # "1942/1944" may be a file number or a list of years
    if match["slash"] and (pair[0].kind, pair[1].kind) != ("day", "day"):
        return None
    return values.one_of(*pair)


def _year_span(match: re.Match[str], context: int | None) -> DateValue | None:
    first, short = int(match["a"]), match["b"]
    last = int(short) if len(short) == 4 else first // 100 * 100 + int(short)
    slash = match["sep"].strip() == "/"
    # "3385/43" is a file number; a year split by a slash is the next one, and file numbers are mostly smaller than 1500
    if last <= first or (slash and (last != first + 1 or first < 1500)):
        return None
    if words.is_counted(match.string, match.start(), match.end()):
        return None
    low, high = values.year_value(first), values.year_value(last)
    return None if low is None or high is None else values.interval(low, high)


def _days(match: re.Match[str], context: int | None) -> Pair | None:
    """Two days of one month, with the year of the match or of the context."""
    month = words.month_number(match["m"])
    numbers = [int(re.sub(r"\D", "", match[name])) for name in ("d1", "d2")]
    years = [int(match["y"])] if match["y"] else [context, None]
    for year in years:
        low, high = (values.day(year, month, number) for number in numbers)
        if low is not None and high is not None:
            done = match["y"] is None and year is not None
            return (replace(low, completed=done), replace(high, completed=done)) if numbers[0] < numbers[1] else None
    return None


def _day_span(match: re.Match[str], context: int | None) -> DateValue | None:
    pair = _days(match, context)
    between = (match["pre"] or "").lower() == "between"
    if pair is None or match["sep"].strip().startswith("and") != between:
        return None
    return values.interval(*pair)


def _join(pair: Pair | None, sep: str) -> DateValue | None:
    if pair is None:
        return None
    if sep.strip() in ("and", "und"):
        return values.interval(*pair) if values.are_neighbours(*pair) else values.all_of(*pair)
    return values.one_of(*pair)


def _days_joined(match: re.Match[str], context: int | None) -> DateValue | None:
    return _join(_days(match, context), match["sep"])


def _months_joined(match: re.Match[str], context: int | None) -> DateValue | None:
    return _join(_pair(match, context), match["sep"])


def _night(match: re.Match[str], context: int | None) -> DateValue | None:
    """From the evening of one day to the morning of the next; the month of the first day may be left out."""
    last = _endpoint(match["b"], None)
    if last is not None and not last.has_year and context is not None:
        with_year = _endpoint(match["b"], context)
        last = replace(with_year, completed=True) if with_year else last
    if last is None or last.kind != "day":
        return None
    year = int(last.edtf[:4]) if last.has_year else None
    month, number = int(last.edtf[5:7]), int(re.sub(r"\D", "", match["a"]))
    if number > int(last.edtf[8:10]):
        month, year = (12, None if year is None else year - 1) if month == 1 else (month - 1, year)
    first = values.day(year, month, number)
    return None if first is None else values.interval(first, last, "night")


_AND_DAY = rf"(?:{OSP}(?:/|{DASH}){OSP}|{SP}(?:zum|auf{SP}den|auf|bis{SP}zum|to|and){SP}(?:the{SP})?)"

RANGE_RULES: tuple[DateRule, ...] = (
    rule(
        "date.range",
        "from one date to another; a year that one side leaves out is that of the other, or the one next to it",
        rf"{_FROM}{_A}{_TO}{_B}",
        _range,
        "number digits month season part from",
        ("between May and September, 1945", "1945-05/1945-09", "1945-05-01", "1945-09-30"),
        ("from 1939 to 1945", "1939/1945", "1939-01-01", "1945-12-31"),
        ("May 4, 1902 to June 9, 1905", "1902-05-04/1905-06-09", "1902-05-04", "1905-06-09"),
        ("Sept. 16, 1942 - Dec. 28, 1945", "1942-09-16/1945-12-28", "1942-09-16", "1945-12-28"),
        ("1918 – 1939", "1918/1939", "1918-01-01", "1939-12-31"),
        ("November 30, 1902 - February 4, 1903", "1902-11-30/1903-02-04", "1902-11-30", "1903-02-04"),
        ("May 11 - May 14, 1902", "1902-05-11/1902-05-14", "1902-05-11", "1902-05-14"),
        ("6 May to 11 May 1945", "1945-05-06/1945-05-11", "1945-05-06", "1945-05-11"),
        ("March 2 – July 12, 1902", "1902-03-02/1902-07-12", "1902-03-02", "1902-07-12"),
        ("between May and August 1902", "1902-05/1902-08", "1902-05-01", "1902-08-31"),
        ("September to October 1940", "1940-09/1940-10", "1940-09-01", "1940-10-31"),
        ("November to February 1943", "1942-11/1943-02", "1942-11-01", "1943-02-28"),
        ("late 1943 to spring 1944", "1943-09/1944-21", "1943-09-01", "1944-05-31"),
        ("between May and September", "XXXX-05/XXXX-09", "", ""),
    ),
    rule(
        "date.open-range",
        "from a date until now",
        rf"{_FROM}{_A}(?:{OSP}{DASH}{OSP}|{SP}(?:to|until|till){SP}(?:the{SP})?)(?:[Pp]resent(?:{SP}day)?|[Tt]oday|[Nn]ow)(?!\w)",
        _open_range,
        "number digits month part from",
        ("Jan. 7, 1952 - present", "1952-01-07/..", "1952-01-07", ""),
        ("1992–today", "1992/..", "1992-01-01", ""),
    ),
    rule(
        "date.year-span",
        "years joined by a dash or a slash, the second one often short",
        rf"(?:[Ff]rom{SP})?(?P<a>(?:1[0-9]|20)[0-9]{{2}})(?P<sep>{OSP}{DASH}{OSP}|/)(?P<b>(?:1[0-9]|20)[0-9]{{2}}|[0-9]{{2}}){RIGHT}",
        _year_span,
        "digits from",
        ("1917–23", "1917/1923", "1917-01-01", "1923-12-31"),
        ("1941−45", "1941/1945", "1941-01-01", "1945-12-31"),
        ("1941-45", "1941/1945", "1941-01-01", "1945-12-31"),
        ("1943/44", "1943/1944", "1943-01-01", "1944-12-31"),
        ("2006/2007", "2006/2007", "2006-01-01", "2007-12-31"),
    ),
    rule(
        "date.day-span",
        "from one day to another of the same month, the month after them",
        rf"{_FROM}(?P<d1>{DAY}){_TO}(?P<d2>{DAY}){OF}(?P<m>{MONTH}){_MAYBE_YEAR}",
        _day_span,
        "number from",
        ("1–2 August 1946", "1946-08-01/1946-08-02", "1946-08-01", "1946-08-02"),
        ("from 6 to 11 May 1945", "1945-05-06/1945-05-11", "1945-05-06", "1945-05-11"),
        ("5-8 May", "XXXX-05-05/XXXX-05-08", "", ""),
    ),
    rule(
        "date.month-day-span",
        "from one day to another of the same month, the month before them",
        rf"{_FROM}(?P<m>{MONTH}){SP}(?P<d1>{DAY_AFTER}){_TO}(?P<d2>{DAY_AFTER}){_MAYBE_YEAR}",
        _day_span,
        "month from",
        ("September 18–20, 1863", "1863-09-18/1863-09-20", "1863-09-18", "1863-09-20"),
        ("between May 5 and 8, 1945", "1945-05-05/1945-05-08", "1945-05-05", "1945-05-08"),
    ),
    rule(
        "date.days-joined",
        "two days of one month: a slash or or means one of them, and means both",
        rf"(?P<d1>{DAY}){_JOIN}(?P<d2>{DAY}){OF}(?P<m>{MONTH}){_MAYBE_YEAR}",
        _days_joined,
        "number",
        ("8/9 May 1945", "[1945-05-08,1945-05-09]", "1945-05-08", "1945-05-09"),
        ("8/9 May", "[XXXX-05-08,XXXX-05-09]", "", ""),
        ("5 and 6 May 1945", "1945-05-05/1945-05-06", "1945-05-05", "1945-05-06"),
        ("5 and 8 May 1945", "{1945-05-05,1945-05-08}", "1945-05-05", "1945-05-08"),
    ),
    rule(
        "date.month-days-joined",
        "two days of one month, the month before them",
        rf"(?P<m>{MONTH}){SP}(?P<d1>{DAY_AFTER}){_JOIN}(?P<d2>{DAY_AFTER}){_MAYBE_YEAR}",
        _days_joined,
        "month",
        ("May 8/9, 1945", "[1945-05-08,1945-05-09]", "1945-05-08", "1945-05-09"),
        ("May 5 and 8, 1945", "{1945-05-05,1945-05-08}", "1945-05-05", "1945-05-08"),
    ),
    rule(
        "date.months-joined",
        "two months or seasons of one year: a slash or or means one of them, and means both",
        rf"(?P<a>{MONTH}|{SEASON}){_JOIN}(?P<b>{MONTH}{BEFORE_YEAR}{YEAR}|{SEASON}{BEFORE_YEAR}{YEAR}|{MONTH}{DAY_END}(?!{SP}[0-9]))",
        _months_joined,
        "month season",
        ("June and July 1944", "1944-06/1944-07", "1944-06-01", "1944-07-31"),
        ("May and September 1945", "{1945-05,1945-09}", "1945-05-01", "1945-09-30"),
        ("May or June 1945", "[1945-05,1945-06]", "1945-05-01", "1945-06-30"),
        ("summer and autumn of 1944", "1944-22/1944-23", "1944-06-01", "1944-11-30"),
    ),
    rule(
        "date.either",
        "one of two dates; a slash joins days only",
        rf"{_A}(?:{SP}or{SP}(?:in{SP})?|(?P<slash>/)){_B}",
        _either,
        "number digits month season part",
        ("late 1943 or early 1944", "[1943-09..1944-04]", "1943-09-01", "1944-04-30"),
        ("1942 or 1943", "[1942,1943]", "1942-01-01", "1943-12-31"),
        ("8 May 1945/9 May 1945", "[1945-05-08,1945-05-09]", "1945-05-08", "1945-05-09"),
        ("early 1943 or late 1944", "[1943-01..1943-04,1944-09..1944-12]", "1943-01-01", "1944-12-31"),
    ),
    rule(
        "date.night",
        "a night, from one day to the next",
        rf"(?:Nacht{SP}(?:vom|von|zum)|[Nn]ight{SP}of){SP}(?:the{SP})?(?P<a>{DAY})(?:{SP}{MONTH})?{_AND_DAY}{_B}",
        _night,
        "night",
        ("Nacht vom 12. zum 13.9.43", "1943-09-12/1943-09-13", "1943-09-12", "1943-09-13"),
        ("Nacht vom 19. zum 20 September 1943", "1943-09-19/1943-09-20", "1943-09-19", "1943-09-20"),
        ("night of 31 August/1 September 1944", "1944-08-31/1944-09-01", "1944-08-31", "1944-09-01"),
    ),
)

_JOINING = frozenset({"date.range", "date.open-range", "date.either"})

RULES: tuple[DateRule, ...] = SINGLE_RULES + tuple(replace(r, joins=r.rule_id in _JOINING) for r in RANGE_RULES)

#: a single date and what may join it to another one: the cheap look before the rules that join are tried
JOINED = re.compile(rf"{_A}(?:{OSP}{DASH}|/|{SP}(?:to|until|till|through|thru|bis|up|and|or){SP})")
