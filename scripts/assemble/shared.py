"""The rows of views about entities that several articles know: made from what all parts say of one entity at a time.

Each part gives for each such entity the evidence that concerns it; put together, that is all that the views of the entity can
rest on. In memory is what all texts say of one entity, which its rows hold too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assemble.definitions import Definitions
from assemble.elsewhere import Elsewhere
from assemble.evidence import Tables
from assemble.views import OF_ONE_CLAIM, evidence, view_tables
from extract.model import Row
from roa_dataset.schema_files import Schema

#: table → the columns with the entities that a row is about; the first is the one from whose evidence the row is made
ABOUT: Mapping[str, tuple[str, ...]] = {
    "entities": ("entity_id",),
    "names": ("entity_id",),
    "persons": ("person_id",),
    "units": ("unit_id",),
    "allegiances": ("entity_id", "to_id"),
    "unit_relations": ("unit_id", "related_id"),
    "collectives": ("group_id",),
    "events": ("event_id",),
    "event_participants": ("event_id", "entity_id"),
    "places": ("place_id",),
}
#: the tables of evidence that views of an entity look at, besides `documents` and `names`, with the key of each
KEYS: Mapping[str, tuple[str, ...]] = {
    "claims": ("claim_id",),
    "claim_spans": ("claim_id", "role", "ordinal"),
    "passages": ("passage_id",),
    "mentions": ("mention_id",),
    "entities": ("entity_id",),
}


def evidence_by_entity(
    tables: Mapping[str, Sequence[Row]], definitions: Definitions, formation: frozenset[str]
) -> Iterator[tuple[str, Tables]]:
    """For each shared entity that these texts use, their rows that concern it; the parts of the formation concern the groups
    that editors read as some of them."""
    shared, groups = definitions.shared, {collective.group_id for collective in definitions.views.collectives}
    used = sorted(str(row["entity_id"]) for row in tables["entities"] if row["entity_id"] in shared)
    if used:
        mentioned = any(row["entity_id"] in shared for row in tables["mentions"])
        named = _named_in_values(tables) if mentioned else {}
        for entity_id in used:
            beside = formation if entity_id in groups else frozenset()
            yield entity_id, _concerning(entity_id, beside, tables, named)


def _named_in_values(tables: Mapping[str, Sequence[Row]]) -> Mapping[str, frozenset[str]]:
    """claim_id → the entities that the words of its value name, where it has no object."""
    facts = evidence({**tables, "names": []}, {})
    found: dict[str, set[str]] = {}
    for entity_id in facts.entities:
        for claim in facts.in_value(entity_id):
            found.setdefault(str(claim["claim_id"]), set()).add(entity_id)
    return {claim_id: frozenset(ids) for claim_id, ids in found.items()}


def _concerning(
    entity_id: str,
    beside: frozenset[str],
    tables: Mapping[str, Sequence[Row]],
    named: Mapping[str, frozenset[str]],
) -> Tables:
    columns = ("subject_id", "object_id", "event_id")
    claims = [
        c
        for c in tables["claims"]
        if any(c[column] == entity_id for column in columns)
        or c["subject_id"] in beside
        or entity_id in named.get(str(c["claim_id"]), ())
    ]
    ids = {c["claim_id"] for c in claims}
    of_claims = {c["passage_id"] for c in claims}
    # with the other entities that the passages of the claims name: a value may name one
    mentions = [m for m in tables["mentions"] if m["entity_id"] == entity_id or m["passage_id"] in of_claims]
    passages = of_claims | {m["passage_id"] for m in mentions}
    entities = {entity_id} | {m["entity_id"] for m in mentions} | {c[column] for c in claims for column in columns}
    entities |= {c["place_id"] for c in claims}
    return {
        "claims": claims,
        "claim_spans": [s for s in tables["claim_spans"] if s["claim_id"] in ids],
        "passages": [p for p in tables["passages"] if p["passage_id"] in passages],
        "mentions": mentions,
        "entities": [e for e in tables["entities"] if e["entity_id"] in entities],
        "events": [e for e in tables["events"] if e["event_id"] in entities],
    }


def views_of(
    entity_id: str,
    parts: Sequence[Mapping[str, Sequence[Row]]],
    others: Mapping[str, Sequence[Row]],
    definitions: Definitions,
    elsewhere: Elsewhere,
) -> Tables:
    """The rows of the views about one shared entity and their provenance, with the evidence of `parts` that they rest on.

    `others` are the tables `documents` and `names` of the whole build.
    """
    tables: Tables = {table.name: [] for table in definitions.schema.tables} | {k: list(v) for k, v in others.items()}
    for name, key in KEYS.items():
        tables[name] = list({tuple(row[k] for k in key): row for part in parts for row in part[name]}.values())
    kinds = {str(event["event_id"]): str(event["event_type"]) for part in parts for event in part["events"]}
    kinds |= {key: entity.kind for key, entity in definitions.known.items()}
    made = view_tables(evidence(tables, kinds, elsewhere), definitions.schema, definitions.views, OF_ONE_CLAIM)
    rows = {
        name: [
            row for row in made[name] if row[columns[0]] == entity_id and about_shared(name, row, definitions.shared)
        ]
        for name, columns in ABOUT.items()
        if name in made
    }
    there = {(name, row_id(definitions.schema, name, row)) for name, found in rows.items() for row in found}
    provenance = [p for p in made["provenance"] if (p["table_name"], p["row_id"]) in there]
    return tables | rows | {"provenance": provenance}


def about_shared(table: str, row: Row, shared: frozenset[str]) -> bool:
    """Whether all entities that the row is about are shared: then it may rest on several articles."""
    return table in ABOUT and all(row[column] in shared for column in ABOUT[table] if row[column])


def row_id(schema: Schema, table: str, row: Row) -> str:
    """The row's id in `provenance`."""
    return " ".join(str(row[name]) for name in schema.table(table).primary_key)
