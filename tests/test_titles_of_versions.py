"""Versions of one article whose titles differ: they are about the same, whatever each is called."""

from __future__ import annotations

from pathlib import Path

import pytest

import build
from conftest import METADATA, Tables, write_raw
from test_many import row

REGIMENT, INFANTRY = "9th Otter Regiment", "9th Otter Infantry Regiment"
TEXT = (
    "The {name} was an infantry regiment of the Lake Army. It was formed in {year} at Lorn.\n\n"
    "In 1915 it fought in the {battle}. It was disbanded on 3 May 1921.\n"
)


def of_titles(folder: Path, *titles: str) -> Tables:
    """The tables of two versions with these titles, the older one first, that differ in a year and in how they write a battle."""
    names = ["z-older", "a-newer"] if len(titles[0]) % 2 else ["a-older", "z-newer"]
    rows = [row(name, title, "otters", n) for n, (name, title) in enumerate(zip(names, titles, strict=True), start=1)]
    written = [("1911", "Battle of Brisk-Weir"), ("1912", "Battle of Brisk Weir")]
    texts = {
        f"{name}.txt": TEXT.format(name=REGIMENT, year=year, battle=battle).encode()
        for name, (year, battle) in zip(names, written, strict=True)
    }
    return build.build_tables(write_raw(folder / "raw", rows, texts), METADATA, lambda line: None)[2]


@pytest.mark.parametrize("titles", [(REGIMENT, INFANTRY), (INFANTRY, REGIMENT), ("Jan Otter", REGIMENT)])
def test_versions_with_other_titles_are_about_one_unit_with_the_newest_title(
    titles: tuple[str, str], tmp_path: Path
) -> None:
    tables = of_titles(tmp_path, *titles)
    assert {(c["subject_id"], c["subject_label"]) for c in tables["claims"]} == {("unit:otters", titles[1])}
    assert {e["label"] for e in tables["entities"] if e["entity_id"] == "unit:otters"} == {titles[1]}
    assert len({c["document_id"] for c in tables["claims"] if c["predicate"] == "formed"}) == 2
    (conflict,) = [c for c in tables["conflicts"] if c["conflict_type"] == "date"]
    assert "1911" in str(conflict["summary"]) and "1912" in str(conflict["summary"])
    assert any(a["left_passage_id"] and a["right_passage_id"] for a in tables["alignments"])


def test_what_two_versions_write_differently_is_called_as_the_newest_does(tmp_path: Path) -> None:
    tables = of_titles(tmp_path, REGIMENT, REGIMENT)
    battles = {(c["object_id"], c["object_label"]) for c in tables["claims"] if c["predicate"] == "took_part_in"}
    assert battles == {("event:battle-of-brisk-weir--otters", "Battle of Brisk Weir")}
