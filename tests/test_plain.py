"""Layout `plain`: paragraphs, headings and wrapped lines of running text, and what is read from it."""

from __future__ import annotations

import textwrap
from functools import cache
from pathlib import Path

import pytest

import build
from conftest import METADATA, RAW, write_raw
from extract.layouts import LAYOUTS, foreign_layout
from extract.model import Document, Extraction
from extract.read import extract
from extract.vocabulary import Vocabulary, for_article, load
from roa_dataset.checks.evidence import check_evidence

TITLE = "Brisk Lake Guards"
PROSE = (
    "The Brisk Lake Guards were a rifle regiment of Arlen. The regiment was formed in Arlen on 4 May 1921. [1] "
    "In June 1922 Colonel Jan Kestrel Orlow took command of the Brisk Lake Guards. [citation needed] "
    "The 9th Mountain Division, which then had about 4,500 men, was commanded by Major General Piers Nowak-Tarn in July 1923. "
    "The Brisk Lake Guards were disbanded on 30 September 1924."
)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(leaf.kind, text[leaf.start : leaf.end]) for top in LAYOUTS["plain"](text) for leaf in top.leaves()]


@cache
def vocabulary() -> Vocabulary:
    return for_article(load(METADATA / "entities"), "brisk-lake-guards")


def read(text: str) -> Extraction:
    return extract(Document("guards", TITLE, "brisk-lake-guards", "plain", text, {"language": "en"}), vocabulary())


def stated(extraction: Extraction) -> list[tuple[str, ...]]:
    """The claims without their places; white space counts for nothing."""
    text = extraction.document.text
    return sorted(
        (c.rule_id, c.subject_id, c.predicate, str(c.object_id), " ".join(str(c.value).split()), str(c.date and c.date.edtf),
         str(c.number and c.number.minimum), " ".join(text[c.start : c.end].split()),
         " ".join(sorted(f"{s.role}:{' '.join(s.text(text).split())}" for s in c.spans)))
        for c in extraction.claims
    )  # fmt: skip


def test_a_first_line_that_stands_alone_is_the_title() -> None:
    assert kinds("Lake Guards\n\nThey came.") == [("title", "Lake Guards"), ("sentence", "They came.")]


@pytest.mark.parametrize(
    "text", ["Lake Guards", "They came.\n\nThey left.", "Lake Guards\nThey came.", "---\n\nThey came."]
)
def test_a_first_line_that_ends_a_sentence_or_heads_nothing_is_no_title(text: str) -> None:
    assert "title" not in dict(kinds(text))


def test_a_short_line_that_ends_no_sentence_is_a_heading_and_names_the_section() -> None:
    text = "They came.\n\nOrigins\n\nThey left.\n\nonly small letters\n\nAnd they stayed [1]\n\nLast words"
    assert [k for k, _ in kinds(text)] == ["sentence", "heading", "sentence", "sentence", "sentence", "sentence"]
    sections = {text[b.start : b.end]: (b.section, b.section_basis) for b in LAYOUTS["plain"](text)}
    assert sections["They came."] == ("", "lead") and sections["They left."] == ("Origins", "heading")


@pytest.mark.parametrize("line", ["== Origins ==", "===Origins===", "## Origins", "# Origins #"])
def test_a_line_with_the_signs_of_a_heading_is_one_wherever_it_stands(line: str) -> None:
    assert kinds(f"They came.\n{line}\nThey left.")[1] == ("heading", "Origins")


@pytest.mark.parametrize("line", ["== ==", "=", "#", "# ", "== Origins", "=== Origins =="])
def test_signs_without_their_counterpart_are_words(line: str) -> None:
    assert "heading" not in dict(kinds(f"They came.\n{line}\nThey left."))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n   "])
def test_a_sentence_goes_over_the_line_end(end: str) -> None:
    text = f"The guards of{end}Brisk came. They left{end}Arlen in{end}1921."
    assert [words for _, words in kinds(text)] == [
        f"The guards of{end}Brisk came.",
        f"They left{end}Arlen in{end}1921.",
    ]


def test_lines_that_each_end_a_sentence_and_lines_with_bullets_are_read_apart() -> None:
    assert [w for _, w in kinds("They came.\nThen 3. Then 4.\nAll left.")] == [
        "They came.",
        "Then 3.",
        "Then 4.",
        "All left.",
    ]
    assert [w for _, w in kinds("They had\n- tents\n* boats\n• ropes and\nsails")] == [
        "They had", "tents", "boats", "ropes and\nsails"
    ]  # fmt: skip


def test_short_lines_without_a_full_stop_are_not_read_as_one_sentence() -> None:
    assert [w for _, w in kinds("It had:\n1st Battalion\n2nd Battalion\nLake Battery")] == [
        "It had:", "1st Battalion", "2nd Battalion", "Lake Battery"
    ]  # fmt: skip


