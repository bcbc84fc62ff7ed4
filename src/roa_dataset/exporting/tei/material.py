"""What of the package belongs into the file of one text, and attributes that several of its parts share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roa_dataset.claims.document import Document

if TYPE_CHECKING:
    from roa_dataset.loading.rows import Record
    from roa_dataset.package import Package

#: how the bounds of a date were found (scheme date_basis) → how certain they are; the header of each file says so
CERTAINTY = {"stated": "high", "context": "medium", "inherited": "medium", "convention": "low", "relative": "low"}
#: languages that are written in Cyrillic letters unless something else is said
_CYRILLIC = frozenset(["be", "bg", "mk", "ru", "sr", "uk"])


@dataclass(frozen=True)
class Material:
    """The rows that speak of one text, in the order of the text, and the entities that they name."""

    package: Package
    document: Document
    passages: Sequence[Record]
    mentions: Sequence[Record]
    claims: Sequence[Record]
    spans: Mapping[str, Sequence[Record]]
    entities: Sequence[Record]


def material_of(package: Package, document_id: str) -> Material:
    """Everything for the file of one text."""
    passages, mentions, claims = (_of(package, name, document_id) for name in ("passages", "mentions", "claims"))
    named = {row["entity_id"] for row in mentions}
    for column in ("subject_id", "object_id", "place_id", "attributed_to_id"):
        named |= {row[column] for row in claims}
    entities = [row for row in package.rows("entities") if row["entity_id"] in named]
    spans = package.groups("claim_spans", "claim_id")
    return Material(package, package.document(document_id), passages, mentions, claims, spans, entities)


def _of(package: Package, table: str, document_id: str) -> list[Record]:
    rows = package.groups(table, "document_id").get(document_id, [])
    return sorted(
        rows, key=lambda row: (int(str(row["char_start"])), -int(str(row["char_end"])), str(row[f"{table[:-1]}_id"]))
    )


def bounds(row: Record) -> dict[str, str | None]:
    """The date of a claim as TEI has it: notBefore and notAfter (days), and cert where there is one of the two."""
    earliest, latest = row["date_earliest"], row["date_latest"]
    known = earliest is not None or latest is not None
    return {
        "notBefore": str(earliest) if earliest is not None else None,
        "notAfter": str(latest) if latest is not None else None,
        "cert": CERTAINTY.get(str(row["date_basis"])) if known else None,
    }


def language_tag(language: object, script: object) -> str | None:
    """The BCP 47 tag; the script only where it is not the language's own."""
    if not language:
        return None
    own = "Cyrl" if language in _CYRILLIC else "Latn"
    return f"{language}-{script}" if script and script != own else str(language)
