"""Places of the two texts that are easily read wrong (issue 3 names them). Each test reads the tables, not the rules."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from conftest import Row, Tables

BOTH = ("roa-newer", "roa-older")
ROA = "unit:russian-liberation-army"
VLASOV = "person:andrey-vlasov"


@pytest.fixture(scope="module")
def claims(tables: Tables) -> list[Row]:
    return tables["claims"]


def of(claims: Iterable[Row], **cells: object) -> list[Row]:
    """The claims whose cells have these values; a cell given as a tuple may have any of them."""
    return [c for c in claims if all(c[k] in v if isinstance(v, tuple) else c[k] == v for k, v in cells.items())]


def quoted(claims: Iterable[Row], words: str) -> list[Row]:
    return [c for c in claims if words in str(c["quote"])]


def test_the_false_report_of_the_older_text_is_denied(claims: list[Row]) -> None:
    told = [
        c
        for c in quoted(claims, "false report that these units were")
        if c["predicate"] in ("has_state", "changed_sides")
    ]
    assert {c["predicate"] for c in told} == {"has_state", "changed_sides"}
    assert {(c["document_id"], c["modality"], c["polarity"]) for c in told} == {("roa-older", "denied", "affirmed")}
    asserted = [c for c in of(claims, document_id="roa-older", modality="asserted", predicate=("has_state", "described_as"))
                if "unreliable" in str(c["value"])]  # fmt: skip
    assert asserted == []


@pytest.mark.parametrize("document", BOTH)
def test_ten_permitted_divisions_are_planned(claims: list[Row], document: str) -> None:
    ten = [c for c in of(claims, document_id=document, number_min=10) if "division" in str(c["quote"])]
    assert ten and {c["modality"] for c in ten} == {"planned"}
    permitted = [
        c for c in of(claims, document_id=document, predicate="permitted") if "formation of 10" in str(c["quote"])
    ]
    # he was persuaded to permit them: the permission was given, the divisions were not yet there
    assert permitted and {c["modality"] for c in permitted} == {"asserted"}


@pytest.mark.parametrize("document", BOTH)
def test_only_vlasov_and_several_other_leaders_are_hanged_on_the_first_of_august(
    claims: list[Row], document: str
) -> None:
    hanged = of(claims, document_id=document, predicate="executed", date_edtf="1946-08-01")
    assert {(c["subject_id"] if not c["subject_text"] else c["subject_text"]) for c in hanged} == {
        VLASOV,
        "several other leaders of the ROA",
    }
    assert {c["place_id"] for c in hanged} == {"place:moscow"}


def test_bunyachenko_is_hanged_in_1946_and_truhin_at_no_date(claims: list[Row]) -> None:
    executed = of(claims, predicate="executed")
    bunyachenko = of(executed, subject_id="person:sergei-bunyachenko")
    assert [(c["date_edtf"], c["date_basis"], c["value"]) for c in bunyachenko] == [("1946", "stated", "hanged")]
    truhin = of(executed, subject_id="person:fyodor-truhin")
    assert truhin and all(c["date_edtf"] is None and c["date_text"] is None for c in truhin)


def test_vlasov_s_first_capture_has_no_date_and_no_captor(claims: list[Row]) -> None:
    captured = of(claims, subject_id=VLASOV, predicate="captured_by")
    front = [
        c for c in captured
        if "newly captured" in str(c["quote"]) or "having been captured" in str(c["quote"]) or c["quote"] == "was captured"
    ]  # fmt: skip
    assert {c["document_id"] for c in front} == set(BOTH)
    assert all(c["object_id"] is None and c["date_edtf"] is None and c["date_text"] is None for c in front)
    assert all(c["value"] != "newly captured" or c["date_role"] is None for c in front)


def test_those_who_reached_liechtenstein_are_of_the_first_russian_national_army(claims: list[Row]) -> None:
    reached = [
        c for c in of(claims, document_id="roa-older")
        if "place:liechtenstein" in (c["object_id"], c["place_id"]) or "polity:liechtenstein" in (c["object_id"], c["place_id"])
    ]  # fmt: skip
    moved = [c for c in reached if c["predicate"] in ("moved_to", "sought")]
    assert moved and {c["subject_id"] for c in moved} == {"unit:first-russian-national-army"}
    assert not of(reached, subject_id=ROA)


def test_the_very_next_day_has_no_computed_day(claims: list[Row]) -> None:
    left = [
        c for c in of(claims, document_id="roa-older", predicate="left") if "had to leave the city" in str(c["quote"])
    ]
    assert left
    for claim in left:
        assert claim["date_edtf"] is None and claim["date_earliest"] is None and claim["date_latest"] is None
        assert claim["date_text"] is None or (claim["date_text"], claim["date_basis"]) == (
            "the very next day",
            "relative",
        )
    next_day = [c for c in of(claims, document_id="roa-older") if c["date_text"] == "the very next day"]
    assert next_day and all(c["date_edtf"] is None for c in next_day)


@pytest.mark.parametrize(
    ("number", "exactness", "words"),
    [(33_000, "about", "33,000"), (20_000, "about", "20,000 men"), (1_000_000, "about", "million")],
)
def test_an_approximate_number_stays_one(claims: list[Row], number: int, exactness: str, words: str) -> None:
    told = [c for c in of(claims, number_min=number, number_max=number) if words in str(c["quote"])]
    assert told
    assert {c["number_exactness"] for c in told} == {exactness}
    assert all(c["hedge"] for c in told)


def test_up_to_300_is_a_bound(claims: list[Row]) -> None:
    (claim,) = of(claims, document_id="roa-older", number_max=300)
    assert (claim["number_min"], claim["number_exactness"], claim["hedge"]) == (None, "at_most", "up to")


def test_july_1944_does_not_inherit_the_mark_that_follows_december_1943(claims: list[Row], tables: Tables) -> None:
    formed = [c for c in of(claims, date_edtf="1943-12") if "Ostfliegerstaffel" in str(c["quote"])]
    disbanded = of(claims, predicate="disbanded", date_edtf="1944-07")
    assert formed and {c["citation_needed"] for c in formed} == {True}
    assert disbanded and {c["citation_needed"] for c in disbanded} == {False}
    marks = ("citation", "citation_needed")
    ids = {c["claim_id"] for c in disbanded}
    assert not [s for s in tables["claim_spans"] if s["claim_id"] in ids and s["role"] in marks]


def test_maltsev_s_name_has_the_surname_first(tables: Tables) -> None:
    (maltsev,) = [e for e in tables["entities"] if "Maltsev" in str(e["label"]) and e["entity_type"] == "person"]
    assert maltsev["label"] == "Maltsev Viktor Ivanovich"
    assert "surname first" in str(maltsev["note"])


def test_pozdnyakov_has_no_role(claims: list[Row]) -> None:
    (pozdnyakov,) = {
        c["subject_id"] if "pozdnyakov" in str(c["subject_id"]) else c["object_id"]
        for c in claims
        if "pozdnyakov" in f"{c['subject_id']} {c['object_id']}"
    }
    told = of(claims, subject_id=pozdnyakov) + of(claims, object_id=pozdnyakov)
    assert told and {c["predicate"] for c in told} == {"infobox_value"}
    assert {c["qualifier"] for c in told} == {None}
