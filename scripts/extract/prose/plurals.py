"""Who "these units", "the units", "such soldiers", "these latter", "them" and "his account" are, where one reading is left.

Only groups and works are found here; a plural that could as well mean another noun of the sentence stays unresolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from extract.prose.screen import SCREEN
from extract.prose.slots import Slot

KINDS = (
    "units|battalions|divisions|regiments|brigades|companies|squadrons|formations|forces|troops|soldiers|volunteers|prisoners"
    "|men"
)
#: "these battalions" are a group that the text calls so, or "units"; men are not meant
FORMED = re.compile(r"battalions|divisions|regiments|brigades|companies|squadrons|formations")
UNITS = re.compile(rf"\b(?:units|{FORMED.pattern})\b", re.IGNORECASE)
#: a relative clause behind it says itself who is meant
OPEN = r"(?!\s+(?:of|who|which|that)\b)"
#: "these units", "such soldiers": the one group before; "the units": the last group whose own words have that word
PLURAL = re.compile(rf"\b(?P<which>[Tt]he|[Tt]hese|[Tt]hose|[Ss]uch)\s+(?P<what>{KINDS})\b{OPEN}")
#: "men and officers of the X": "those men" of the same sentence are they, a part of the X
MEN_OF = re.compile(
    r"\b(?:men|officers|soldiers|troops|members)(?:\s+and\s+(?:men|officers|soldiers))?\s+of\s+(?:the\s+)?\Z"
)
#: "those who were sent home": a part of the one force of whose men the sentence has spoken
THOSE = re.compile(r"\b(?P<those>[Tt]hose)\s+who\s+(?:was|were|had)\s+(?:\w+ly\s+)?\w+")
MEN = re.compile(r"\s+(?:soldiers|men|troops|members|officers|volunteers|prisoners)\b")
LATTER = re.compile(r"\b[Tt]hese\s+latter\b(?=\s+(?:was|were|had|have|did|would|could|\w+ed)\b)")
THEM = re.compile(r"\b(?:they|them)\b")
#: "his account", "the report": the last work whose own words have that word
WRITTEN = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Hh]is|[Hh]er|[Tt]heir)\s+(?P<what>account|report|communication|letter|memorandum|directive|book)\b"
)
#: a plural noun, or a name in the plural ("the Allies"), between a group and "they" could be meant as well
OTHER_PLURAL = re.compile(r"\b(?!(?:was|has|is|its|his|this|as|whereas)\b)[a-z]{2,}s\b")

Found = tuple[str, re.Match[str], str]


def plurals(text: str, start: int, end: int, slots: list[Slot], before: list[Slot], past: list[Slot]) -> list[Slot]:
    """The descriptions in text[start:end] as slots.

    `slots` are this sentence's, `before` the last sentence's, `past` all before.
    """
    found: list[Slot] = []

    def add(slot_type: str, match: re.Match[str], entity: str | None) -> None:
        if entity is not None:
            found.append(Slot(slot_type, match.start(), match.end(), entity, resolved=True))

    for match in SCREEN.finditer(PLURAL, text, start, end):
        if match["which"].lower() == "the":
            add("group", match, _last(text, match["what"], _upto([*past, *slots], match.start()), "group"))
        elif of_whom := _men_of(text, start, _upto(slots, match.start()), match["what"]):
            found.append(
                Slot(of_whom.type, match.start(), match.end(), of_whom.entity_id, resolved=True, part=of_whom.part)
            )
        else:
            here = _upto(slots, match.start())
            add("group", match, _formed(text, match["what"], here, before, past))
    for match in SCREEN.finditer(THOSE, text, start, end):
        forces = [s for s in _upto(slots, match.start()) if s.type in ("unit", "group")]
        if len({s.entity_id for s in forces}) == 1 and any(s.type == "group" or MEN.match(text, s.end) for s in forces):
            one = replace(forces[0], start=match.start(), end=match.end("those"), resolved=True, part=match.span())
            found.append(one)
    for match in SCREEN.finditer(LATTER, text, start, end):
        groups = sorted(_groups(before), key=lambda s: s.start)
        add("group", match, groups[-1].entity_id if groups else None)
    for match in SCREEN.finditer(THEM, text, start, end):
        known = _groups(_upto([*slots, *found], match.start()))
        if not known or len({s.entity_id for s in known}) != 1:
            continue
        rivals = [
            s
            for s in slots
            if known[-1].end <= s.start < match.start() and re.search(r"[^'’s]s\Z", text[s.start : s.end])
        ]
        if not rivals and not OTHER_PLURAL.search(text, known[-1].end, match.start()):
            add("group", match, known[0].entity_id)
    for match in SCREEN.finditer(WRITTEN, text, start, end):
        add("work", match, _last(text, match["what"], _upto([*past, *slots], match.start()), "work"))
    return found


def _upto(slots: Iterable[Slot], at: int) -> list[Slot]:
    return sorted((s for s in slots if s.entity_id and s.end <= at), key=lambda s: s.start)


def _groups(slots: Iterable[Slot]) -> list[Slot]:
    return [s for s in slots if s.type == "group"]


def _men_of(text: str, start: int, here: list[Slot], what: str) -> Slot | None:
    """The one unit of which this sentence has just said "men of the …", with the place of these words."""
    if what not in ("men", "soldiers", "troops"):
        return None
    units = []
    for slot in here:
        men = MEN_OF.search(text, start, slot.start) if slot.type == "unit" else None
        if men:
            units.append(replace(slot, part=(men.start(), slot.end)))
    return units[0] if len({s.entity_id for s in units}) == 1 else None


def _only(here: list[Slot], before: list[Slot]) -> str | None:
    """The one group of this sentence, or, where it has none yet, of the sentence before."""
    groups = {s.entity_id for s in _groups(here)} or {s.entity_id for s in _groups(before)}
    return groups.pop() if len(groups) == 1 else None


def _formed(text: str, what: str, here: list[Slot], before: list[Slot], past: list[Slot]) -> str | None:
    """The one group before; for a word of formations, where that is men, the last group whose own words are of formations."""
    one = _only(here, before)
    if one is None or not FORMED.fullmatch(what):
        return one
    named = [s for s in _groups([*past, *before, *here]) if UNITS.search(text[s.start : s.end])]
    return one if any(s.entity_id == one for s in named) else named[-1].entity_id if named else None


def _last(text: str, what: str, slots: list[Slot], slot_type: str) -> str | None:
    """The last entity of the type whose own words in the text have the word."""
    for slot in reversed(slots):
        if slot.type == slot_type and re.search(rf"\b{what}\b", text[slot.start : slot.end], re.IGNORECASE):
            return slot.entity_id
    return None
