"""What no check can hold against anything: the columns, and parts of the descriptor, in which a damage may go unnoticed."""

from __future__ import annotations

from collections.abc import Mapping

from damage.copy import Copy, NoSuchPlaceError, parsed

WORDS = "words of the editors or of a reader: nothing else in the package says the same"
CHOICE = "a decision of the editors, with no second place that records it"
PART = "a stretch of the same reference: shorter or longer, it is still words of the text"
CITED = ("author", "title", "container", "publisher", "place", "archive", "signature", "issuing_office", "medium")
#: (table, column) → why a plausible other value there contradicts nothing
UNTIED: Mapping[tuple[str, str], str] = {
    **dict.fromkeys(
        [
            ("vocabulary", "label"), ("vocabulary", "inverse_label"), ("vocabulary", "negated_label"),
            ("vocabulary", "definition"), ("vocabulary", "example_quote"), ("vocabulary", "source"), ("rules", "description"),
            ("rules", "pattern"),
            ("reviews", "note"), ("reviews", "reader"), ("reviews", "aspect"), ("identity_judgements", "reason"),
            ("identity_judgements", "left_name"), ("identity_judgements", "right_name"), ("identity_judgements", "decided_by"),
            ("identity_judgements", "decided_on"), ("entities", "note"), ("places", "note"), ("places", "modern_name"),
            ("collectives", "reason"), ("documents", "note"), ("documents", "lost"), ("conflicts", "explanation"),
        ],
        WORDS,
    ),
    **dict.fromkeys(
        [
            ("reviews", "verdict"), ("identity_judgements", "judgement"), ("identity_judgements", "left_id"),
            ("identity_judgements", "right_id"), ("entities", "scope"), ("events", "event_type"), ("places", "kind"),
            ("places", "geonames_id"), ("places", "latitude"), ("places", "longitude"), ("places", "location_basis"),
            ("names", "kind"), ("names", "language"), ("mentions", "kind"), ("rules", "layer"), ("rules", "rule_id"),
            ("documents", "not_before"), ("documents", "not_before_basis"), ("documents", "layout"), ("documents", "language"),
        ],
        CHOICE,
    ),
    **dict.fromkeys([("bibliography", column) for column in CITED], PART),
}  # fmt: skip
ROWS: Mapping[str, str] = {
    "reviews": "a verdict stands for itself: no other row depends on it",
    "identity_judgements": "a judgement stands for itself: no other row depends on it",
    "vocabulary": "a code of a scheme that no column declares",
    "rules": "a rule that fired nowhere is named by no claim",
}


def touched(copy: Copy) -> set[tuple[str, str]]:
    """(table, column) of every cell that differs; the column is empty where a table has other rows or columns."""
    found: set[tuple[str, str]] = set()
    for name, table in copy.base.tables.items():
        content = copy.changed().get(copy.path(name), copy.base.files[copy.path(name)])
        if content is None or content == copy.base.files[copy.path(name)]:
            continue
        try:
            new = parsed(content)
        except NoSuchPlaceError:
            found.add((name, ""))
            continue
        if (
            new.columns != table.columns
            or len(new.rows) != len(table.rows)
            or any(len(r) != len(new.columns) for r in new.rows)
        ):
            found.add((name, ""))
            continue
        for old, row in zip(table.rows, new.rows, strict=True):
            found |= {(name, column) for column, a, b in zip(new.columns, old, row, strict=True) if a != b}
    return found


def reason(copy: Copy) -> str:
    """Why this damage may go unnoticed; empty where a check should have seen it."""
    reasons = {UNTIED.get(place, "") if place[1] else ROWS.get(place[0], "") for place in touched(copy)}
    return "; ".join(sorted(reasons)) if reasons and "" not in reasons else ""
