"""Patterns that look for names and pronouns are tried only on sentences that have what each of them needs.

One pass finds the words that any of the patterns needs; a pattern whose words are missing is not run. The same matches
come out as without it (`extract.prose.needs` says what a pattern needs).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

import ahocorasick_rs

from extract.prose.needs import Strings, masks, needs_of, rarest

#: how many sentences are remembered: the patterns go over one sentence, and over it with its names blanked out
REMEMBERED = 8


@dataclass
class Screen:
    """Patterns as they have come up so far, and which of them the last sentences can match."""

    #: the pattern is kept with its needs, so that its id stays its own; hashing a pattern itself is slow
    _needs: dict[int, tuple[re.Pattern[str], tuple[Strings, ...]]] = field(default_factory=dict)
    #: the clauses of each pattern as bits, one for each word
    _masks: dict[int, tuple[int, ...]] = field(default_factory=dict)
    #: each word's number → the patterns whose rarest need it can meet; patterns that need nothing
    _by_word: dict[int, list[int]] = field(default_factory=dict)
    _always: tuple[int, ...] = ()
    _words: list[str] = field(default_factory=list)
    _automaton: ahocorasick_rs.AhoCorasick | None = None
    _possible: dict[str, frozenset[int]] = field(default_factory=dict)

    def finditer(self, pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """`pattern.finditer(text, start, end)`, without the search where it would find nothing."""
        number = id(pattern)
        if number not in self._needs:
            self._add(pattern)
        words = text[start:end]
        possible = self._possible.get(words)
        if possible is None:
            possible = self._look(words)
        return pattern.finditer(text, start, end) if number in possible else iter(())

    def _add(self, pattern: re.Pattern[str]) -> None:
        self._needs[id(pattern)] = (pattern, needs_of(pattern.pattern, pattern.flags).clauses)
        self._words = sorted({string for _, clauses in self._needs.values() for clause in clauses for string in clause})
        self._automaton = ahocorasick_rs.AhoCorasick(self._words)
        self._masks = {number: masks(clauses, self._words) for number, (_, clauses) in self._needs.items()}
        self._always = tuple(number for number, (_, clauses) in self._needs.items() if not clauses)
        self._by_word = {}
        for number, (_, clauses) in self._needs.items():
            for string in rarest(clauses) or ():
                self._by_word.setdefault(bisect_left(self._words, string), []).append(number)
        self._possible.clear()

    def _look(self, words: str) -> frozenset[int]:
        assert self._automaton is not None
        lowered = words.lower()
        hits = self._automaton.find_matches_as_indexes(lowered, overlapping=True) if lowered else ()
        found = 0
        candidates = set(self._always)
        for word in {word for word, _, _ in hits}:
            found |= 1 << word
            candidates.update(self._by_word.get(word, ()))
        possible = frozenset(n for n in candidates if all(clause & found for clause in self._masks[n]))
        if len(self._possible) >= REMEMBERED:
            self._possible.clear()
        self._possible[words] = possible
        return possible


#: one for all, as a cache is: what it gives does not depend on what it was asked before
SCREEN = Screen()
