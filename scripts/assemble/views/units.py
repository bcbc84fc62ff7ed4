"""The table `units`: formations, groups and bodies, each once, with the designations that the texts equate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assemble.views.cells import Cell, Cells, ViewRow, date_cells, filled, joined, single
from assemble.views.conditions import Condition
from assemble.views.index import Evidence, stated
from extract.model import Row
from roa_dataset import states
from roa_dataset.checks.carried import SEPARATOR, TURNS
from roa_dataset.wording.echelons import echelon_words
from roa_dataset.wording.wholes import of_whole

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
    """Designations by their form, the formation of each article, and the ways to stand to it, in their order.

    `begun` means the states whose date is that from which a unit served ("deployed").
    """

    german: re.Pattern[str]
    konr: re.Pattern[str]
    focus: Mapping[str, str]
    components: Condition
    begun: Condition
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
        claims = [c for c in evidence.about(unit_id) if stated(c) and of_whole(c)]
        relation, basis = _relation(evidence, rules, whole, unit_id)
        own: Row = {
            "unit_id": unit_id,
            "label": entity["label"],
            "entity_type": entity["entity_type"],
            "perhaps_same_as": evidence.perhaps.get(unit_id),
            "occurs_in": evidence.occurs_in(unit_id),
        }
        facts = (
            _classes(claims) | _designations(evidence, rules, unit_id, claims) | _life(evidence, rules, unit_id, claims)
        )
        if "echelon" not in facts and (echelon := _echelon(evidence, unit_id, claims)):
            facts["echelon"] = echelon
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
        described_as_written=joined((c, c["value"]) for c in claims if _described(c)),
    )


def _described(claim: Row) -> bool:
    """Whether the text itself says of what kind the unit is; what it lets others call it is theirs."""
    of_class = claim["predicate"] == "is_a" and claim["qualifier"] == "class"
    return of_class or (claim["predicate"] == "described_as" and claim["modality"] == "asserted")


def _echelon(evidence: Evidence, unit_id: str, claims: Sequence[Row]) -> Cell | None:
    """The word for its size in what a text calls the unit, else in its own name."""
    if evidence.type_of(unit_id) != "unit":
        return None
    called = [c for c in claims if c["predicate"] == "is_a" and c["qualifier"] == "class"]
    found = joined((c, echelon_words(str(c["value"]))) for c in called)
    return found or joined(list(_echelon_of_name(evidence, unit_id))[:1])


def _echelon_of_name(evidence: Evidence, unit_id: str) -> Iterator[tuple[Row, object]]:
    """The word for its size in its name, with each plain statement that has the name."""
    names = {*evidence.names.get(unit_id, ()), str(evidence.label(unit_id))}
    sides = [(c, "subject") for c in evidence.about(unit_id)] + [(c, "object") for c in evidence.towards(unit_id)]
    for claim, side in sides:
        words = evidence.words(claim, side)
        if _plain(claim) and words in names and (echelon := echelon_words(words)):
            yield claim, echelon


def _plain(claim: Row) -> bool:
    """Whether the claim may lend its name to a cell: stated, and with no hedge that would limit something else there."""
    return stated(claim) and (not claim["hedge"] or bool(claim["number_exactness"]))


def _designations(evidence: Evidence, rules: UnitRules, unit_id: str, claims: Sequence[Row]) -> Cells:
    """Both sides of "A (B)" and "A / B", sorted by their form, and names in German."""
    german = _german_names(evidence, unit_id, claims)
    same = [c for c in claims if c["predicate"] == "same_as" and c["qualifier"] == "designation"]
    names = [(c, words) for c in same for words in (evidence.words(c, "subject"), str(c["value"] or "")) if words]
    return filled(
        designation_german=joined([*((c, words) for c, words in names if rules.german.search(words)), *german]),
        designation_konr=joined((c, words) for c, words in names if rules.konr.search(words)),
    )


def _german_names(evidence: Evidence, unit_id: str, claims: Sequence[Row]) -> list[tuple[Row, str]]:
    """The German names that the texts give the unit; where they give none, the longest German one by which they call it."""
    names = evidence.in_language(unit_id, "de")
    given = [(c, str(c["value"])) for c in claims if c["predicate"] == "has_name" and c["value"] in names]
    own = [(c, evidence.words(c, "subject")) for c in claims]
    own += [(c, evidence.words(c, "object")) for c in evidence.towards(unit_id) if _plain(c)]
    return given or sorted((o for o in own if o[1] in names), key=lambda o: -len(o[1]))[:1]


def _life(evidence: Evidence, rules: UnitRules, unit_id: str, claims: Sequence[Row]) -> Cells:
    """Formed, existed, disbanded, renamed; the states, a negated one in its whole words."""
    formed = [c for c in claims if c["predicate"] == "formed"]
    disbanded = [c for c in claims if c["predicate"] == "disbanded"]
    active = [c for c in claims if c["predicate"] == "active" or rules.begun.meets(c, evidence)]
    conditions = [
        c
        for c in evidence.about(unit_id, "has_state")
        if c["modality"] in ("asserted", "reported")
        and of_whole(c)
        and evidence.kinds.get(str(c["event_id"])) not in TURNS
    ]
    facts = filled(
        renamed_to=joined((c, c["value"]) for c in claims if c["predicate"] == "renamed_to"),
        formed_place_id=single((c, c["place_id"]) for c in formed),
        formed_place_label=joined((c, c["place_label"]) for c in formed),
        formed_by_label=joined((c, c["object_label"]) for c in formed),
        formed_as_written=joined((c, c["quote"]) for c in formed),
        active_as_written=joined((c, c["quote"]) for c in active),
        disbanded_as_written=joined((c, c["quote"]) for c in disbanded),
        state=joined((c, c["value"] if c["polarity"] == "affirmed" else c["quote"]) for c in conditions),
    )
    return (
        facts
        | date_cells(evidence, "formed", formed)
        | date_cells(evidence, "active_start", active, states.begin)
        | date_cells(evidence, "active_end", active, states.end)
        | date_cells(evidence, "disbanded", disbanded)
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
        return ("part_of" if evidence.type_of(unit_id) == "unit" else "joined"), named
    if codes:
        return SEPARATOR.join(codes), [c for claims in codes.values() for c in claims]
    if not evidence.articles_of(unit_id) & rules.focus.keys():
        return "other_article", []
    places = [place for place in evidence.occurrences(unit_id) if place != "list"] or [evidence.occurs_in(unit_id)]
    only = places[0] if len(places) == 1 else ""
    return {"summary_of_other_article": "summary_only", "list": "listed_only"}.get(only, "named"), []


def _named_after(evidence: Evidence, rules: UnitRules, unit_id: str) -> list[Row]:
    """The claims that call a unit by the formation's name and a word for its own kind ("ROA air force").

    A unit of this name is a component; a group ("ROA volunteers") belongs, and need not be one.
    """
    if evidence.type_of(unit_id) not in ("unit", "group"):
        return []
    names = [f"{name} " for focus in rules.focus.values() for name in evidence.names.get(focus, ())]
    sides = [(c, "subject") for c in evidence.about(unit_id)] + [(c, "object") for c in evidence.towards(unit_id)]
    called = [(c, str(span["text"])) for c, side in sides for span in evidence.all_spans(c).get(side, ())]
    return [c for c, words in called if stated(c) and words.startswith(tuple(names))]


def _claims_of(evidence: Evidence, side: str, unit_id: str) -> Sequence[Row]:
    if side == "subject":
        return evidence.about(unit_id)
    return evidence.towards(unit_id) if side == "object" else evidence.in_value(unit_id)
