"""When a claim was so: the date of its rule's group, of the sentence's head, or of a sentence before, with role and basis."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extract.model import Span
from extract.prose.coreference import HAS_YEAR
from extract.prose.found import Found
from extract.prose.slots import TYPES, Shadow, Slot
from roa_dataset.reading.dates import DateReading, read_period

PREPOSITION = re.compile(
    r"\b(?P<word>by|in|on|at|since|from|(?<!not\s)until|till|to|during|throughout|before|after|between|within|of)\s+(?:(?<=until\s)(?:its\s|their\s)?\w+ing\s(?:in|on)\s)?(?:the\s+)?(?:\w+\s+of\s+)?$",
    re.IGNORECASE,
)
ROLE = {
    "by": "as_of", "since": "start", "from": "start", "until": "end", "till": "end", "to": "end", "during": "within",
    "following": "after", "throughout": "throughout", "before": "before", "after": "after", "between": "throughout", "within": "within",
}  # fmt: skip
#: in words that tell a time from something else: on which side of it
TOLD = re.compile(r"\b(?:after|following|before|until|since|during)\b", re.IGNORECASE)
BEHIND = re.compile(r"\b(?:after|before|until|since|during)\s$", re.IGNORECASE)
WHOLE = ("range",)
#: a date directly before the subject
ADJACENT = re.compile(rf",?\s(?:the\s)?[{TYPES['unit']}]")
#: "Before the Lake War in 1937 the division …": the date is that of something else
BESIDE = re.compile(r"\b(?:before|after|following|since|until|prior\sto)\b[^,;]*\Z", re.IGNORECASE)
#: letters before a date that may belong to the beginning of its clause
LEAD = 160
#: between two dates that bound a time told by words
UNTIL = re.compile(rf"[^,;]{{0,2}}\b(?:from|since)\s{TYPES['date']}.,?\s(?:until|till|to)\b[^,;]*\Z", re.IGNORECASE)
#: what stands before a date with which a sentence or a clause begins
HEAD = re.compile(
    r"(?:^|(?:^|[,;(]\s|\b(?:and|but|then)\s)(?:(?:however|later|already|also|then|finally|again|early|late),?\s)*"
    r"(?:at (?:midnight|noon|dawn|dusk) )?(?:in|on|by|at|from|since|during|until|overnight of|for an? (?:\w+ )?(?:time|while|period), from)\s(?:the\s)?(?:period\s)?(?:(?:end|beginning|middle|summer|spring|autumn|night)\sof\s)?)\Z"
    r"|^it was (?:not until|only (?:in|on)|in|on) (?:the )?\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Timing:
    """The date of a claim with its role and basis, and the words that give it."""

    date: DateReading
    role: str
    basis: str
    spans: tuple[Span, ...]


def timing(parts: dict[str, str], found: Found) -> tuple[bool, Timing | None]:
    """(whether the claim may be made, its time): a date that the rule needs and the sentence does not give forbids the claim."""
    name = parts.get("date")
    if parts.get("head") == "context":
        return True, _in_context(parts, found)
    if name is None:
        return True, _from_before(parts, found) if "inherit" in parts else None
    if name == "@before":
        return _needed(_inherited(parts.get("date_role", "within"), found))
    slot = found.slot(name)
    if slot is None and found.match[name] is not None:
        return True, _told(parts, name, found)
    at = found.match.start(name) - 1
    if slot is None and "head" in parts:
        start = parts.get("from", "")
        at, slot = _head(found.shadow, found.begin(start) if found.has(start) else found.match.start())
    if (slot is None or slot.date is None) and "inherit" in parts and found.discourse.dated:
        return _needed(_from_before(parts, found))
    if slot is None or slot.date is None:
        return found.optional(name) and parts.get("head") != "needed", None
    return True, _stated(parts, slot, slot.date, at, found)


def _in_context(parts: dict[str, str], found: Found) -> Timing | None:
    """With `head = "context"` the rule's date or the one with which the sentence begins, for a claim whose quote lies apart from it."""
    slot = found.slot(parts["date"]) if "date" in parts else _head(found.shadow, found.match.start())[1]
    if slot is None or slot.date is None or slot.date.kind == "relative":
        return None  # a relative time is nothing but its words, and those are not in the quote
    return Timing(
        slot.date, parts.get("date_role", "as_of"), "inherited", (Span("date_context", slot.start, slot.end),)
    )


