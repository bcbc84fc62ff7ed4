"""The tables `events` and `event_participants`: one row per event, whatever the number of sentences that tell of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from assemble.views.cells import Cells, ViewRow, date_cells, filled, in_quote, joined, number_cells, single
from assemble.views.event_claims import NAMING, EventRules, Sides
from assemble.views.index import Evidence, stated
from extract.model import Row
from roa_dataset.checks.named import IN_QUALIFIER, PART_OF_OBJECT, TO_WHOM, TO_WHOM_WORDS
from roa_dataset.checks.view_ids import participant_key
from roa_dataset.wording.event_dates import WHOLE_DATES, dated
from roa_dataset.wording.quantities import demanded_words, with_quantity

#: a length of time that follows an event's beginning ("After three days")
LENGTH = re.compile(r"(?:\w+ )+(?:hours|days|weeks|months|years)")
#: claims whose counts are the size of the event: men who surrendered, were handed over, fought
COUNTING = ("captured_by", "surrendered_to", "handed_over_to", "executed", "took_part_in", "fought_against", "moved_to")
#: kinds of events whose size only those are who fought in it, not those who surrendered meanwhile
FIGHTS = ("battle", "uprising", "war")
FIGHTING = ("took_part_in", "fought_against")
#: types of entities that have a row in `places`
PLACES = ("place", "polity")
#: who may take part in an event
ACTORS = ("person", "unit", "group", "organization", "polity")
#: a count of an event's own length ("six years of occupation")
YEARS = re.compile(r"(?:hours|days|weeks|months|years)\b")
EXPLAINING = ("cause", "purpose")
#: what is told of an event without being it: the reason of a praise or of a state is not the reason of the event
TOLD_OF_IT = ("said", "has_state")
#: claims whose date is that of a state or a count which the event brought about, not the event's
DATED_APART = ("has_state", "has_count")
#: kinds of events that are themselves what was said; of others a report has a date of its own
SAID = ("report", "proclamation", "meeting")
#: the kind of events whose place is where they led
MOVEMENT = "movement"
#: claims whose place is one to which people were sent, not the one where they were sentenced
ELSEWHERE = ("sentenced_to",)


#: event, entity, role, and "negated" or nothing
Who = tuple[str, str, str, str]


def claims_by_event(evidence: Evidence) -> dict[str, list[Row]]:
    """event_id → its claims, in reading order."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for claim in evidence.claims:
        if claim["event_id"]:
            found[str(claim["event_id"])].append(claim)
    return dict(found)


def event_rows(evidence: Evidence, rules: EventRules) -> Iterator[ViewRow]:
    """One row for each event of which a claim tells or that a text names."""
    claims = claims_by_event(evidence)
    for event in evidence.of_type("event"):
        event_id = str(event["entity_id"])
        own: Row = {
            "event_id": event_id,
            "event_type": evidence.kinds.get(event_id) or "other",
            "perhaps_same_as": evidence.perhaps.get(event_id),
            "occurs_in": _occurs_in(evidence, event_id, claims.get(event_id, [])),
        }
        told = claims.get(event_id, [])
        facts = _facts(evidence, told, rules, evidence.kinds.get(event_id, ""))
        counting = FIGHTING if evidence.kinds.get(event_id) in FIGHTS else COUNTING
        facts |= number_cells([c for c in _happened(told) if c["predicate"] in counting])
        own["label"] = (
            f"{rules.shown(str(event['label']))}{dated(_text(facts, 'date_edtf'), _text(facts, 'date_role'))}"
        )
        named = evidence.versions(event_id) | {evidence.version(c) for c in told}
        yield ViewRow(own, facts, tuple(told), frozenset(named))


def _occurs_in(evidence: Evidence, event_id: str, claims: list[Row]) -> str:
    """As for every entity; an event without a name occurs where its claims stand."""
    place = evidence.occurs_in(event_id)
    if place != "claim_only" or not claims:
        return place
    return "article" if any(not evidence.passage(c)["about_title"] for c in claims) else "summary_of_other_article"


def _happened(claims: list[Row]) -> list[Row]:
    return [c for c in claims if c["predicate"] not in (*NAMING, *EXPLAINING) and c["modality"] != "denied"]


