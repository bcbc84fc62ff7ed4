"""Which rules can have something to say of a sentence, and where: one pass over the sentence for the needs of all rules."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import ahocorasick_rs

from extract.prose.needs import START, Needs, Strings, heads, needs_of, rarest_first
from extract.prose.patterns import CLASSES, MACRO, PLURALS, ProseRule
from extract.prose.planes import MOST, Planes, ones
from extract.prose.slots import TYPES

#: macros that take no room
NO_ROOM = ("free",)
#: between words of a sentence anything but one space
ODD_SPACE = re.compile(r"\s\s|[^\S ]")
#: where each of the strings that a sentence has begins, by the string's number
Occurrences = dict[int, list[int]]


@dataclass(frozen=True)
class Plan:
    """One rule with its needs, as numbers of strings; `lengths` are those of all strings."""

    rule: ProseRule
    clauses: tuple[frozenset[int], ...]
    #: the strings with one of which its matches begin; None where they may begin anywhere
    heads: frozenset[int] | None
    lengths: tuple[int, ...]

    def in_order(self, present: frozenset[int], found: Occurrences) -> bool:
        """Whether the sentence has a string of each clause, one behind the other."""
        lengths = self.lengths
        at = 0
        for clause in self.clauses:
            first = -1
            for number in clause & present:
                for start in found[number]:
                    if start >= at:
                        end = start + lengths[number]
                        first = end if first < 0 or end < first else first
                        break
            if first < 0:
                return False
            at = first
        return True

    def matches(self, text: str, present: frozenset[int], found: Occurrences) -> Iterable[re.Match[str]]:
        """The rule's matches, tried only where one can begin."""
        if self.heads is None:
            return self.rule.expression.finditer(text)
        match_at = self.rule.expression.match
        matches = []
        at = 0
        heads = self.heads & present
        starts = found[next(iter(heads))] if len(heads) == 1 else sorted({s for h in heads for s in found[h]})
        for start in starts:
            if start >= at:
                match = match_at(text, start)
                if match:
                    matches.append(match)
                    at = match.end()
        return matches


@dataclass(frozen=True)
class Prefilter:
    """All rules by what they need. `matches` gives what running each rule over the sentence would give, in the same order."""

    rules: tuple[ProseRule, ...]
    #: whether the sentences have nothing but single spaces between words, so that what is looked for may be several words
    one_space: bool = True

    @cached_property
    def _needs(self) -> tuple[Needs, ...]:
        return tuple(_needs_of(rule, self.one_space) for rule in self.rules)

    @cached_property
    def _words(self) -> list[str]:
        first = {s for n in self._needs for s in heads(n) or ()}
        return sorted(first | {START} | {s for n in self._needs for c in (*n.clauses, *n.beside) for s in c})

    @cached_property
    def _for_any_space(self) -> Prefilter:
        return Prefilter(self.rules, one_space=False)

    @cached_property
    def _automaton(self) -> ahocorasick_rs.AhoCorasick:
        return ahocorasick_rs.AhoCorasick(self._words)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {word: number for number, word in enumerate(self._words)}

    def _numbered(self, strings: Strings) -> frozenset[int]:
        return frozenset(self._numbers[s] for s in strings)

    @cached_property
    def _plans(self) -> tuple[Plan, ...]:
        lengths = tuple(map(len, self._words))
        plans = []
        for rule, needs in zip(self.rules, self._needs, strict=True):
            first = heads(needs)
            clauses = tuple(map(self._numbered, needs.clauses))
            plans.append(Plan(rule, clauses, None if first is None else self._numbered(first), lengths))
        return tuple(plans)

    @cached_property
    def _planes(self) -> Planes:
        def asked(needs: Needs) -> list[frozenset[int]]:
            first = heads(needs)
            rare = rarest_first((*needs.clauses, *needs.beside))[: MOST - 1]
            return [self._numbered(strings) for strings in (rare if first is None else [first, *rare])]

        return Planes([asked(needs) for needs in self._needs], len(self._words))

    def matches(self, text: str) -> Iterator[tuple[ProseRule, re.Match[str]]]:
        """All matches of all rules in a sentence's shadow: rule by rule, in the order of the text."""
        lowered = text.lower()
        if len(lowered) != len(text):  # a capital letter that has two small ones: places would shift
            for rule in self.rules:
                yield from ((rule, match) for match in rule.expression.finditer(text))
            return
        if self.one_space and ODD_SPACE.search(text):
            yield from self._for_any_space.matches(text)
            return
        found: Occurrences = defaultdict(list)
        found[self._numbers[START]].append(0)
        for number, start, _ in self._automaton.find_matches_as_indexes(lowered, overlapping=True):
            found[number].append(start)
        present = frozenset(found)
        for number in ones(self._planes.possible(present)):
            plan = self._plans[number]
            if plan.in_order(present, found):
                for match in plan.matches(text, present, found):
                    yield plan.rule, match


def _needs_of(rule: ProseRule, one_space: bool) -> Needs:
    try:
        return needs_of(compact(rule.pattern, one_space))
    except re.error as error:
        raise rule.refused(error) from error


def compact(pattern: str, one_space: bool = False) -> str:
    """The pattern as a short regular expression with the same needs: what is not a slot may be anything.

    A space stands for any white space, or only for one space where sentences have nothing else."""

    def macro(match: re.Match[str]) -> str:
        what = match["what"]
        slot = CLASSES.get(PLURALS.get(what, what))
        if slot is not None:
            types = "".join(TYPES[t] for t in slot)
            # of a list the first slot, which every match has
            return f"(?P<{match['name'] or what}>[{types}]." + (r"\s*)" if what in PLURALS else ")")
        return "" if what in NO_ROOM else rf"(?P<{match['name'] or what}>\s*)"

    expanded = MACRO.sub(macro, pattern.replace("~", r"\s*").replace("…", r"\s*"))
    return re.sub(r"(?<!\\) +", " " if one_space else r"\\s+", expanded)
