"""The years behind the name at the head of a box, "7th Reed Brigade (1921 - 1926)": what the box says is of those years."""

from __future__ import annotations

from dataclasses import replace

from extract.context import Context
from extract.model import Cell, Span
from roa_dataset.reading.dates import DateReading

#: what changes with time and has none of its own in a box
CHANGING = ("part_of",)


def period_of(context: Context, name: Cell) -> DateReading | None:
    """The one stretch of time in the name at the head of a box; None where there is none."""
    found = [date for date in context.dates(name.start, name.end) if date.kind == "range"]
    return found[0] if len(found) == 1 else None


def give_time(context: Context, first: int, period: DateReading) -> None:
    """Gives the claims from position `first` on that have no time of their own the time of their box, as inherited."""
    for position in range(first, len(context.claims)):
        claim = context.claims[position]
        if claim.predicate in CHANGING and claim.date is None:
            spans = (*claim.spans, Span("date_context", period.start, period.end))
            context.claims[position] = replace(
                claim,
                date=period,
                date_role="within",
                date_basis="inherited",
                spans=tuple(sorted(spans, key=lambda s: (s.role, s.start, s.end))),
            )
