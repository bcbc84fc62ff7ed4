"""Invented articles, of each layout: what a person read in them is in the tables that the build makes of them, and what a
hasty reader would take from them is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import INVENTED, Row, Tables, read_tables, read_texts

EXPECTED: list[Row] = json.loads((INVENTED / "expected.json").read_text(encoding="utf-8"))

#: what the texts do not say, though their words come near it: each with the reason
WRONG: list[Row] = json.loads((INVENTED / "wrong.json").read_text(encoding="utf-8"))

BRIGADE, LEGION, OFFICER = "7th-kestrel-brigade", "sarnish-free-legion", "emeric-dallow"

#: (document, quote, a telling cell) → why the tables say something else; each must still differ, or the entry goes
KNOWN: dict[tuple[str, str, str], str] = {
    (BRIGADE, "organic cavalry Maj. Linus Varrow", "commands"): "Words without a unit's ordinal are read as an office.",
    (BRIGADE, "3rd Battalion (Heron)", "has_name"): "A unit's code name in brackets is part of its line, and no claim.",
    (LEGION, "on the side of the Orlesk Union", "sided_with"): "A state is no entity unless the vocabulary has it.",
    (
        LEGION,
        "It numbered 140 men",
        "has_strength",
    ): "A company without a name of its own is no entity, nor is its pronoun.",
    (LEGION, "had lost an arm at the Saltpans", ""): "No rule reads this of a person.",
    (LEGION, "relieved the Orlesk 31st Division", ""): "Behind 'where' a pronoun stays unresolved.",
    (OFFICER, "Dallow was born in the village of Ulm Cross", "originates_from"): "A cross is taken for a decoration.",
    (
        OFFICER,
        "fled across the frontier to Aldmark",
        "moved_to",
    ): "Behind the conjunction 'for' a pronoun counts as governed.",
    (
        OFFICER,
        "was to be used only against smugglers",
        "had_task",
    ): "A second predicate that stands behind another unit.",
}


@pytest.fixture(scope="module")
def built_tables(invented: Path) -> Tables:
    return read_tables(invented)


@pytest.fixture(scope="module")
def built_texts(invented: Path, built_tables: Tables) -> dict[str, str]:
    return read_texts(invented, built_tables)


def name(fact: Row) -> tuple[str, str, str]:
    cells = fact["cells"]
    assert isinstance(cells, dict)
    telling = next((str(cells[c]) for c in ("predicate", "kind", "file_name", "russian") if c in cells), "")
    return str(fact["document_id"]), str(fact["quote"]), telling


def places(text: str, quote: str) -> list[tuple[int, int]]:
    """Where the quote stands; the file may hold no-break spaces where the quote has spaces."""
    flat, wanted = text.replace("\u00a0", " "), quote.replace("\u00a0", " ")
    found = []
    at = flat.find(wanted)
    while at >= 0:
        found.append((at, at + len(wanted)))
        at = flat.find(wanted, at + 1)
    return found


def same(found: object, wanted: object) -> bool:
    if isinstance(found, str) and isinstance(wanted, str):
        return found.replace("\u00a0", " ") == wanted.replace("\u00a0", " ")
    return found == wanted or (found is None and wanted == "")


def states(fact: Row, tables: Tables, texts: dict[str, str]) -> bool:
    """Whether a row that shares a character with the quote has all the cells."""
    document, cells = str(fact["document_id"]), fact["cells"]
    assert isinstance(cells, dict)
    spots = places(texts[document], str(fact["quote"]))
    for row in find(tables[str(fact["table"])], document):
        start, end = int(str(row["char_start"])), int(str(row["char_end"]))
        touches = any(start < b and a < end for a, b in spots)
        if touches and all(same(row[column], value) for column, value in cells.items()):
            return True
    return False


def find(rows: list[Row], document: str) -> list[Row]:
    return [row for row in rows if row["document_id"] == document]


def test_every_expected_quote_stands_in_its_text(built_texts: dict[str, str]) -> None:
    assert [name(f) for f in EXPECTED if not places(built_texts[str(f["document_id"])], str(f["quote"]))] == []
    assert len(EXPECTED) > 330


@pytest.mark.parametrize("fact", EXPECTED, ids=lambda fact: " / ".join(name(fact))[:80])
def test_what_a_person_read_is_in_the_tables(fact: Row, built_tables: Tables, built_texts: dict[str, str]) -> None:
    assert states(fact, built_tables, built_texts) == (name(fact) not in KNOWN)


@pytest.mark.parametrize("fact", WRONG, ids=lambda fact: f"{fact['document_id']}: {fact['why']}"[:80])
def test_what_a_text_does_not_say_is_not_in_the_tables(
    fact: Row, built_tables: Tables, built_texts: dict[str, str]
) -> None:
    assert places(built_texts[str(fact["document_id"])], str(fact["quote"]))
    assert not states(fact, built_tables, built_texts)


def test_a_wrong_reading_would_be_seen(built_tables: Tables, built_texts: dict[str, str]) -> None:
    """The comparison sees what a text does say at the same places."""
    right: Row = {
        "document_id": LEGION,
        "table": "claims",
        "quote": "Varro and Birk were hanged",
        "cells": {"predicate": "executed", "subject_label": "Anton Birk"},
    }
    assert len(WRONG) > 20 and states(right, built_tables, built_texts)


def test_each_known_difference_is_one_of_the_expected_rows() -> None:
    assert set(KNOWN) <= {name(fact) for fact in EXPECTED}
    assert all(KNOWN.values())


def test_a_wrong_fact_is_not_found(built_tables: Tables, built_texts: dict[str, str]) -> None:
    """The comparison can fail: each expected row with one other value is no longer found."""
    missed = 0
    for fact in EXPECTED:
        cells = fact["cells"]
        assert isinstance(cells, dict)
        column = list(cells)[-1]
        wrong: Row = {**fact, "cells": {**cells, column: "no such value"}}
        missed += not states(wrong, built_tables, built_texts)
    assert missed == len(EXPECTED)
