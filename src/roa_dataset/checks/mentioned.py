"""Whom the words of a claim, a span or a passage name, by the mentions of its text."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

Row = Mapping[str, object]
#: a mention: where it starts and ends in its text, and whom it means
Mention = tuple[int, int, str]
#: text → its mentions, in text order
Mentions = Mapping[str, Sequence[Mention]]


def place_of(row: Row) -> tuple[int, int] | None:
    """Where a row's words stand in their text; None for a row whose cells are no numbers, which other checks tell of."""
    start, end = row["char_start"], row["char_end"]
    return (int(start), int(end)) if isinstance(start, int | float) and isinstance(end, int | float) else None


def mentions_by_text(rows: Iterable[Row]) -> Mentions:
    """The mentions of entities, from rows of `mentions`."""
    found: defaultdict[str, list[Mention]] = defaultdict(list)
    for row in rows:
        if row["entity_id"] and (place := place_of(row)):
            found[str(row["document_id"])].append((*place, str(row["entity_id"])))
    return {document: sorted(mentions) for document, mentions in found.items()}


def mentions_within(place: tuple[int, int] | None, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions in a stretch of their text; `mentions` are all of that text, in order."""
    start, end = place or (0, 0)
    for first, last, entity in mentions[bisect_left(mentions, (start, 0, "")) :]:
        if first >= end:
            return
        if last <= end:
            yield first, last, entity


def named_in(row: Row, mentions: Sequence[Mention]) -> frozenset[str]:
    """The entities named in the stretch of a claim, a span or a passage."""
    return frozenset(entity for _, _, entity in mentions_within(place_of(row), mentions))


def named_in_value(claim: Row, mentions: Sequence[Mention]) -> frozenset[str]:
    """The entities that a claim's value or qualifier names: "either as Reedmen or in the light companies"."""
    found: set[str] = set()
    for words in (str(claim[column]) for column in ("value", "qualifier") if claim[column]):
        at = str(claim["quote"]).find(words)
        if at >= 0:
            start = int(str(claim["char_start"])) + at
            found |= {entity for _, _, entity in mentions_within((start, start + len(words)), mentions)}
    return frozenset(found)
