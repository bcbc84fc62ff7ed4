"""Whom the words of a claim or a passage name, by the mentions of its text."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from extract.model import Row

#: a mention: where it starts and ends in its text, and whom it means
Mention = tuple[int, int, str]
#: text → its mentions, in text order
Mentions = Mapping[str, Sequence[Mention]]


def mentions_by_text(rows: Iterable[Row]) -> Mentions:
    """The mentions of entities, from rows of `mentions`."""
    found: defaultdict[str, list[Mention]] = defaultdict(list)
    for row in rows:
        if row["entity_id"]:
            span = (int(str(row["char_start"])), int(str(row["char_end"])), str(row["entity_id"]))
            found[str(row["document_id"])].append(span)
    return {document: sorted(spans) for document, spans in found.items()}


def mentions_in(row: Row, spans: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions in the stretch of a claim or a passage; `spans` are those of its text."""
    start, end = int(str(row["char_start"])), int(str(row["char_end"]))
    for first, last, entity in spans[bisect_left(spans, (start, 0, "")) :]:
        if first >= end:
            return
        if last <= end:
            yield first, last, entity


def named_in(row: Row, spans: Sequence[Mention]) -> frozenset[str]:
    """The entities named in the stretch of a claim or a passage."""
    return frozenset(entity for _, _, entity in mentions_in(row, spans))


def named_in_value(row: Row, spans: Sequence[Mention]) -> frozenset[str]:
    """The entities that a claim's value or qualifier names: "either as Reedmen or in the light companies"."""
    found = set()
    for words in (str(row[column]) for column in ("value", "qualifier") if row[column]):
        at = str(row["quote"]).find(words)
        start = int(str(row["char_start"])) + at
        found |= {entity for a, b, entity in spans if at >= 0 and start <= a and b <= start + len(words)}
    return frozenset(found)
