"""Neighbouring versions of one article, passage by passage: rows of the table `alignments`.

Each family of passages (metadata/alignment.toml) is matched in three steps. First the pairs that are alike wherever they
stand, the most alike first; those that break the order of the others are moved. Then what is left over beside such a pair
and completes it: the one passage was split, or two were merged. Last, what is left between the same two neighbours and is
alike enough there. The rest stands in one version only.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from assemble.compare.families import Family, Piece, load_families, pieces, versions
from assemble.compare.words import content, plain, repeated, shared, similarity, spelling
from assemble.passages import Passages
from extract.model import Row
from roa_dataset.schema_files import Schema

#: from here on two passages correspond wherever they stand
ALIKE = 0.4
#: from here on they correspond between the same neighbours, when they begin with the same words
ALIKE_IN_GAP = 0.3
SAME_BEGINNING = 2
#: what corresponds has at least so many words that carry meaning in common
SHARED_WORDS = 2
#: a neighbour completes a pair when it repeats so many words of the other side in runs of three or more
REPEATED = 4
#: fields without an equal label correspond when their values are spelled alike
SPELLED_ALIKE = 0.6


@dataclass(frozen=True)
class Alignment:
    """A passage of the older version (`left`) beside one of the newer one (`right`); None where only one has it."""

    left: str | None
    right: str | None
    similarity: float | None
    change: str


@dataclass
class _Matching:
    """Two lists of pieces and what was found so far: pairs of positions, and the parts that complete a pair."""

    left: Sequence[Piece]
    right: Sequence[Piece]
    pairs: dict[int, int] = field(default_factory=dict)
    split: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[int, int]] = field(default_factory=list)

    def free_left(self) -> list[int]:
        taken = set(self.pairs) | {i for i, _ in self.merged}
        return [i for i in range(len(self.left)) if i not in taken]

    def free_right(self) -> list[int]:
        taken = set(self.pairs.values()) | {j for _, j in self.split}
        return [j for j in range(len(self.right)) if j not in taken]


def align(
    tables: Mapping[str, Sequence[Row]], passages: Sequence[Passages], schema: Schema, metadata: Path
) -> list[Row]:
    """The rows of `alignments` for all neighbouring versions among the documents; none for a single document."""
    families = load_families(metadata, schema)
    by_document = {p.extraction.document.document_id: p for p in passages}
    rows: list[Row] = []
    for older, newer in versions(tables["documents"]):
        for family in families:
            found = align_family(by_document[older], by_document[newer], family)
            rows += [_row(alignment) for alignment in found]
    return rows


def align_family(older: Passages, newer: Passages, family: Family) -> list[Alignment]:
    """What corresponds among the passages of one family of two versions, in the order of the older one."""
    left, right = pieces(older, family), pieces(newer, family)
    if family.lists and not (left and right):
        return []
    matching = _Matching(left, right)
    _match_alike(matching, family)
    if not family.labelled:
        _match_parts(matching)
        _match_between(matching)
    return _alignments(matching, family, _lost(older, family), _lost(newer, family))


def _lost(passages: Passages, family: Family) -> bool:
    """Whether the file of this version is known to have lost passages of the family."""
    lost = str(passages.extraction.document.row.get("lost") or "")
    return any(word in lost for word in family.lost)


def _match_alike(matching: _Matching, family: Family) -> None:
    scored = []
    for i, j in _fields(matching) if family.labelled else _with_words_in_common(matching):
        a, b = matching.left[i], matching.right[j]
        score = _field_score(a, b) if family.labelled else similarity(a.words, b.words)
        if score >= ALIKE and (family.labelled or _share_meaning(a, b)):
            # of equals, those that stand at like places: headings and short items repeat
            distance = abs(i / len(matching.left) - j / len(matching.right))
            scored.append((-score, distance, i, j))
    used: set[int] = set()
    for _, _, i, j in sorted(scored):
        if i not in matching.pairs and j not in used:
            matching.pairs[i] = j
            used.add(j)


def _fields(matching: _Matching) -> Iterator[tuple[int, int]]:
    return product(range(len(matching.left)), range(len(matching.right)))


def _with_words_in_common(matching: _Matching) -> Iterator[tuple[int, int]]:
    """Only pairs that can be alike: all with all would cost too much in a long article."""
    holding: defaultdict[str, list[int]] = defaultdict(list)
    equal: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for j, piece in enumerate(matching.right):
        equal[piece.words].append(j)
        for word in set(content(piece.words)):
            holding[word].append(j)
    for i, piece in enumerate(matching.left):
        common = Counter(j for word in set(content(piece.words)) for j in holding[word])
        for j in sorted({j for j, count in common.items() if count >= SHARED_WORDS} | set(equal[piece.words])):
            yield i, j


def _share_meaning(a: Piece, b: Piece) -> bool:
    """Headings and short items need more in common than one word, unless they are equal."""
    return a.words == b.words or shared(content(a.words), content(b.words)) >= SHARED_WORDS


def _field_score(a: Piece, b: Piece) -> float:
    """Fields: an equal label decides; else the values must be spelled alike."""
    if a.label and a.label == b.label:
        return 1 + similarity(a.words, b.words)
    alike = spelling(" ".join(a.words), " ".join(b.words))
    return alike if alike >= SPELLED_ALIKE else 0.0


def _match_parts(matching: _Matching) -> None:
    """Passages left over next to a pair that complete it."""
    pairs = sorted(matching.pairs.items())
    for i, j in pairs:
        for near in (j + 1, j - 1):
            if near in matching.free_right() and _completes(matching.left[i], matching.right[j], matching.right[near]):
                matching.split.append((i, near))
    for i, j in pairs:
        for near in (i - 1, i + 1):
            if near in matching.free_left() and _completes(matching.right[j], matching.left[i], matching.left[near]):
                matching.merged.append((near, j))


def _completes(whole: Piece, part: Piece, other: Piece) -> bool:
    """Whether `other` repeats runs of words of `whole`, and words with meaning that `part` lacks: more than a name by chance."""
    if repeated(whole.words, other.words) < REPEATED:
        return False
    wanted = list(content(whole.words))
    for word in content(part.words):
        if word in wanted:
            wanted.remove(word)
    return shared(wanted, content(other.words)) >= SHARED_WORDS


def _match_between(matching: _Matching) -> None:
    """Passages left over between the same two neighbours that begin alike."""
    for i in matching.free_left():
        before = max((p for p in matching.pairs if p < i), default=None)
        after = min((p for p in matching.pairs if p > i), default=None)
        first = matching.pairs[before] + 1 if before is not None else 0
        last = matching.pairs[after] if after is not None else len(matching.right)
        candidates = [j for j in matching.free_right() if first <= j < last and _begin_alike(matching, i, j)]
        best = max(candidates, key=lambda j: similarity(matching.left[i].words, matching.right[j].words), default=None)
        if best is not None and similarity(matching.left[i].words, matching.right[best].words) >= ALIKE_IN_GAP:
            matching.pairs[i] = best


def _begin_alike(matching: _Matching, i: int, j: int) -> bool:
    return matching.left[i].words[:SAME_BEGINNING] == matching.right[j].words[:SAME_BEGINNING]


def _alignments(matching: _Matching, family: Family, left_lost: bool, right_lost: bool) -> list[Alignment]:
    moved = _moved(matching.pairs) if family.ordered else set()
    split_from = {i for i, _ in matching.split}
    merged_into = {j for _, j in matching.merged}
    found: list[tuple[float, Alignment]] = []
    for i, j in matching.pairs.items():
        change = "moved" if i in moved else "split" if i in split_from else "merged" if j in merged_into else ""
        found.append((i, _pair(matching, i, j, change)))
    found += [(i + 0.1, _pair(matching, i, j, "split")) for i, j in matching.split]
    found += [(i, _pair(matching, i, j, "merged")) for i, j in matching.merged]
    if not right_lost:
        found += [(i, Alignment(matching.left[i].passage_id, None, None, "only_left")) for i in matching.free_left()]
    if not left_lost:
        for j in matching.free_right():
            before = max((i for i, k in matching.pairs.items() if k < j), default=-1)
            found.append((before + 0.5, Alignment(None, matching.right[j].passage_id, None, "only_right")))
    return [alignment for _, alignment in sorted(found, key=lambda item: item[0])]


def _pair(matching: _Matching, i: int, j: int, change: str) -> Alignment:
    a, b = matching.left[i], matching.right[j]
    if not change:
        change = "identical" if plain(a.text) == plain(b.text) else "reworded"
    return Alignment(a.passage_id, b.passage_id, round(similarity(a.words, b.words), 3), change)


def _moved(pairs: Mapping[int, int]) -> set[int]:
    """The pairs outside the longest run that keeps the order of both sides: as few as possible are called moved."""
    lefts = sorted(pairs)
    tails: list[int] = []
    at_tail: list[int] = []
    previous: dict[int, int | None] = {}
    for i in lefts:
        place = bisect_left(tails, pairs[i])
        previous[i] = at_tail[place - 1] if place else None
        tails[place : place + 1] = [pairs[i]]
        at_tail[place : place + 1] = [i]
    kept: set[int] = set()
    step: int | None = at_tail[-1] if at_tail else None
    while step is not None:
        kept.add(step)
        step = previous[step]
    return set(lefts) - kept


def _row(alignment: Alignment) -> Row:
    return {
        "alignment_id": f"{alignment.left or ''}~{alignment.right or ''}",
        "left_passage_id": alignment.left,
        "right_passage_id": alignment.right,
        "similarity": alignment.similarity,
        "change": alignment.change,
    }
