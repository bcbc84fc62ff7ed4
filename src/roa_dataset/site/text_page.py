"""A text whole and exact, and beside it its claims in the order of the text."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from roa_dataset.site.pieces import Quote, cut, marked_text

if TYPE_CHECKING:
    from roa_dataset.claims.document import Document
    from roa_dataset.site.content import Content


def values(content: Content, document: Document) -> dict[str, Any]:
    """The text as HTML, and its claims by section."""
    rows: list[dict[str, Any]] = [dict(row) for row in content.claims_of_text[document.document_id]]
    quotes = [
        Quote(row["claim_id"], content.numbers[row["claim_id"]], row["char_start"], row["char_end"]) for row in rows
    ]
    elsewhere = [
        Quote(row["claim_id"], content.numbers[row["claim_id"]], span["char_start"], span["char_end"])
        for row in rows
        for span in content.words_elsewhere(row["claim_id"])
    ]
    statements = [content.statements[row["claim_id"]] for row in rows]
    sections = [(name, list(group)) for name, group in groupby(statements, key=lambda shown: shown.section)]
    return {
        "document": document,
        "text": marked_text(cut(document.text, quotes, elsewhere, _starts(content, document))),
        "sections": sections,
        "claim_count": len(rows),
        "basis": content.package.index("documents", "document_id")[document.document_id].get("not_before_basis"),
        "others": [other for other in content.documents if other.article == document.article and other is not document],
    }


def _starts(content: Content, document: Document) -> set[int]:
    """Where references and aligned passages begin: the text is cut there too, so that other pages can lead to them."""
    aligned = {row[side] for row in content.rows("alignments") for side in ("left_passage_id", "right_passage_id")}
    passages = [row for row in content.rows("passages") if row["passage_id"] in aligned]
    return {
        int(str(row["char_start"]))
        for row in (*content.rows("bibliography"), *passages)
        if row.get("document_id") == document.document_id and row.get("char_start") is not None
    }
