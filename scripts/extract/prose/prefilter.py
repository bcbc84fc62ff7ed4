"""Which rules can have something to say of a sentence, and where: one pass over the sentence for the needs of all rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import ahocorasick_rs

from extract.prose.needs import Needs, Strings, masks, needs_of, rarest, useful
from extract.prose.patterns import CLASSES, MACRO, PLURALS, ProseRule
from extract.prose.slots import TYPES

#: macros that take no room
NO_ROOM = ("free",)
Occurrences = dict[str, list[tuple[int, int]]]


@dataclass(frozen=True)
class Prefilter:
    """All rules by what they need. `matches` gives what running each rule over the sentence would give, in the same order."""

    rules: tuple[ProseRule, ...]

    @cached_property
    def _needs(self) -> tuple[Needs, ...]:
        return tuple(map(_needs_of, self.rules))

    @cached_property
    def _heads(self) -> tuple[Strings | None, ...]:
        """For each rule the strings with one of which its matches begin; None where its matches may begin anywhere."""
        return tuple(n.first if useful(n.first) and not n.nullable else None for n in self._needs)

    @cached_property
    def _words(self) -> list[str]:
        clauses = {s for n in self._needs for c in n.clauses for s in c}
        return sorted(clauses | {s for heads in self._heads if heads for s in heads})

    @cached_property
    def _automaton(self) -> ahocorasick_rs.AhoCorasick:
        return ahocorasick_rs.AhoCorasick(self._words)

    @cached_property
    def _masks(self) -> tuple[tuple[int, ...], ...]:
        return tuple(masks(needs.clauses, self._words) for needs in self._needs)

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        """Each string → the rules whose rarest need it can meet."""
        found: dict[str, list[int]] = {}
        for number, needs in enumerate(self._needs):
            for string in rarest(needs.clauses) or ():
                found.setdefault(string, []).append(number)
        return found

    @cached_property
    def _always(self) -> tuple[int, ...]:
        return tuple(n for n, needs in enumerate(self._needs) if not needs.clauses)

    def matches(self, text: str) -> Iterator[tuple[ProseRule, re.Match[str]]]:
        """All matches of all rules in a sentence's shadow: rule by rule, in the order of the text."""
        lowered = text.lower()
        if len(lowered) != len(text):  # a capital letter that has two small ones: places would shift
            for rule in self.rules:
                yield from ((rule, match) for match in rule.expression.finditer(text))
            return
        found: Occurrences = {}
        words = self._words
        bits = 0
        candidates = set(self._always)
        for number, start, end in self._automaton.find_matches_as_indexes(lowered, overlapping=True):
            if bits >> number & 1:
                found[words[number]].append((start, end))
            else:
                bits |= 1 << number
                found[words[number]] = [(start, end)]
                candidates.update(self._by_word.get(words[number], ()))
        needed = self._masks
        for number in sorted(candidates):
            if all(mask & bits for mask in needed[number]) and _in_order(self._needs[number].clauses, found):
                rule, heads = self.rules[number], self._heads[number]
                if heads is None:
                    yield from ((rule, match) for match in rule.expression.finditer(text))
                else:
                    yield from ((rule, match) for match in _at(rule, text, heads, found))


def _needs_of(rule: ProseRule) -> Needs:
    try:
        return needs_of(compact(rule.pattern))
    except re.error as error:
        raise rule.refused(error) from error


def _in_order(clauses: Sequence[Strings], found: Occurrences) -> bool:
    """Whether the sentence has a string of each clause, one behind the other."""
    at = 0
    for clause in clauses:
        ends = [end for string in clause if string in found for start, end in found[string] if start >= at]
        if not ends:
            return False
        at = min(ends)
    return True


def _at(rule: ProseRule, text: str, heads: Strings, found: Occurrences) -> Iterator[re.Match[str]]:
    """The rule's matches, tried only where one can begin."""
    at = 0
    for start in sorted({start for head in heads & found.keys() for start, _ in found[head]}):
        if start < at:
            continue
        match = rule.expression.match(text, start)
        if match:
            yield match
            at = match.end()


def compact(pattern: str) -> str:
    """The pattern as a short regular expression with the same needs: what is not a slot may be anything."""

    def macro(match: re.Match[str]) -> str:
        what = match["what"]
        slot = CLASSES.get(PLURALS.get(what, what))
        if slot is not None:
            types = "".join(TYPES[t] for t in slot)
            # of a list the first slot, which every match has
            return f"(?P<{match['name'] or what}>[{types}]." + (r"\s*)" if what in PLURALS else ")")
        return "" if what in NO_ROOM else rf"(?P<{match['name'] or what}>\s*)"

    expanded = MACRO.sub(macro, pattern.replace("~", r"\s*").replace("…", r"\s*"))
    return re.sub(r"(?<!\\) +", r"\\s+", expanded)
