"""Patterns that look for names and pronouns are tried only on sentences that have what each of them needs.

One pass finds the words that any of the patterns needs; a pattern whose words are missing is not run. The same matches
come out as without it (`extract.prose.needs` says what a pattern needs).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import ahocorasick_rs

from extract.prose.needs import Strings, needs_of
from extract.prose.planes import Planes, ones

#: how many sentences are remembered: the patterns go over one sentence, and over it with its names blanked out
REMEMBERED = 8
NOWHERE = ("", -1, -1)


@dataclass
class Screen:
    """Patterns as they have come up so far, and which of them the last sentences can match."""

    #: the pattern is kept with its needs, so that its id stays its own; hashing a pattern itself is slow
    _needs: dict[int, tuple[re.Pattern[str], tuple[Strings, ...]]] = field(default_factory=dict)
    _planes: Planes = field(default_factory=lambda: Planes((), 0))
    _automaton: ahocorasick_rs.AhoCorasick | None = None
    #: where patterns were last looked for, and which of them are possible there
    _at: tuple[str, int, int] = NOWHERE
    _here: frozenset[int] = frozenset()
    _possible: dict[str, frozenset[int]] = field(default_factory=dict)

    def finditer(self, pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterable[re.Match[str]]:
        """`pattern.finditer(text, start, end)`, without the search where it would find nothing."""
        last, first_place, last_place = self._at
        if start != first_place or end != last_place or text is not last:
            self._move(text, start, end)
        number = id(pattern)
        if number not in self._needs:
            self._add(pattern)
            self._move(text, start, end)
        return pattern.finditer(text, start, end) if number in self._here else ()

    def possible(self, pattern: re.Pattern[str], text: str, start: int, end: int) -> bool:
        """Whether text[start:end] has what the pattern needs."""
        self.finditer(pattern, text, start, end)
        return id(pattern) in self._here

    def _move(self, text: str, start: int, end: int) -> None:
        self._here = self._look(text[start:end])
        self._at = (text, start, end)

    def _add(self, pattern: re.Pattern[str]) -> None:
        needed = needs_of(pattern.pattern, pattern.flags)
        self._needs[id(pattern)] = (pattern, needed.clauses + needed.beside)
        words = sorted({string for _, clauses in self._needs.values() for clause in clauses for string in clause})
        number = {word: n for n, word in enumerate(words)}
        needs = [[[number[s] for s in clause] for clause in clauses] for _, clauses in self._needs.values()]
        self._automaton = ahocorasick_rs.AhoCorasick(words)
        self._planes = Planes(needs, len(words))
        self._possible.clear()

    def _look(self, words: str) -> frozenset[int]:
        known = self._possible.get(words)
        if known is not None:
            return known
        lowered = words.lower()
        hits = self._automaton.find_matches_as_indexes(lowered, overlapping=True) if lowered and self._automaton else ()
        patterns = tuple(self._needs)
        possible = frozenset(patterns[n] for n in ones(self._planes.possible({word for word, _, _ in hits})))
        if len(self._possible) >= REMEMBERED:
            self._possible.clear()
        self._possible[words] = possible
        return possible


#: one for all, as a cache is: what it gives does not depend on what it was asked before
SCREEN = Screen()
