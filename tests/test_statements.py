"""The sentence of a claim: made from its row alone, in words that agree with the subject, and from checked forms."""

from __future__ import annotations

from pathlib import Path

import pytest

from roa_dataset.schema_files import load_schema
from roa_dataset.toml_files import SchemaError
from roa_dataset.wording.forms import load_forms
from roa_dataset.wording.statements import Statements

METADATA = Path(__file__).parent.parent / "metadata"
PREDICATES = {code.code: code for code in load_schema(METADATA).vocabulary["predicate"].codes}
STATEMENTS = Statements(PREDICATES, load_forms(METADATA / "statements.toml", PREDICATES))
EMPTY: dict[str, object] = dict.fromkeys(
    "subject_text object_id object_label value qualifier number_min number_max number_measure number_exactness date_text "
    "date_edtf date_role date_basis place_label hedge".split()
)


def say(about: dict[str, object] | None = None, **cells: object) -> str:
    row = {
        **EMPTY,
        "subject_id": "unit:4th-division", "subject_label": "4th Division", "polarity": "affirmed", "modality": "asserted",
        "quote": "", **cells,
    }  # fmt: skip
    return STATEMENTS.sentence(row, about)


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"predicate": "formed", "date_text": "May 1921", "date_edtf": "1921-05"}, "4th Division was formed, in May 1921."),
        (
            {"predicate": "captured_by", "subject_text": "many of his men", "object_id": "polity:a", "object_label": "Arlen"},
            "Many of his men [4th Division] were captured by Arlen.",
        ),
        (
            {"predicate": "member_of", "subject_text": "two officers", "object_id": "unit:b", "object_label": "9th Army"},
            "Two officers [4th Division] were members of 9th Army.",
        ),
        (
            {"predicate": "surrendered_to", "subject_text": "men", "number_min": 300, "number_max": 300,
             "number_exactness": "about", "number_measure": "men", "hedge": "some"},
            "About 300 men [4th Division] surrendered (hedge: “some”).",
        ),
        (
            {"predicate": "member_of", "subject_text": "at least 500 men of the 4th Division", "object_id": "unit:b",
             "object_label": "9th Army", "number_min": 500, "number_exactness": "at_least",
             "number_measure": "men of the 4th Division"},
            "At least 500 men of the 4th Division were members of 9th Army.",
        ),
        (
            {"predicate": "handed_over_to", "object_id": "polity:a", "object_label": "Arlen", "qualifier": "the islanders",
             "date_text": "between May and July 1921", "date_role": "throughout"},
            "4th Division was handed over to Arlen (by the islanders), between May and July 1921.",
        ),
        (
            {"predicate": "served_in", "object_id": "place:x", "object_label": "Lake Front", "value": "fought"},
            "4th Division served on Lake Front (“fought”).",
        ),
        ({"predicate": "has_state", "value": "finish forming", "polarity": "negated", "quote": "Did not finish forming"},
         "4th Division did not finish forming."),
        ({"predicate": "captured_by", "value": "captured"}, "4th Division was captured."),
        ({"predicate": "is_a", "qualifier": "class", "value": "infantry regiment", "subject_label": "Lake Fusiliers"},
         "Lake Fusiliers were an infantry regiment."),
        ({"predicate": "has_count", "number_min": 9, "number_max": 9, "number_exactness": "exact", "number_measure": "dead"},
         "For 4th Division the text counts 9 dead."),
        ({"predicate": "formed", "date_text": "end of May 1921", "date_edtf": "[1921-05-21..1921-05-31]"},
         "4th Division was formed, at the end of May 1921."),
        ({"predicate": "moved_to", "object_id": "place:x", "object_label": "Arlen", "date_edtf": "1921-05/1921-09",
          "date_role": "no_earlier_than", "date_basis": "inherited"},
         "4th Division moved to Arlen, not before 1921-05."),
        (
            {
                "predicate": "has_strength", "number_min": 900, "number_max": 900, "number_exactness": "about",
                "number_measure": "men", "hedge": "some",
            },
            "4th Division numbered about 900 men (hedge: “some”).",
        ),
        ({"predicate": "has_state", "value": "armed", "polarity": "negated"}, "4th Division was not in this state: “armed”."),
        (
            {"predicate": "moved_to", "object_id": "place:x", "object_label": "Arlen", "modality": "planned"},
            "Planned: 4th Division moved to Arlen.",
        ),
        (
            {"predicate": "left", "object_id": "place:x", "object_label": "Arlen", "date_text": "the very next day",
             "date_role": "point", "date_basis": "relative"},
            "4th Division left Arlen, the very next day.",
        ),
        ({"predicate": "is_a", "qualifier": "class", "value": "infantry division"}, "4th Division was an infantry division."),
    ],
)  # fmt: skip
def test_a_row_as_a_sentence(cells: dict[str, object], sentence: str) -> None:
    assert say(**cells) == sentence


@pytest.mark.parametrize(
    ("subject_id", "label", "words"),
    [
        ("group:riders", "Lake formations", "were"),
        ("group:riders", "former riders", "were"),
        ("unit:airmen", "Lake airmen", "were"),
        ("place:camps", "Lake camps", "were"),
        ("place:isles", "Outer Isles", "was"),
        ("unit:squadron", "Raid Squadron 8", "was"),
        ("unit:corps", "Reed Corps", "was"),
    ],
)
def test_the_verb_agrees_with_the_subject(subject_id: str, label: str, words: str) -> None:
    sentence = say(predicate="disbanded", subject_id=subject_id, subject_label=label)
    assert sentence == f"{label[0].upper()}{label[1:]} {words} disbanded."


def test_a_reason_is_told_with_what_it_explains() -> None:
    moved = {
        **EMPTY, "subject_id": "unit:4th-division", "subject_label": "4th Division", "predicate": "moved_to", "quote": "",
        "object_id": "place:x", "object_label": "Arlen", "polarity": "affirmed", "modality": "planned",
    }  # fmt: skip
    moved["statement"] = STATEMENTS.sentence(moved)
    assert say(moved, predicate="cause", value="a storm", modality="planned") == (
        "Planned: 4th Division moved to Arlen; reason given: “a storm”."
    )


def test_a_reported_claim_names_who_reports_it() -> None:
    row = {
        **EMPTY, "subject_id": "unit:4th-division", "subject_label": "4th Division", "predicate": "described_as", "quote": "",
        "value": "a rumour", "polarity": "affirmed", "modality": "reported",
    }  # fmt: skip
    row["statement"] = STATEMENTS.sentence(row, None, "9th Army")
    assert row["statement"] == "Reported by 9th Army: 4th Division was described as “a rumour”."
    why = {**row, "predicate": "cause", "value": "the rain"}
    told = STATEMENTS.sentence(why, row, "9th Army")
    assert told == "Reported by 9th Army: 4th Division was described as “a rumour”; reason given: “the rain”."
    assert STATEMENTS.sentence({**row, "modality": "asserted"}, None, "9th Army").startswith("4th Division")


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ('[orderd]\nvalue = "x"', "orderd"),
        ('[ordered]\nvalues = "x"', "values"),
        ('[ordered]\nvalue = "{subjekt}"', "subjekt"),
        ("[ordered]\nvalue = 3", "a sentence"),
    ],
)
def test_a_form_with_a_mistake_is_refused(toml: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "statements.toml"
    path.write_text(toml, encoding="utf-8")
    with pytest.raises(SchemaError, match=words):
        load_forms(path, PREDICATES)
