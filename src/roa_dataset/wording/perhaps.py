"""Of what the editors are unsure whether it is the same thing, in words that a row can show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

Row = Mapping[str, object]

#: a code of `judgement`
UNSURE = "unsure"


def perhaps_same_as(judgements: Iterable[Row], entities: Iterable[Row]) -> Mapping[str, str]:
    """entity_id → the labels of the entities that it may be, by the judgements, in their order and joined by " | "."""
    labels = {str(entity["entity_id"]): str(entity["label"]) for entity in entities}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for judgement in judgements:
        left, right = str(judgement["left_id"]), str(judgement["right_id"])
        if judgement["judgement"] == UNSURE and left != right and left in labels and right in labels:
            found[left].add(labels[right])
            found[right].add(labels[left])
    return {entity_id: " | ".join(sorted(others)) for entity_id, others in found.items()}
