"""One part of the texts: extractions → rows of the tables of evidence → all tables that these texts give."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from assemble import entities
from assemble.claims import claim_rows
from assemble.compare.alignments import align
from assemble.compare.conflicts import conflicts
from assemble.definitions import Definitions
from assemble.elsewhere import Elsewhere
from assemble.entities import Known, Names
from assemble.passages import Passages
from assemble.retired import retired_rows
from assemble.reviews import review_rows
from assemble.views import assign_events, evidence, view_tables
from extract.model import Document, Extraction, Row
from extract.rule_list import rules
from roa_dataset.reading.scripts import script_of
from roa_dataset.vocabulary_files import vocabulary_rows

Tables = dict[str, list[Row]]


@dataclass
class PartEvidence:
    """What one part of the texts says: its rows of the tables of evidence, before anything is compared or viewed.

    `discovered` are the entities that no vocabulary has, events among them, `names` the spellings, `formation` what an article
    of the part is about and its parts.
    """

    tables: Tables
    discovered: dict[str, Known]
    names: Names
    formation: frozenset[str]


def read_part(extractions: Sequence[Extraction], definitions: Definitions) -> PartEvidence:
    """The evidence of some texts, in the order of their ids; texts of one article are together (assemble.parts)."""
    extractions = sorted(extractions, key=lambda e: e.document.document_id)
    schema, metadata = definitions.schema, definitions.metadata
    tables: Tables = {table.name: [] for table in schema.tables}
    found = entities.discovered(extractions)
    for extraction in extractions:
        passages = Passages(extraction)
        labels = entities.labels_of(extraction, definitions.vocabularies[extraction.document.article], found)
        claims, spans = claim_rows(extraction, passages, labels, definitions.statements)
        tables["documents"].append(document_row(extraction.document))
        tables["passages"] += passages.rows(passages.counts([(d.start, d.end) for d in extraction.claims]))
        tables["mentions"] += mention_rows(extraction, passages)
        tables["claims"] += claims
        tables["claim_spans"] += spans
        tables["bibliography"] += [_placed(extraction, row) for row in extraction.bibliography]
        for name, key in (("links", "link"), ("images", "image"), ("ranks", "rank")):
            tables[name] += _numbered(extraction, name, key)
    tables["alignments"] = align(tables, [Passages(e) for e in extractions], schema, metadata)
    names = entities.names_in(extractions, definitions.vocabularies, tables["claims"])
    discovered = {k: v for k, v in found.items() if k not in definitions.known}
    known = definitions.known_to({e.document.article for e in extractions}) | discovered
    tables["claims"], events, formation = assign_events(tables, known, definitions.views)
    discovered |= {event.entity_id: event for event in events}
    return PartEvidence(tables, discovered, names, formation)


def finish_part(part: PartEvidence, definitions: Definitions, elsewhere: Elsewhere) -> Tables:
    """All tables as these texts alone would give them, but for what `elsewhere` adds: whole and closed, so that they can be
    checked. Of entities that other articles know too the rows tell of these texts only (assemble.shared makes those of all).
    """
    schema, metadata, tables = definitions.schema, definitions.metadata, part.tables
    known = definitions.known_to({str(row["article"]) for row in tables["documents"]}) | part.discovered
    tables["identity_judgements"] = entities.among_known(elsewhere.judgements, known)
    used = entities.used_entities(tables) | entities.judged(elsewhere.judgements) & known.keys()
    tables["names"] = entities.name_rows(part.names.values(), known, used)
    tables["entities"] = entities.entity_rows(known, used)
    tables["conflicts"], tables["conflict_claims"] = conflicts(tables, schema, metadata, elsewhere)
    tables["rules"] = rule_rows(tables["claims"])
    tables["reviews"] = review_rows(metadata, {str(row["claim_id"]) for row in tables["claims"]})
    tables["vocabulary"] = [dict(row) for row in vocabulary_rows(schema.vocabulary)]
    facts = evidence(tables, {entity.entity_id: entity.kind for entity in known.values()}, elsewhere)
    tables |= view_tables(facts, schema, definitions.views)
    return tables | {"retired_ids": retired_rows(metadata, schema, tables)}


def document_row(document: Document) -> Row:
    return dict(document.row)


def mention_rows(extraction: Extraction, passages: Passages) -> list[Row]:
    document = extraction.document
    rows = []
    for mention in extraction.mentions:
        text = document.text[mention.start : mention.end]
        rows.append(
            {
                "mention_id": f"{document.document_id}:{mention.start}-{mention.end}",
                "document_id": document.document_id,
                "passage_id": passages.ids[passages.locate(mention.start, mention.end)],
                "char_start": mention.start,
                "char_end": mention.end,
                "text": text,
                "entity_id": mention.entity_id,
                "language": mention.language,
                "script": script_of(text, mention.language),
                "kind": mention.kind,
                "resolution": mention.resolution,
            }
        )
    return rows


def _placed(extraction: Extraction, row: Row) -> Row:
    return {**row, "document_id": extraction.document.document_id}


def _numbered(extraction: Extraction, table: str, key: str) -> list[Row]:
    """Rows of a table with its own offsets, numbered in text order within the document."""
    document_id = extraction.document.document_id
    source: Sequence[Row] = getattr(extraction, table)
    ordered = sorted(source, key=lambda r: (int(str(r["char_start"])), int(str(r["char_end"]))))
    return [
        {f"{key}_id": f"{document_id}:{key}-{number}", **row, "document_id": document_id}
        for number, row in enumerate(ordered, start=1)
    ]


def rule_rows(claims: Sequence[Row]) -> list[Row]:
    """Every rule, with the passages in which it fired, its claims and the documents that it read."""
    passages: defaultdict[str, set[object]] = defaultdict(set)
    documents: defaultdict[str, set[object]] = defaultdict(set)
    count: Counter[str] = Counter()
    for claim in claims:
        rule = str(claim["rule_id"])
        passages[rule].add(claim["passage_id"])
        documents[rule].add(claim["document_id"])
        count[rule] += 1
    return [
        {
            "rule_id": rule.rule_id,
            "layer": rule.layer,
            "pattern": rule.pattern,
            "description": rule.description,
            "sentences_matched": len(passages[rule.rule_id]),
            "claims": count[rule.rule_id],
            "documents": len(documents[rule.rule_id]),
        }
        for rule in rules().values()
    ]
