"""The table `fates`: capture, surrender, hand-over, trial, sentence, death of persons and of soldiers, one row per reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assemble.views.cells import Cell, Cells, ViewRow, date_cells, filled, in_quote, joined
from assemble.views.conditions import Condition
from assemble.views.event_claims import EventRules
from assemble.views.index import Evidence
from extract.model import Row
from roa_dataset.checks.named import TO_WHOM, TO_WHOM_LABEL
from roa_dataset.checks.view_ids import slug
from roa_dataset.wording.quantities import demanded_words

SUBJECTS = ("person", "unit", "group", "organization")


@dataclass(frozen=True)
class FateRules:
    """Which claims are fates: those of `predicates`, and moves that meet `moves` or stand with a fate in one sentence.

    `also` are conditions on claims of other predicates ("was tortured"). `beside` lists the predicates that make a move a
    fate when they stand in the same sentence with the same people; of `charges` the value is a charge, which is shown with
    its verb; `demanded` are conditions on claims whose object is the one whose fate it is (the demand to extradite somebody).
    """

    predicates: tuple[str, ...]
    moves: tuple[Condition, ...]
    beside: tuple[str, ...]
    charges: tuple[str, ...]
    demanded: tuple[Condition, ...]
    also: tuple[Condition, ...]


def fate_rows(evidence: Evidence, rules: FateRules, events: EventRules) -> Iterator[ViewRow]:
    """One row for each claim of a fate; how it is said is in polarity, modality and hedges of the row."""
    for claim in fate_claims(evidence, rules):
        side = "object" if _demanded(evidence, rules, claim) else "subject"
        own: Row = {
            "fate_id": f"fate:{slug(claim[f'{side}_id'])}:{claim['predicate']}:{claim['claim_id']}",
            "document_id": claim["document_id"],
            "section": evidence.passage(claim)["section"],
            "about_title": evidence.passage(claim)["about_title"],
            "polarity": claim["polarity"],
            "event_label": events.shown(label) if (label := evidence.label(claim["event_id"])) else None,
            "citation_needed": claim["citation_needed"],
        }
        yield ViewRow(own, _facts(evidence, claim, rules, side), (claim,))


def fate_claims(evidence: Evidence, rules: FateRules) -> list[Row]:
    """The claims that are fates, in reading order."""
    fates = [c for c in evidence.claims if _of_people(evidence, c) and _is_fate(evidence, rules, c)]
    places = {(c["passage_id"], c["subject_id"]) for c in fates}
    places |= {(c["passage_id"], c["object_id"]) for c in evidence.claims if c["predicate"] in rules.beside}
    moves = [
        c
        for c in evidence.claims
        if c["predicate"] == "moved_to"
        and _of_people(evidence, c)
        and (
            (c["passage_id"], c["subject_id"]) in places
            or any(condition.meets(c, evidence) for condition in rules.moves)
        )
    ]
    demands = [c for c in evidence.claims if _demanded(evidence, rules, c)]
    chosen = {str(c["claim_id"]) for c in [*fates, *moves, *demands]}
    return [c for c in evidence.claims if c["claim_id"] in chosen]


def _of_people(evidence: Evidence, claim: Row) -> bool:
    return evidence.type_of(claim["subject_id"]) in SUBJECTS


def _is_fate(evidence: Evidence, rules: FateRules, claim: Row) -> bool:
    return claim["predicate"] in rules.predicates or any(c.meets(claim, evidence) for c in rules.also)


def _demanded(evidence: Evidence, rules: FateRules, claim: Row) -> bool:
    return any(condition.meets(claim, evidence) for condition in rules.demanded)


def _facts(evidence: Evidence, claim: Row, rules: FateRules, side: str) -> Cells:
    """`side` is the side of the claim, subject or object, on which the one stands whose fate it is."""
    other = "object" if side == "subject" else "subject"
    charge = claim["predicate"] in rules.charges and claim["value"]
    giver = claim["qualifier"] if claim["predicate"] == "handed_over_to" else None
    how = claim["qualifier"] if giver is None and in_quote(claim) else None
    objects = [str(span["text"]) for span in evidence.all_spans(claim).get("object", ())]
    who = claim["subject_text"] if side == "subject" else demanded_words(claim, objects)
    facts = filled(
        entity_id=joined([(claim, claim[f"{side}_id"])]),
        entity_label=joined([(claim, claim[f"{side}_label"])]),
        event_id=joined([(claim, claim["event_id"])]),
        who_as_written=joined([(claim, who)]),
        fate=joined([(claim, claim["predicate"])]),
        by_or_to_id=joined([(claim, claim[f"{other}_id"] or evidence.words(claim, TO_WHOM))]),
        by_or_to_label=joined([(claim, claim[f"{other}_label"] or evidence.words(claim, TO_WHOM_LABEL))]),
        by_whom_as_written=joined([(claim, giver)]),
        how_as_written=joined([(claim, how)] if how else _circumstance(evidence, claim)),
        value=joined([(claim, claim["quote"] if charge else claim["value"])]),
        number_measure=joined([(claim, claim["number_measure"])]),
        number_exactness=joined([(claim, claim["number_exactness"])]),
        place_id=joined([(claim, claim["place_id"])]),
        place_label=joined([(claim, claim["place_label"])]),
        as_written=joined([(claim, claim["quote"])]),
    )
    for column in ("number_min", "number_max"):
        if claim[column] is not None:
            facts[column] = Cell(claim[column], (claim,))
    return facts | date_cells(evidence, "date", [claim])


def _circumstance(evidence: Evidence, claim: Row) -> list[tuple[Row, object]]:
    """What the one whose fate it is was trying, where the text says so right behind the words of the claim."""
    behind = [
        c
        for c in evidence.about(claim["subject_id"], "sought")
        if c["passage_id"] == claim["passage_id"] and c["char_start"] == int(str(claim["char_end"])) + 1
    ]
    return [(c, c["quote"]) for c in behind]
