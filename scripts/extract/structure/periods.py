"""Periods of existence, and the dates that brackets give: "1942 (Wehrmacht) / 1944 (officially) – 1945", "(since 1945)"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from extract.context import Context
from extract.hedges import HEDGE
from extract.model import Span
from extract.sentences import trim
from roa_dataset.reading.dates import DateReading, read_period

Stretch = tuple[int, int]
BRACKET = re.compile(r"\s*\((?P<inside>[^()]*)\)")
DASH = re.compile(r"\s*(?:[-–—−]|to|until)\s*")
PRESENT = re.compile(r"\s*(?:[-–—−]|to)\s*(?P<now>present|date|today)\b")
#: "nominally under KONR": a second holder, inside a bracket
UNDER = re.compile(r"\bunder\s+(?:the\s+)?(?P<name>[^,;()]+)$")
ROLE_WORDS = {
    "since": "start",
    "from": "start",
    "after": "after",
    "until": "end",
    "till": "end",
    "to": "end",
    "before": "before",
}
ROLE = re.compile(rf"\b(?P<word>{'|'.join(ROLE_WORDS)})\s+$")
WHOLE = ("range", "set", "night")


@dataclass(frozen=True)
class Atom:
    """A date and the bracket behind it."""

    date: DateReading
    inside: Stretch | None
    end: int


def claim_periods(
    context: Context, rule_id: str, subject: str, quote: Stretch, value: Stretch, spans: Iterable[Span]
) -> None:
    """One `active` claim for each stretch of time; two starts before one dash share the end behind it."""
    atoms = _atoms(context, value)
    if not atoms:
        return
    ends_open = PRESENT.match(context.text, atoms[-1].end, value[1])
    shared_end = None
    if len(atoms) > 1 and DASH.fullmatch(context.text, atoms[-2].end, atoms[-1].date.start):
        shared_end = atoms.pop()
    for atom in atoms:
        parts = [Span("date", atom.date.start, atom.date.end)]
        date, role = atom.date, _role(atom.date)
        last = atom.end
        if shared_end:
            parts.append(Span("date", shared_end.date.start, shared_end.date.end))
            date, role = read_period(atom.date, shared_end.date, text=_joined(context, parts)), "throughout"
            last = shared_end.end
        elif ends_open and atom is atoms[-1]:
            parts = [Span("date", atom.date.start, ends_open.end("now"))]
            date, role = read_period(atom.date, None, text=context.words(parts[0].start, parts[0].end)), "throughout"
            last = ends_open.end("now")
        parts += _bracket_part(context, atom)
        first = quote[0] if atom is atoms[0] or shared_end else atom.date.start
        whole = (first, max(last, quote[1] if shared_end else last))
        claimed = [*spans, *parts] if first == quote[0] else parts
        context.claim(rule_id, subject, "active", whole, claimed, date=date, date_role=role, date_basis="stated")


def _atoms(context: Context, value: Stretch) -> list[Atom]:
    atoms: list[Atom] = []
    for date in context.dates(*value):
        bracket = BRACKET.match(context.text, date.end, value[1])
        inside = (bracket.start("inside"), bracket.end("inside")) if bracket else None
        if atoms and date.start < atoms[-1].end:
            continue  # a date inside the bracket of the one before
        atoms.append(Atom(date, inside, bracket.end() if bracket else date.end))
    return atoms


def _joined(context: Context, spans: list[Span]) -> str:
    return " … ".join(s.text(context.text) for s in spans)


def _bracket_part(context: Context, atom: Atom) -> list[Span]:
    if atom.inside is None:
        return []
    role = "hedge" if HEDGE.fullmatch(context.words(*atom.inside)) else "qualifier"
    return [Span(role, *atom.inside)]


def _role(date: DateReading) -> str:
    if date.kind in WHOLE:
        return "throughout"
    # the day of a force that is active is its first one: nothing exists for one day only
    return "start" if date.kind == "day" else "within"


def bracket_date(context: Context, inside: Stretch) -> tuple[dict[str, object], list[Span]]:
    """The date inside a bracket: the parts of a claim that it fills, and its spans; nothing where there is none."""
    dates = context.dates(*inside)
    if not dates:
        return {}, []
    date = dates[0]
    role = "throughout" if date.kind in WHOLE else "as_of"
    word = ROLE.search(context.text, inside[0], date.start)
    if word:
        role = ROLE_WORDS[word["word"]]
    return {"date": date, "date_role": role, "date_basis": "stated"}, [Span("date", date.start, date.end)]


def claim_under(context: Context, subject: str, under: re.Match[str], inside: Stretch, marks: Iterable[Span]) -> None:
    """ "from 1944, nominally under KONR": subordination, as the bracket behind another holder states it."""
    name = trim(context.text, under.start("name"), under.end("name"))
    holder = context.names.name(*name, "organization")
    spans = [
        Span("object", *name),
        Span("value", *name),
        Span("trigger", under.start(), under.start() + len("under")),
        *marks,
    ]
    parts, more = bracket_date(context, (inside[0], under.start()))
    spans += more
    hedge = HEDGE.search(context.text, inside[0], under.start())
    if hedge:
        spans.append(Span("hedge", hedge.start(), hedge.end()))
    context.claim("infobox.allegiance-under", subject, "subordinate_to", inside, spans, object_id=holder, **parts)
