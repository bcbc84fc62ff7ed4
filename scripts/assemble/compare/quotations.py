"""A quotation in English beside the original that its reference gives: words of the original that the English lacks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from assemble.compare.facts import Context, Fact
from assemble.compare.findings import Finding, clean
from assemble.compare.rule_file import WITHIN, Gloss
from extract.model import Row

NOTES = ("note", "reference")


def quotations(context: Context, tables: Mapping[str, Sequence[Row]], glosses: Sequence[Gloss]) -> list[Finding]:
    """One conflict for each quotation of which a word of the original (metadata/conflicts.toml, [[gloss]]) has no rendering."""
    cited: defaultdict[str, set[str]] = defaultdict(set)
    for span in tables["claim_spans"]:
        if span["bibliography_id"]:
            cited[str(span["claim_id"])].add(str(span["bibliography_id"]))
    spoken = [f for f in context.facts if f.predicate == "said" and f.get("value")]
    originals = [f for f in spoken if f.kind in NOTES]
    found = []
    for fact in sorted(spoken, key=lambda f: (f.document_id, f.start)):
        for original in originals:
            own_note = original.document_id == fact.document_id and original.subject == fact.subject
            if fact.kind in NOTES or not own_note or not _cites(cited[fact.claim_id], original, tables["bibliography"]):
                continue
            lacking = [gloss for gloss in glosses if _not_rendered(gloss, original, fact)]
            if lacking:
                readings = ((fact, clean(fact.get("value"))), (original, clean(original.get("value"))))
                note = " ".join(_note(gloss, original) for gloss in lacking)
                found.append(Finding("contradiction", "translation", WITHIN, fact.subject, "said", readings, note))
    return found


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
