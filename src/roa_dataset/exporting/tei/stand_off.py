"""Beside the text: the entities that it names, what it says of them claim by claim, and names whose marks would cross."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from roa_dataset.exporting.tei.body import Mark
from roa_dataset.exporting.tei.ids import pointer, words_at, xml_id
from roa_dataset.exporting.tei.material import Material, bounds, language_tag
from roa_dataset.exporting.xml_text import element, escaped

if TYPE_CHECKING:
    from roa_dataset.loading.rows import Record

#: who adds positions of places; the header declares the id
EDITORS = "editors"
_LISTS = {"person": "listPerson", "place": "listPlace", "event": "listEvent"}
_ORGANIZATIONS = ("unit", "group", "organization", "polity")
#: what of a claim is noted only where it is not the usual
_USUAL = {"polarity": "affirmed", "modality": "asserted"}


def stand_off(material: Material, left_over: Iterable[Mark]) -> str:
    """The `standOff` element of the file."""
    lists = [
        *(_entities(material, kind, [kind], tag_name) for kind, tag_name in _LISTS.items()),
        _entities(material, "", _ORGANIZATIONS, "listOrg"),
        *(_entities(material, kind, [kind], "list") for kind in ("rank", "work", "object")),
        _list("listAnnotation", "claims", [_annotation(material, row) for row in material.claims]),
        _list("listAnnotation", "crossing", list(_crossing(material, left_over))),
        _list("listRelation", "claims", [_relation(row) for row in material.claims if row["object_id"] is not None]),
    ]
    return element("standOff", {}, lists)


def _list(name: str, kind: str, items: list[str]) -> str:
    """A list of at least one, for TEI has no empty ones."""
    return element(name, {"type": kind or None}, (f"\n{item}" for item in items)) + "\n" if items else ""


def _entities(material: Material, kind: str, types: Sequence[str], name: str) -> str:
    rows = [row for row in material.entities if str(row["entity_type"]) in types]
    return _list(name, kind if name == "list" else "", [_entity(material, row) for row in rows])


def _entity(material: Material, row: Record) -> str:
    entity_id, kind = str(row["entity_id"]), str(row["entity_type"])
    own = {"xml:id": xml_id(entity_id)}
    label = escaped(str(row["label"]))
    if kind == "event":
        return element("event", own, element("label", {}, label))
    if kind in ("rank", "work", "object"):
        return element("item", own, element("name", {"type": kind}, label))
    name = {"person": "persName", "place": "placeName"}.get(kind, "orgName")
    names = [element(name, {}, label), *_names(material, row, name)]
    if kind == "place":
        return element("place", own, [*names, _location(material, row)])
    return element("person", own, names) if kind == "person" else element("org", {**own, "type": kind}, names)


def _names(material: Material, row: Record, name: str) -> Iterator[str]:
    """The names beside the label, each with its kind and language."""
    for found in material.package.groups("names", "entity_id").get(str(row["entity_id"]), []):
        if found["name"] != row["label"]:
            attributes = {"type": str(found["kind"]), "xml:lang": language_tag(found["language"], found["script"])}
            yield element(name, attributes, escaped(str(found["name"])))


def _location(material: Material, row: Record) -> str:
    """The position of a place, which the editors added; nothing where there is none."""
    place = material.package.index("places", "place_id").get(str(row["entity_id"]))
    if place is None or place["latitude"] is None:
        return ""
    position = element("geo", {}, f"{place['latitude']} {place['longitude']}")
    return element("location", {"resp": f"#{EDITORS}", "type": "added"}, position)


def _annotation(material: Material, row: Record) -> str:
    """A claim: where its words stand, and one plain sentence; then what makes it more or less than an assertion."""
    target = words_at(material.document.document_id, int(str(row["char_start"])), int(str(row["char_end"])))
    attributes = {
        "xml:id": xml_id(str(row["claim_id"])),
        "motivation": "describing",
        "target": target,
        "ana": pointer(f"predicate:{row['predicate']}"),
    }
    notes = [element("note", {"type": "statement"}, escaped(str(row["statement"])))]
    notes += [
        element("note", {"type": column}, escaped(str(row[column])))
        for column in ("polarity", "modality", "hedge", "qualifier")
        if row[column] is not None and row[column] != _USUAL.get(column)
    ]
    if row["date_text"] is not None:
        date = element("date", {"type": str(row["date_role"]), **bounds(row)}, escaped(str(row["date_text"])))
        notes.append(element("note", {"type": "date"}, date))
    return element("annotation", attributes, notes)


def _relation(row: Record) -> str:
    """A claim between two entities, as a tie that other programs can follow."""
    attributes = {
        "name": str(row["predicate"]),
        "active": pointer(str(row["subject_id"])),
        "passive": pointer(str(row["object_id"])),
        "type": str(row["polarity"]),
        "subtype": str(row["modality"]),
        **bounds(row),
        "source": pointer(str(row["claim_id"])),
    }
    return element("relation", attributes)


def _crossing(material: Material, marks: Iterable[Mark]) -> Iterator[str]:
    for number, mark in enumerate(marks, start=1):
        attributes = {
            "xml:id": f"crossing.{number}",
            "motivation": "identifying",
            "target": words_at(material.document.document_id, mark.start, mark.end),
        }
        reference = mark.attributes.get("ref")
        content = element("ptr", {"target": reference}) if reference else element("note", {"type": mark.name})
        yield element("annotation", attributes, content)
