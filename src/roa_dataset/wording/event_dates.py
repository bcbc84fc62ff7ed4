"""The date behind the flat label of an event."""

from __future__ import annotations

import re

from roa_dataset.checks.carried import SEPARATOR

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
#: roles of a date that is the event's own, not one of its ends
WHOLE_DATES = {"point", "as_of", "within", "throughout"}


def dated(edtf: str, role: str) -> str:
    """ ", 13 April 1945" where all readings have one date that is a day, a month or a year; else nothing.

    `edtf` and `role` are the cells of the row: several readings are joined by " | ".
    """
    roles = set(role.split(SEPARATOR)) if role else set()
    if not roles <= WHOLE_DATES or roles <= {"as_of"}:
        return ""  # a beginning, an end or a time at which it was seen is not the date of the whole
    match = re.fullmatch(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?", edtf)
    if match is None:
        return ""
    year, month, day = match.groups()
    words = [str(int(day))] if day else []
    return ", " + " ".join([*words, *([MONTHS[int(month) - 1]] if month else []), year])
