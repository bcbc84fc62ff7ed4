"""Every reading of something about an entity, and every claim that a reference's mark follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roa_dataset.claims.readings import Readings, readings_of
from roa_dataset.errors import UnknownIdError, UnknownPredicateError
from roa_dataset.naming.resolve import entity_id_of

if TYPE_CHECKING:
    from roa_dataset.loading.rows import Record
    from roa_dataset.package import Package

#: the columns of `claims` that name who a claim is about, from either side
_SUBJECT, _OBJECT = "subject_id", "object_id"
#: those that name an entity in any part: where it was, who says so, which event it belongs to
_ANYWHERE = (_SUBJECT, _OBJECT, "place_id", "attributed_to_id", "event_id")


@dataclass(frozen=True)
class Direction:
    """A predicate and the side on which the entity is looked for; no side means any part."""

    predicate: str
    side: str = ""


def evidence(package: Package, entity: str, predicate: str | None = None) -> Readings:
    """The claims about an entity, all or those of one predicate; see Package.evidence."""
    entity_id = entity_id_of(package, entity)
    wanted = direction(package, predicate) if predicate is not None else None
    sides = (wanted.side,) if wanted and wanted.side else _ANYWHERE
    rows = [
        row
        for row in package.rows("claims")
        if any(row[side] == entity_id for side in sides) and (wanted is None or row["predicate"] == wanted.predicate)
    ]
    return readings_of(package, rows, heading=f"{entity_id}{f', {predicate}' if predicate else ''}")


def direction(package: Package, word: str) -> Direction:
    """What a predicate's code, label or inverse label asks for.

    A code looks in all parts; a label ("commanded") has the entity as subject, an inverse label ("was commanded by") as
    object. Raises UnknownPredicateError.
    """
    rows = [row for row in package.rows("vocabulary") if row["scheme"] == "predicate"]
    for shape in (word, f"was {word}", f"is {word}"):
        for row in rows:
            code, label, inverse = (_shape(row[column]) for column in ("code", "label", "inverse_label"))
            if _shape(shape) == code or (label == inverse == _shape(shape)):
                return Direction(str(row["code"]))
            if _shape(shape) in (label, inverse):
                return Direction(str(row["code"]), _SUBJECT if _shape(shape) == label else _OBJECT)
    known = [str(row[column]) for row in rows for column in ("code", "label", "inverse_label") if row[column]]
    raise UnknownPredicateError("predicate", word, known, "The table vocabulary lists them under the scheme predicate.")


def cited_by(package: Package, reference: str) -> Readings:
    """The claims whose words a mark of this reference follows; see Package.cited_by."""
    parts = [r for r in package.rows("bibliography") if _is_part_of(r, reference)]
    if not parts:
        known = [str(row["bibliography_id"]) for row in package.rows("bibliography")]
        raise UnknownIdError("reference", reference, known, 'roa_dataset.load("bibliography") lists them.')
    ids = {row["bibliography_id"] for row in parts}
    marked = {row["claim_id"] for row in package.rows("claim_spans") if row["bibliography_id"] in ids}
    rows = [row for row in package.rows("claims") if row["claim_id"] in marked]
    return readings_of(package, rows, heading=f"followed by a mark of {reference}: {parts[0]['text']}")


def _is_part_of(row: Record, reference: str) -> bool:
    """Whether the row is the reference or one of the documents that it names (`roa-newer:6` has `roa-newer:6.1`)."""
    found = str(row["bibliography_id"])
    return found == reference or found.startswith(f"{reference}.")


def _shape(word: object) -> str:
    """Codes and labels in one shape: case, underscores and the number of spaces do not matter."""
    return " ".join(str(word or "").casefold().replace("_", " ").split())
