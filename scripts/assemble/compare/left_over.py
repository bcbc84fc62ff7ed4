"""What is left over once the passages that are alike have found each other: parts of them, and counterparts beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from assemble.compare.families import Piece, is_edge
from assemble.compare.matching import Matching
from assemble.compare.words import content, repeated, shared, similarity

#: from here on two passages between the same neighbours correspond, when they begin with the same words
ALIKE_IN_GAP = 0.3
SAME_BEGINNING = 2
#: a neighbour completes a pair when it repeats so many words of the other side in runs of three or more
REPEATED = 4
#: what completes a pair has at least so many words that carry meaning in common with the whole
SHARED_WORDS = 2
#: what stands alone on both sides between the same neighbours corresponds when it shares so many words with meaning
SHARED_ALONE = 3
#: and is so alike: a name and a rank in common do not make one sentence of two
ALIKE_ALONE = 0.2
#: into so many passages, at most, one is split by what it shares with them
MOST_PARTS = 3

Run = tuple[str, str]


def match_parts(matching: Matching) -> None:
    """Passages left over next to a pair that complete it."""
    pairs = sorted(matching.pairs.items())
    for i, j in pairs:
        for near in (j + 1, j - 1):
            if near in matching.free_right() and _completes(matching.left[i], matching.right[j], matching.right[near]):
                matching.parts.append((i, near))
    for i, j in pairs:
        for near in (i - 1, i + 1):
            if near in matching.free_left() and _completes(matching.right[j], matching.left[i], matching.left[near]):
                matching.parts.append((near, j))


def _completes(whole: Piece, part: Piece, other: Piece) -> bool:
    """Whether `other` repeats runs of words of `whole`, and words with meaning that `part` lacks: more than a name by chance."""
    if repeated(whole.words, other.words) < REPEATED:
        return False
    wanted = list(content(whole.words))
    for word in content(part.words):
        if word in wanted:
            wanted.remove(word)
    return shared(wanted, content(other.words)) >= SHARED_WORDS


def match_between(matching: Matching) -> None:
    """Passages left over between the same two neighbours that begin alike."""
    for i in matching.free_left():
        gap = matching.gap(i)
        candidates = [j for j in matching.free_right() if j in gap and _begin_alike(matching, i, j)]
        best = max(candidates, key=lambda j: similarity(matching.left[i].words, matching.right[j].words), default=None)
        if best is not None and similarity(matching.left[i].words, matching.right[best].words) >= ALIKE_IN_GAP:
            matching.pairs[i] = best


def _begin_alike(matching: Matching, i: int, j: int) -> bool:
    return matching.left[i].words[:SAME_BEGINNING] == matching.right[j].words[:SAME_BEGINNING]


def match_named(matching: Matching) -> None:
    """Passages left over that share a run of two words with meaning which only one passage of either version has.

    Between the same neighbours that is enough; of several that share it the most alike is the pair, the others are parts.
    """
    lefts, rights = _runs(matching.left), _runs(matching.right)
    in_left, in_right = _holders(lefts), _holders(rights)
    free = set(matching.free_right())
    scored = []
    for i in matching.free_left():
        beside = {j for run in lefts[i] for j in in_right[run] if _rare(len(in_left[run]), len(in_right[run]))}
        gap = matching.inner_gap(i) if beside & free else range(0)
        scored += [
            (-similarity(matching.left[i].words, matching.right[j].words), i, j) for j in beside & free if j in gap
        ]
    left_taken: set[int] = set()
    right_taken: set[int] = set()
    for _, i, j in sorted(scored):
        if i in left_taken and j in right_taken:
            continue
        if i in left_taken or j in right_taken:
            matching.parts.append((i, j))
        else:
            matching.pairs[i] = j
        left_taken.add(i)
        right_taken.add(j)


def _rare(in_left: int, in_right: int) -> bool:
    """Whether a run that stands in so many passages of both versions tells which passages correspond."""
    return min(in_left, in_right) == 1 and max(in_left, in_right) <= MOST_PARTS


def match_far(matching: Matching) -> None:
    """A passage left over that shares a run of words with one passage only, wherever that stands, and is alike enough."""
    lefts, rights = _runs(matching.left), _runs(matching.right)
    in_left, in_right = _holders(lefts), _holders(rights)
    free_left, free_right = set(matching.free_left()), set(matching.free_right())
    for run in sorted(in_left.keys() & in_right.keys()):
        if len(in_left[run]) != 1 or len(in_right[run]) != 1:
            continue
        i, j = in_left[run][0], in_right[run][0]
        a, b = matching.left[i].words, matching.right[j].words
        alike = similarity(a, b) >= ALIKE_IN_GAP and repeated(a, b)  # a name alone would join many passages
        if alike and (i in free_left) != (j in free_right):
            matching.parts.append((i, j))
            free_left.discard(i)
            free_right.discard(j)


def match_alone(matching: Matching) -> None:
    """What is left over alone on both sides between the same two neighbours and shares words with meaning in any order."""
    free_left, free_right = matching.free_left(), matching.free_right()
    gaps = {i: matching.inner_gap(i) for i in free_left}
    for i in free_left:
        beside = [j for j in free_right if j in gaps[i]]
        if len(beside) != 1 or sum(gap == gaps[i] for gap in gaps.values()) != 1:
            continue
        a, b = matching.left[i], matching.right[beside[0]]
        named = len(set(content(a.words)) & set(content(b.words))) >= SHARED_ALONE
        if named and similarity(a.words, b.words) >= ALIKE_ALONE:
            matching.pairs[i] = beside[0]


def match_told(matching: Matching) -> None:
    """A passage left over that asserts the same of the same people as just one passage in its place in the other version:
    its counterpart, or where that has one already, a part of it."""
    for j in matching.free_right():
        same = [i for i in _place(_links(matching), j) if matching.left[i].said.told & matching.right[j].said.told]
        if len(same) == 1 and not _told_already(matching, same[0], j):
            _join(matching, same[0], j)
    for i in matching.free_left():
        turned = [(right, left) for left, right in _links(matching)]
        same = [j for j in _place(turned, i) if matching.left[i].said.told & matching.right[j].said.told]
        if len(same) == 1 and not _told_already(matching, i, same[0]):
            _join(matching, i, same[0])


def _links(matching: Matching) -> list[tuple[int, int]]:
    return [*matching.pairs.items(), *matching.parts]


def _told_already(matching: Matching, i: int, j: int) -> bool:
    """Whether what the two passages tell in common is told by another counterpart of either: then one tells it a second time."""
    common = matching.left[i].said.told & matching.right[j].said.told
    beside = [matching.right[k].said.told for own, k in _links(matching) if own == i]
    beside += [matching.left[k].said.told for k, own in _links(matching) if own == j]
    return any(told & common for told in beside)


def _join(matching: Matching, i: int, j: int) -> None:
    if i in matching.free_left() and j in matching.free_right():
        matching.pairs[i] = j
    else:
        matching.parts.append((i, j))


def _place(links: Sequence[tuple[int, int]], own: int) -> range:
    """The passages of the other version (first of each link) between the counterparts of the neighbours of `own`."""
    before = max((b for _, b in links if b < own), default=None)
    after = min((b for _, b in links if b > own), default=None)
    if before is None or after is None:
        return range(0)
    return range(max(a for a, b in links if b == before) + 1, min(a for a, b in links if b == after))


def match_remains(matching: Matching, first: int) -> None:
    """What a file has kept of a passage (the older version's pieces from `first` on) beside the whole one."""
    for i in range(first, len(matching.left)):
        whole = [j for j in matching.free_right() if is_edge(matching.left[i].words, matching.right[j].words)]
        if i not in matching.pairs and len(whole) == 1:
            matching.pairs[i] = whole[0]


def match_fields(matching: Matching, older: frozenset[str], newer: frozenset[str]) -> None:
    """Fields left over whose statements name the same thing, and no other field left over does. A label that the other
    box has itself (`older`, `newer`: all labels of the boxes), be it without a value, is another field there."""
    for i in matching.free_left():
        if matching.left[i].label in newer:
            continue
        beside = [
            j
            for j in matching.free_right()
            if matching.left[i].said.objects & matching.right[j].said.objects and matching.right[j].label not in older
        ]
        same = [k for k in matching.free_left() if matching.left[k].said.objects & matching.left[i].said.objects]
        if len(beside) == 1 and same == [i]:
            matching.pairs[i] = beside[0]


def _runs(side: Sequence[Piece]) -> list[frozenset[Run]]:
    """For each passage the pairs of neighbouring words with meaning."""
    return [frozenset(pairwise(content(piece.words))) for piece in side]


def _holders(side: Sequence[frozenset[Run]]) -> defaultdict[Run, list[int]]:
    holders: defaultdict[Run, list[int]] = defaultdict(list)
    for position, runs in enumerate(side):
        for run in runs:
            holders[run].append(position)
    return holders
