"""The tables `allegiances` and `unit_relations`: how units, groups and bodies stand to one another, with dates."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from assemble.views.cells import Cells, ViewRow, date_cells, filled, in_quote, joined
from assemble.views.index import Evidence
from extract.model import Row
from roa_dataset import states
from roa_dataset.checks.view_ids import relation_key
from roa_dataset.wording.posts import LISTS

BODIES = ("unit", "group", "organization")


@dataclass(frozen=True)
class RelationRules:
    """Which predicates are allegiances, which are relations of units, and which words say on what basis one holds.

    `only_to_bodies` are relations that count only where their object is a unit, group or organization, or, for those of
    `named_in_words`, where the words of the value name one ("members of" it). `bases` are pairs of a pattern and a code of
    `relation_basis`; the first that fits counts. `side` finds values that name another side without an id, `people` those
    that name troops or people without one.
    """

    allegiances: tuple[str, ...]
    relations: tuple[str, ...]
    only_to_bodies: tuple[str, ...]
    named_in_words: tuple[str, ...]
    bases: tuple[tuple[re.Pattern[str], str], ...]
    side: re.Pattern[str]
    people: re.Pattern[str]


def allegiance_rows(evidence: Evidence, rules: RelationRules) -> Iterator[ViewRow]:
    """One row for each pair and each way of saying it; several claims of it are readings of one row.

    Where the words name no other side ("switched sides") the row stands without one, in the words that state it.
    """
    for claims in _groups(evidence, rules.allegiances, None):
        first = claims[0]
        own: Row = {
            "allegiance_id": relation_key("allegiance", first),
            "polarity": first["polarity"],
        }
        facts = filled(
            entity_id=joined((c, c["subject_id"]) for c in claims),
            entity_label=joined((c, c["subject_label"]) for c in claims),
            who_as_written=joined((c, c["subject_text"]) for c in claims),
            relation=joined((c, c["predicate"]) for c in claims),
            to_id=joined((c, c["object_id"]) for c in claims),
            to_label=joined((c, c["object_label"]) for c in claims),
            to_as_written=joined((c, _other_side(evidence, c, rules)) for c in claims),
            as_written=joined((c, (c["value"] if c["object_id"] else None) or c["quote"]) for c in claims),
        )
        yield ViewRow(own, facts | _dates(evidence, claims))


def _other_side(evidence: Evidence, claim: Row, rules: RelationRules) -> object:
    """The words for the other side: those of the object, or a value that names a side of no entity."""
    value = str(claim["value"] or "")
    return evidence.words(claim, "object") or (value if rules.side.search(value) and not claim["object_id"] else None)


def relation_rows(evidence: Evidence, rules: RelationRules) -> Iterator[ViewRow]:
    """One row for each unit, relation, other side, basis, polarity and modality."""
    seen: dict[str, int] = {}
    for group in _groups(evidence, rules.relations, rules):
        for basis in sorted({basis_of(evidence, c, rules) for c in group}):
            claims = [c for c in group if basis_of(evidence, c, rules) == basis]
            first = claims[0]
            key = f"{relation_key('relation', first)}:{basis}"
            seen[key] = seen.get(key, 0) + 1
            own: Row = {
                "unit_relation_id": key if seen[key] == 1 else f"{key}:{seen[key]}",
                "polarity": first["polarity"],
            }
            yield ViewRow(own, _relation_facts(evidence, claims, basis) | _dates(evidence, claims))


def _relation_facts(evidence: Evidence, claims: Sequence[Row], basis: str) -> Cells:
    return filled(
        unit_id=joined((c, c["subject_id"]) for c in claims),
        unit_label=joined((c, c["subject_label"]) for c in claims),
        basis=joined((c, basis) for c in claims),
        unit_as_written=joined((c, c["subject_text"] or evidence.words(c, "subject")) for c in claims),
        relation=joined((c, c["predicate"]) for c in claims),
        related_id=joined((c, c["object_id"]) for c in claims),
        related_label=joined((c, c["object_label"]) for c in claims),
        related_as_written=joined((c, _related_words(evidence, c)) for c in claims),
        how_as_written=joined((c, words) for c in claims for words in _how(evidence, c)),
        narrowed_by=joined((c, c["qualifier"]) for c in claims if c["qualifier"] and not in_quote(c)),
        as_written=joined((c, c["quote"]) for c in claims),
    )


def _how(evidence: Evidence, claim: Row) -> Iterator[object]:
    """What narrows a relation, in words of the text: a qualifier that is the extractor's own code is none of them.

    A value beside the words for the other side ("a majority" of them) says how, not who.
    """
    other, value = evidence.words(claim, "object"), claim["value"]
    if in_quote(claim):
        yield claim["qualifier"]
    if other and value and value != _related_words(evidence, claim):
        yield value


def _related_words(evidence: Evidence, claim: Row) -> str:
    """The words for the other side; where only some of it is meant, with what stands about its name ("members of" it)."""
    other, value = evidence.words(claim, "object"), str(claim["value"] or "")
    some = claim["predicate"] == "composed_of" and claim["qualifier"] == "included"
    return value if not other or (some and other in value) else other


def basis_of(evidence: Evidence, claim: Row, rules: RelationRules) -> str:
    """On what basis the text says that the relation holds, by the words of its hedge and qualifier.

    Where the claim's words are the unit's name alone, and stand in a list, only its place in the list gives the relation.
    """
    words = " ".join(str(claim[column] or "") for column in ("hedge", "qualifier"))
    only_name = claim["quote"] == evidence.words(claim, "subject") and evidence.passage(claim)["kind"] in LISTS
    unspecified = "list_position" if only_name else "unspecified"
    return next((code for pattern, code in rules.bases if pattern.search(words)), unspecified)


def _groups(evidence: Evidence, predicates: Sequence[str], rules: RelationRules | None) -> list[list[Row]]:
    """Claims that say one thing, however often and in whatever words, in the order of the first of each.

    With `rules` only those of bodies, and of some relations only those to bodies.
    """
    groups: dict[tuple[str, ...], list[Row]] = {}
    of_bodies = {str(c["claim_id"]) for body in evidence.of_type(*BODIES) for c in evidence.in_value(body["entity_id"])}
    for claim in evidence.claims:
        if claim["predicate"] not in predicates:
            continue
        if rules is not None:
            if evidence.type_of(claim["subject_id"]) not in BODIES:
                continue
            if claim["predicate"] in rules.only_to_bodies and not _to_a_body(evidence, claim, rules, of_bodies):
                continue
        parts = (claim["subject_id"], claim["subject_text"] and "part", claim["predicate"], claim["object_id"])
        other = claim["object_id"] or claim["value"]
        key = tuple(str(part or "") for part in (*parts, other, claim["polarity"], claim["modality"]))
        groups.setdefault(key, []).append(claim)
    return list(groups.values())


def _to_a_body(evidence: Evidence, claim: Row, rules: RelationRules, of_bodies: Collection[str]) -> bool:
    """Whether the other side is a body, or the words of the value name one or its people; `of_bodies` are claims that do."""
    if evidence.type_of(claim["object_id"]) in BODIES:
        return True
    in_words = claim["predicate"] in rules.named_in_words and not claim["object_id"]
    named = str(claim["claim_id"]) in of_bodies or rules.people.search(str(claim["value"] or "")) is not None
    return in_words and named


def _dates(evidence: Evidence, claims: Sequence[Row]) -> Cells:
    return date_cells(evidence, "start", claims, states.begin) | date_cells(evidence, "end", claims, states.end)
