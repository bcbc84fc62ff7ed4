"""Which of many patterns a sentence can match, worked out for all of them at once.

Each string that a pattern may need has a number in which every bit stands for a need of one pattern that the string meets: a
plane with one bit for each pattern's first need, one for their second …. The numbers of a sentence's strings are joined by
"or", then their planes by "and": what is left has a bit for each pattern of which all these needs are met.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

#: so many needs of each pattern are looked at
MOST = 6


class Planes:
    """The needs of patterns, each need given by the numbers of the strings with one of which it is met."""

    def __init__(self, patterns: Sequence[Sequence[Collection[int]]], strings: int) -> None:
        self._size = size = len(patterns)
        met = [0] * strings
        self._open = 0  # the needs that a pattern does not have
        for position, needs in enumerate(patterns):
            for plane in range(MOST):
                bit = 1 << (plane * size + position)
                if plane >= len(needs):
                    self._open |= bit
                    continue
                for number in needs[plane]:
                    met[number] |= bit
        self._met = tuple(met)

    def possible(self, present: Iterable[int]) -> int:
        """The patterns as bits that have these strings as they need them, whatever their order in the sentence."""
        joined, met, size = self._open, self._met, self._size
        for number in present:
            joined |= met[number]
        possible = (1 << size) - 1
        for plane in range(MOST):
            possible &= joined >> (plane * size)
        return possible


def ones(bits: int) -> Iterator[int]:
    """The places of the bits that are set, the lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
