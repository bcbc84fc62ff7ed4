"""Persons, units, events, places and the other entities: a list for each kind, and a page for each of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from roa_dataset.showing.text import cell_text
from roa_dataset.site.content import VIEWS
from roa_dataset.site.differences import difference
from roa_dataset.site.figure_pages import dates_picture
from roa_dataset.site.links import entity_page

if TYPE_CHECKING:
    from roa_dataset.loading.rows import Record
    from roa_dataset.site.content import Content

#: address, name and view of the lists; what has a row in no view stands in the last
LISTS = (
    ("persons.html", "People", "persons"),
    ("units.html", "Units and groups", "units"),
    ("events.html", "Events", "events"),
    ("places.html", "Places", "places"),
    ("others.html", "Works, authors, others", ""),
)
#: what else a list shows of each entity, from its row in the view
_SHOWN = {"units": ("relation_to_roa",), "events": ("date_text",), "places": ("kind",)}
#: views whose entities last, so that their dates make a picture
_WITH_DATES = ("persons", "units")
#: columns of a view that say in codes what another column of it has in words, or that are shown otherwise
_ENDINGS = ("_edtf", "_earliest", "_latest", "_role", "_basis", "_id", "_min", "_max", "_measure", "_exactness")
_PASSED_OVER = {
    "label",
    "entity_type",
    "in_newer",
    "in_older",
    "occurs_in",
    "disputed_columns",
    "latitude",
    "longitude",
}
#: columns whose cells are codes → the scheme of their labels
_SCHEMES = {"relation_to_roa": "relation_to_roa", "event_type": "event_type", "kind": "place_kind",
            "location_basis": "location_basis", "modality": "modality"}  # fmt: skip


def lists(content: Content) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(address, title, values) of each list."""
    for path, title, view in LISTS:
        entities = [row for row in content.paged_entities if view_row(content, str(row["entity_id"]))[0] == view]
        entries = [_entry(content, row) for row in entities]
        yield path, title, {"entries": entries, "detail": any(entry["detail"] for entry in entries)}


def _entry(content: Content, entity: Record) -> dict[str, Any]:
    entity_id = str(entity["entity_id"])
    view, row = view_row(content, entity_id)
    columns = _SHOWN.get(view, ())
    details = (reading for column in columns for reading in readings(content, column, row.get(column)))
    return {
        "label": entity["label"],
        "href": entity_page(entity_id),
        "type": _type_label(content, entity),
        "detail": "; ".join(details),
        "claims": len(content.claims_of_entity.get(entity_id, ())),
        "conflicts": sum(conflict.subject_id == entity_id for conflict in content.conflicts),
        "texts": _texts(content, entity_id),
    }


def _type_label(content: Content, entity: Record) -> str:
    if entity["entity_type"] == "person" and entity.get("scope") == "author":
        return "author of a cited work"  # a person, but no actor
    return content.label("entity_type", str(entity["entity_type"]))


def _texts(content: Content, entity_id: str) -> str:
    """The texts that have a claim about the entity, newest first."""
    ids = {content.claims[claim_id]["document_id"] for claim_id in content.claims_of_entity.get(entity_id, ())}
    return ", ".join(
        content.text_label(d.document_id).removesuffix(" text") for d in content.documents if d.document_id in ids
    )


def view_row(content: Content, entity_id: str) -> tuple[str, Record]:
    """The view that the entity has a row in, and that row; nothing for an entity without one."""
    for view, key in VIEWS.items():
        if content.rows(view):
            row = content.package.index(view, key).get(entity_id)
            if row is not None:
                return view, row
    return "", {}


def readings(content: Content, column: str, cell: object) -> list[str]:
    """The readings of a cell, newest text first; codes as their labels."""
    if cell is None:
        return []
    scheme = _SCHEMES.get(column)
    return [content.label(scheme, part) if scheme else part for part in cell_text(cell).split(" | ")]


