"""The list of kinds of damage, and one damage of a kind by a seed."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from damage.copy import Base, Copy, NoSuchPlaceError

#: damages a copy and says in words what it did
Damager = Callable[[Copy, random.Random], str]
LEVELS = ("cell", "row", "column", "file", "descriptor", "raw text", "Parquet")
#: how often a draw that changes nothing, or finds no place, is repeated
TRIES = 200


@dataclass(frozen=True)
class Kind:
    """One kind of damage: its name, where it strikes, what it does in one sentence, and the function."""

    name: str
    level: str
    says: str
    damage: Damager


@dataclass(frozen=True)
class Damage:
    """What was done to a copy: the kind, the seed, the words, and the copy itself."""

    kind: Kind
    seed: int
    words: str
    copy: Copy


KINDS: dict[str, Kind] = {}


def kind(level: str) -> Callable[[Damager], Damager]:
    """Registers a function as a kind of damage of this level; its docstring says what it does."""
    if level not in LEVELS:
        raise ValueError(f"found the level {level!r}; expected one of {', '.join(LEVELS)}")

    def register(function: Damager) -> Damager:
        if function.__name__ in KINDS:
            raise ValueError(f"two kinds of damage are called {function.__name__!r}; give one another name")
        says = (function.__doc__ or "").strip().splitlines()[0]
        KINDS[function.__name__] = Kind(function.__name__, level, says, function)
        return function

    return register


def damaged(base: Base, name: str, seed: int) -> Damage:
    """One damage of this kind, the same for the same seed. A draw that leaves every byte as it was is repeated."""
    chosen = KINDS[name]
    chance = random.Random(f"{name} {seed}")
    for _ in range(TRIES):
        copy = Copy(base)
        try:
            words = chosen.damage(copy, chance)
        except NoSuchPlaceError:
            continue
        if copy.changed():
            return Damage(chosen, seed, words, copy)
    raise NoSuchPlaceError(f"{name}: {TRIES} draws changed nothing; the package has no place for this kind of damage")
