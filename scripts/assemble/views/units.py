"""The table `units`: formations, groups and bodies, each once, with the designations that the texts equate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assemble.views.cells import Cells, ViewRow, date_cells, filled, joined, single
from assemble.views.conditions import Condition
from assemble.views.index import Evidence, stated
from extract.model import Row
from roa_dataset import states
from roa_dataset.checks.carried import SEPARATOR

TYPES = ("unit", "group", "organization")


@dataclass(frozen=True)
class RelationRule:
    """A code of `relation_to_roa`: claims that meet the condition and lead to (or from) the formation.

    `entity` is the side on which the unit stands, "subject" or "object"; the formation stands on the other. "value" means
    that the value names the unit, in a claim without an object.
    """

    code: str
    entity: str
    condition: Condition


@dataclass(frozen=True)
class UnitRules:
    """Designations by their form, the formation of each article, and the ways to stand to it, in their order."""

    german: re.Pattern[str]
    konr: re.Pattern[str]
    focus: Mapping[str, str]
    components: Condition
    relations: tuple[RelationRule, ...]


def formation(evidence: Evidence, rules: UnitRules) -> frozenset[str]:
    """What the article is about, and the units that a text calls part of it."""
    if evidence.formation is not None:
        return evidence.formation
    focus = {rules.focus[a] for a in evidence.articles if rules.focus.get(a) in evidence.entities}
    parts = {
        str(c["subject_id"])
        for c in evidence.claims
        if stated(c) and c["object_id"] in focus and rules.components.meets(c, evidence)
    }
    return frozenset(focus | parts)


def unit_rows(evidence: Evidence, rules: UnitRules) -> Iterator[ViewRow]:
    """One row for each unit, group or organization that is no author of a cited work."""
    whole = formation(evidence, rules)
    for entity in evidence.of_type(*TYPES):
        unit_id = str(entity["entity_id"])
        claims = [c for c in evidence.about(unit_id) if stated(c) and not c["subject_text"]]
        relation, basis = _relation(evidence, rules, whole, unit_id)
        own: Row = {
            "unit_id": unit_id,
            "label": entity["label"],
            "entity_type": entity["entity_type"],
            "occurs_in": evidence.occurs_in(unit_id),
        }
        facts = _classes(claims) | _designations(evidence, rules, claims) | _life(evidence, unit_id, claims)
        if basis and (cell := joined((c, relation) for c in basis)):
            facts["relation_to_roa"] = cell
        else:
            own["relation_to_roa"] = relation
        # of what nobody calls real ("hoped for") the row says so, though no cell of it is filled
        unreal = () if facts or any(stated(c) for c in evidence.about(unit_id)) else tuple(evidence.about(unit_id))
        yield ViewRow(own, facts, unreal, frozenset(evidence.versions(unit_id)))


def _classes(claims: Sequence[Row]) -> Cells:
    def of(qualifier: str) -> list[tuple[Row, object]]:
        return [(c, c["value"]) for c in claims if c["predicate"] == "is_a" and c["qualifier"] == qualifier]

    return filled(
        echelon=joined(of("echelon")),
        branch=joined(of("branch")),
        unit_type=joined(of("unit_type")),
        described_as_written=joined(of("class")),
    )


def _designations(evidence: Evidence, rules: UnitRules, claims: Sequence[Row]) -> Cells:
    """Both sides of "A (B)" and "A / B", sorted by their form."""
    same = [c for c in claims if c["predicate"] == "same_as" and c["qualifier"] == "designation"]
    names = [(c, words) for c in same for words in (evidence.words(c, "subject"), str(c["value"] or "")) if words]
    return filled(
        designation_german=joined((c, words) for c, words in names if rules.german.search(words)),
        designation_konr=joined((c, words) for c, words in names if rules.konr.search(words)),
    )


def _life(evidence: Evidence, unit_id: str, claims: Sequence[Row]) -> Cells:
    """Formed, existed, disbanded, renamed; the states, a negated one in its whole words."""
    formed = [c for c in claims if c["predicate"] == "formed"]
    disbanded = [c for c in claims if c["predicate"] == "disbanded"]
    conditions = [
        c
        for c in evidence.about(unit_id, "has_state")
        if c["modality"] in ("asserted", "reported") and not c["subject_text"]
    ]
    facts = filled(
        renamed_to=joined((c, c["value"]) for c in claims if c["predicate"] == "renamed_to"),
        formed_place_id=single((c, c["place_id"]) for c in formed),
        formed_place_label=joined((c, c["place_label"]) for c in formed),
        formed_by_label=joined((c, c["object_label"]) for c in formed),
        disbanded_as_written=joined((c, c["quote"]) for c in disbanded),
        state=joined((c, c["value"] if c["polarity"] == "affirmed" else c["quote"]) for c in conditions),
    )
    active = [c for c in claims if c["predicate"] == "active"]
    return (
        facts
        | date_cells("formed", formed)
        | date_cells("active_start", active, states.begin)
        | date_cells("active_end", active, states.end)
        | date_cells("disbanded", disbanded)
    )


def _relation(evidence: Evidence, rules: UnitRules, whole: frozenset[str], unit_id: str) -> tuple[str, list[Row]]:
    """The codes that the texts give reason for, joined in the order of the rules, and the claims that are the reason."""
    if unit_id in rules.focus.values():
        return "itself", []
    codes: dict[str, list[Row]] = {}
    for rule in rules.relations:
        other = "object_id" if rule.entity == "subject" else "subject_id"
        claims = _claims_of(evidence, rule.entity, unit_id)
        for claim in claims:
            if claim[other] in whole and rule.condition.meets(claim, evidence):
                codes.setdefault(rule.code, []).append(claim)
    if not codes and (named := _named_after(evidence, rules, unit_id)):
        return "part_of", named
    if codes:
        return SEPARATOR.join(codes), [c for claims in codes.values() for c in claims]
    if not evidence.articles_of(unit_id) & rules.focus.keys():
        return "other_article", []
    places = [place for place in evidence.occurrences(unit_id) if place != "list"] or [evidence.occurs_in(unit_id)]
    only = places[0] if len(places) == 1 else ""
    return {"summary_of_other_article": "summary_only", "list": "listed_only"}.get(only, "named"), []


def _named_after(evidence: Evidence, rules: UnitRules, unit_id: str) -> list[Row]:
    """The claims that call a unit by the formation's name and a word for its own kind ("ROA air force")."""
    if evidence.type_of(unit_id) != "unit":
        return []  # a group that bears the name ("… volunteers") need not be a component
    names = [f"{name} " for focus in rules.focus.values() for name in evidence.names.get(focus, ())]
    called = [(c, evidence.words(c, "subject")) for c in evidence.about(unit_id)]
    called += [(c, evidence.words(c, "object")) for c in evidence.towards(unit_id)]
    return [c for c, words in called if stated(c) and words.startswith(tuple(names))]


def _claims_of(evidence: Evidence, side: str, unit_id: str) -> Sequence[Row]:
    if side == "subject":
        return evidence.about(unit_id)
    return evidence.towards(unit_id) if side == "object" else evidence.in_value(unit_id)
