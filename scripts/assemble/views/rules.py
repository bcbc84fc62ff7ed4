"""metadata/views/*.toml: what people decide about the views, read strictly."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assemble.views.conditions import Condition, read_condition
from assemble.views.event_claims import EventRule, EventRules, GeneralRule, Sides
from assemble.views.fates import FateRules
from assemble.views.places import Collective, Location
from assemble.views.relations import RelationRules
from assemble.views.strengths import StrengthRules
from assemble.views.units import RelationRule, UnitRules
from roa_dataset.schema_files import Schema
from roa_dataset.toml_files import SchemaError, TomlTable, read_toml

_LOCATION_KEYS: Mapping[str, type] = {
    "id": str, "modern_name": str, "geonames_id": int, "latitude": float, "longitude": float, "basis": str, "note": str,
}  # fmt: skip


_SIDE_KEYS: Mapping[str, type] = {
    "predicate": str, "subject": str, "object": str, "not_towards_the_event": bool, "only_the_whole": bool,
    "mutual": str, "fought": str, "qualifier": str, "words": str, "demanded": str,
}  # fmt: skip


_UNIT_KEYS: Mapping[str, type] = {
    "designation_german": str, "designation_konr": str, "focus": dict, "components": dict, "begun": dict, "relation": list,
}  # fmt: skip


@dataclass(frozen=True)
class ViewRules:
    """Everything under metadata/views/, and the view of each predicate."""

    postings: Mapping[str, str]
    strengths: StrengthRules
    relations: RelationRules
    units: UnitRules
    fates: FateRules
    events: EventRules
    locations: Mapping[str, Location]
    collectives: tuple[Collective, ...]


def load_view_rules(metadata: Path, schema: Schema) -> ViewRules:
    """Read `views/*.toml` under `metadata`; which predicate feeds which view stands in the vocabulary of predicates.

    Raises SchemaError, naming file, key, found and expected.
    """
    views: dict[str, list[str]] = {}
    for code in schema.vocabulary["predicate"].codes:
        for view in code.view.split():
            views.setdefault(view, []).append(code.code)

    def file(name: str) -> TomlTable:
        return read_toml(metadata / "views" / f"{name}.toml", metadata)

    return ViewRules(
        postings=_postings(file("postings"), views.get("postings", [])),
        strengths=_strengths(file("strengths"), views.get("strengths", [])),
        relations=_relations(file("relations"), views),
        units=_units(file("units")),
        fates=_fates(file("fates"), views.get("fates", [])),
        events=_events(file("events"), file("event_sides")),
        locations=_locations(file("places"), schema),
        collectives=tuple(_collective(e) for e in file("collectives").entries("collective", label="group")),
    )


def _postings(top: TomlTable, predicates: list[str]) -> dict[str, str]:
    top.only({"role": dict})
    roles = top.entry("role")
    roles.only(dict.fromkeys(predicates, str))
    return {predicate: roles.text(predicate) for predicate in predicates}


def _strengths(top: TomlTable, predicates: list[str]) -> StrengthRules:
    top.only({"also": list})
    return StrengthRules(tuple(predicates), tuple(read_condition(e) for e in top.entries("also", label="predicate")))


def _relations(top: TomlTable, views: Mapping[str, list[str]]) -> RelationRules:
    top.only({"only_to_bodies": list, "named_in_words": list, "side": str, "people": str, "basis": list})
    bases = []
    for entry in top.entries("basis", label="code"):
        entry.only({"code": str, "words": str})
        bases.append((re.compile(entry.text("words")), entry.text("code")))
    return RelationRules(
        tuple(views.get("allegiances", ())),
        tuple(views.get("unit_relations", ())),
        top.texts("only_to_bodies"),
        top.texts("named_in_words"),
        tuple(bases),
        re.compile(top.text("side")),
        re.compile(top.text("people")),
    )


def _units(top: TomlTable) -> UnitRules:
    top.only(_UNIT_KEYS)
    rules = []
    for entry in top.entries("relation", label="code"):
        condition = read_condition(entry, {"code": str, "entity": str})
        rules.append(
            RelationRule(entry.text("code"), entry.text("entity", choices=("subject", "object", "value")), condition)
        )
    return UnitRules(
        re.compile(top.text("designation_german")),
        re.compile(top.text("designation_konr")),
        dict(top.entry("focus").data),
        read_condition(top.entry("components")),
        read_condition(top.entry("begun")),
        tuple(rules),
    )


def _fates(top: TomlTable, predicates: list[str]) -> FateRules:
    top.only({"beside": list, "charges": list, "move": list, "demanded": list, "also": list})
    also = tuple(read_condition(entry) for entry in top.entries("also", label="predicate"))
    demanded = tuple(read_condition(entry) for entry in top.entries("demanded", label="predicate"))
    moves = tuple(read_condition(entry) for entry in top.entries("move", label="object_type"))
    plain = tuple(p for p in predicates if p != "moved_to")
    return FateRules(plain, moves, top.texts("beside"), top.texts("charges"), demanded, also)


def _events(top: TomlTable, sides: TomlTable) -> EventRules:
    top.only({"articles": list, "quoted": str, "arrival": str, "event": list, "general": list, "reason": list})
    known = []
    for entry in top.entries("event", label="id"):
        entry.only({"id": str, "claims": list})
        conditions = tuple(read_condition(e) for e in entry.entries("claims", label="predicate"))
        known.append(EventRule(entry.text("id"), conditions))
    general = []
    for entry in top.entries("general", label="predicate"):
        entry.only({"predicate": str, "kind": str, "label": str, "per_object": bool})
        per_object = bool(entry.data.get("per_object", False))
        general.append(GeneralRule(entry.text("predicate"), entry.text("kind"), entry.text("label"), per_object))
    sides.only({"side": list})
    roles = {}
    for entry in sides.entries("side", label="predicate"):
        entry.only(_SIDE_KEYS)
        roles[entry.text("predicate")] = Sides(
            entry.text("subject", default=""),
            entry.text("object", default=""),
            bool(entry.data.get("not_towards_the_event", False)),
            bool(entry.data.get("only_the_whole", False)),
            _pattern(entry, "mutual"),
            _pattern(entry, "fought"),
            entry.text("qualifier", default=""),
            _pattern(entry, "words"),
            _pattern(entry, "demanded"),
        )
    quoted, arrival = re.compile(top.text("quoted")), re.compile(top.text("arrival"))
    reasons = tuple(read_condition(entry) for entry in top.entries("reason", label="predicate"))
    return EventRules(top.texts("articles"), tuple(known), tuple(general), roles, quoted, arrival, reasons)


def _pattern(entry: TomlTable, key: str) -> re.Pattern[str] | None:
    return re.compile(entry.text(key)) if key in entry.data else None


def _locations(top: TomlTable, schema: Schema) -> dict[str, Location]:
    top.only({"place": list})
    bases = schema.vocabulary["location_basis"].code_names
    found: dict[str, Location] = {}
    for entry in top.entries("place", label="id"):
        entry.only(_LOCATION_KEYS)
        latitude, longitude = entry.data.get("latitude"), entry.data.get("longitude")
        if (latitude is None) is not (longitude is None):
            raise SchemaError(entry.file, entry.key("latitude"), "one coordinate", "both or none")
        if entry.text("id") in found:
            raise SchemaError(entry.file, entry.key("id"), f"{entry.text('id')} again", "each place once")
        found[entry.text("id")] = Location(
            entry.text("modern_name", default=""),
            entry.data.get("geonames_id"),
            latitude,
            longitude,
            entry.text("basis", choices=bases),
            entry.text("note", default=""),
        )
    return found


def _collective(entry: TomlTable) -> Collective:
    entry.only({"group": str, "parts": dict, "kind": dict, "reason": str})
    parts: Condition = read_condition(entry.entry("parts"))
    return Collective(entry.text("group"), parts, read_condition(entry.entry("kind")), entry.text("reason"))
