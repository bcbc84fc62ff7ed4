"""Sizes: "Corps, 120,000–130,000 (April 1945)", "1450 men (May 1902)", "3 field batteries in peace"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from extract.context import Context
from extract.model import Span
from extract.sentences import trim
from extract.structure import periods
from roa_dataset.reading.numbers import NumberReading

Stretch = tuple[int, int]
LAST_BRACKET = re.compile(r"\s*\((?P<inside>[^()]*)\)\s*$")
ITEM = re.compile(r"[^,;()]+(?:,\d{3}[^,;()]*)*")
#: words with which the circumstances of a count begin
CIRCUMSTANCE = re.compile(r"\b(?:at|during|in|by|as of|on|before|after|when|under|per|of which)\b")


def claim_size(
    context: Context, subject: str, quote: Callable[[int], Stretch], value: Stretch, spans: Iterable[Span]
) -> None:
    """Echelon (is_a) and strengths; a bracket at the end that holds a date only dates all strengths, and the echelon
    where it stands right before it."""
    end = value[1]
    parts: dict[str, object] = {}
    dated: list[Span] = []
    bracket = LAST_BRACKET.search(context.text, *value)
    if bracket:
        inside = (bracket.start("inside"), bracket.end("inside"))
        dates = context.dates(*inside)
        if dates and not _other_numbers(context, inside):
            parts, dated = periods.bracket_date(context, inside)
            end = bracket.start()
    items = _items(context.text, value[0], end)
    counted: Span | None = None
    for start, stop in items:
        numbers = context.numbers(start, stop)
        every = [*spans, *dated]
        closes = 1 if context.text[stop : stop + 1] == ")" else 0
        last = max([stop + closes, *(s.end + 1 for s in dated)])
        if numbers:
            counted = _strength(
                context,
                subject,
                quote(last),
                numbers[0],
                (numbers[0].end, stop),
                every,
                parts,
                counted if closes else None,
            )
        else:
            # "Corps, 40,000 (May 1931)": the date in brackets is that of the number right before it
            own = (start, stop) == items[-1]
            context.claim(
                "infobox.size-echelon",
                subject,
                "is_a",
                quote(last if own else stop),
                [*(every if own else spans), Span("value", start, stop)],
                **{"qualifier": "echelon", **(parts if own else {})},
            )


def _other_numbers(context: Context, inside: Stretch) -> bool:
    dates = context.dates(*inside)
    return any(all(n.end <= d.start or n.start >= d.end for d in dates) for n in context.numbers(*inside))


def _items(text: str, start: int, end: int) -> list[Stretch]:
    found = [trim(text, m.start(), m.end()) for m in ITEM.finditer(text, start, end)]
    return [f for f in found if any(c.isalnum() for c in text[slice(*f)])]


def _strength(
    context: Context,
    subject: str,
    quote: Stretch,
    number: NumberReading,
    rest: Stretch,
    spans: list[Span],
    parts: dict[str, object],
    counted: Span | None,
) -> Span | None:
    """One strength; what it counts, which a number in the bracket behind it counts too ("2 companies (5 in 1902)")."""
    spans = [*spans, Span("number", number.start, number.end), *hedge_spans(number)]
    measure = trim(context.text, *rest)
    circumstance = CIRCUMSTANCE.search(context.text, *measure)
    if circumstance:
        spans.append(Span("qualifier", circumstance.start(), measure[1]))
        measure = trim(context.text, measure[0], circumstance.start())
    parts = {**parts, "number": number}
    if measure[0] < measure[1]:
        counted = Span("measure", *measure)
    elif counted:  # the last word only: "1 Regular battalion (10 in the war)" does not say that the ten were Regular
        first = context.text.rfind(" ", counted.start, counted.end) + 1
        counted = Span("measure", max(first, counted.start), counted.end)
    if counted:
        spans.append(counted)
        parts["number_measure"] = counted.text(context.text)
    context.claim("infobox.size-strength", subject, "has_strength", quote, spans, **parts)
    return counted


def hedge_spans(number: NumberReading) -> list[Span]:
    return [Span("hedge", number.hedge_start, number.hedge_end)] if number.hedge else []
