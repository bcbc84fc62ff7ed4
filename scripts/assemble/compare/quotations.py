"""A quotation in English beside the original that its reference gives."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from assemble.compare.facts import Context, Fact
from assemble.compare.findings import Finding
from assemble.compare.relations import APART
from assemble.compare.rule_file import WITHIN, Gloss
from assemble.compare.whole import clean
from extract.model import Row

NOTES = ("note", "reference")


def quotations(context: Context, tables: Mapping[str, Sequence[Row]], glosses: Sequence[Gloss]) -> list[Finding]:
    """Quotations beside their originals: a word of the original (metadata/conflicts.toml, [[gloss]]) that has no rendering,
    and a date that the reference gives more exactly."""
    found = []
    for fact, original in _with_originals(context, tables):
        lacking = [gloss for gloss in glosses if _not_rendered(gloss, original, fact)]
        if lacking:
            readings = ((fact, clean(fact.get("value"))), (original, clean(original.get("value"))))
            note = " ".join(_note(gloss, original) for gloss in lacking)
            found.append(Finding("differing_detail", "translation", WITHIN, fact.subject, "said", readings, note))
        if APART["precision"](fact, original, context):
            dates = ((fact, clean(fact.get("date_text"))), (original, clean(original.get("date_text"))))
            found.append(Finding("differing_detail", "date_precision", WITHIN, fact.subject, "said", dates))
    return found


def _with_originals(context: Context, tables: Mapping[str, Sequence[Row]]) -> Iterator[tuple[Fact, Fact]]:
    """Quoted words and, of the same speaker, those in the reference whose mark follows them."""
    cited: defaultdict[str, set[str]] = defaultdict(set)
    for span in tables["claim_spans"]:
        if span["bibliography_id"]:
            cited[str(span["claim_id"])].add(str(span["bibliography_id"]))
    spoken = sorted((f for f in context.facts if f.predicate == "said" and f.get("value")), key=lambda f: f.position)
    originals: defaultdict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in spoken:
        if fact.kind in NOTES:
            originals[fact.document_id, fact.subject].append(fact)
    for fact in spoken:
        for original in originals[fact.document_id, fact.subject] if fact.kind not in NOTES else ():
            if _cites(cited[fact.claim_id], original, tables["bibliography"]):
                yield fact, original


def _cites(references: set[str], original: Fact, bibliography: Sequence[Row]) -> bool:
    return any(
        str(row["bibliography_id"]) in references
        and row["document_id"] == original.document_id
        and int(str(row["char_start"])) <= original.start < int(str(row["char_end"]))
        for row in bibliography
    )


def _note(gloss: Gloss, original: Fact) -> str:
    match = gloss.word.search(original.get("value"))
    return f"The original has “{match[0]}” ({' or '.join(gloss.meanings)})." if match else ""


def _not_rendered(gloss: Gloss, original: Fact, translation: Fact) -> bool:
    rendered = any(re.search(rf"\b{re.escape(m)}", translation.get("value"), re.IGNORECASE) for m in gloss.meanings)
    return bool(gloss.word.search(original.get("value"))) and not rendered
