"""Claim drafts → rows of `claims` and `claim_spans`, with ids that depend on nothing but what is claimed and quoted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from assemble.passages import Passages
from extract.model import ClaimDraft, Extraction, Row, Span
from roa_dataset.checks.ids import claim_id as made_id
from roa_dataset.reading.line_ends import LINE_END
from roa_dataset.states import OPEN_BEGINNING, OPEN_END
from roa_dataset.wording.statements import Statements


class TwoClaimsError(ValueError):
    """Two different claims got one id: the hash is too short for this many claims."""


def claim_rows(
    extraction: Extraction, passages: Passages, labels: Mapping[str, str], statements: Statements
) -> tuple[list[Row], list[Row]]:
    """The rows of `claims` and of `claim_spans` for one document."""
    ids = claim_ids(extraction)
    rows, spans = [], []
    for claim_id, draft in zip(ids, extraction.claims, strict=True):
        row = _row(extraction, draft, claim_id, passages, labels)
        row["about_claim_id"] = ids[draft.about] if draft.about is not None else None
        rows.append(row)
        spans += _span_rows(extraction, draft, claim_id)
    by_id = {str(row["claim_id"]): row for row in rows}
    for row in rows:
        _say(row, by_id, labels, statements)
    return rows, spans


def _say(row: Row, by_id: Mapping[str, Row], labels: Mapping[str, str], statements: Statements) -> None:
    """Gives a row its sentence; that of the claim which it explains comes first."""
    about = by_id.get(str(row["about_claim_id"]))
    if about is not None and about["statement"] is None:
        _say(about, by_id, labels, statements)
    speaker = labels[str(row["attributed_to_id"])] if row["attributed_to_id"] else ""
    row["statement"] = LINE_END.sub(" ", statements.sentence(row, about, speaker))


def claim_ids(extraction: Extraction) -> list[str]:
    """A claim's id: a hash of document, content and quote, and of its n-th occurrence in text order (DATA_MODEL, "Ids")."""
    order = sorted(
        range(len(extraction.claims)), key=lambda i: (extraction.claims[i].start, extraction.claims[i].end, i)
    )
    ids: dict[int, str] = {}
    seen: Counter[tuple[str, ...]] = Counter()

    def identify(number: int) -> str:
        if number not in ids:
            draft = extraction.claims[number]
            about = identify(draft.about) if draft.about is not None else ""
            content = (*_content(extraction, draft), about)
            seen[content] += 1
            ids[number] = made_id(content, seen[content])
        return ids[number]

    for number in order:
        identify(number)
    if len(set(ids.values())) != len(ids):
        raise TwoClaimsError(
            f"{extraction.document.document_id}: two claims share an id; make checks.ids.ID_LETTERS larger"
        )
    return [ids[number] for number in range(len(extraction.claims))]


def _content(extraction: Extraction, draft: ClaimDraft) -> list[str]:
    """What a claim's id is made from, as `roa_dataset.checks.ids.CLAIM_CONTENT` lists it, but for the claim that it explains."""
    number, date = draft.number, draft.date
    parts = (
        extraction.document.document_id, draft.predicate, draft.subject_id, draft.subject_text, draft.object_id, draft.value,
        number.minimum if number else None, number.maximum if number else None, draft.number_measure,
        date_text(extraction, draft) if date else None, draft.date_role, draft.place_id, draft.polarity, draft.modality,
        draft.qualifier, extraction.document.text[draft.start : draft.end],
    )  # fmt: skip
    return ["" if p is None else str(p) for p in parts]


def date_text(extraction: Extraction, draft: ClaimDraft) -> str:
    """The words of the date: its spans, several joined by an ellipsis."""
    spans = [s.text(extraction.document.text) for s in draft.spans if s.role == "date"]
    return " … ".join(spans)


def _row(
    extraction: Extraction, draft: ClaimDraft, claim_id: str, passages: Passages, labels: Mapping[str, str]
) -> Row:
    number, date = draft.number, draft.date
    return {
        "claim_id": claim_id,
        "document_id": extraction.document.document_id,
        "passage_id": passages.ids[passages.locate(draft.start, draft.end)],
        "char_start": draft.start,
        "char_end": draft.end,
        "quote": extraction.document.text[draft.start : draft.end],
        "statement": None,
        "subject_id": draft.subject_id,
        "subject_label": labels[draft.subject_id],
        "subject_text": draft.subject_text,
        "predicate": draft.predicate,
        "object_id": draft.object_id,
        "object_label": labels[draft.object_id] if draft.object_id else None,
        "value": draft.value,
        "qualifier": draft.qualifier,
        "number_min": number.minimum if number else None,
        "number_max": number.maximum if number else None,
        "number_measure": draft.number_measure,
        "number_exactness": number.exactness if number else None,
        "date_text": date_text(extraction, draft) if date else None,
        "date_edtf": (date.edtf or None) if date else None,
        "date_earliest": (date.earliest or None) if date and draft.date_role not in OPEN_BEGINNING else None,
        "date_latest": (date.latest or None) if date and draft.date_role not in OPEN_END else None,
        "date_role": draft.date_role if date else None,
        "date_basis": draft.date_basis if date else None,
        "place_id": draft.place_id,
        "place_label": labels[draft.place_id] if draft.place_id else None,
        "polarity": draft.polarity,
        "modality": draft.modality,
        "hedge": draft.hedge,
        "attributed_to_id": draft.attributed_to_id,
        "citation_needed": any(s.role == "citation_needed" for s in draft.spans),
        "event_id": None,
        "about_claim_id": None,
        "rule_id": draft.rule_id,
    }


def _span_rows(extraction: Extraction, draft: ClaimDraft, claim_id: str) -> list[Row]:
    ordinals: Counter[str] = Counter()
    rows = []
    for span in sorted(set(draft.spans), key=lambda s: (s.role, s.start, s.end)):
        ordinals[span.role] += 1
        rows.append(_span_row(extraction, span, claim_id, ordinals[span.role]))
    return rows


def _span_row(extraction: Extraction, span: Span, claim_id: str, ordinal: int) -> Row:
    return {
        "claim_id": claim_id,
        "role": span.role,
        "ordinal": ordinal,
        "char_start": span.start,
        "char_end": span.end,
        "text": span.text(extraction.document.text),
        "bibliography_id": span.bibliography_id,
    }
