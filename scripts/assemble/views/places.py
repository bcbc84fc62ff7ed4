"""The tables `places` and `collectives`: what editors add to the places and groups that the texts name, marked as added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assemble.views.cells import Cells, ViewRow, filled, joined
from assemble.views.conditions import Condition
from assemble.views.index import Evidence, stated
from assemble.views.units import UnitRules, formation
from extract.model import Row


@dataclass(frozen=True)
class Location:
    """What an editor adds to a place; `basis` is a code of `location_basis`."""

    modern_name: str
    geonames_id: int | None
    latitude: float | None
    longitude: float | None
    basis: str
    note: str


@dataclass(frozen=True)
class Collective:
    """A group that the editors read as some units: those that meet the conditions on claims about them."""

    group_id: str
    parts: Condition
    kind: Condition
    reason: str


def place_rows(evidence: Evidence, locations: Mapping[str, Location]) -> Iterator[ViewRow]:
    """One row for each place, and each state or administration that serves as one."""
    for entity in evidence.of_type("place", "polity"):
        place_id = str(entity["entity_id"])
        kind = evidence.kinds.get(place_id, "")
        location = locations.get(place_id)
        own: Row = {
            "place_id": place_id,
            "label": entity["label"],
            "kind": kind or "other",
            "modern_name": location.modern_name or None if location else None,
            "geonames_id": location.geonames_id if location else None,
            "latitude": location.latitude if location else None,
            "longitude": location.longitude if location else None,
            "location_basis": location.basis if location else "none",
            "note": (location.note if location else "") or entity["note"],
            "perhaps_same_as": evidence.perhaps.get(place_id),
            "occurs_in": evidence.occurs_in(place_id),
        }
        inside = [c for c in evidence.about(place_id, "located_in") if stated(c)]
        facts = filled(
            located_in_as_stated=joined((c, c["quote"] if c["qualifier"] else c["object_label"]) for c in inside)
        )
        yield ViewRow(own, facts, versions=frozenset(evidence.versions(place_id)))


def collective_rows(evidence: Evidence, collectives: Sequence[Collective], units: UnitRules) -> Iterator[ViewRow]:
    """One row for each unit that the editors read a group as comprising; only units of the article's own formation."""
    parts = formation(evidence, units)
    for collective in collectives:
        if collective.group_id not in evidence.entities:
            continue
        for unit_id in sorted(parts):
            about = [c for c in evidence.about(unit_id) if stated(c)]
            members = [c for c in about if collective.parts.meets(c, evidence)]
            kinds = [c for c in about if collective.kind.meets(c, evidence)]
            if members and kinds:
                own: Row = {
                    "group_label": evidence.label(collective.group_id),
                    "group_id": collective.group_id,
                    "reason": collective.reason,
                    "modality": None,  # the editors' reading is said by no text
                }
                named = frozenset(evidence.versions(collective.group_id))
                yield ViewRow(own, _unit(evidence, unit_id, [*members, *kinds]), versions=named)


def _unit(evidence: Evidence, unit_id: str, claims: Sequence[Row]) -> Cells:
    return filled(
        unit_id=joined((c, unit_id) for c in claims),
        unit_label=joined((c, evidence.label(unit_id)) for c in claims),
    )
