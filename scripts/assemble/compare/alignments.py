"""Neighbouring versions of one article, passage by passage: rows of the table `alignments`.

Each family of passages (metadata/alignment.toml) is matched in three steps. First the pairs that are alike wherever they
stand, the most alike first; those that break the order of the others are moved. Then what is left over beside such a pair
and completes it: the one passage was split, or two were merged. Last, what is left between the same two neighbours and is
alike enough there, shares a rare run of words or tells the same of the same people (left_over.py). The rest stands in one
version only.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from assemble.compare.families import (
    Family,
    Piece,
    Statements,
    labels,
    load_families,
    load_standing,
    pieces,
    remnants,
    versions,
)
from assemble.compare.left_over import (
    SHARED_WORDS,
    match_alone,
    match_between,
    match_far,
    match_fields,
    match_named,
    match_parts,
    match_remains,
    match_told,
)
from assemble.compare.matching import Matching
from assemble.compare.words import content, shared, similarity, spelling
from assemble.passages import Passages
from extract.model import Row
from roa_dataset.reading.compared_words import joined
from roa_dataset.schema_files import Schema

#: from here on two passages correspond wherever they stand
ALIKE = 0.4
#: fields without an equal label correspond when their values are spelled alike
SPELLED_ALIKE = 0.6


@dataclass(frozen=True)
class Alignment:
    """A passage of the older version (`left`) beside one of the newer one (`right`); None where only one has it."""

    left: str | None
    right: str | None
    similarity: float | None
    change: str


def align(
    tables: Mapping[str, Sequence[Row]], passages: Sequence[Passages], schema: Schema, metadata: Path
) -> list[Row]:
    """The rows of `alignments` for all neighbouring versions among the documents; none for a single document."""
    families = load_families(metadata, schema)
    standing = load_standing(metadata, schema)
    by_document = {p.extraction.document.document_id: p for p in passages}
    statements = _statements(tables.get("claims", ()), standing)
    rows: list[Row] = []
    for older, newer in versions(tables["documents"]):
        for family in families:
            found = align_family(by_document[older], by_document[newer], family, statements)
            rows += [_row(alignment) for alignment in found]
    return rows


def _statements(claims: Sequence[Row], standing: frozenset[str]) -> dict[str, Statements]:
    """passage → the entities that its claims name as their objects, and what it asserts of whom to have happened."""
    objects: defaultdict[str, set[str]] = defaultdict(set)
    told: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for claim in claims:
        if claim["object_id"]:
            objects[str(claim["passage_id"])].add(str(claim["object_id"]))
        stated = (claim.get("polarity"), claim.get("modality")) == ("affirmed", "asserted")
        if stated and claim["predicate"] not in standing:
            told[str(claim["passage_id"])].add((str(claim["subject_id"]), str(claim["predicate"])))
    return {p: Statements(frozenset(objects[p]), frozenset(told[p])) for p in {*objects, *told}}


def align_family(
    older: Passages, newer: Passages, family: Family, statements: Mapping[str, Statements]
) -> list[Alignment]:
    """What corresponds among the passages of one family of two versions, in the order of the older one; `statements`
    gives for a passage what it names and tells."""
    left, right = pieces(older, family, statements), pieces(newer, family, statements)
    if family.lists and not (left and right):
        return []
    remains = remnants(older, family, right)
    matching = Matching([*left, *remains], right)
    _match_alike(matching, family)
    if remains:
        match_remains(matching, len(left))
    if family.labelled:
        match_fields(matching, labels(older, family), labels(newer, family))
    else:
        match_parts(matching)
        match_between(matching)
        if family.ordered:
            match_named(matching)
            match_far(matching)
            match_alone(matching)
            match_told(matching)
    return _alignments(matching, family)


def _match_alike(matching: Matching, family: Family) -> None:
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


def _fields(matching: Matching) -> Iterator[tuple[int, int]]:
    return product(range(len(matching.left)), range(len(matching.right)))


def _with_words_in_common(matching: Matching) -> Iterator[tuple[int, int]]:
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


def _alignments(matching: Matching, family: Family) -> list[Alignment]:
    moved = _moved(matching.pairs) if family.ordered else set()
    links = [*matching.pairs.items(), *matching.parts]
    rights, lefts = Counter(i for i, _ in links), Counter(j for _, j in links)
    found: list[tuple[float, Alignment]] = []
    for place, (i, j) in enumerate(links):
        part = place >= len(matching.pairs)
        change = "split" if rights[i] > 1 else "merged" if lefts[j] > 1 else ""
        found.append((i + 0.1 * part, _pair(matching, i, j, "moved" if i in moved and not part else change)))
    found += [(i, Alignment(matching.left[i].passage_id, None, None, "only_left")) for i in matching.free_left()]
    for j in matching.free_right():
        before = max((i for i, k in matching.pairs.items() if k < j), default=-1)
        found.append((before + 0.5, Alignment(None, matching.right[j].passage_id, None, "only_right")))
    return [alignment for _, alignment in sorted(found, key=lambda item: item[0])]


def _pair(matching: Matching, i: int, j: int, change: str) -> Alignment:
    a, b = matching.left[i], matching.right[j]
    left, right = joined(a.words, b.words)
    if not change:
        change = "identical" if left == right else "reworded"
    return Alignment(a.passage_id, b.passage_id, round(similarity(left, right), 3), change)


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
