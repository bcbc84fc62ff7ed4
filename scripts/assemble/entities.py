"""Who is named: rows of `entities`, `names` and `identity_judgements` for what the texts of this build use."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
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


def known_to_vocabularies(articles: Iterable[str], vocabularies: Mapping[str, Vocabulary]) -> dict[str, Known]:
    """Every entity that the vocabularies know; of two that know it differently that of the article that comes first counts."""
    found: dict[str, Known] = {}
    for vocabulary in {id(v): v for v in (vocabularies[article] for article in articles)}.values():
        for entity in vocabulary.entities.values():
            found.setdefault(entity.entity_id, _from_vocabulary(entity))
    return found


def discovered(extractions: Sequence[Extraction]) -> dict[str, Known]:
    """Every entity that no vocabulary has and that was found in these texts, as the newest text that has it calls it."""
    found: dict[str, Known] = {}
    for extraction in sorted(extractions, key=_newest_first):
        for new in extraction.discovered:
            found.setdefault(
                new.entity_id, Known(new.entity_id, new.entity_type, new.label, new.scope, "discovered", "")
            )
    return found


def _newest_first(extraction: Extraction) -> tuple[int, str]:
    document = extraction.document
    return -int(str(document.row["version_order"] or 0)), document.document_id


def labels_of(extraction: Extraction, vocabulary: Vocabulary, found: Mapping[str, Known]) -> dict[str, str]:
    """What the claims of one text call each entity; `found` are those discovered in all versions of its article, which share
    one label. No other article, and no other article's vocabulary, has a say in it."""
    labels = {key: entity.label for key, entity in vocabulary.entities.items()}
    return labels | {
        new.entity_id: found[new.entity_id].label for new in extraction.discovered if new.entity_id not in labels
    }


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


def judgement_rows(folder: Path) -> list[Row]:
    """All judgements about entities, whatever the texts of a build; SchemaError for an entry that cannot be used."""
    top = read_toml(folder / "judgements.toml", folder)
    top.only({"judgement": list})
    rows: list[Row] = []
    for entry in top.entries("judgement", label="left_id"):
        entry.only(dict.fromkeys(JUDGEMENT_KEYS, str))
        row: Row = {key: entry.text(key) for key in JUDGEMENT_KEYS}
        entry.text("judgement", choices=codes("judgement"))
        entry.text("decided_on", pattern=DAY)
        rows.append({**row, "claim_id": None})
    return rows


def among_known(judgements: Iterable[Row], known: Collection[str]) -> list[Row]:
    """The judgements about two entities that some texts can mean."""
    return [row for row in judgements if row["left_id"] in known and row["right_id"] in known]


def judged(judgements: Iterable[Row]) -> set[str]:
    """The entities that judgements are about."""
    return {str(row[side]) for row in judgements for side in ("left_id", "right_id")}


@dataclass
class Name:
    """A spelling of an entity: how the first text that has it uses it, and the first claim that gives it."""

    entity_id: str
    name: str
    language: str
    kind: str
    versions: set[str]
    #: the documents in which it stands first, and in which a claim gives it first
    first: str
    claim_id: str | None = None
    claimed_in: str = ""

    def joined(self, other: Name) -> Name:
        """The same spelling in other texts: what the first text says counts."""
        head = min(self, other, key=lambda name: name.first)
        claimed = min((n for n in (self, other) if n.claim_id), key=lambda name: name.claimed_in, default=head)
        return replace(
            head,
            versions=self.versions | other.versions,
            claim_id=claimed.claim_id,
            claimed_in=claimed.claimed_in,
        )


Names = dict[tuple[str, str], Name]


def names_in(extractions: Sequence[Extraction], vocabularies: Mapping[str, Vocabulary], claims: Sequence[Row]) -> Names:
    """Every spelling of an entity in these texts, with the versions that have it; `claims` are the rows of the texts' claims."""
    found: Names = {}
    by_document = _drafts_by_document(extractions, claims)
    version_of = versions(e.document.row for e in extractions)
    for extraction in extractions:
        document_id = extraction.document.document_id
        version = version_of[document_id]
        kinds = _kinds(vocabularies[extraction.document.article])
        for mention in extraction.mentions:
            words = LINE_END.sub(" ", extraction.document.text[mention.start : mention.end])
            kind = kinds.get(
                (mention.entity_id or "", words), "spelling" if mention.resolution == "vocabulary" else "official"
            )
            if mention.entity_id and mention.kind != "description":
                _add(found, Name(mention.entity_id, words, mention.language, kind, {version}, document_id))
        for draft, claim_id in by_document[document_id]:
            if draft.predicate != "has_name" or not draft.value:
                continue
            language = draft.language or str(extraction.document.row["language"])
            words = LINE_END.sub(" ", draft.value)
            kind = draft.qualifier or "official"
            name = _add(found, Name(draft.subject_id, words, language, kind, {version}, document_id))
            if not name.claim_id:
                name.claim_id, name.claimed_in = claim_id, document_id
    return found


def name_rows(names: Iterable[Name], known: Mapping[str, Known], used: Collection[str]) -> list[Row]:
    """The rows of `names` for the entities that are used."""
    return [_name_row(name, known[name.entity_id].label) for name in names if name.entity_id in used]


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


def _add(found: Names, name: Name) -> Name:
    there = found.setdefault((name.entity_id, name.name), name)
    there.versions |= name.versions
    return there


def _name_row(name: Name, label: str) -> Row:
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
