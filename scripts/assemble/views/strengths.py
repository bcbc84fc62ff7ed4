"""The table `strengths`: how strong a text says that a unit or group was, one row per reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assemble.views.cells import Cell, Cells, ViewRow, date_cells, filled, joined
from assemble.views.conditions import Condition
from assemble.views.index import Evidence
from extract.model import Row
from roa_dataset.checks.view_ids import slug

COUNTED = ("unit", "group", "organization")


@dataclass(frozen=True)
class StrengthRules:
    """Which claims are strengths: those of `predicates`, and of others that meet a condition of `also`."""

    predicates: tuple[str, ...]
    also: tuple[Condition, ...]


def strength_rows(evidence: Evidence, rules: StrengthRules) -> Iterator[ViewRow]:
    """One row for each claim that says how strong a unit, group or organization was, or how its strength changed."""
    for claim in evidence.claims:
        if evidence.type_of(claim["subject_id"]) not in COUNTED:
            continue
        if claim["predicate"] not in rules.predicates and not any(c.meets(claim, evidence) for c in rules.also):
            continue
        own: Row = {
            "strength_id": f"strength:{slug(claim['subject_id'])}:{claim['claim_id']}",
            "document_id": claim["document_id"],
            "section": evidence.passage(claim)["section"],
            "polarity": claim["polarity"],
            "citation_needed": claim["citation_needed"],
        }
        yield ViewRow(own, _facts(evidence, claim), (claim,))


def _facts(evidence: Evidence, claim: Row) -> Cells:
    facts = filled(
        unit_id=joined([(claim, claim["subject_id"])]),
        unit_label=joined([(claim, claim["subject_label"])]),
        counted=joined([(claim, claim["subject_text"])]),
        basis=joined([(claim, claim["predicate"])]),
        serving_in_id=joined([(claim, claim["object_id"])]),
        serving_in_label=joined([(claim, claim["object_label"])]),
        number_exactness=joined([(claim, claim["number_exactness"])]),
        measure=joined([(claim, claim["number_measure"])]),
        value_as_written=joined([(claim, claim["value"])]),
        as_written=joined([(claim, claim["quote"])]),
        place_id=joined([(claim, claim["place_id"])]),
        place_label=joined([(claim, claim["place_label"])]),
        state=_state(evidence, claim),
    )
    for column in ("number_min", "number_max"):
        if claim[column] is not None:
            facts[column] = Cell(claim[column], (claim,))
    return facts | date_cells(evidence, "as_of", [claim])


def _state(evidence: Evidence, claim: Row) -> Cell | None:
    """The state that the same sentence gives the same unit; a negated one in its whole words ("Not …")."""
    same = [c for c in evidence.about(claim["subject_id"], "has_state") if c["passage_id"] == claim["passage_id"]]
    return joined((c, c["value"] if c["polarity"] == "affirmed" else c["quote"]) for c in same)
