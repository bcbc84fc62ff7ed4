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
from assemble.views.units import formation, unit_rows
from extract.model import Row
from roa_dataset.schema_files import Schema

__all__ = ["OF_ONE_CLAIM", "ViewRules", "assign_events", "evidence", "load_view_rules", "view_tables"]


#: views of one row per claim: each row is of one text
OF_ONE_CLAIM = ("postings", "strengths", "fates")


def assign_events(
    tables: Mapping[str, Sequence[Row]], known: Mapping[str, Known], rules: ViewRules
) -> tuple[list[Row], list[Known], frozenset[str]]:
    """The claims with their `event_id`, the events that no vocabulary file knows, and the formation that is the article's.

    `tables` needs everything that `evidence` reads but `entities`, which depend on the events.
    """
    entities: list[Row] = [
        {"entity_id": k.entity_id, "entity_type": k.entity_type, "label": k.label, "scope": k.scope, "note": k.note}
        for k in known.values()
    ]
    facts = evidence({**tables, "entities": entities}, {})
    chosen, new = assign(facts, rules.events)
    claims = [{**claim, "event_id": chosen.get(str(claim["claim_id"]))} for claim in tables["claims"]]
    return claims, new, formation(facts, rules.units)


def view_tables(facts: Evidence, schema: Schema, rules: ViewRules, without: Sequence[str] = ()) -> dict[str, list[Row]]:
    """The tables of the views, but for those named in `without`, and `provenance`, by name."""
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
        made[name], provenance = finish(facts, schema.table(name), () if name in without else rows)
        made["provenance"] += provenance
    return made
