"""Calendar values behind a date: days, months, years, seasons, decades, and what sets and intervals are made of them.

Notation: ISO 8601-1 for days, ISO 8601-2:2019 / EDTF (https://www.loc.gov/standards/datetime/) for everything else.
What a part of a year means is a convention of this dataset (DATA_MODEL, "Dates"): early, mid and late are thirds,
seasons are EDTF 21-24 and taken as March-May, June-August, September-November, December-February.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from functools import lru_cache

FIRST_YEAR, LAST_YEAR = 1000, 2099

#: EDTF writes a year that is not known as four X
UNKNOWN_YEAR = "XXXX"

#: season code of EDTF level 1 → its first month; a season has three months, winter ends in the next year
SEASON_START = {21: 3, 22: 6, 23: 9, 24: 12}

#: part of a whole → the months of a year, and the days of a month, that it covers; None means up to the end
PART_MONTHS = {
    "early": (1, 4),
    "mid": (5, 8),
    "late": (9, 12),
    "early to mid": (1, 8),
    "mid to late": (5, 12),
    "first half": (1, 6),
    "second half": (7, 12),
}
PART_DAYS: dict[str, tuple[int, int | None]] = {
    "early": (1, 10),
    "mid": (11, 20),
    "late": (21, None),
    "early to mid": (1, 20),
    "mid to late": (11, None),
    "first half": (1, 15),
    "second half": (16, None),
}


@dataclass(frozen=True)
class DateValue:
    """What a date means, apart from where it stands.

    `edtf` is the whole value; `low` and `high` are the EDTF dates that open and close it (the two sides when it becomes
    part of an interval); `members` is what it contributes to a set. `earliest` and `latest` are ISO days, empty when
    open or when the year is not known. `completed` says that the year comes from the context and not from the words.
    """

    edtf: str
    low: str
    high: str
    members: str
    earliest: str
    latest: str
    kind: str
    completed: bool = False

    @property
    def has_year(self) -> bool:
        return not self.low.startswith("XX")

    @property
    def last_year(self) -> int:
        """The year in which the value ends as written ("winter 1944": 1944); only for values that have one."""
        return int(self.high[:4].replace("X", "9"))


def is_year(year: int) -> bool:
    return FIRST_YEAR <= year <= LAST_YEAR


def _year(year: int | None) -> str:
    return UNKNOWN_YEAR if year is None else f"{year:04d}"


def _last_day(year: int | None, month: int) -> int:
    """The number of the month's last day; February has 29 while the year is not known."""
    return monthrange(2000 if year is None else year, month)[1]


def _simple(edtf: str, earliest: str, latest: str, kind: str) -> DateValue:
    return DateValue(edtf, edtf, edtf, edtf, earliest, latest, kind)


@lru_cache(maxsize=4096)
def day(year: int | None, month: int, number: int) -> DateValue | None:
    """One day; None when the calendar has no such day. Without a year: `XXXX-09-14` and no bounds."""
    if not 1 <= month <= 12 or not 1 <= number <= _last_day(year, month):
        return None
    text = f"{_year(year)}-{month:02d}-{number:02d}"
    bound = "" if year is None else text
    return _simple(text, bound, bound, "day")


@lru_cache(maxsize=4096)
def month(year: int | None, number: int) -> DateValue | None:
    """One month; without a year: `XXXX-09` and no bounds."""
    if not 1 <= number <= 12:
        return None
    text = f"{_year(year)}-{number:02d}"
    if year is None:
        return _simple(text, "", "", "month")
    return _simple(text, f"{text}-01", f"{text}-{_last_day(year, number):02d}", "month")


@lru_cache(maxsize=4096)
def year_value(year: int) -> DateValue | None:
    if not is_year(year):
        return None
    return _simple(_year(year), f"{year:04d}-01-01", f"{year:04d}-12-31", "year")


