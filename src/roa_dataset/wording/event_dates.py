"""The flat label of an event, and the date behind it."""

from __future__ import annotations

import re

from roa_dataset.checks.carried import SEPARATOR

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
#: roles of a date that is the event's own, not one of its ends
WHOLE_DATES = {"point", "as_of", "within", "throughout"}
#: a year, a season of it, a month or a day, alone or as an end of an interval
_DAY = re.compile(r"(\d{4})(?:-2[1-4]|-(0[1-9]|1[0-2])(?:-(\d\d))?)?(?!\d|-)")


def capitalised(label: str) -> str:
    """The label with a capital letter at its beginning, as a row of its own shows it."""
    return label[:1].upper() + label[1:]


def dated(edtf: str, role: str) -> str:
    """ ", 13 April 1945" where all readings lie on one day, in one month or in one year; else nothing.

    `edtf` and `role` are the cells of the row: several readings are joined by " | ". A reading that is an interval lies in
    what its two ends have in common, a season in its year. Beside a date of the whole, one on which it began only bounds the
    month.
    """
    roles = set(role.split(SEPARATOR)) if role else set()
    if not roles <= WHOLE_DATES | {"start"} or roles <= {"as_of", "start"}:
        return ""  # a beginning, an end or a time at which it was seen is not the date of the whole
    common = _common([part for reading in edtf.split(SEPARATOR) for part in _parts(reading)])
    common = common[:2] if "start" in roles else common
    words = [str(int(common[2]))] if len(common) > 2 else []
    words += [MONTHS[int(common[1]) - 1]] if len(common) > 1 else []
    return ", " + " ".join([*words, common[0]]) if common else ""


def _parts(reading: str) -> list[tuple[str, ...]]:
    """Year, month and day of each date in a reading; nothing of one that is none of them (a decade)."""
    found: list[tuple[str, ...]] = [
        tuple(str(part) for part in match.groups() if part) for match in _DAY.finditer(reading)
    ]
    return found or [()]


def _common(dates: list[tuple[str, ...]]) -> tuple[str, ...]:
    """What all dates begin with."""
    shared = dates[0]
    for date in dates[1:]:
        same = [left == right for left, right in zip(shared, date, strict=False)]
        shared = shared[: same.index(False) if False in same else len(same)]
    return shared
