"""What of each text lies in claims, what in other rows, and why a leaf of it holds no claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Row = Mapping[str, object]

#: why a leaf of this kind may hold no claim
REASONS = {
    "residue": "debris of the page or of a template",
    "heading": "a heading: it names a section and states nothing",
    "reference": "read into bibliography",
    "external_link": "read into bibliography",
    "see_also": "read into links",
    "category": "read into links",
    "related_article": "read into links",
    "caption": "read into images",
    "sentence": "prose that no rule reads",
    "note": "prose that no rule reads",
    "paragraph": "prose that no rule reads",
}
#: tables beside claims whose rows have a place of their own
OFFSETS = ("bibliography", "links", "images", "ranks")
EMPTY_FIELD = "a template field without a value"
UNREAD = "no rule reads it"


@dataclass(frozen=True)
class Coverage:
    """One document: its letters and digits, those inside claims' quotes, those inside any row, and leaves without a claim.

    The spans are half-open offsets into the text, in order and apart: those of claims, and those of any row.
    """

    document_id: str
    letters: int
    claimed: int
    read: int
    claimed_spans: tuple[tuple[int, int], ...]
    read_spans: tuple[tuple[int, int], ...]
    unclaimed: tuple[tuple[Row, str], ...]


def coverage(tables: Mapping[str, Sequence[Row]], texts: Mapping[str, str]) -> list[Coverage]:
    """One item for each text, by document id. Tables: passages, claims and those of OFFSETS."""
    rows = {name: _by_document(tables[name]) for name in ("passages", "claims", *OFFSETS)}
    return [_coverage({name: found.get(document_id, []) for name, found in rows.items()}, document_id, text)
            for document_id, text in sorted(texts.items())]  # fmt: skip


def _by_document(rows: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(str(row["document_id"]), []).append(row)
    return found


def _coverage(rows: Mapping[str, Sequence[Row]], document_id: str, text: str) -> Coverage:
    parents = {p["parent_id"] for p in rows["passages"]}
    leaves = [p for p in rows["passages"] if p["passage_id"] not in parents and not p["claim_count"]]
    claimed = joined(_spans(rows["claims"]))
    read = joined(span for name in ("claims", *OFFSETS) for span in _spans(rows[name]))
    return Coverage(
        document_id,
        letters=_letters(text, [(0, len(text))]),
        claimed=_letters(text, claimed),
        read=_letters(text, read),
        claimed_spans=tuple(claimed),
        read_spans=tuple(read),
        unclaimed=tuple((leaf, _reason(leaf)) for leaf in leaves),
    )


def _spans(rows: Sequence[Row]) -> list[tuple[int, int]]:
    return [(int(str(row["char_start"])), int(str(row["char_end"]))) for row in rows]


def joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches that any of the spans cover, in order, none touching another."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _letters(text: str, spans: Iterable[tuple[int, int]]) -> int:
    """The letters and digits inside spans that do not meet."""
    return sum(sum(map(str.isalnum, text[start:end])) for start, end in spans)


def _reason(leaf: Row) -> str:
    kind = str(leaf["kind"])
    if kind == "infobox_field" and str(leaf["text"]).rstrip().endswith("="):
        return EMPTY_FIELD
    return REASONS.get(kind, UNREAD)
