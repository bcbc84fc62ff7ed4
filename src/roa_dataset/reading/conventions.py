"""Dates whose bounds are a convention of the dataset and no words of a text: thirds of a year, seasons, parts of a month."""

from __future__ import annotations

import re

from roa_dataset.reading.dates import DateReading

#: kinds of such dates: "summer of 1921", "late 1921", "the end of May 1921"
_KINDS = ("season", "part_of_year", "part_of_month")
#: words by which one of several dates is such a one ("late 1921 or early 1922")
_PART = re.compile(r"\b(?:early|mid|late|end|beginning|spring|summer|autumn|fall|winter)\b", re.IGNORECASE)


def by_convention(date: DateReading) -> bool:
    """Whether the bounds of this date rest on a convention (`date_basis` is then `convention`)."""
    return date.kind in _KINDS or (date.kind in ("set", "range") and _PART.search(date.text) is not None)
