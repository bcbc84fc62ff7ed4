"""When a state began and ended: the date of one claim as a beginning, an end, or both.

A claim has one date and a role (DATA_MODEL, "Dates"); a row that lasts (an allegiance, a posting) has two dates. The same
rule serves the build, the check of the finished tables and the answers for a day, so it stands here once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from roa_dataset.reading import date_values as values

Row = Mapping[str, object]

PARTS = ("text", "edtf", "earliest", "latest", "role", "basis")
#: roles of a date that bound one side only: the other bound stays empty
OPEN_END = ("no_earlier_than", "after")
OPEN_BEGINNING = ("no_later_than", "before")


@dataclass(frozen=True)
class DatePart:
    """One date of a row that lasts. Bounds are ISO days, empty when open; `role` and `basis` are codes."""

    text: str
    edtf: str
    earliest: str
    latest: str
    role: str
    basis: str

    def get(self, part: str) -> str:
        """The part of this name, one of PARTS."""
        return str(getattr(self, part))


def whole(claim: Row) -> DatePart | None:
    """The claim's date as it stands; None without one."""
    if not claim.get("date_role"):
        return None
    return DatePart(*(_text(claim, f"date_{part}") for part in PARTS))


def begin(claim: Row) -> DatePart | None:
    """What the claim's date says of the beginning of the state that it claims.

    `throughout A/B` begins in A. A point is the beginning of what is affirmed ("was assigned in May"); for what is
    negated ("no longer") it is the end, and so is the start: since then it was not so. A state seen then keeps its
    role, and its bounds are those of the day seen.
    """
    date = whole(claim)
    if date is None or date.role in ("end", "before", "no_later_than") or _ends(claim, date):
        return None
    if date.role == "throughout":
        return _side(date, 0, "start")
    return date


def end(claim: Row) -> DatePart | None:
    """What the claim's date says of the end of the state: see `begin`."""
    date = whole(claim)
    if date is None:
        return None
    if date.role == "throughout":
        return _side(date, -1, "end")
    if _ends(claim, date) and date.role == "start":
        return replace(date, role="end")
    return date if date.role in ("end", "before", "no_later_than") or _ends(claim, date) else None


def _ends(claim: Row, date: DatePart) -> bool:
    return claim.get("polarity") == "negated" and date.role in ("point", "start")


def _side(date: DatePart, side: int, role: str) -> DatePart | None:
    edtf = date.edtf.split("/")[side]
    if edtf in ("", ".."):
        return None
    earliest, latest = edtf_bounds(edtf)
    return DatePart(date.text, edtf, earliest, latest, role, date.basis)


def edtf_bounds(edtf: str) -> tuple[str, str]:
    """First and last day of a simple EDTF date (year, decade, month, season, day); two empty texts for any other.

    >>> edtf_bounds("1944-23")
    ('1944-09-01', '1944-11-30')
    """
    value: values.DateValue | None = None
    head, _, rest = edtf.partition("-")
    if len(head) == 4 and head.isdigit():
        numbers = rest.split("-") if rest else []
        if all(n.isdigit() for n in numbers):
            value = _value(int(head), [int(n) for n in numbers])
    elif len(edtf) == 4 and edtf[:3].isdigit() and edtf[3] == "X":
        value = values.decade(int(edtf[:3]) * 10)
    return (value.earliest, value.latest) if value else ("", "")


def _value(year: int, rest: Sequence[int]) -> values.DateValue | None:
    if not rest:
        return values.year_value(year)
    if len(rest) == 2:
        return values.day(year, rest[0], rest[1])
    return values.season(year, rest[0]) if rest[0] in values.SEASON_START else values.month(year, rest[0])


def hull(parts: Sequence[DatePart]) -> tuple[str, str]:
    """Earliest and latest day of several readings; open where one of them is open.

    A reading without any bound (a relative date) says nothing of the calendar and does not open the hull.
    """
    bounded = [p for p in parts if p.earliest or p.latest]
    if not bounded:
        return "", ""
    earliest = "" if any(not p.earliest for p in bounded) else min(p.earliest for p in bounded)
    latest = "" if any(not p.latest for p in bounded) else max(p.latest for p in bounded)
    return earliest, latest


def _text(row: Row, column: str) -> str:
    value = row.get(column)
    return "" if value is None else str(value)
