"""The build of a text: which heading a passage stands under, and what stands in its lists, tables and captions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from roa_dataset.checks.contents import Contents, Row
from roa_dataset.checks.finding import Finding
from roa_dataset.checks.say import cell_finding

KEY = ("passage_id",)
#: kinds of links that are a passage of the same kind, whole
LISTED = ("see_also", "category", "interlanguage")
#: kinds that stand under no heading
UNDER_NOTHING = ("category", "interlanguage")
#: kind of a row of bibliography → kinds of the passage that holds it
CITED: Mapping[str, tuple[str, ...]] = {
    "external_link": ("external_link", "infobox_field", "list_item"),
    "note": ("note",),
    "citation": ("reference", "list_item"),
}


def check_structure(contents: Contents) -> Iterator[Finding]:
    """Findings on sections, on kinds of passages, and on the rows of links, ranks and bibliography beside them."""
    passages: defaultdict[str, list[Row]] = defaultdict(list)
    for row in contents.rows("passages"):
        passages[str(row["document_id"])].append(row)
    for rows in passages.values():
        rows.sort(key=lambda row: row["ordinal"])
        yield from _check_sections(rows)
    by_id = {row["passage_id"]: row for row in contents.rows("passages")}
    for row in by_id.values():
        yield from _check_kind(row, by_id.get(row["parent_id"]))
    yield from _check_listed(contents, passages)
    yield from _check_mentions(contents)


def _check_sections(rows: Sequence[Row]) -> Iterator[Finding]:
    """A passage stands in the section of the last heading before it.

    Headings of summaries of other articles begin none, nor do those below another one, which stand in its section.
    """
    heading, about, begun = None, None, False
    for row in rows:
        if row["kind"] == "related_article":
            about = row["about_title"]
        if row["kind"] == "heading" and row["about_title"] is None and row["section"] in (None, row["text"]):
            heading, about = row["text"], None
        if row["section"] is not None and row["section"] != heading:
            yield cell_finding("passages", row, KEY, "section", f"{heading!r}, the heading before it")
        if (row["section"] is not None) is not (row["section_basis"] == "heading"):
            yield cell_finding(
                "passages", row, KEY, "section_basis", "heading where there is a section, and only there"
            )
        if (row["section_basis"] == "none") is not (row["kind"] in UNDER_NOTHING):
            yield cell_finding(
                "passages", row, KEY, "section_basis", "none for categories and languages, and only there"
            )
        if row["section_basis"] == "lead" and begun:
            yield cell_finding("passages", row, KEY, "section_basis", "another one: the lead is over")
        begun = begun or row["section_basis"] in ("lost", "heading")
        if row["about_title"] is not None and row["about_title"] != about:
            yield cell_finding("passages", row, KEY, "about_title", f"{about!r}, as the summary around it")


#: kind → kinds of the passage around it; None is the text as a whole
_AROUND: Mapping[str, tuple[str | None, ...]] = {
    "sentence": ("paragraph",),
    "infobox_field": ("table",),
    "table_row": ("table",),
    "reference": ("table",),
    "note": ("table",),
    "list_item": ("table",),
    "caption": ("table",),
    "paragraph": (None, "related_article"),
    "heading": (None, "related_article"),
}


def _check_kind(row: Row, parent: Row | None) -> Iterator[Finding]:
    around = parent["kind"] if parent is not None else None
    if around not in _AROUND.get(str(row["kind"]), (None,)):
        told = " or ".join(str(kind or "the text itself") for kind in _AROUND.get(str(row["kind"]), (None,)))
        yield cell_finding("passages", row, KEY, "kind", f"a kind that stands in a {around}; this one stands in {told}")
    outside = parent["about_title"] if parent is not None else row["about_title"]
    if row["about_title"] != outside:
        yield cell_finding("passages", row, KEY, "about_title", f"{outside!r}, as the passage around it")
    if row["kind"] == "related_article" and not row["about_title"]:
        yield cell_finding("passages", row, KEY, "about_title", "the title of the other article")


def _check_listed(contents: Contents, passages: Mapping[str, Sequence[Row]]) -> Iterator[Finding]:
    """Links, ranks and references stand in passages of their kind, and each such passage has one."""
    taken: set[object] = set()
    for table, key, wanted in (
        (
            "links",
            "link_id",
            lambda row: (row["kind"],) if row["kind"] in LISTED else ("heading", "sentence", "paragraph"),
        ),
        ("ranks", "rank_id", lambda row: ("table_row",)),
        ("bibliography", "bibliography_id", lambda row: CITED.get(str(row["kind"]), ())),
    ):
        for row in contents.rows(table):
            around = [
                p
                for p in passages.get(str(row["document_id"]), ())
                if p["char_start"] <= row["char_start"] and row["char_end"] <= p["char_end"]
            ]
            taken |= {p["passage_id"] for p in around}
            if not any(p["kind"] in wanted(row) for p in around):
                column = "kind" if "kind" in row else "char_start"
                told = f"a passage of the kind {' or '.join(wanted(row))} at {row['char_start']}–{row['char_end']}"
                yield cell_finding(table, row, (key,), column, told)
    for row in contents.rows("passages"):
        if row["kind"] in (*LISTED, "external_link") and row["passage_id"] not in taken:
            table = "bibliography" if row["kind"] == "external_link" else "links"
            yield cell_finding("passages", row, KEY, "kind", f"another kind: {table} has no row for it")


def _check_mentions(contents: Contents) -> Iterator[Finding]:
    """A mention lies in the smallest passage that holds it; what only describes is in the language of its text."""
    passages = {row["passage_id"]: row for row in contents.rows("passages")}
    inside: defaultdict[object, list[Row]] = defaultdict(list)
    for row in passages.values():
        inside[row["parent_id"]].append(row)
    languages = {row["document_id"]: row["language"] for row in contents.rows("documents")}
    for row in contents.rows("mentions"):
        home, words = passages.get(row["passage_id"]), str(row["text"])
        if home is None or home["document_id"] != row["document_id"] or not _holds(home, row):
            yield cell_finding("mentions", row, ("mention_id",), "passage_id", "the passage that it stands in", words)
        elif smaller := next((child for child in inside[home["passage_id"]] if _holds(child, row)), None):
            told = f"{smaller['passage_id']!r}, which is smaller"
            yield cell_finding("mentions", row, ("mention_id",), "passage_id", told, words)
        if row["kind"] == "description" and row["language"] != languages.get(row["document_id"], row["language"]):
            told = f"{languages[row['document_id']]!r}, the language of the text"
            yield cell_finding("mentions", row, ("mention_id",), "language", told, words)


def _holds(outer: Row, inner: Row) -> bool:
    return bool(outer["char_start"] <= inner["char_start"] and inner["char_end"] <= outer["char_end"])
