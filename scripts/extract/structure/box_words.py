"""Words of a box that are not what its label asks for: a state in the place of a task, a part before a seat."""

from __future__ import annotations

import re

#: a state where the task should stand
_ENDED = re.compile(
    r"(?:now |currently |since )?(?:defunct|disbanded|dissolved|inactive|amalgamated|abolished)", re.IGNORECASE
)
#: what part of a force has its seat somewhere
_SEAT = re.compile(
    r"(?P<part>(?:[A-Z]+ ?)?(?:HQ|[Hh]eadquarters|[Dd]epot|[Bb]attalion|[Rr]ear [Pp]arty))\s*(?:-|–|—|:)\s+(?=\w)"
)


def is_ended(words: str) -> bool:
    """Whether the words say that a force is no more."""
    return _ENDED.fullmatch(words) is not None


def seated_part(text: str, start: int, end: int) -> re.Match[str] | None:
    """The part of a force and the dash with which text[start:end] begins; group "part" is the words for it."""
    return _SEAT.match(text, start, end)
