"""Dates and numbers are read again from their own words: a cell that says something else is found."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conftest import Row, Tables
from roa_dataset.checks.readings import check_readings


def changed(tables: Tables, pick: Callable[[Row], bool], **cells: object) -> tuple[Tables, str]:
    """The tables with the first claim that is picked changed, and that claim's id."""
    claim = next(c for c in tables["claims"] if pick(c))
    rows = [{**c, **cells} if c is claim else c for c in tables["claims"]]
    return {**tables, "claims": rows}, str(claim["claim_id"])


def test_the_tables_say_what_their_words_say(tables: Tables, texts: dict[str, str]) -> None:
    assert check_readings(tables, texts) == []
    dated = [c for c in tables["claims"] if c["date_edtf"]]
    assert {c["date_basis"] for c in dated} >= {"stated", "context", "inherited", "convention"}


@pytest.mark.parametrize(
    ("pick", "cells", "column"),
    [
        (lambda c: c["date_edtf"] == "1946-08-01", {"date_edtf": "1946-08-02"}, "date_edtf"),
        (lambda c: c["date_edtf"] == "1946-08-01", {"date_latest": "1946-08-31"}, "date_latest"),
        (lambda c: c["date_edtf"] == "1946-08-01", {"date_role": "after"}, "date_latest"),
        (lambda c: c["date_basis"] == "context", {"date_earliest": "1939-01-01"}, "date_earliest"),
        (lambda c: c["date_basis"] == "inherited", {"date_edtf": "1939-01-01"}, "date_edtf"),
        (lambda c: c["date_basis"] == "relative", {"date_edtf": "1945-05-07"}, "date_edtf"),
        (lambda c: c["number_min"] == 33000, {"number_min": 33001}, "number_min"),
        (lambda c: c["number_max"] == 300, {"number_min": 300}, "number_min"),
        (lambda c: c["number_exactness"] == "at_most", {"number_exactness": "exact"}, "number_exactness"),
        (lambda c: c["number_exactness"] == "about", {"number_exactness": None}, "number_exactness"),
        (lambda c: c["number_exactness"] is None, {"number_exactness": "exact", "number_min": 3}, "number_exactness"),
    ],
)
def test_a_changed_reading_is_found(
    tables: Tables, texts: dict[str, str], pick: Callable[[Row], bool], cells: Row, column: str
) -> None:
    damaged, claim_id = changed(tables, pick, **cells)
    found = check_readings(damaged, texts)
    assert [(f.file, f.row) for f in found] == [("data/claims.csv", claim_id)] * len(found)
    assert column in {f.column for f in found}
