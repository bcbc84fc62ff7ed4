"""Every claim as a W3C Web Annotation (https://www.w3.org/TR/annotation-model/) on the raw text that it stands in.

Each has two selectors of the same words: by position (Unicode code points from the start of the file, as the standard asks
and as all offsets of the package count; in texts without characters beyond U+FFFF these are also JavaScript's positions), and
by quote, with as much before and after as it takes to find the place by searching.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from roa_dataset.claims.document import Document
    from roa_dataset.loading.rows import Record
    from roa_dataset.package import Package

#: the prefixes of our own keys stand in a context of their own, after the standard's, which comes first
_CONTEXT = ("http://www.w3.org/ns/anno.jsonld", {"schema": "https://schema.org/"})
#: how many characters before and after a quote at least, and the step by which they grow until the place is the only one
_AROUND = 32


def write(package: Package, path: Path, tables: Sequence[str]) -> None:
    """Writes an annotation page with one annotation for each row of `claims`, in the order of documents and texts.

    Ids and sources are relative: a claim's id as a fragment of the file, and the path of the raw text from the package's root.
    """
    content = package.descriptor.content
    rows = sorted(package.rows("claims"), key=_place)
    page = {
        "@context": list(_CONTEXT),
        "id": "#claims",
        "type": "AnnotationPage",
        "label": f"{content['title']}, version {content['version']}: claims",
        "items": [_annotation(package, row) for row in rows],
    }
    text = json.dumps(page, ensure_ascii=False, indent=1)
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")


def _place(row: Record) -> tuple[Any, ...]:
    return row["document_id"], row["char_start"], row["char_end"], row["claim_id"]


def _annotation(package: Package, row: Record) -> dict[str, Any]:
    document = package.document(str(row["document_id"]))
    start, end = int(str(row["char_start"])), int(str(row["char_end"]))
    source = {
        "id": document.path,
        "type": "Text",
        "format": "text/plain",
        "language": document.language,
        "rights": document.license,
        "schema:sha256": document.sha256,
    }
    selectors = [quote_selector(document, start, end), {"type": "TextPositionSelector", "start": start, "end": end}]
    return {
        "id": f"#{row['claim_id']}",
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            {
                "type": "TextualBody",
                "value": row["statement"],
                "format": "text/plain",
                "language": "en",
                "purpose": "describing",
            },
            {"type": "TextualBody", "value": row["predicate"], "format": "text/plain", "purpose": "tagging"},
        ],
        "target": {"source": source, "selector": selectors},
    }


def quote_selector(document: Document, start: int, end: int) -> dict[str, str]:
    """The words of a stretch with what stands before and after them: enough that a search finds this place and no other."""
    text, around = document.text, _AROUND
    while True:
        first, last = max(0, start - around), min(len(text), end + around)
        whole = text[first:last]
        if text.find(whole) == first and text.find(whole, first + 1) < 0:
            break
        around += _AROUND
    return {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[first:start],
        "suffix": text[end:last],
    }