def _facts(evidence: Evidence, claims: list[Row], rules: EventRules, kind: str) -> Cells:
    happened = _happened(claims)
    lengths = [c for c in happened if LENGTH.fullmatch(str(c["date_text"] or ""))]
    apart = DATED_APART if kind in SAID else (*DATED_APART, "said")
    dated = _dated([c for c in happened if c not in lengths and c["predicate"] not in apart])
    goals = _goals(evidence, happened) if kind == MOVEMENT else frozenset()
    places = [
        (c, c["place_id"] or _place_of(evidence, c, rules.arrival, goals))
        for c in happened
        if c["predicate"] not in ELSEWHERE
    ]
    told_of_it = {str(c["claim_id"]) for c in claims if c["predicate"] in TOLD_OF_IT}
    explaining = [c for c in claims if c["predicate"] in EXPLAINING and str(c["about_claim_id"]) not in told_of_it]
    reasons = [c for c in claims if c in explaining or any(r.meets(c, evidence) for r in rules.reasons)]
    facts = filled(
        place_id=single(places),
        place_label=joined((c, evidence.label(place)) for c, place in places if place),
        duration=joined([*((c, c["date_text"]) for c in lengths), *((c, c["quote"]) for c in happened if _length(c))]),
        described_as_written=joined((c, c["value"]) for c in claims if c["predicate"] == "is_a"),
        reason=joined((c, c["value"] or c["object_label"]) for c in reasons),
        outcome=joined((c, c["value"]) for c in happened if _outcome(c)),
        as_written=joined((c, c["quote"]) for c in happened),
    )
    return facts | date_cells(evidence, "date", dated)


def _length(claim: Row) -> bool:
    """Whether the claim counts the time that its event lasted."""
    return claim["predicate"] == "has_count" and bool(YEARS.match(str(claim["number_measure"] or "")))


def _outcome(claim: Row) -> bool:
    """What came of the event; what somebody brought about for it ("offered a chance of success") is no result of it."""
    return claim["predicate"] == "had_outcome" and claim["object_id"] != claim["event_id"]


def _dated(claims: list[Row]) -> list[Row]:
    """The claims that say when the event was; only where there are none, those that say before or after what it was."""
    own = [c for c in claims if c["date_role"] in (*WHOLE_DATES, "start", "end")]
    return own or [c for c in claims if c["date_role"]]


def _goals(evidence: Evidence, claims: list[Row]) -> frozenset[str]:
    """The claims of a movement that say where it led; only where there is none, those that say where it was to lead."""
    moves = [c for c in claims if c["predicate"] == "moved_to" and evidence.type_of(c["object_id"]) in PLACES]
    return frozenset(str(c["claim_id"]) for c in [m for m in moves if stated(m)] or moves)


def _place_of(evidence: Evidence, claim: Row, arrival: re.Pattern[str], goals: Collection[str]) -> str | None:
    """Where a claim says that something took place, served or arrived, the object is the place; so is a movement's goal."""
    if str(claim["claim_id"]) in goals:
        return str(claim["object_id"])
    arrived = claim["predicate"] == "moved_to" and arrival.search(str(claim["quote"])) is not None
    here = arrived or claim["predicate"] in ("took_place", "served_in")
    return str(claim["object_id"]) if here and evidence.type_of(claim["object_id"]) == "place" else None


def _text(facts: Cells, column: str) -> str:
    """The text of a cell, empty without one."""
    return str(facts[column].value) if column in facts else ""


