"""Where in which text something stands, in words: "newer text, note"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Row = Mapping[str, object]

#: passages whose kind tells a reader where in the text a reading stands
PARTS = {
    "infobox_field": "information box", "caption": "caption", "note": "note", "reference": "reference",
    "list_item": "list", "table_row": "table", "heading": "heading",
}  # fmt: skip


def text_labels(documents: Sequence[Row]) -> dict[str, str]:
    """document_id → "older text" where one article has versions; with the title where there are several articles."""
    several = len({d["article"] for d in documents}) > 1
    labels = {}
    for document in documents:
        label = f"{document['version_label']} text" if document["version_label"] else "text"
        labels[str(document["document_id"])] = f"{label} of “{document['title']}”" if several else label
    return labels


def where_in_text(document_id: str, kind: str, about_title: str, texts: Mapping[str, str]) -> str:
    """The text and the part of it, in words: "newer text, note"."""
    if about_title:
        heading = ", its heading" if kind == "heading" else ""
        return f"{texts[document_id]}, summary of “{about_title}”{heading}"
    return f"{texts[document_id]}, {PARTS[kind]}" if kind in PARTS else texts[document_id]