def decade(first_year: int) -> DateValue:
    """`193X`. "the 1800s" may be ten or a hundred years: the wider reading, `18XX`, never makes it more certain."""
    if first_year % 100 == 0:
        return replace(century(first_year // 100 + 1), kind="decade")
    text, last = f"{first_year // 10}X", first_year + 9
    return DateValue(text, text, text, f"{first_year}..{last}", f"{first_year}-01-01", f"{last}-12-31", "decade")


def century(number: int) -> DateValue:
    """The 20th century is `19XX`, in the everyday sense 1900 to 1999, as EDTF can write it."""
    first = (number - 1) * 100
    text = f"{number - 1:02d}XX"
    return DateValue(text, text, text, f"{first}..{first + 99}", f"{first}-01-01", f"{first + 99}-12-31", "century")


def season(year: int, code: int) -> DateValue:
    """`1944-23` with the bounds of its three months; the winter of 1944 begins in December 1944."""
    text = f"{year:04d}-{code}"
    first = SEASON_START[code]
    end_year, last = (year + 1, 2) if code == 24 else (year, first + 2)
    months = f"{year:04d}-{first:02d}..{end_year:04d}-{last:02d}"
    latest = f"{end_year:04d}-{last:02d}-{_last_day(end_year, last):02d}"
    return DateValue(text, text, text, months, f"{year:04d}-{first:02d}-01", latest, "season")


def part_of_year(year: int, part: str) -> DateValue:
    """A point somewhere in a third or a half of a year: the set `[1943-05..1943-08]`."""
    first, last = PART_MONTHS[part]
    low, high = f"{year:04d}-{first:02d}", f"{year:04d}-{last:02d}"
    members = f"{low}..{high}"
    latest = f"{high}-{_last_day(year, last):02d}"
    return DateValue(f"[{members}]", low, high, members, f"{low}-01", latest, "part_of_year")


def part_of_month(year: int | None, number: int, part: str) -> DateValue:
    """A point somewhere in a third or a half of a month: `[1945-04-01..1945-04-10]`.

    EDTF has no `..` between dates without a year, so there the days are listed one by one.
    """
    first, stop = PART_DAYS[part]
    last = stop or _last_day(year, number)
    days = [f"{_year(year)}-{number:02d}-{n:02d}" for n in range(first, last + 1)]
    low, high = days[0], days[-1]
    if year is None:
        members = ",".join(days)
        return DateValue(f"[{members}]", low, high, members, "", "", "part_of_month")
    return DateValue(f"[{low}..{high}]", low, high, f"{low}..{high}", low, high, "part_of_month")


def interval(low: DateValue, high: DateValue, kind: str = "range") -> DateValue | None:
    """`A/B`, lasting from one to the other; None when it would run backwards or only one side has a year."""
    if low.has_year != high.has_year:
        return None
    if low.has_year and (low.earliest > high.earliest or low.latest > high.latest):
        return None
    text = f"{low.low}/{high.high}"
    completed = low.completed or high.completed
    return DateValue(text, low.low, high.high, f"{low.low}..{high.high}", low.earliest, high.latest, kind, completed)


def open_interval(low: DateValue) -> DateValue | None:
    """`A/..`, lasting from a date until now; None without a year, which EDTF cannot write."""
    if not low.has_year:
        return None
    return DateValue(f"{low.low}/..", low.low, low.low, low.members, low.earliest, "", "range", low.completed)


def _follows(left: DateValue, right: DateValue) -> bool:
    """Whether the second set of months begins in the month after the first one ends."""
    if left.kind != "part_of_year" or right.kind != "part_of_year":
        return False
    year, number = int(left.high[:4]), int(left.high[5:7])
    return right.low == (f"{year:04d}-{number + 1:02d}" if number < 12 else f"{year + 1:04d}-01")


def one_of(left: DateValue, right: DateValue) -> DateValue | None:
    """One of two, not known which: `[1945-05-08,1945-05-09]`; parts of years that adjoin melt: `[1943-09..1944-04]`."""
    return _set(left, right, "[", "]")


def all_of(left: DateValue, right: DateValue) -> DateValue | None:
    """Both of two: `{1945-05,1945-09}`."""
    return _set(left, right, "{", "}")


def _set(left: DateValue, right: DateValue, opening: str, closing: str) -> DateValue | None:
    if left.has_year != right.has_year or left.edtf == right.edtf:
        return None
    if left.earliest > right.earliest:
        left, right = right, left
    members = f"{left.low}..{right.high}" if _follows(left, right) else f"{left.members},{right.members}"
    latest = max(left.latest, right.latest)
    completed = left.completed or right.completed
    text = f"{opening}{members}{closing}"
    return DateValue(text, left.low, right.high, members, left.earliest, latest, "set", completed)


def are_neighbours(left: DateValue, right: DateValue) -> bool:
    """Whether two days of one month, two months of one year or two seasons follow one another directly."""
    same_head = left.edtf.rpartition("-")[0] == right.edtf.rpartition("-")[0]
    return left.kind == right.kind and same_head and int(right.edtf[-2:]) == int(left.edtf[-2:]) + 1