def participant_rows(evidence: Evidence, rules: EventRules) -> Iterator[ViewRow]:
    """One row for each event, entity and role; `sides` gives the roles of the subject and object of each predicate."""
    found: dict[tuple[str, str, str, str], list[tuple[Row, str]]] = {}
    for event_id, claims in sorted(claims_by_event(evidence).items()):
        for claim in claims:
            for side, entity, role in _sides(evidence, rules.sides, claim):
                if evidence.type_of(entity) in ACTORS:
                    said = "" if claim["polarity"] == "affirmed" else "negated"
                    found.setdefault((event_id, entity, role, said), []).append((claim, side))
    for (event_id, entity, role, said), parts in _folded(evidence, found).items():
        own: Row = {
            "participant_id": participant_key(event_id, entity, role, said),
            "event_label": rules.shown(str(evidence.label(event_id))),
            "polarity": said or "affirmed",
        }
        facts = filled(
            event_id=joined((c, event_id) for c, _ in parts),
            entity_id=joined((c, entity) for c, _ in parts),
            entity_label=joined((c, evidence.label(entity)) for c, _ in parts),
            role=joined((c, role) for c, _ in parts),
            as_written=joined((c, _words(evidence, c, side, role)) for c, side in parts),
            how_as_written=joined(
                (c, c["qualifier"]) for c, side in parts if side == "subject" and _says_how(evidence, c)
            ),
        )
        yield ViewRow(own, facts)


def _folded(evidence: Evidence, found: Mapping[Who, list[tuple[Row, str]]]) -> dict[Who, list[tuple[Row, str]]]:
    """Who is known to have fought is no mere participant: what makes it one stands in the row of the combatant."""
    folded: dict[Who, list[tuple[Row, str]]] = {}
    for (event_id, entity, role, said), parts in found.items():
        fought = role == "participant" and (event_id, entity, "combatant", said) in found
        folded.setdefault((event_id, entity, "combatant" if fought else role, said), []).extend(parts)
    order = {str(claim["claim_id"]): place for place, claim in enumerate(evidence.claims)}
    return {who: sorted(parts, key=lambda part: order[str(part[0]["claim_id"])]) for who, parts in folded.items()}


def _sides(evidence: Evidence, sides: Mapping[str, Sides], claim: Row) -> Iterator[tuple[str, str, str]]:
    """Side, entity and role of each whom the claim puts into its event."""
    roles = sides.get(str(claim["predicate"]))
    if roles is None or (roles.words and not roles.words.search(str(claim["quote"]))):
        return
    for side, role in _roles(roles, claim):
        if claim[f"{side}_id"]:
            yield side, str(claim[f"{side}_id"]), role
    if roles.object and not claim["object_id"]:
        for span in evidence.all_spans(claim).get(TO_WHOM, ()):
            yield "value", str(span["text"]), roles.object
    if roles.qualifier:
        for span in evidence.all_spans(claim).get(IN_QUALIFIER, ()):
            yield "qualifier", str(span["text"]), roles.qualifier


def _roles(roles: Sides, claim: Row) -> Iterator[tuple[str, str]]:
    if roles.mutual and roles.mutual.search(str(claim["quote"])):
        yield from (("subject", "participant"), ("object", "participant"))
        return
    from_outside = roles.not_towards_the_event and claim["object_id"] == claim["event_id"]
    of_a_part = roles.only_the_whole and claim["subject_text"]
    if roles.subject and not from_outside and not of_a_part:
        fought = roles.fought is not None and roles.fought.search(str(claim["quote"]))
        yield "subject", "combatant" if fought else roles.subject
    if roles.object:
        demanded = roles.demanded is not None and roles.demanded.search(str(claim["value"] or ""))
        yield "object", "demanded" if demanded else roles.object


def _says_how(evidence: Evidence, claim: Row) -> bool:
    """Whether the qualifier limits, in words of the text, what the subject did; one that names somebody does not."""
    return in_quote(claim) and not evidence.all_spans(claim).get(IN_QUALIFIER)


def _words(evidence: Evidence, claim: Row, side: str, role: str) -> object:
    """The words for the participant: a part of it where one is meant, and with the word that says how many."""
    if side == "subject" and claim["subject_text"]:
        return claim["subject_text"]
    if side == "value":
        return evidence.words(claim, TO_WHOM_WORDS)
    if side == "qualifier":
        return claim["qualifier"]
    words = evidence.words(claim, side)
    if side == "object" and words:
        part = evidence.words(claim, PART_OF_OBJECT) or (demanded_words(claim, [words]) if role == "demanded" else None)
        return part or with_quantity(words, str(claim["quote"]))
    return words or claim[f"{side}_label"]