def test_what_stands_under_references_is_no_prose() -> None:
    text = (
        "They came.[2]\n\nReferences\n[1] Tarn, A. (1990). Boats.\n   Brisk Press.\n[2] Orlow, J. (1991). Ropes.\n\n"
        "Bibliography\nNowak, P. Sails. 1992.\n\nSee also\nLake Army\n\nBrisk Fleet\n\nExternal links\n* Boats. arlen.example\n"
    )
    leaves = [leaf for top in LAYOUTS["plain"](text) for leaf in top.leaves()]
    assert [(leaf.kind, leaf.marker) for leaf in leaves if leaf.kind not in ("sentence", "heading")] == [
        ("reference", "1"), ("reference", "2"), ("list_item", ""), ("see_also", ""), ("see_also", ""), ("external_link", "")
    ]  # fmt: skip
    cited = {r["marker"]: r["times_cited"] for r in read(text).bibliography if r["marker"] in ("1", "2")}
    assert cited == {"1": None, "2": 1}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n    "])
@pytest.mark.parametrize("width", [24, 72])
def test_wrapped_lines_give_the_claims_of_the_same_text_on_one_line(width: int, end: str) -> None:
    whole = read(f"{TITLE}\n\n{PROSE}\n")
    wrapped = read(f"{TITLE}\n\n" + end.join(textwrap.wrap(PROSE, width, break_on_hyphens=False)) + "\n")
    assert len(stated(whole)) >= 8
    assert stated(wrapped) == stated(whole)
    assert {d.label for d in wrapped.discovered} == {d.label for d in whole.discovered}
    assert [e for e in wrapped.discovered if "\n" in e.label or "  " in e.label] == []


def test_marks_in_brackets_are_marks_of_the_claims_before_them() -> None:
    extraction = read(f"{TITLE}\n\n{PROSE}\n\nReferences\n\n1. Tarn, A. (1990). Boats. Brisk Press.\n")
    roles = {(s.role, s.text(extraction.document.text)) for c in extraction.claims for s in c.spans}
    assert ("citation", "[1]") in roles and ("citation_needed", "[citation needed]") in roles
    assert {s.bibliography_id for c in extraction.claims for s in c.spans if s.role == "citation"} == {"guards:1"}


def test_a_first_line_that_shares_no_word_with_the_title_is_no_name() -> None:
    names = [c for c in read(f"A page of my own\n\n{PROSE}").claims if c.rule_id == "title.name"]
    assert names == []
    assert [c.value for c in read(f"{TITLE}\n\n{PROSE}").claims if c.rule_id == "title.name"] == [TITLE]


def test_a_wrapped_text_with_cr_lf_is_built_whole(tmp_path: Path) -> None:
    body = "\r\n".join(textwrap.wrap(PROSE, 30))
    references = "1. Tarn, A. (1990). The\r\n  Boats. Brisk\r\nPress.\r\n"
    data = "\r\n\r\n".join([TITLE, body, "Origins", body, "References", references]).encode()
    row = {
        "document_id": "guards", "title": TITLE, "article": "brisk-lake-guards", "layout": "plain", "language": "en",
        "path": "raw/guards.txt", "sha256": "", "bytes": "", "characters": "", "license": "CC0-1.0", "attribution": "nobody",
    }  # fmt: skip
    raw = write_raw(tmp_path / "raw", [row], {"guards.txt": data})
    documents, _, tables = build.build_tables(raw, METADATA, lambda line: None)
    assert check_evidence(tables, {d.document_id: d.text for d in documents}) == []
    assert any("\r\n" in str(c["quote"]) for c in tables["claims"]), "quotes are the text's own characters"
    assert not any("\r" in str(c["statement"]) for c in tables["claims"])
    assert not any("\r" in str(n["name"]) for n in tables["names"])


@pytest.mark.parametrize(
    ("text", "layout", "other"),
    [
        ("Guards\n\nLast updated\n\nThey came.\n", "plain", "article_mirror"),
        ("|dates= 1921 |size= 40  The guards came.", "plain", "wiki_dump"),
        ("|dates= 1921 |size= 40  The guards came.", "wiki_dump", None),
        ("Guards\n\nThey came.\n", "wiki_dump", None),
        ("Guards\n\nThey came.\n", "plain", None),
    ],
)
def test_a_text_that_begins_like_another_layout_is_told(text: str, layout: str, other: str | None) -> None:
    assert foreign_layout(text, layout) == other


def test_our_own_texts_have_the_layout_that_their_rows_name() -> None:
    for document in build.load_documents(RAW, LAYOUTS):
        assert foreign_layout(document.text, document.layout) is None
        assert foreign_layout(document.text, "plain") == document.layout
