"""Scripts of texts, runs of scripts, names of languages."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roa_dataset.reading.scripts import LANGUAGES, language_name, script_of, script_runs


@pytest.mark.parametrize(
    ("text", "language", "script"),
    [
        ("Russische Befreiungsarmee", "de", "Latn"),
        ("Ruská osvobozenecká armáda", "cs", "Latn"),
        ("Вырăс ирĕклĕх çарĕ", "cv", "Cyrl"),
        ("Російська визвольна армія", "uk", "Cyrl"),
        ("ロシア解放軍", "ja", "Jpan"),
        ("ロシア解放軍", "", "Jpan"),
        ("解放軍", "ja", "Jpan"),
        ("俄罗斯解放军", "zh", "Hani"),
        ("俄罗斯解放军", "", "Hani"),
        ("러시아 해방군", "ko", "Kore"),
        ("解放軍", "ko", "Kore"),
        ("Ρωσικός", "el", "Grek"),
        ("جيش", "ar", "Arab"),
        ("צבא", "he", "Hebr"),
        ("ＡＢＣ", "", "Latn"),
        ("1944 – (45)", "", "Zyyy"),
        ("", "", "Zyyy"),
        ("РОА (ROAs)", "", "Latn"),
        ("Власовцы V", "", "Cyrl"),
    ],
)
def test_script_of(text: str, language: str, script: str) -> None:
    assert script_of(text, language) == script


def test_glued_cells_are_told_apart_where_the_script_changes() -> None:
    text = "ПолковникPolkovnikOberst"
    assert [(s, text[a:b]) for s, a, b in script_runs(text)] == [("Cyrl", "Полковник"), ("Latn", "PolkovnikOberst")]


def test_spaces_and_signs_join_the_run_before_them() -> None:
    text = "(Вооружённые силы, Vooruzhonnyye sily)"
    runs = script_runs(text)
    assert [(s, text[a:b]) for s, a, b in runs] == [("Cyrl", "Вооружённые силы, "), ("Latn", "Vooruzhonnyye sily)")]


def test_kana_and_han_are_one_run() -> None:
    assert script_runs("ロシア解放軍 ROA") == [("Jpan", 0, 7), ("Latn", 7, 10)]


def test_no_letters_no_runs() -> None:
    assert script_runs("1944 – 45") == []


@given(st.text(alphabet="aбγ 1-'解ア\u0301"))
def test_runs_follow_one_another_and_cover_all_letters(text: str) -> None:
    runs = script_runs(text)
    for (left, _, end), (right, start, _) in pairwise(runs):
        assert end == start
        assert left != right
    covered = {i for _, start, end in runs for i in range(start, end)}
    assert {i for i, c in enumerate(text) if c.isalpha()} <= covered


@given(st.text())
def test_any_text_has_a_four_letter_code(text: str) -> None:
    code = script_of(text)
    assert len(code) == 4
    assert code.istitle()


def test_languages() -> None:
    assert len(LANGUAGES) >= 80
    expected = {
        "bg": "Bulgarian",
        "cv": "Chuvash",
        "no": "Norwegian",
        "ja": "Japanese",
        "zh": "Chinese",
        "uk": "Ukrainian",
    }
    assert {code: language_name(code) for code in expected} == expected
    assert len(set(LANGUAGES.values())) == len(LANGUAGES)
    with pytest.raises(KeyError, match="known codes"):
        language_name("xx-none")
