"""Words of a passage or of a cell as they are compared: without marks, letter case and punctuation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, LCSseq

from roa_dataset.reading.compared_words import words

SHORTEST_RUN = 3
#: words of English grammar: two sentences that share only these have nothing in common
GRAMMAR = frozenset(
    """a about after all also although among an and any are as at be because been before being between both but by can could
    did do does during each either for from had has have having he her him his how however if in into is it its many may
    more most much nor not of off on once one only or other our out over own several she should since so some such than that
    the their them then there these they this those through to too under until up upon was were what when where which while
    who whom whose why will with within without would""".split()
)


def content(items: Iterable[str]) -> tuple[str, ...]:
    """The words that carry meaning, in order."""
    return tuple(w for w in items if w not in GRAMMAR)


def stems(text: str) -> frozenset[str]:
    """The first six letters of each word that carries meaning and has four or more: "unreliable" meets "unreliability"."""
    return frozenset(w[:6] for w in content(words(text)) if len(w) > 3)


def similarity(left: Sequence[str], right: Sequence[str]) -> float:
    """Word by word, 0 to 1: twice the longest common subsequence over the number of words of both."""
    return float(Indel.normalized_similarity(left, right))


def shared(left: Sequence[str], right: Sequence[str]) -> int:
    """How many words of `left` stand in `right` in the same order."""
    return int(LCSseq.similarity(left, right))


def repeated(left: Sequence[str], right: Sequence[str]) -> int:
    """How many words stand in both in runs of three or more, in the same order."""
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size >= SHORTEST_RUN)


def spelling(left: str, right: str) -> float:
    """Letter by letter, 0 to 1, letter case not counted."""
    return float(fuzz.ratio(left.casefold(), right.casefold())) / 100


def loose(left: str, right: str) -> float:
    """How alike two short values are, 0 to 1: by words, whatever their order and however many one has besides."""
    return float(fuzz.token_set_ratio(" ".join(words(left)), " ".join(words(right)))) / 100