def values(content: Content, entity: Record) -> dict[str, Any]:
    """The page of one entity: names, conflicts, what its view has, every statement with its words."""
    entity_id = str(entity["entity_id"])
    view, row = view_row(content, entity_id)
    claim_ids = content.claims_of_entity.get(entity_id, {})
    named = {conflict.conflict_id for one in claim_ids for conflict in content.conflicts_of_claim.get(one, ())}
    about = [c for c in content.conflicts if c.subject_id == entity_id or c.conflict_id in named]
    return {
        "path": entity_page(entity_id),
        "list_path": next(path for path, _, name in LISTS if name == view),
        "entity": entity,
        "type": _type_label(content, entity),
        "names": _names(content, entity_id),
        "view": view,
        "cells": list(_cells(content, view, row)),
        "differences": [difference(content, conflict) for conflict in about if conflict.subject_id == entity_id],
        "touched": [conflict for conflict in about if conflict.subject_id != entity_id],
        "groups": _groups(content, claim_ids),
        "count": len(claim_ids),
        "dates": dates_picture(content, entity_id) if view in _WITH_DATES else None,
        "position": _position(row) if view == "places" else None,
    }


def _names(content: Content, entity_id: str) -> list[dict[str, Any]]:
    """The names, Latin script first; `lang` is empty where the language is not known."""
    if not content.rows("names"):
        return []
    rows: list[dict[str, Any]] = [dict(row) for row in content.package.groups("names", "entity_id").get(entity_id, [])]
    rows.sort(key=lambda row: (row.get("script") != "Latn", row.get("kind") != "official", row["name"]))
    found = []
    for row in rows:
        language, script = row.get("language") or "", row.get("script") or ""
        remarks = [content.label("language", language), content.label("name_kind", row.get("kind") or "")]
        remarks += [content.label("script", script)] if script not in ("", "Latn") else []
        claim_id = str(row.get("claim_id") or "")
        found.append({
            "name": row["name"],
            "lang": "" if language in ("", "und") else language,
            "remark": ", ".join(remark for remark in remarks if remark),
            "href": content.links.claim(claim_id) if claim_id in content.claims else None,
        })  # fmt: skip
    return found


def _cells(content: Content, view: str, row: Record) -> Iterator[dict[str, Any]]:
    """What the view's row has in words: column, its meaning, its readings, whether they differ."""
    if not view:
        return
    disputed = set((cell_text(row.get("disputed_columns")) or "").split(" | "))
    for field in content.package.descriptor.fields(view):
        column = str(field["name"])
        if column in _PASSED_OVER or column.endswith(_ENDINGS) or row.get(column) is None:
            continue
        yield {
            "name": column.removesuffix("_as_written").removesuffix("_text").removesuffix("_label").replace("_", " "),
            "column": column,
            "meaning": field.get("description", ""),
            "readings": readings(content, column, row[column]),
            "disputed": column in disputed,
        }


def _position(row: Record) -> dict[str, Any] | None:
    if row.get("latitude") is None or row.get("longitude") is None:
        return None
    return {"latitude": row["latitude"], "longitude": row["longitude"], "geonames": row.get("geonames_id")}


def _groups(content: Content, claim_ids: dict[str, str]) -> list[tuple[str, list[Any]]]:
    """The statements under what they say of the entity, in the order in which the texts first say it."""
    found: dict[str, list[Any]] = {}
    for claim_id, column in claim_ids.items():
        statement = content.statements[claim_id]
        found.setdefault(_heading(content, statement.row, column), []).append(statement)
    return list(found.items())


def _heading(content: Content, row: dict[str, Any], column: str) -> str:
    if column == "subject_id":
        return content.label("predicate", row["predicate"])
    if column == "object_id":
        return content.label("predicate", row["predicate"], "inverse_label")
    return {"event_id": "told of this event", "place_id": "told of this place"}.get(column, "said or thought by")
