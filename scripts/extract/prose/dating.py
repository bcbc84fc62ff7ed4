"""When an event took place, as the text itself says: what is told of the event without a date takes that date over.

The dates are learnt from the claims themselves: a claim that an event took place on a date, or that somebody took part in it on a
date. A later claim may point at the words of that date (span role date_context, date_basis inherited); where only the
beginning of an event is known, what happened in it is dated "no earlier than" that, and where only its end is, "no later than".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from extract.context import Context
from extract.model import ClaimDraft, Span
from extract.prose.slots import Shadow
from roa_dataset.reading.dates import DateReading

#: how well a claim dates an event: that it took place within bounds, that somebody took part in it, that it began or ended
BOUNDED = ("point", "within", "throughout")
OPEN = {"start": "no_earlier_than", "end": "no_later_than"}
#: roles that ask for something that happened in the event; a state then may be older than the event
INSIDE = ("point", "within", "throughout")
OWN_BASIS = ("stated", "context", "convention")
#: what only the place, or the act, of which the sentences before tell can be meant by
TIE = re.compile(
    r"\b(?:the (?:city|town|village|capital|harbour|fortress|island)|(?:that|this) (?:move|step|decision|action|battle|fight(?:ing)?)"
    r"|during (?:the )?(?:battle|fight(?:ing)?|combat))\b",
    re.IGNORECASE,
)
#: sentences over which a text may go on about an event without naming it
REACH = 6


@dataclass(frozen=True)
class EventDate:
    """A date that the text gives an event: its reading, the place of its words and how it bounds the event."""

    date: DateReading
    start: int
    end: int
    role: str
    #: 0 the event took place then, 1 somebody took part in it then, 2 it began or ended then
    rank: int

    def bounding(self, role: str) -> str | None:
        """The role that this date has for something that happened in the event and is asked for with `role`."""
        if self.role in BOUNDED:
            return role
        if role in INSIDE:
            return OPEN[self.role]
        return role if role == OPEN[self.role] else None


@dataclass
class EventDates:
    """What a document has said so far of when its events took place, and the event of which a section goes on to tell."""

    known: dict[str, EventDate] = field(default_factory=dict)
    #: the places of all words that date each event
    words: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    scene: str | None = None
    section: str = ""
    since: int = 0

    def enter(self, section: str) -> None:
        """A new paragraph; under another heading nothing of the last section is gone on with."""
        if section != self.section:
            self.scene, self.section = None, section

    def learn(self, context: Context, claims: Iterable[ClaimDraft]) -> None:
        """Keeps for each event the best date that the claims give it; of equals the first."""
        for claim in claims:
            found = _dated_event(context, claim)
            if found is None:
                continue
            event, dated = found
            self.words.setdefault(event, []).append((dated.start, dated.end))
            if event not in self.known or dated.rank < self.known[event].rank:
                self.known[event] = dated

    def follow(self, shadow: Shadow) -> None:
        """Goes on to the next sentence: the one dated event that this one names is told of until another time or event comes."""
        if any(s.type == "event" for s in shadow.slots):
            self.scene, self.since = self._only_dated(shadow), 0
            return
        self.since += 1
        if self.since > REACH or any(s.date and s.date.earliest for s in shadow.slots):
            self.scene = None

    def date_of(
        self, context: Context, shadow: Shadow, role: str, entities: Iterable[object]
    ) -> tuple[DateReading, str, Span] | None:
        """The date of the event that a claim is about: one of its own entities, else the one event of the sentence, else of the scene."""
        named = {s.entity_id for s in shadow.slots if s.type == "event"}
        own = {str(e) for e in entities if e in named}
        if own:
            event = own.pop() if len(own) == 1 else None
        else:
            event = self._only_dated(shadow) if named else self._scene(context, shadow)
        dated = self.known.get(event) if event else None
        if event is None or dated is None or self._other_date(shadow, event):
            return None
        bounding = dated.bounding(role)
        return (dated.date, bounding, Span("date_context", dated.start, dated.end)) if bounding else None

    def _other_date(self, shadow: Shadow, event: str) -> bool:
        """Whether the sentence has a whole date besides those of the event."""
        dates = (s.start for s in shadow.slots if s.date and s.date.earliest)
        return any(not any(start <= at < end for start, end in self.words[event]) for at in dates)

    def _only_dated(self, shadow: Shadow) -> str | None:
        """The one event that the sentence names and that the text has dated."""
        dated = {str(s.entity_id) for s in shadow.slots if s.type == "event" and s.entity_id in self.known}
        return dated.pop() if len(dated) == 1 else None

    def _scene(self, context: Context, shadow: Shadow) -> str | None:
        """The event of the sentences before, where this one names its place or says "the city", "that move"."""
        if self.scene is None:
            return None
        label = context.names.label(self.scene)
        places = (context.words(s.start, s.end) for s in shadow.slots if s.type in ("place", "polity"))
        tied = TIE.search(shadow.text) or any(re.search(rf"\b{re.escape(p)}\b", label) for p in places)
        return self.scene if tied else None


def _dated_event(context: Context, claim: ClaimDraft) -> tuple[str, EventDate] | None:
    if claim.date is None or not claim.date.earliest or claim.date_basis not in OWN_BASIS:
        return None
    if (claim.polarity, claim.modality) != ("affirmed", "asserted"):
        return None
    words = [s for s in claim.spans if s.role == "date"]
    role = str(claim.date_role)
    if not words or role not in (*BOUNDED, *OPEN):
        return None
    if claim.predicate == "took_place" and context.names.entity_type(claim.subject_id) == "event":
        event, rank = claim.subject_id, 0 if role in BOUNDED else 2
    elif claim.predicate == "took_part_in" and claim.object_id and role in BOUNDED:
        if context.names.entity_type(claim.object_id) != "event":
            return None
        event, rank = claim.object_id, 1
    else:
        return None
    return event, EventDate(claim.date, words[0].start, words[-1].end, role, rank)
