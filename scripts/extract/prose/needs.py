"""What every match of a pattern must have: words and slots, in their order, and those with which it can begin.

Most rules have nothing to say of most sentences. From the parsed pattern follow clauses, each a set of strings of which
a match holds at least one, the clauses one after the other; and heads, the strings with one of which a match begins. The
method is that of Google Code Search and RE2 (Russ Cox, "Regular Expression Matching with a Trigram Index", 2012), here with
order.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

#: the standard library's own parser of regular expressions
PARSER: Any = importlib.import_module("re._parser")
LITERAL: Any = importlib.import_module("re._constants").LITERAL
#: the direction of a look ahead, as the parser gives it
AHEAD = 1
#: parts of a pattern that take no room in the text
NO_ROOM = ("AT", "ASSERT", "ASSERT_NOT")
Strings = frozenset[str]
EMPTY: Strings = frozenset([""])
#: larger sets of strings are not worth their test
MOST = 200
#: shorter words stand everywhere, all but a few
SHORTEST = 3
RARE = frozenset(["lt", "dr"])
#: but trying a pattern at each of them is quicker than trying it everywhere
SHORTEST_HEAD = 2
#: small words that most sentences have
COMMON = frozenset(
    "the was were and for with from had has his its that which who been this their not but also under into".split()
)
#: from here on characters stand for slots, not for letters
PRIVATE = "\ue000"
#: a match begins where the text does; no text has this string
START = f"{PRIVATE}^"


@dataclass(frozen=True)
class Needs:
    """`exact`: all strings that can match, where these are few. `first`: what a match begins with, None where that is open;
    `nullable`: whether it may be empty; `beside`: sets of strings of which each match has one too, in no order: they
    stand in what is looked ahead at, which other parts of the pattern may match again."""

    exact: Strings | None
    clauses: tuple[Strings, ...]
    first: Strings | None
    nullable: bool
    beside: tuple[Strings, ...] = ()


ANYTHING = Needs(None, (), None, True)


def needs_of(pattern: str, flags: int = re.IGNORECASE) -> Needs:
    """The needs of a regular expression, in small letters. `^` is the beginning of the text, not of a line."""
    return _sequence(PARSER.parse(pattern, flags & ~re.MULTILINE))


def useful(strings: Strings | None, shortest: int = SHORTEST) -> bool:
    """Whether it is worth while to look for these strings."""
    return bool(strings) and all(len(s) >= shortest or s >= PRIVATE or s in RARE or "(" in s for s in strings or ())


def heads(needs: Needs) -> Strings | None:
    """The strings with one of which every match begins; None where that is open, or not worth while to look for."""
    return needs.first if useful(needs.first, SHORTEST_HEAD) and not needs.nullable else None


def _sequence(items: Iterable[tuple[Any, Any]]) -> Needs:
    """One part after the other. Strings that stand side by side are joined; what is open ends them."""
    parts: list[Needs] = []
    exact = EMPTY
    letters = ""
    anchored = False
    beside: tuple[Strings, ...] = ()
    for operator, argument in items:
        if operator is LITERAL:  # most of a pattern
            letters += chr(argument)
            continue
        name = str(operator)
        if name in NO_ROOM:
            anchored |= not (parts or letters or exact != EMPTY) and str(argument) == "AT_BEGINNING"
            if name == "ASSERT" and argument[0] == AHEAD:
                ahead = _sequence(argument[1])
                beside += ahead.clauses + ahead.beside
            continue
        if letters:
            exact, letters = _joined(exact, letters), ""
        part = _part(name, argument)
        beside += part.beside
        if part.exact is not None and len(exact) * len(part.exact) <= MOST:
            exact = frozenset(a + b for a in exact for b in part.exact)
        elif part.exact is not None:
            parts.append(_strings(exact))
            exact = part.exact
        else:
            parts += [_strings(exact), part]
            exact = EMPTY
    if letters:
        exact = _joined(exact, letters)
    if not parts:
        return replace(_strings(exact), beside=beside) if beside else _strings(exact)
    parts.append(_strings(exact))
    first, nullable = (frozenset([START]), False) if anchored else _first(parts)
    return Needs(None, tuple(c for p in parts for c in p.clauses), first, nullable, beside)


def _joined(exact: Strings, letters: str) -> Strings:
    return frozenset([start + letters.lower() for start in exact])


def _strings(exact: Strings) -> Needs:
    clauses = (exact,) if useful(exact) else ()
    return Needs(exact, clauses, exact - EMPTY, "" in exact)


def _first(parts: Iterable[Needs]) -> tuple[Strings | None, bool]:
    """What the first part that may not be empty begins with, and what those before it begin with."""
    found: Strings = frozenset()
    for part in parts:
        if part.first is None:
            return None, False
        found |= part.first
        if not part.nullable:
            return found, False
    return found, True


def _part(name: str, argument: Any) -> Needs:
    if name == "IN":
        if all(kind is LITERAL for kind, _ in argument):
            return _strings(frozenset(chr(code).lower() for _, code in argument))
        return Needs(None, (), None, False)
    if name == "BRANCH":
        return _branch([_sequence(items) for items in argument[1]])
    if name == "SUBPATTERN":
        return _sequence(argument[3])
    if name == "ATOMIC_GROUP":
        return _sequence(argument)
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, items = argument
        return _repeat(int(least), int(most), _sequence(items))
    if name in ("ANY", "NOT_LITERAL", "CATEGORY"):
        return Needs(None, (), None, False)
    return ANYTHING


def _branch(parts: list[Needs]) -> Needs:
    firsts = [p.first for p in parts]
    first = None if any(f is None for f in firsts) else frozenset().union(*(f for f in firsts if f is not None))
    nullable = any(p.nullable for p in parts)
    exact = frozenset().union(*(p.exact for p in parts if p.exact is not None))
    beside = _common([p.clauses + p.beside for p in parts]) if any(p.beside for p in parts) else ()
    if all(p.exact is not None for p in parts) and len(exact) <= MOST:
        return replace(_strings(exact), beside=beside)
    return Needs(None, _common([p.clauses for p in parts]), first, nullable, beside)


def _common(choices: list[tuple[Strings, ...]]) -> tuple[Strings, ...]:
    """What each of several branches needs, from the rarest need of each; nothing where one needs nothing."""
    best = [rarest_first(clauses)[0] for clauses in choices if clauses]
    union: Strings = frozenset().union(*best)
    return (union,) if len(best) == len(choices) and len(union) <= MOST else ()


def _repeat(least: int, most: int, part: Needs) -> Needs:
    if (least, most) == (1, 1):
        return part
    if (least, most) == (0, 1) and part.exact is not None:
        return _strings(part.exact | EMPTY)
    if least == 0:
        return Needs(None, (), part.first, True)
    return Needs(None, part.clauses, part.first, part.nullable, part.beside)


def _rarity(clause: Strings) -> float:
    """The greater, the fewer sentences have one of the strings: long words are rare, slots and small words are not."""
    return -sum(0.5 if s >= PRIVATE else 1.0 if s in COMMON else 4.0 / 2 ** len(s) for s in clause)


def rarest_first(clauses: Iterable[Strings]) -> list[Strings]:
    """The clauses, those first that the fewest sentences meet."""
    return sorted(clauses, key=_rarity, reverse=True)
