"""Extractions of all documents → the rows of every table of evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from assemble import entities
from assemble.claims import claim_rows
from assemble.compare.alignments import align
from assemble.compare.conflicts import conflicts
from assemble.passages import Passages
from assemble.retired import retired_rows
from assemble.reviews import review_rows
from assemble.views import assign_events, load_view_rules, view_tables
from extract.model import Document, Extraction, Row
from extract.rule_list import rules
from extract.vocabulary import Vocabulary
from roa_dataset.reading.scripts import script_of
from roa_dataset.schema_files import Schema
from roa_dataset.vocabulary_files import vocabulary_rows
from roa_dataset.wording.forms import load_forms
from roa_dataset.wording.statements import Statements

Tables = dict[str, list[Row]]


def assemble(
    extractions: Sequence[Extraction], vocabularies: Mapping[str, Vocabulary], schema: Schema, metadata: Path
) -> Tables:
    """All tables as lists of rows, in the order of the documents' ids; files sort them by key."""
    extractions = sorted(extractions, key=lambda e: e.document.document_id)
    known = entities.known_entities(extractions, vocabularies)
    predicates = {code.code: code for code in schema.vocabulary["predicate"].codes}
    statements = Statements(predicates, load_forms(metadata / "statements.toml", predicates))
    tables: Tables = {table.name: [] for table in schema.tables}
    for extraction in extractions:
        passages = Passages(extraction)
        labels = entities.labels_of(extraction, vocabularies[extraction.document.article])
        claims, spans = claim_rows(extraction, passages, labels, statements)
        tables["documents"].append(document_row(extraction.document))
        tables["passages"] += passages.rows(passages.counts([(d.start, d.end) for d in extraction.claims]))
        tables["mentions"] += mention_rows(extraction, passages)
        tables["claims"] += claims
        tables["claim_spans"] += spans
        tables["bibliography"] += [_placed(extraction, row) for row in extraction.bibliography]
        for name, key in (("links", "link"), ("images", "image"), ("ranks", "rank")):
            tables[name] += _numbered(extraction, name, key)
    tables["alignments"] = align(tables, [Passages(e) for e in extractions], schema, metadata)
    rules_of_views = load_view_rules(metadata, schema)
    tables["claims"], events = assign_events(tables, known, rules_of_views)
    known |= {event.entity_id: event for event in events}
    tables["identity_judgements"] = entities.judgement_rows(metadata, known)
    tables["names"] = entities.name_rows(extractions, vocabularies, tables["claims"], known)
    tables["entities"] = entities.entity_rows(known, entities.used_entities(tables))
    used = {str(row["entity_id"]) for row in tables["entities"]}
    tables["names"] = [row for row in tables["names"] if row["entity_id"] in used]
    tables["conflicts"], tables["conflict_claims"] = conflicts(tables, schema, metadata)
    tables["rules"] = rule_rows(tables["claims"])
    tables["reviews"] = review_rows(metadata, {str(row["claim_id"]) for row in tables["claims"]})
    tables["vocabulary"] = [dict(row) for row in vocabulary_rows(schema.vocabulary)]
    kinds = {entity.entity_id: entity.kind for entity in known.values()}
    tables |= view_tables(tables, kinds, schema, rules_of_views)
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
