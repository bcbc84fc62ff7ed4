"""Which part of the calendar a dated reading certainly covers, within which it lies, and the axis to draw it on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from roa_dataset.states import edtf_bounds

#: more empty years than these between dates, and the axis ends: what lies beyond is told at its edge
_GAP = 5
#: not from the locale, which differs between machines
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_OPEN_TO_THE_RIGHT = ("start", "no_earlier_than", "after")
_OPEN_TO_THE_LEFT = ("end", "no_later_than", "before")


@dataclass(frozen=True)
class Stretch:
    """Days as ordinals of `datetime.date`, half-open.

    `solid`: certainly covered, or the day itself; `hatched`: it lies, begins or ends somewhere inside; `later`: it is open
    from that day on; `earlier`: it is open up to that day, which is no longer part of it. `day`: it happened on one known day.
    """

    solid: tuple[int, int] | None = None
    hatched: tuple[tuple[int, int], ...] = ()
    later: int | None = None
    earlier: int | None = None
    day: bool = False

    @property
    def days(self) -> list[int]:
        """Every bound that the reading gives, as a day that it can cover."""
        pairs = [*self.hatched, *([self.solid] if self.solid else [])]
        found = [day for start, end in pairs for day in (start, end - 1)]
        return found + [day - past for day, past in ((self.later, 0), (self.earlier, 1)) if day is not None]


def stretch(edtf: str, role: str, earliest: date | None, latest: date | None) -> Stretch | None:
    """What a date of the package means on a calendar; None without a bound. Roles and bounds: DATA_MODEL, "Dates"."""
    first = earliest.toordinal() if earliest else None
    last = latest.toordinal() + 1 if latest else None
    if first is None and last is None:
        return None
    if role in _OPEN_TO_THE_RIGHT:
        return _open_right(role, first, last)
    if role in _OPEN_TO_THE_LEFT:
        return _open_left(role, first, last)
    if first is None or last is None:
        return Stretch(later=first, earlier=last)
    if role == "throughout":
        return _lasting(edtf, first, last)
    return Stretch(hatched=((first, last),)) if role == "within" else _somewhere(first, last)


def _somewhere(first: int, last: int) -> Stretch:
    """On a known day it is solid, at some time inside longer bounds hatched."""
    known = last - first == 1
    return Stretch(solid=(first, last), day=True) if known else Stretch(hatched=((first, last),))


def _open_right(role: str, first: int | None, last: int | None) -> Stretch:
    """From a day on."""
    if role == "start" and first is not None and last is not None:
        return replace(_somewhere(first, last), later=last)
    bound = first if role != "after" or last is None else last
    return Stretch(later=bound if bound is not None else last)


def _open_left(role: str, first: int | None, last: int | None) -> Stretch:
    if role == "end" and first is not None and last is not None:
        return replace(_somewhere(first, last), earlier=first)
    bound = last if role != "before" or first is None else first
    return Stretch(earlier=bound if bound is not None else first)


def _lasting(edtf: str, first: int, last: int) -> Stretch:
    """It began somewhere in the left part of the interval and ended in the right one: between them it certainly went on."""
    left, _, right = edtf.partition("/")
    begun, ended = edtf_bounds(left)[1], edtf_bounds(right)[0]
    if not begun or not ended:
        return Stretch(hatched=((first, last),))
    solid = (date.fromisoformat(begun).toordinal(), date.fromisoformat(ended).toordinal() + 1)
    if solid[0] >= solid[1]:
        return Stretch(hatched=((first, last),))
    edges = tuple((a, b) for a, b in ((first, solid[0]), (solid[1], last)) if b - a > 0)
    return Stretch(solid=solid, hatched=edges)


def day_in_words(day: date) -> str:
    """ "15 February 1945"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


@dataclass(frozen=True)
class Axis:
    """Whole years from the first of January of one to the end of another, drawn from `left` to `right` in pixels."""

    first_year: int
    last_year: int
    left: float
    right: float

    def x(self, day: int) -> float:
        """Where a day begins."""
        start, end = date(self.first_year, 1, 1).toordinal(), date(self.last_year + 1, 1, 1).toordinal()
        return self.left + (day - start) / (end - start) * (self.right - self.left)

    def holds(self, found: Stretch) -> bool:
        """Whether any part of it lies on the axis."""
        years = [date.fromordinal(day).year for day in found.days]
        return any(self.first_year <= year <= self.last_year for year in years) or (
            min(years) < self.first_year and max(years) > self.last_year
        )

    def january(self, year: int) -> float:
        """Where a year begins."""
        return self.x(date(year, 1, 1).toordinal())

    @property
    def januaries(self) -> list[float]:
        """Where the years begin, and where the last one ends."""
        return [self.january(year) for year in range(self.first_year, self.last_year + 2)]

    @property
    def years(self) -> range:
        """The years on it."""
        return range(self.first_year, self.last_year + 1)


def years_of(stretches: Iterable[Stretch]) -> tuple[int, int]:
    """First and last year of the run of years in which most of the dates lie; runs are apart by more than five years."""
    years = sorted(date.fromordinal(day).year for found in stretches for day in found.days)
    runs: list[list[int]] = [[years[0]]]
    for year in years[1:]:
        if year - runs[-1][-1] > _GAP:
            runs.append([])
        runs[-1].append(year)
    best: Sequence[int] = max(runs, key=len)
    return best[0], best[-1]


def in_words(edtf: str) -> str:
    """A date of the package in words, where it is a day, a month, a year or an interval of these; else as it is.

    >>> in_words("1945-05/1945-09-02")
    'May 1945 to 2 September 1945'
    """
    return " to ".join(_simple(part) for part in edtf.split("/")) if edtf.strip("/") else edtf


def _simple(edtf: str) -> str:
    earliest, latest = edtf_bounds(edtf)
    parts = edtf.split("-")
    if not earliest or not latest or earliest[:7] != latest[:7]:
        return edtf
    day = date.fromisoformat(earliest)
    return day_in_words(day) if len(parts) == 3 else f"{_MONTHS[day.month - 1]} {day.year}"
