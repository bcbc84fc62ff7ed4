"""Labels: wherever a table shows an entity by id and by label, the label is the one of `entities`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from roa_dataset.checks.carried import SEPARATOR
from roa_dataset.checks.contents import Contents, Row
from roa_dataset.checks.finding import Finding
from roa_dataset.checks.say import cell_finding
from roa_dataset.wording.event_dates import capitalised

SUFFIX = "_label"
#: view → its key, the id of the entity that the row is about
ABOUT = {"persons": "person_id", "units": "unit_id", "places": "place_id"}


def check_labels(contents: Contents) -> Iterator[Finding]:
    """Findings on labels that are not those of the entity beside them, and on the types that ids and views name."""
    entities = {str(row["entity_id"]): row for row in contents.rows("entities")}
    for row in entities.values():
        kind = str(row["entity_id"]).partition(":")[0]
        if row["entity_type"] != kind:
            yield cell_finding("entities", row, ("entity_id",), "entity_type", f"{kind!r}, as its id begins")
    for table, key in ABOUT.items():
        for row in contents.rows(table):
            entity = entities.get(str(row[key]))
            if entity is not None and row["label"] != entity["label"]:
                yield cell_finding(table, row, (key,), "label", f"{entity['label']!r}, its label in entities")
            if entity is not None and row.get("entity_type", entity["entity_type"]) != entity["entity_type"]:
                yield cell_finding(
                    table, row, (key,), "entity_type", f"{entity['entity_type']!r}, its type in entities"
                )
    yield from _check_beside(contents, entities)


def shown(entity: Row) -> tuple[str, ...]:
    """The ways to show an entity: its label; of an event also with a capital letter, or in quotation marks."""
    label = str(entity["label"])
    return (label, capitalised(label), f"“{label}”") if entity["entity_type"] == "event" else (label,)


def _check_beside(contents: Contents, entities: Mapping[str, Row]) -> Iterator[Finding]:
    """Columns X_label beside X_id; a joined label beside an empty id holds labels too."""
    labels = {str(row["label"]) for row in entities.values()}
    for table in contents.schema:
        names = table.column_names
        for column in [n for n in names if n.endswith(SUFFIX) and n.removesuffix(SUFFIX) + "_id" in names]:
            for row in contents.rows(table.name):
                entity_id, label = row[column.removesuffix(SUFFIX) + "_id"], row[column]
                if entity_id is None:
                    strange = sorted(set(str(label).split(SEPARATOR)) - labels) if label is not None else []
                    if strange:
                        told = f"labels of entities, not {strange[0]!r}"
                        yield cell_finding(table.name, row, table.primary_key, column, told)
                elif str(entity_id) in entities and label not in shown(entities[str(entity_id)]):
                    told = f"{entities[str(entity_id)]['label']!r}, the label of {entity_id}"
                    yield cell_finding(table.name, row, table.primary_key, column, told)
