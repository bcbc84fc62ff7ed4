"""Ids and labels of the rows of views, made again from the row and its claims."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from roa_dataset.checks.contents import Contents, Row
from roa_dataset.checks.finding import Finding
from roa_dataset.checks.labels import shown
from roa_dataset.checks.say import cell_finding
from roa_dataset.wording.event_dates import dated


def check_view_ids(contents: Contents) -> Iterator[Finding]:
    """Findings on the ids of all views that have their own, and on the labels of events."""
    behind = _behind(contents)
    for table, (key, make) in _IDS.items():
        for row in contents.rows(table):
            expected = make(row, behind.get((table, str(row[key])), ()))
            if row[key] not in expected and not (expected and _numbered(str(row[key]), expected)):
                told = f"{sorted(expected)[0]!r}, made from the row" if expected else "an id made from its claims"
                yield cell_finding(table, row, (key,), key, told)
    entities = {row["entity_id"]: row for row in contents.rows("entities")}
    for row in contents.rows("events"):
        entity = entities.get(row["event_id"])
        when = dated(str(row["date_edtf"] or ""), str(row["date_role"] or ""))
        if entity is not None and row["label"] not in [f"{label}{when}" for label in shown(entity)]:
            yield cell_finding("events", row, ("event_id",), "label", f"{entity['label'] + when!r}, with its date")


def slug(entity_id: object) -> str:
    """An entity's id without its type, as a part of a readable id."""
    return str(entity_id).partition(":")[2] or str(entity_id)


def relation_key(kind: str, claim: Row) -> str:
    """A readable id of what a claim says of two sides, without the words in which a text says it."""
    other = claim["object_id"] or re.sub(r"\W+", "-", str(claim["value"] or "unnamed")).strip("-").casefold()
    said = [x for x in (claim["polarity"], claim["modality"]) if x not in ("affirmed", "asserted")]
    part = ["part"] if claim["subject_text"] else []
    names = [slug(x) for x in (claim["subject_id"], other)]
    return ":".join([kind, names[0], *part, str(claim["predicate"]), names[1], *map(str, said)])


def participant_key(event_id: str, entity_id: str, role: str, said: str) -> str:
    """A readable id of who took what part in an event; `said` is "negated" or empty."""
    entity = slug(entity_id) if entity_id.startswith("event:") else entity_id.replace(":", "-", 1)
    return ":".join(["participant", slug(event_id), entity, role, *([said] if said else [])])


def _behind(contents: Contents) -> Mapping[tuple[str, str], Sequence[Row]]:
    """Table and row → its claims."""
    claims = {row["claim_id"]: row for row in contents.rows("claims")}
    found: defaultdict[tuple[str, str], dict[object, Row]] = defaultdict(dict)
    for row in contents.rows("provenance"):
        if row["claim_id"] in claims:
            found[str(row["table_name"]), str(row["row_id"])][row["claim_id"]] = claims[row["claim_id"]]
    return {at: tuple(rows.values()) for at, rows in found.items()}


def _numbered(found: str, expected: set[str]) -> bool:
    """Of rows that would have one id the later ones are numbered."""
    head, _, number = found.rpartition(":")
    return number.isdecimal() and int(number) > 1 and head in expected


def _of_reading(kind: str, *parts: str) -> Callable[[Row, Sequence[Row]], set[str]]:
    """One row per claim: kind, entity, a code, claim."""

    def make(row: Row, claims: Sequence[Row]) -> set[str]:
        entity = next((row[part] for part in parts if part.endswith("_id") and row[part] is not None), None)
        codes = [str(row[part]) for part in parts if not part.endswith("_id")]
        return {":".join([kind, slug(entity), *codes, str(claim["claim_id"])]) for claim in claims}

    return make


def _allegiance(row: Row, claims: Sequence[Row]) -> set[str]:
    return {relation_key("allegiance", claim) for claim in claims}


def _relation(row: Row, claims: Sequence[Row]) -> set[str]:
    return {f"{relation_key('relation', claim)}:{row['basis']}" for claim in claims}


def _participant(row: Row, claims: Sequence[Row]) -> set[str]:
    said = "negated" if row["polarity"] == "negated" else ""
    return {participant_key(str(row["event_id"]), str(row["entity_id"]), str(row["role"]), said)}


_IDS: Mapping[str, tuple[str, Callable[[Row, Sequence[Row]], set[str]]]] = {
    "strengths": ("strength_id", _of_reading("strength", "unit_id")),
    "postings": ("posting_id", _of_reading("posting", "unit_id", "person_id", "role")),
    "fates": ("fate_id", _of_reading("fate", "entity_id", "fate")),
    "allegiances": ("allegiance_id", _allegiance),
    "unit_relations": ("unit_relation_id", _relation),
    "event_participants": ("participant_id", _participant),
}
