"""Two versions' passages of one family and what corresponds among them so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assemble.compare.families import Piece


@dataclass
class Matching:
    """Two lists of pieces; `pairs` of positions, and `parts`: further pairs of what was split or merged."""

    left: Sequence[Piece]
    right: Sequence[Piece]
    pairs: dict[int, int] = field(default_factory=dict)
    parts: list[tuple[int, int]] = field(default_factory=list)

    def free_left(self) -> list[int]:
        """The older version's passages without a counterpart."""
        taken = set(self.pairs) | {i for i, _ in self.parts}
        return [i for i in range(len(self.left)) if i not in taken]

    def free_right(self) -> list[int]:
        """The newer version's passages without a counterpart."""
        taken = set(self.pairs.values()) | {j for _, j in self.parts}
        return [j for j in range(len(self.right)) if j not in taken]

    def gap(self, i: int) -> range:
        """The newer passages between the counterparts of the nearest older neighbours of `i` that have one."""
        before = max((p for p in self.pairs if p < i), default=None)
        after = min((p for p in self.pairs if p > i), default=None)
        first = self.pairs[before] + 1 if before is not None else 0
        last = self.pairs[after] if after is not None else len(self.right)
        return range(first, last)

    def inner_gap(self, i: int) -> range:
        """The same, and nothing where `i` has no such neighbour on one of its sides: an open gap is no place."""
        closed = any(p < i for p in self.pairs) and any(p > i for p in self.pairs)
        return self.gap(i) if closed else range(0)
