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
            "many of his men were captured by Arlen.",
        ),
        (
            {"predicate": "member_of", "subject_text": "two officers", "object_id": "unit:b", "object_label": "9th Army"},
            "two officers were members of 9th Army.",
        ),
        (
            {
                "predicate": "has_strength", "number_min": 900, "number_max": 900, "number_exactness": "about",
                "number_measure": "men", "hedge": "some",
            },
            "4th Division had a strength of about 900 men (“some”).",
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


def test_a_reason_is_told_with_what_it_explains() -> None:
    moved = {
        **EMPTY, "subject_id": "unit:4th-division", "subject_label": "4th Division", "predicate": "moved_to", "quote": "",
        "object_id": "place:x", "object_label": "Arlen", "polarity": "affirmed", "modality": "planned",
    }  # fmt: skip
    moved["statement"] = STATEMENTS.sentence(moved)
    assert say(moved, predicate="cause", value="a storm", modality="planned") == (
        "Planned: 4th Division moved to Arlen; reason given: “a storm”."
    )


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
