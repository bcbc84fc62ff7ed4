"""All claims as one table that can be filtered: its rows, and what they can be filtered by."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from roa_dataset.site.content import Content


def claim_rows(content: Content) -> list[dict[str, Any]]:
    """The claims by text and place in it."""
    rows = []
    for document in content.documents:
        for row in content.claims_of_text[document.document_id]:
            shown = content.statements[str(row["claim_id"])]
            polarity = str(row["polarity"])
            rows.append({
                "shown": shown,
                "text": shown.text_label,
                "subject": row["subject_label"],
                "subject_href": content.links.entity(row["subject_id"]),
                "predicate": content.label("predicate", shown.row["predicate"]),
                "modality": content.label("modality", shown.row["modality"]),
                "polarity": "" if polarity == "affirmed" else content.label("polarity", polarity),
                "differs": shown.conflicts[0][1] if shown.conflicts else "",
            })  # fmt: skip
    return rows


def facets(content: Content) -> list[dict[str, Any]]:
    """What the table can be filtered by: the name in the address, a label, and each value with its count."""
    rows = claim_rows(content)
    chosen = {
        "text": ("Text", "text"),
        "predicate": ("Predicate", "predicate"),
        "modality": ("How it is said", "modality"),
        "differs": ("Differs", "differs"),
    }
    found = []
    for name, (label, column) in chosen.items():
        counted = Counter(str(row[column]) for row in rows if row[column])
        found.append({"name": name, "label": label, "options": sorted(counted.items())})
    return found
