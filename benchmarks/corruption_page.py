"""docs/benchmarks-corruption.md: what was found by level and by kind, and what was not, with the reason."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from damage import KINDS, damaged
from damage.copy import Base
from damage.kinds import LEVELS
from damage.untied import reason, touched


@dataclass(frozen=True)
class Case:
    """One damage and what came of it: `layer` is empty where nothing was found."""

    kind: str
    seed: int
    words: str
    layer: str
    finding: str


def page(cases: Sequence[Case], base: Base, command: str) -> Iterator[str]:
    """The lines of the page; `base` is the undamaged package, `command` the options that the cases come from."""
    found = sum(bool(case.layer) for case in cases)
    kinds = len({case.kind for case in cases})
    yield f"<!-- Made by benchmarks/corruption.py {command} --write; not part of the build. -->"
    yield "# How much damage the validator finds"
    yield ""
    yield f"{len(cases):,} copies of the package were damaged, each in one place, in {kinds} kinds of damage with equal shares;"
    yield "cells are drawn uniformly over all cells of all tables. After the damage everything that describes the files was set"
    yield "right again: bytes and hashes in the descriptor, the Parquet file beside a damaged CSV, the pins of a damaged text in"
    yield "`documents`. So nothing but the content can betray it. With checksums as they were, one damage of every kind is found"
    yield "(tests/test_corruption.py)."
    yield ""
    yield f"**{found:,} of {len(cases):,} were found: {found / len(cases):.1%}** (`{command}`)."
    yield ""
    yield from _levels(cases)
    yield ""
    yield "## What was not found"
    yield ""
    yield from _missed([case for case in cases if not case.layer], base)
    yield ""
    yield "## Kind by kind"
    yield ""
    yield from _kinds(cases)


def _levels(cases: Sequence[Case]) -> Iterator[str]:
    yield "| level | damaged | found | |"
    yield "|---|---|---|---|"
    for level in LEVELS:
        own = [case for case in cases if KINDS[case.kind].level == level]
        if own:
            found = sum(bool(case.layer) for case in own)
            yield f"| {level} | {len(own)} | {found} | {found / len(own):.1%} |"
    layers = Counter(case.layer for case in cases if case.layer)
    yield ""
    yield "The layer that found it first, where the quick ones are asked before the slow ones:"
    yield ", ".join(f"{layer} {count}" for layer, count in layers.most_common()) + "."


def _missed(missed: Sequence[Case], base: Base) -> Iterator[str]:
    """The columns in which damage went unnoticed, and every such damage."""
    if not missed:
        yield "Nothing."
        return
    places: defaultdict[tuple[str, str], int] = defaultdict(int)
    for case in missed:
        copy = damaged(base, case.kind, case.seed).copy
        shown = [f"`{'.'.join(filter(None, place))}`" for place in sorted(touched(copy))]
        places[", ".join(shown) or "`datapackage.json`", reason(copy) or "a check is missing"] += 1
    yield "| where | not found | why |"
    yield "|---|---|---|"
    for (shown, why), count in sorted(places.items(), key=lambda item: (-item[1], item[0])):
        yield f"| {shown} | {count} | {why} |"
    yield ""
    yield "Each of them, by kind and seed:"
    yield ""
    for case in sorted(missed, key=lambda case: (case.kind, case.seed)):
        words = case.words.replace("`", "'").replace("\n", " ")
        yield f"- `{case.kind}` {case.seed}: `{words}`"


def _kinds(cases: Sequence[Case]) -> Iterator[str]:
    yield "| kind | what it does | damaged | found |"
    yield "|---|---|---|---|"
    for kind in sorted(KINDS.values(), key=lambda kind: (LEVELS.index(kind.level), kind.name)):
        own = [case for case in cases if case.kind == kind.name]
        if own:
            yield f"| `{kind.name}` | {kind.says} | {len(own)} | {sum(bool(case.layer) for case in own)} |"
