"""What `roa_dataset.asof` needs to answer for a day: the day, checked, and the rows of the views."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from roa_dataset import asof
from roa_dataset.claims.readings import Readings, readings_of
from roa_dataset.errors import QueryError

if TYPE_CHECKING:
    from roa_dataset.package import Package


def checked_day(at: str | date) -> str:
    """The day as YYYY-MM-DD. Raises QueryError for what is no day of the calendar; a month or a year is none."""
    try:
        day = date.fromisoformat(at) if isinstance(at, str) else at
        return date(day.year, day.month, day.day).isoformat()
    except ValueError:
        raise QueryError(f"at: found {at!r}; expected one day as YYYY-MM-DD, for example 1945-02-15.") from None


def view_rows(package: Package) -> Mapping[str, Sequence[asof.Row]]:
    """The tables that the answers are read from."""
    return {name: package.rows(name) for name in asof.TABLES} | {"provenance": package.provenance}


def claims_of(package: Package, answer: asof.Answer) -> Readings:
    """The claims behind an answer, newest text first."""
    claims = package.index("claims", "claim_id")
    return readings_of(package, (claims[claim_id] for claim_id in answer.claims))


def limits_of(answer: asof.Answer) -> str:
    """The words with which the text limits the answer, empty where there are none."""
    parts = [
        answer.polarity if answer.polarity != "affirmed" else "",
        answer.modality if answer.modality != "asserted" else "",
        answer.basis.replace("_", " ") if answer.basis != "unspecified" else "",
        answer.hedges,
    ]
    return ", ".join(dict.fromkeys(part for part in parts if part))
