"""Who is named: rows of `entities`, `names` and `identity_judgements` for what the texts of this build use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.codes import codes
from extract.model import ClaimDraft, Extraction, Row
from extract.vocabulary import Entity, Vocabulary
from roa_dataset.checks.ids import name_id
from roa_dataset.checks.registers import USES
from roa_dataset.reading.line_ends import LINE_END
from roa_dataset.reading.names import read_person_name
from roa_dataset.reading.scripts import script_of
from roa_dataset.toml_files import read_toml
from roa_dataset.versions import NEWER, OLDER, versions

JUDGEMENT_KEYS = ("left_id", "left_name", "right_id", "right_name", "judgement", "reason", "decided_by", "decided_on")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Known:
    """An entity of this build, from the vocabulary or discovered."""

    entity_id: str
    entity_type: str
    label: str
    scope: str
    origin: str
    note: str
    #: the kind of a place or an event, where the vocabulary or a rule gives one
    kind: str = ""


def known_entities(extractions: Sequence[Extraction], vocabularies: Mapping[str, Vocabulary]) -> dict[str, Known]:
    """Every entity that a text of this build could mean: the vocabulary's and those discovered."""
    found: dict[str, Known] = {}
    for extraction in extractions:
        vocabulary = vocabularies[extraction.document.article]
        for entity in vocabulary.entities.values():
            found.setdefault(entity.entity_id, _from_vocabulary(entity))
        for new in extraction.discovered:
            found.setdefault(
                new.entity_id, Known(new.entity_id, new.entity_type, new.label, new.scope, "discovered", "")
            )
    return found


def labels_of(extraction: Extraction, vocabulary: Vocabulary) -> dict[str, str]:
    """What the claims of one text call each entity: no other text, and no other article's vocabulary, has a say in it."""
    labels = {key: entity.label for key, entity in vocabulary.entities.items()}
    return labels | {new.entity_id: new.label for new in extraction.discovered if new.entity_id not in labels}


def _from_vocabulary(entity: Entity) -> Known:
    return Known(
        entity.entity_id, entity.entity_type, entity.label, entity.scope, "vocabulary", entity.note, entity.kind
    )


def entity_rows(known: Mapping[str, Known], used: Iterable[str]) -> list[Row]:
    return [
        {
            "entity_id": entity.entity_id,
            "entity_type": entity.entity_type,
            "label": entity.label,
            "scope": entity.scope,
            "origin": entity.origin,
            "note": entity.note or _name_note(entity),
        }
        for entity in (known[key] for key in sorted(set(used)))
    ]


def _name_note(entity: Known) -> str | None:
    """What a reader must know of a person's name: that the text has the surname first, without a comma that shows it."""
    read = read_person_name(entity.label)
    shown = entity.entity_type != "person" or read.order != "surname_first" or "," in entity.label
    return None if shown else "The text puts the surname first."


def used_entities(tables: Mapping[str, Sequence[Row]]) -> set[str]:
    """The entities that any row of these tables refers to."""
    return {str(row[c]) for table, names in USES.items() for row in tables[table] for c in names if row[c]}


def judgement_rows(folder: Path, known: Mapping[str, Known]) -> list[Row]:
    """The judgements about entities that this build's texts can mean; SchemaError for an entry that cannot be used."""
    top = read_toml(folder / "judgements.toml", folder)
    top.only({"judgement": list})
    rows: list[Row] = []
    for entry in top.entries("judgement", label="left_id"):
        entry.only(dict.fromkeys(JUDGEMENT_KEYS, str))
        row: Row = {key: entry.text(key) for key in JUDGEMENT_KEYS}
        entry.text("judgement", choices=codes("judgement"))
        entry.text("decided_on", pattern=DAY)
        if row["left_id"] in known and row["right_id"] in known:
            rows.append({**row, "claim_id": None})
    return rows


@dataclass
class _Name:
    entity_id: str
    name: str
    language: str
    kind: str
    versions: set[str]
    claim_id: str | None = None


def name_rows(
    extractions: Sequence[Extraction],
    vocabularies: Mapping[str, Vocabulary],
    claims: Sequence[Row],
    known: Mapping[str, Known],
) -> list[Row]:
    """Every spelling of an entity that a text of this build has, with the versions that have it."""
    found: dict[tuple[str, str], _Name] = {}
    by_document = _drafts_by_document(extractions, claims)
    version_of = versions(e.document.row for e in extractions)
    for extraction in extractions:
        version = version_of[extraction.document.document_id]
        kinds = _kinds(vocabularies[extraction.document.article])
        for mention in extraction.mentions:
            words = LINE_END.sub(" ", extraction.document.text[mention.start : mention.end])
            kind = kinds.get(
                (mention.entity_id or "", words), "spelling" if mention.resolution == "vocabulary" else "official"
            )
            if mention.entity_id and mention.kind != "description":
                _add(found, mention.entity_id, words, mention.language, kind, version)
        for draft, claim_id in by_document[extraction.document.document_id]:
            if draft.predicate != "has_name" or not draft.value:
                continue
            language = draft.language or str(extraction.document.row["language"])
            words = LINE_END.sub(" ", draft.value)
            name = _add(found, draft.subject_id, words, language, draft.qualifier or "official", version)
            name.claim_id = name.claim_id or claim_id
    return [_name_row(name, known[name.entity_id].label) for name in found.values() if name.entity_id in known]


def _drafts_by_document(
    extractions: Sequence[Extraction], claims: Sequence[Row]
) -> dict[str, list[tuple[ClaimDraft, str]]]:
    ids: dict[str, list[str]] = {}
    for row in claims:
        ids.setdefault(str(row["document_id"]), []).append(str(row["claim_id"]))
    return {
        e.document.document_id: list(zip(e.claims, ids.get(e.document.document_id, []), strict=True))
        for e in extractions
    }


def _kinds(vocabulary: Vocabulary) -> dict[tuple[str, str], str]:
    return {(e.entity_id, n.name): n.kind for e in vocabulary.entities.values() for n in e.names}


def _add(
    found: dict[tuple[str, str], _Name], entity_id: str, words: str, language: str, kind: str, version: str
) -> _Name:
    name = found.setdefault((entity_id, words), _Name(entity_id, words, language, kind, set()))
    name.versions.add(version)
    return name


def _name_row(name: _Name, label: str) -> Row:
    return {
        "name_id": name_id(name.entity_id, name.name),
        "entity_id": name.entity_id,
        "entity_label": label,
        "name": name.name,
        "language": name.language,
        "script": script_of(name.name, name.language),
        "kind": name.kind,
        "in_newer": NEWER in name.versions,
        "in_older": OLDER in name.versions,
        "claim_id": name.claim_id,
    }