def _needed(time: Timing | None) -> tuple[bool, Timing | None]:
    return time is not None, time


def _stated(parts: dict[str, str], slot: Slot, date: DateReading, at: int, found: Found) -> Timing:
    """A date that a slot holds; its role is the rule's own, else what the preposition before the date says."""
    word = PREPOSITION.search(found.shadow.text, 0, at)
    role = "throughout" if date.kind in WHOLE else ROLE.get(word["word"].lower(), "point") if word else "point"
    if role == "start" and not found.slot(parts["date"]) and "from" in parts and found.has(parts["from"]):
        # "From May it was raised again and served in Arlen": when it was raised is what the date tells
        between = found.shadow.text[at : found.begin(parts["from"])]
        role = "no_earlier_than" if re.search(r"\band\s\Z", between) else role
    spans = [Span("date", slot.start, slot.end)]
    last = found.slot(parts["until"]) if "until" in parts else None
    if last and last.date:
        spans.append(Span("date", last.start, last.end))
        period = read_period(date, last.date)
        return Timing(period, "throughout", _basis(period), tuple(spans))
    return Timing(date, parts.get("date_role", role), _basis(date), tuple(spans))


def _basis(date: DateReading) -> str:
    if date.kind == "relative":
        return "relative"
    if date.year_completed:
        return "context"
    return "stated"  # Context.draft says where the bounds are a convention


def _told(parts: dict[str, str], name: str, found: Found) -> Timing:
    """Words that tell the time from something else ("two days after the fall of Arlen"): no computed bounds."""
    span = found.capture(name, "date")
    words = span.text(found.context.text)
    told = BEHIND.search(found.shadow.text, 0, found.match.start(name)) or TOLD.search(words)
    role = parts.get("date_role", ROLE[told[0].strip().lower()] if told else "point")
    return Timing(
        DateReading(words, span.start, span.end, "", "", "", "relative", rule_id=""), role, "relative", (span,)
    )


def _from_before(parts: dict[str, str], found: Found) -> Timing | None:
    """What `inherit` asks for: the last date of the sentences before, or only its year."""
    of_year = parts["inherit"] == "year"
    return _inherited(parts.get("date_role", "as_of" if of_year else "within"), found, of_year)


def _inherited(role: str, found: Found, of_year: bool = False) -> Timing | None:
    """The last date of the sentences before, or its year, whose words the claim points at; None where there is none."""
    slot = found.discourse.dated
    if slot is None or slot.date is None or (of_year and not HAS_YEAR.match(slot.date.edtf)):
        return None
    date = _year_of(slot.date) if of_year else slot.date
    return Timing(date, role, "inherited", (Span("date_context", slot.start, slot.end),))


def _year_of(date: DateReading) -> DateReading:
    """The year of a date as a date of its own; its words are those of the date, which stands in an earlier sentence."""
    year = date.edtf.strip("[")[:4]
    return replace(date, edtf=year, earliest=f"{year}-01-01", latest=f"{year}-12-31", kind="year")


def _head(shadow: Shadow, before: int) -> tuple[int, Slot | None]:
    """The date with which the sentence, or the clause that "and" or "but" joins to it, begins; none where another stands between."""
    at = shadow.text.rfind(TYPES["date"], 0, max(0, before - 1))
    if at < 0 or ";" in shadow.text[at:before]:
        return 0, None
    past = shadow.text.rfind(TYPES["date"], 0, at)
    if past >= 0 and UNTIL.match(shadow.text[:at], max(0, past - 6)):
        return 0, None  # "From May until the last day of fighting on August 10": neither date is when it was
    heads = HEAD.search(shadow.text, max(0, at - LEAD), at)
    if not heads and (not ADJACENT.match(shadow.text, at + 2) or BESIDE.search(shadow.text, max(0, at - LEAD), at)):
        return 0, None
    slot = shadow.slot(shadow.text[at + 1])
    return at, slot if slot.date and slot.date.kind != "relative" else None
