"""A sentence as words and typed slots: the string that patterns run over, and the way back to the raw text.

Each name, date, number and rank is replaced by two private characters, one for its type and one for its position in the list of
slots; reference marks are left out. A pattern therefore never sees a name, a number or a date, only that one stands there.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from roa_dataset.reading.dates import DateReading
from roa_dataset.reading.numbers import NumberReading

#: type of slot → the private character that stands for it
TYPES = {
    "person": "\ue001",
    "unit": "\ue002",
    "group": "\ue003",
    "organization": "\ue004",
    "polity": "\ue005",
    "place": "\ue006",
    "event": "\ue007",
    "work": "\ue008",
    "object": "\ue009",
    "rank": "\ue00a",
    "date": "\ue00b",
    "number": "\ue00c",
}
INDEX_BASE = 0xE100
MOST_SLOTS = 0xF8FF - INDEX_BASE


@dataclass(frozen=True)
class Slot:
    """A name, date, number or rank in the raw text. `entity_id` is set for names and for resolved pronouns."""

    type: str
    start: int
    end: int
    entity_id: str | None = None
    date: DateReading | None = None
    number: NumberReading | None = None
    resolved: bool = False
    #: further entities that a plural pronoun stands for ("They" after "Vlasov and his allies")
    also: tuple[str, ...] = ()
    #: where the text says that only some of the entity's people are meant ("Some soldiers were …. They")
    part: tuple[int, int] | None = None


@dataclass(frozen=True)
class Shadow:
    """The sentence as patterns see it. `offset(i)` is the raw position of the shadow's character i."""

    text: str
    slots: tuple[Slot, ...]
    start: int
    end: int
    _shadow_starts: tuple[int, ...]
    _raw_starts: tuple[int, ...]
    _verbatim: tuple[bool, ...]

    def slot(self, character: str) -> Slot:
        return self.slots[ord(character) - INDEX_BASE]

    def raw_start(self, position: int) -> int:
        """The raw position at which the shadow's character at `position` begins."""
        piece = bisect_right(self._shadow_starts, position) - 1
        if not self._verbatim[piece]:
            return self._raw_starts[piece]
        return self._raw_starts[piece] + position - self._shadow_starts[piece]

    def raw_end(self, position: int) -> int:
        """The raw position at which the shadow's character before `position` ends."""
        piece = bisect_right(self._shadow_starts, position - 1) - 1
        if not self._verbatim[piece]:
            slot = self.slot(self.text[self._shadow_starts[piece] + 1])
            return slot.end
        return self._raw_starts[piece] + position - self._shadow_starts[piece]


def build_shadow(raw: str, start: int, end: int, slots: list[Slot], gaps: list[tuple[int, int]]) -> Shadow:
    """The shadow of raw[start:end]; `slots` and `gaps` (marks to leave out) do not overlap."""
    pieces: list[str] = []
    shadow_starts: list[int] = []
    raw_starts: list[int] = []
    verbatim: list[bool] = []
    length = 0

    def add(text: str, raw_start: int, copied: bool) -> None:
        nonlocal length
        if text:
            pieces.append(text)
            shadow_starts.append(length)
            raw_starts.append(raw_start)
            verbatim.append(copied)
            length += len(text)

    kept = sorted(slots, key=lambda s: s.start)[:MOST_SLOTS]
    stops: list[tuple[int, int, int]] = [(s.start, s.end, number) for number, s in enumerate(kept)]
    stops += [(a, b, -1) for a, b in gaps]
    at = start
    for first, last, number in sorted(stops):
        if first < at:
            continue
        add(raw[at:first], at, True)
        if number >= 0:
            add(TYPES[kept[number].type] + chr(INDEX_BASE + number), first, False)
        at = last
    add(raw[at:end], at, True)
    return Shadow("".join(pieces), tuple(kept), start, end, tuple(shadow_starts), tuple(raw_starts), tuple(verbatim))
