"""Where texts or parts of one text disagree: rows of `conflicts` and `conflict_claims`. No reading is called right or wrong."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from assemble.compare.facts import Context, Fact, context
from assemble.compare.families import versions
from assemble.compare.findings import Finding
from assemble.compare.pair_rules import apply_rule
from assemble.compare.quotations import quotations
from assemble.compare.revisions import revisions
from assemble.compare.rule_file import load_rules
from extract.model import Row
from roa_dataset.schema import Schema
from roa_dataset.vocabulary_files import Scheme

ID_LETTERS = 12
#: passages whose kind tells a reader where in the text a reading stands
PARTS = {
    "infobox_field": "information box", "caption": "caption", "note": "note", "reference": "reference",
    "list_item": "list", "table_row": "table", "heading": "heading",
}  # fmt: skip


def conflicts(tables: Mapping[str, Sequence[Row]], schema: Schema, metadata: Path) -> tuple[list[Row], list[Row]]:
    """The rows of `conflicts` and `conflict_claims`, from the claims, alignments and judgements of one build."""
    rules = load_rules(metadata, schema)
    known = context(tables)
    pairs = versions(tables["documents"])
    findings: list[Finding] = []
    for rule in rules.rules:
        findings += apply_rule(rule, known, pairs)
    findings += quotations(known, tables, rules.glosses)
    findings += _not_told_yet(revisions(known, tables, rules), findings)
    texts = {str(d["document_id"]): _text_label(d, tables["documents"]) for d in tables["documents"]}
    types = schema.vocabulary["conflict_type"]
    rows, links = {}, {}
    for finding in findings:
        row = _row(finding, known, types, texts)
        rows[str(row["conflict_id"])] = row
        for fact, shown in finding.readings:
            links[row["conflict_id"], fact.claim_id] = {
                "conflict_id": row["conflict_id"], "claim_id": fact.claim_id, "reading": shown,
            }  # fmt: skip
    return list(rows.values()), list(links.values())


def _not_told_yet(found: Sequence[Finding], known: Sequence[Finding]) -> list[Finding]:
    """Of what comparing words found, what no rule has found: one disagreement is one row."""
    told = {frozenset(fact.claim_id for fact, _ in finding.readings) for finding in known if finding.scope == "between_texts"}
    return [f for f in found if not any(frozenset(fact.claim_id for fact, _ in f.readings) <= claims for claims in told)]


def _text_label(document: Row, documents: Sequence[Row]) -> str:
    """ "older text" where one article has versions; with the title where there are several articles."""
    label = f"{document['version_label']} text" if document["version_label"] else "text"
    several = len({d["article"] for d in documents}) > 1
    return f"{label} of “{document['title']}”" if several else label


def _row(finding: Finding, known: Context, types: Scheme, texts: Mapping[str, str]) -> Row:
    claims = sorted(fact.claim_id for fact, _ in finding.readings)
    content = "\x1f".join((finding.conflict_type, finding.scope, finding.subject, *claims))
    code = types.code(finding.conflict_type)
    return {
        "conflict_id": f"x{hashlib.sha256(content.encode()).hexdigest()[:ID_LETTERS]}",
        "class": finding.conflict_class,
        "conflict_type": finding.conflict_type,
        "scope": finding.scope,
        "subject_id": finding.subject,
        "predicate": finding.predicate,
        "summary": f"{known.labels[finding.subject]}: {code.label}. {_told(finding, texts)}",
        "explanation": " ".join([code.definition, *_judgements(finding, known)]),
    }


def _told(finding: Finding, texts: Mapping[str, str]) -> str:
    """Where says what: "Older text: A; B. Newer text, note: C." """
    by_place: dict[str, list[str]] = {}
    for fact, shown in finding.readings:
        by_place.setdefault(where(fact, texts), []).append(shown)
    said = [f"{place[0].upper()}{place[1:]}: {'; '.join(dict.fromkeys(shown))}" for place, shown in by_place.items()]
    return " ".join(text if text.endswith((".", "”.", "?")) else f"{text}." for text in said)


def where(fact: Fact, texts: Mapping[str, str]) -> str:
    """The text and the part of it in which a claim stands, in words."""
    place = texts[fact.document_id]
    if fact.about_title:
        place += f", summary of “{fact.about_title}”"
    elif fact.kind in PARTS:
        place += f", {PARTS[fact.kind]}"
    return place


def _judgements(finding: Finding, known: Context) -> list[str]:
    """What the editors decided on the entities between which the readings differ."""
    entities = sorted({fact.subject for fact, _ in finding.readings} | {f.get("object_id") for f, _ in finding.readings})
    return [
        f"Whether {known.labels[a]} and {known.labels[b]} are one is judged “{judgement}”: {reason}"
        for a in entities
        for b in entities
        if (a, b) in known.judgements and a in known.labels and b in known.labels
        for judgement, reason in [known.judgements[a, b]]
    ]
