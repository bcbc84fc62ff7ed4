"""The views: what people browse, each row computed from claims and able to say from which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assemble.entities import Known
from assemble.views.cells import ViewRow, finish
from assemble.views.event_claims import assign
from assemble.views.events import event_rows, participant_rows
from assemble.views.fates import fate_rows
from assemble.views.index import Evidence, evidence
from assemble.views.persons import person_rows
from assemble.views.places import collective_rows, place_rows
from assemble.views.postings import posting_rows
from assemble.views.relations import allegiance_rows, relation_rows
from assemble.views.rules import ViewRules, load_view_rules
from assemble.views.strengths import strength_rows
from assemble.views.units import unit_rows
from extract.model import Row
from roa_dataset.schema_files import Schema

__all__ = ["ViewRules", "assign_events", "load_view_rules", "view_tables"]


def assign_events(
    tables: Mapping[str, Sequence[Row]], known: Mapping[str, Known], rules: ViewRules
) -> tuple[list[Row], list[Known]]:
    """The claims with their `event_id`, and the events that no vocabulary file knows.

    `tables` needs everything that `evidence` reads but `entities`, which depend on the events.
    """
    entities: list[Row] = [
        {"entity_id": k.entity_id, "entity_type": k.entity_type, "label": k.label, "scope": k.scope, "note": k.note}
        for k in known.values()
    ]
    chosen, new = assign(evidence({**tables, "entities": entities}, {}), rules.events)
    claims = [{**claim, "event_id": chosen.get(str(claim["claim_id"]))} for claim in tables["claims"]]
    return claims, new


def view_tables(
    tables: Mapping[str, Sequence[Row]], kinds: Mapping[str, str], schema: Schema, rules: ViewRules
) -> dict[str, list[Row]]:
    """The tables of the views and `provenance`, by name; `kinds` are the kinds of places and events."""
    facts: Evidence = evidence(tables, kinds)
    views: dict[str, Iterable[ViewRow]] = {
        "persons": person_rows(facts),
        "units": unit_rows(facts, rules.units),
        "allegiances": allegiance_rows(facts, rules.relations),
        "unit_relations": relation_rows(facts, rules.relations),
        "collectives": collective_rows(facts, rules.collectives, rules.units),
        "postings": posting_rows(facts, rules.postings),
        "strengths": strength_rows(facts, rules.strengths),
        "events": event_rows(facts, rules.events),
        "event_participants": participant_rows(facts, rules.events),
        "fates": fate_rows(facts, rules.fates, rules.events),
        "places": place_rows(facts, rules.locations),
    }
    made: dict[str, list[Row]] = {"provenance": []}
    for name, rows in views.items():
        made[name], provenance = finish(facts, schema.table(name), rows)
        made["provenance"] += provenance
    return made
