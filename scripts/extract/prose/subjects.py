"""What a sentence is about, for the "they" of the next one; and "the city" where one town stands before."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.context import Context
from extract.prose.screen import SCREEN
from extract.prose.slots import TYPES, Shadow, Slot

FORCES = ("unit", "group")
_FORCE = f"[{TYPES['unit']}{TYPES['group']}](?P<slot>.)"
_FEW = (
    rf"(?:(?:the|these|those|both|all|some|many|most|several|approximately|about|nearly|almost|{TYPES['number']}.)\s+)*"
)
_BEFORE = (
    "due to|because of|owing to|in|on|at|by|during|after|before|from|under|with|since|following|despite|when|while|as"
)
_FRONT = rf"(?:{_BEFORE})\b"
_VERB = r"(?=\s(?:had|was|were|has|have|is|are|could|would|did|left|fought|began|took|came|went|\w+ed)\b)"
#: "The 4th Division had to leave", "Due to the defeat, the 4th Division had to leave"
AGENT = (
    re.compile(rf"(?:\w+,\s+)?(?:the\s|these\s|those\s|both\s)?{_FORCE}(?![’'])", re.IGNORECASE),
    re.compile(rf"{_FRONT}[^;]*?,\s(?:the\s)?{_FORCE}{_VERB}", re.IGNORECASE),
    re.compile(rf"{TYPES['date']}.,?\s(?:the\s)?{_FORCE}{_VERB}", re.IGNORECASE),
    re.compile(
        rf"(?:in|on|by|from|since|during)\s(?:the\s)?{TYPES['date']}.[^,;]*?\s(?:the\s)?{_FORCE}{_VERB}", re.IGNORECASE
    ),
)
#: "Some soldiers were", "Approximately 500 men were": men of the force that the article is about
MEN = re.compile(rf"(?P<men>{_FEW}(?:men|soldiers|troops|officers|prisoners))\s(?:had|was|were|\w+ed)\b", re.IGNORECASE)
#: what may stand before "they" so that it still takes up the subject of the sentence before
FRONTED = re.compile(
    r"(?:(?:At no time|Never|Not once|Nor)\s(?:did|was|were|had)\s|(?:\w+\s(?:days|weeks|months|years|hours)\s(?:later|earlier|afterwards),?\s)|(?:In|On|At|By|During|Under|With|From|Since|Until|Throughout|For|Between|After|Before)\b[^,;]*(?:,\s|\s\d{4}\s|\syear\s|\s(?:Jan|Febr)uary\s|\s(?:March|April|May|June|July|August)\s|\s(?:Septem|Octo|Novem|Decem)ber\s))?\Z"
)
TOWN = re.compile(r"\b[Tt]he\s(?:city|town|village)\b")
TOWN_KIND = "town"


@dataclass(frozen=True)
class Topic:
    """The force that is the grammatical subject of a sentence, or where it names some men of the article's force instead."""

    agent: str | None = None
    men: tuple[int, int] | None = None


def topic_of(shadow: Shadow) -> Topic:
    """The topic of a sentence; empty where its subject is a person, a thing or not clear."""
    for pattern in AGENT if any(s.type in FORCES for s in shadow.slots) else ():
        match = pattern.match(shadow.text)
        if match:
            return Topic(agent=shadow.slot(match["slot"]).entity_id)
    match = MEN.match(shadow.text)
    return Topic(men=(shadow.raw_start(0), shadow.raw_end(match.end("men"))) if match else None)


def is_fronted(words: str) -> bool:
    """Whether `words`, all that stands before a pronoun in its sentence, leave it the subject of the sentence."""
    return FRONTED.match(words) is not None


def towns(context: Context, start: int, end: int, slots: list[Slot], before: list[Slot]) -> list[Slot]:
    """ "the city": the one town of the vocabulary that this sentence names before it, else the one of the sentence before, be it the
    last of the paragraph before."""
    found = []
    for match in SCREEN.finditer(TOWN, context.text, start, end):
        here = {str(s.entity_id) for s in slots if s.end <= match.start() and _is_town(context, s)}
        named = here or {str(s.entity_id) for s in before if _is_town(context, s)}
        if len(named) == 1:
            found.append(Slot("place", match.start(), match.end(), named.pop(), resolved=True))
    return found


def _is_town(context: Context, slot: Slot) -> bool:
    known = context.names.vocabulary.entities.get(str(slot.entity_id))
    return slot.type == "place" and known is not None and known.kind == TOWN_KIND
