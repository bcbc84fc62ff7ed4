"""Conflicts with their readings, each in the sentence of its text."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from roa_dataset.site.conflict_heading import heading
from roa_dataset.site.statements import Statement

if TYPE_CHECKING:
    from roa_dataset.claims.document import Context
    from roa_dataset.questions.conflicts import Conflict
    from roa_dataset.site.content import Content


@dataclass(frozen=True)
class Words:
    """A claim of a reading, and its quote in the passage that it stands in."""

    statement: Statement
    context: Context


@dataclass(frozen=True)
class Difference:
    """A conflict as pages show it: `readings` are (value, its words in every text that has it)."""

    conflict: Conflict
    heading: str
    kind: str
    scope: str
    subject: str
    subject_href: str | None
    predicate: str
    readings: tuple[tuple[str, tuple[Words, ...]], ...]


def difference(content: Content, conflict: Conflict) -> Difference:
    """One conflict with all its readings."""
    return Difference(
        conflict,
        heading(conflict),
        content.label("conflict_class", conflict.kind),
        content.label("conflict_scope", conflict.scope),
        content.entity_label(conflict.subject_id),
        content.links.entity(conflict.subject_id),
        content.label("predicate", conflict.predicate),
        tuple(
            (
                reading.value,
                tuple(Words(content.statements[claim.claim_id], claim.sentence) for claim in reading.claims),
            )
            for reading in conflict.readings
        ),
    )


def groups(content: Content) -> list[dict[str, Any]]:
    """The conflicts by class, contradictions first: code, label, definition, differences."""
    return [
        {
            "code": kind,
            "label": content.label("conflict_class", kind),
            "definition": content.definition("conflict_class", kind),
            "differences": [difference(content, conflict) for conflict in members],
        }
        for kind, members in groupby(content.conflicts, key=lambda conflict: conflict.kind)
    ]


def example(content: Content) -> Difference | None:
    """The contradiction between two texts that takes the fewest words to tell; any other conflict where there is none."""

    def order(conflict: Conflict) -> tuple[bool, bool, int, str]:
        words = sum(len(claim.quote) for reading in conflict.readings for claim in reading.claims)
        return conflict.kind != "contradiction", conflict.scope != "between_texts", words, conflict.conflict_id

    return difference(content, min(content.conflicts, key=order)) if content.conflicts else None
