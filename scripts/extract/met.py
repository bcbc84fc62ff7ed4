"""Persons, places and organizations that a text has named before: their names met again, and the last names of its persons."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extract import grammar
from extract.model import Discovered

TYPES = ("person", "place", "organization")
#: a name shorter than this is too easily another word
SHORTEST = 4
WORD = re.compile(rf"(?<![\w’'-])[{grammar.UPPER}][\w-]+")
#: what may stand before a name that is no part of it
OPENING = re.compile(
    r"(?:^|[.:;,(\"“]\s?|\b(?:[a-zà-ÿ]\w*|In|At|From|Near|The|To|By|On|When|While|After|Before|Since|Until|With|As|For|Both|But|And|However|During|\d+),?\s)\Z"
)
#: what goes on with another capitalised word is a longer name
GOES_ON = re.compile(rf"\s(?!(?:I|The|He|She|It|In|On|At)\b)[{grammar.UPPER}]|[-’'](?!s\b)\w|\w")


@dataclass
class Met:
    """Names by their first word, and last names; grows with the text, so that no sentence looks at all of them."""

    _by_first: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    _last: dict[str, set[str]] = field(default_factory=dict)

    def add(self, entity: Discovered) -> None:
        if entity.entity_type not in TYPES or len(entity.label) < SHORTEST or not entity.label[0].isupper():
            return
        first = WORD.match(entity.label)
        if first is None:
            return
        named = self._by_first.setdefault(first[0], [])
        named.append((entity.label, entity.entity_id))
        named.sort(key=lambda n: -len(n[0]))
        given, _, last = re.sub(r",?\s(?:Jr|Sr|I{1,3}|IV|V)\.?$", "", entity.label).rpartition(" ")
        if entity.entity_type == "person" and given and len(last) >= SHORTEST and last[0].isupper():
            self._last.setdefault(last, set()).add(entity.entity_id)

    def person(self, last_name: str) -> str | None:
        """The one person who has this last name; none where two have it."""
        found = self._last.get(last_name, set())
        return next(iter(found)) if len(found) == 1 else None

    def find(self, text: str, start: int, end: int) -> list[tuple[int, int, str]]:
        """(start, end, entity) of each name in text[start:end] that was met before, whole names only, the longest first."""
        found: list[tuple[int, int, str]] = []
        at = start
        for word in WORD.finditer(text, start, end):
            if word.start() < at:
                continue
            one = self._at(text, word, start, end)
            if one:
                found.append(one)
                at = one[1]
        return found

    def _at(self, text: str, word: re.Match[str], start: int, end: int) -> tuple[int, int, str] | None:
        if word[0] not in self._by_first and word[0] not in self._last:
            return None
        first = word.start()
        if not OPENING.search(text[max(start, first - 12) : first] if first > start else ""):
            return None
        names = list(self._by_first.get(word[0], ()))
        alone = self.person(word[0])
        if alone:
            names.append((word[0], alone))
        elif word[0] in self._last:
            names = [n for n in names if " " in n[0]]
        for label, entity in names:
            last = first + len(label)
            if last <= end and text.startswith(label, first) and not GOES_ON.match(text, last, end):
                return first, last, entity
        return None
