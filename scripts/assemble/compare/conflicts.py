"""Where texts or parts of one text disagree: rows of `conflicts` and `conflict_claims`. No reading is called right or wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from assemble.compare.facts import Context, context
from assemble.compare.families import versions
from assemble.compare.fields import fuller_fields
from assemble.compare.findings import Finding, merged
from assemble.compare.notes import open_place_note, summary_note
from assemble.compare.pair_rules import apply_rule, settings
from assemble.compare.quotations import quotations
from assemble.compare.revisions import revisions
from assemble.compare.rule_file import BETWEEN, Gloss, load_rules
from assemble.elsewhere import Elsewhere
from extract.model import Row
from roa_dataset.checks.ids import conflict_id
from roa_dataset.schema_files import Schema
from roa_dataset.vocabulary_files import Scheme
from roa_dataset.wording.conflict_heads import conflict_head
from roa_dataset.wording.places_in_text import text_labels, where_in_text

#: the class that headline counts use
CONTRADICTION = "contradiction"
#: types that tell of one part of a claim only, so that another part may differ besides
ASPECTS = frozenset(["number_exactness", "spelling"])


def conflicts(
    tables: Mapping[str, Sequence[Row]], schema: Schema, metadata: Path, elsewhere: Elsewhere | None = None
) -> tuple[list[Row], list[Row]]:
    """The rows of `conflicts` and `conflict_claims`, from the claims, alignments and judgements of one build.

    Where the tables are those of some of the texts, `elsewhere` is what the others add.
    """
    rules = load_rules(metadata, schema)
    known = context(tables, elsewhere)
    meetings = settings(known, versions(tables["documents"]))
    findings: list[Finding] = []
    for rule in rules.rules:
        findings += apply_rule(rule, known, meetings)
    findings = _strongest(findings)
    findings += fuller_fields(known, tables)
    findings += quotations(known, tables, rules.glosses)
    findings += merged(_not_told_yet(revisions(known, tables, rules), findings))
    texts = elsewhere.text_labels if elsewhere else text_labels(tables["documents"])
    types, predicates = schema.vocabulary["conflict_type"], schema.vocabulary["predicate"]
    rows, links = {}, {}
    for finding in findings:
        row = _row(finding, known, types, predicates, texts, rules.glosses)
        rows[str(row["conflict_id"])] = row
        for fact, shown in finding.readings:
            links[row["conflict_id"], fact.claim_id] = {
                "conflict_id": row["conflict_id"], "claim_id": fact.claim_id, "reading": shown,
            }  # fmt: skip
    return list(rows.values()), list(links.values())


def _strongest(found: Sequence[Finding]) -> list[Finding]:
    """Without the differing details of which every claim stands in a contradiction of the same scope: it tells them too."""
    grave = [(f.scope, f.claims) for f in found if f.conflict_class == CONTRADICTION]
    return [
        f
        for f in found
        if f.conflict_class == CONTRADICTION or not any(f.scope == scope and f.claims <= told for scope, told in grave)
    ]


def _not_told_yet(found: Sequence[Finding], known: Sequence[Finding]) -> list[Finding]:
    """Of what comparing words found, what no rule has found: one disagreement is one row."""
    between = [finding for finding in known if finding.scope == BETWEEN]
    whole = [finding for finding in between if finding.conflict_type not in ASPECTS]
    claims = [finding.claims for finding in whole]
    matters = {(f.conflict_type, f.subject, f.shown) for f in between}
    return [
        f
        for f in found
        if (f.conflict_type, f.subject, f.shown) not in matters
        and (f.conflict_type in ASPECTS or not any(f.claims <= told for told in claims))
    ]


def _row(
    finding: Finding,
    known: Context,
    types: Scheme,
    predicates: Scheme,
    texts: Mapping[str, str],
    glosses: Sequence[Gloss],
) -> Row:
    readings = [(fact.claim_id, shown) for fact, shown in finding.readings]
    code = types.code(finding.conflict_type)
    matter = predicates.code(finding.predicate).label
    head = conflict_head(known.labels[finding.subject], finding.conflict_type, code.label, matter)
    notes = (finding.note, open_place_note(finding, glosses), summary_note(finding))
    row: Row = {
        "class": finding.conflict_class,
        "conflict_type": finding.conflict_type,
        "scope": finding.scope,
        "subject_id": finding.subject,
        "predicate": finding.predicate,
        "summary": f"{head}{_told(finding, texts)}",
        "explanation": " ".join(filter(None, [code.definition, *notes, *_judgements(finding, known)])),
    }
    return {"conflict_id": conflict_id(row, readings), **row}


def _told(finding: Finding, texts: Mapping[str, str]) -> str:
    """Where says what: "Older text: A; B. Newer text, note: C." """
    by_place: dict[str, list[str]] = {}
    for fact, shown in finding.readings:
        place = where_in_text(fact.document_id, fact.kind, fact.about_title, texts)
        by_place.setdefault(place, []).append(shown)
    said = [f"{place[0].upper()}{place[1:]}: {'; '.join(dict.fromkeys(shown))}" for place, shown in by_place.items()]
    return " ".join(text if text.endswith((".", "”.", "?")) else f"{text}." for text in said)


def _judgements(finding: Finding, known: Context) -> list[str]:
    """What the editors decided on the entities that stand in the same role in different readings."""
    roles = ({fact.get(column) for fact, _ in finding.readings} for column in ("subject_id", "object_id"))
    return [
        f"Whether {known.labels[a]} and {known.labels[b]} are one is judged “{judgement}”: {reason}"
        for entities in roles
        for a in sorted(entities)
        for b in sorted(entities)
        if (a, b) in known.judgements and a in known.labels and b in known.labels
        for judgement, reason in [known.judgements[a, b]]
    ]
