"""Ids that are made from content: made again from the row, they must be those that stand there.

DATA_MODEL, "Ids": a claim's id is a hash of document, predicate, subject, object, value, number, date text and role, place,
polarity, modality, qualifier, about, quote and its n-th occurrence; places in a text make the ids of passages and mentions.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from roa_dataset.checks.contents import Contents, Row
from roa_dataset.checks.finding import Finding
from roa_dataset.checks.say import cell_finding

#: letters of a hash in an id
ID_LETTERS = 12
#: columns of `claims` that its id is made from, in the order in which they are hashed
CLAIM_CONTENT = (
    "document_id", "predicate", "subject_id", "subject_text", "object_id", "value", "number_min", "number_max",
    "number_measure", "date_text", "date_role", "place_id", "polarity", "modality", "qualifier", "quote", "about_claim_id",
)  # fmt: skip
#: tables whose rows are numbered in text order within their document → the word in the id
NUMBERED = {"links": "link", "images": "image", "ranks": "rank"}


def hashed(letter: str, parts: Iterable[str]) -> str:
    """An id: a letter and the beginning of the SHA-256 of the parts."""
    return letter + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:ID_LETTERS]


def claim_id(content: Sequence[object], occurrence: int) -> str:
    """The id of the n-th claim with this content (the cells of CLAIM_CONTENT; None and "" are the same)."""
    return hashed("c", ["" if part is None else str(part) for part in (*content, occurrence)])


def name_id(entity_id: str, name: str) -> str:
    """The id of a spelling of an entity."""
    return hashed("n", (entity_id, name))


def conflict_id(row: Row, readings: Iterable[tuple[str, str]]) -> str:
    """The id of a conflict: of which class, type and scope it is, of whom and what, and the claims with what they say."""
    parts = (str(row[column]) for column in ("class", "conflict_type", "scope", "subject_id", "predicate"))
    return hashed("x", (*parts, *sorted(f"{claim}={shown}" for claim, shown in readings)))


def check_ids(contents: Contents) -> Iterator[Finding]:
    """Findings on every id that does not follow from its row."""
    yield from _check_claims(contents.rows("claims"))
    yield from _check_passages(contents.rows("passages"))
    yield from _check_conflicts(contents)
    for table, key, made in _MADE:
        for row in contents.rows(table):
            expected = made(row)
            if row[key] != expected:
                yield cell_finding(table, row, (key,), key, f"{expected!r}, made from the row")
    for table, word in NUMBERED.items():
        yield from _check_numbers(table, f"{word}_id", word, contents.rows(table))


def _mention_id(row: Row) -> str:
    return f"{row['document_id']}:{row['char_start']}-{row['char_end']}"


def _alignment_id(row: Row) -> str:
    return f"{row['left_passage_id'] or ''}~{row['right_passage_id'] or ''}"


_MADE = (
    ("mentions", "mention_id", _mention_id),
    ("alignments", "alignment_id", _alignment_id),
    ("names", "name_id", lambda row: name_id(str(row["entity_id"]), str(row["name"]))),
)


def _check_claims(claims: Sequence[Row]) -> Iterator[Finding]:
    """Claims of one content are counted in text order."""
    same: defaultdict[tuple[str, ...], list[Row]] = defaultdict(list)
    for claim in claims:
        same[tuple("" if claim[name] is None else str(claim[name]) for name in CLAIM_CONTENT)].append(claim)
    for content, rows in same.items():
        expected = [claim_id(content, number) for number in range(1, len(rows) + 1)]
        if {row["claim_id"] for row in rows} == set(expected):
            continue
        ordered = sorted(rows, key=lambda row: (row["char_start"], row["char_end"]))
        for row, wanted in zip(ordered, expected, strict=True):
            if row["claim_id"] != wanted:
                told = f"{wanted!r}, made from what is claimed and quoted"
                yield cell_finding("claims", row, ("claim_id",), "claim_id", told, str(row["quote"]))


def _check_passages(passages: Sequence[Row]) -> Iterator[Finding]:
    """Passages are numbered from outside in and in text order; each lies in the smallest earlier one that holds it."""
    for document, rows in _by_document(passages).items():
        open_ones: list[Row] = []
        for number, row in enumerate(sorted(rows, key=lambda r: r["ordinal"]), start=1):
            while open_ones and not _holds(open_ones[-1], row):
                open_ones.pop()
            parent = open_ones[-1]["passage_id"] if open_ones else None
            expected = {"ordinal": number, "passage_id": f"{document}:p{number:04d}", "parent_id": parent}
            for column, value in expected.items():
                if row[column] != value:
                    yield cell_finding("passages", row, ("passage_id",), column, repr(value))
            open_ones.append(row)


def _holds(outer: Row, inner: Row) -> bool:
    return bool(outer["char_start"] <= inner["char_start"] and inner["char_end"] <= outer["char_end"])


def _check_numbers(table: str, key: str, word: str, rows: Sequence[Row]) -> Iterator[Finding]:
    for document, own in _by_document(rows).items():
        ordered = sorted(own, key=lambda r: (r["char_start"], r["char_end"], _last_number(str(r[key]))))
        for number, row in enumerate(ordered, start=1):
            expected = f"{document}:{word}-{number}"
            if row[key] != expected:
                yield cell_finding(table, row, (key,), key, f"{expected!r}, by its place in the text")


def _last_number(text: str) -> int:
    tail = text.rpartition("-")[2]
    return int(tail) if tail.isdecimal() else 0


def _by_document(rows: Iterable[Row]) -> Mapping[str, list[Row]]:
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[str(row["document_id"])].append(row)
    return found


def _check_conflicts(contents: Contents) -> Iterator[Finding]:
    readings: defaultdict[Any, list[tuple[str, str]]] = defaultdict(list)
    for link in contents.rows("conflict_claims"):
        readings[link["conflict_id"]].append((str(link["claim_id"]), str(link["reading"])))
    for row in contents.rows("conflicts"):
        expected = conflict_id(row, readings[row["conflict_id"]])
        if row["conflict_id"] != expected:
            told = f"{expected!r}, made from its class, type, scope, subject, predicate and readings"
            yield cell_finding("conflicts", row, ("conflict_id",), "conflict_id", told)
