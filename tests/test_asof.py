"""Answers for one day: definite, possible, no; each with its claims, its modality and the words that limit it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Tables
from roa_dataset.asof import Answer, commanders, existed, holds, order_of_battle, subordination

FIRST, SECOND = "unit:600th-infantry-division", "unit:650th-infantry-division"
ARMY = "unit:russian-liberation-army"


def by_object(answers: list[Answer]) -> dict[tuple[str, str, str], Answer]:
    return {(a.relation, a.object_id, a.basis): a for a in answers}


@pytest.mark.parametrize(
    ("day", "declared", "german_army"),
    [("1945-01-15", "no", "possible"), ("1945-01-28", "definite", "no"), ("1945-02-15", "definite", "no")],
)
def test_to_whom_the_first_division_was_subordinate(tables: Tables, day: str, declared: str, german_army: str) -> None:
    answers = by_object(subordination(FIRST, day, tables))
    committee = answers["subordinate_to", "organization:konr", "declared"]
    assert (committee.value, committee.modality) == (declared, "reported")
    assert "declared" in committee.hedges
    assert committee.via_label == "Russian divisions"
    nominal = answers["subordinate_to", "organization:konr", "nominal"]
    assert (nominal.value, nominal.hedges, nominal.via_label) == ("definite", "nominally", "Russian Liberation Army")
    left = answers["part_of", "unit:german-army", "declared"]
    assert (left.value, left.polarity) == (german_army, "negated")
    command = answers["subordinate_to", "organization:german-command", "unspecified"]
    assert command.value == "possible", "no text dates the German command"
    assert all(a.claims for a in answers.values())
    ids = {str(c["claim_id"]) for c in tables["claims"]}
    assert all(set(a.claims) <= ids for a in answers.values())


def test_who_commanded_the_second_division_has_three_readings_and_no_date(tables: Tables) -> None:
    answers = commanders(SECOND, "1945-03-01", tables)
    assert {a.object_label for a in answers} == {"Mikhail Meandrov", "Grigorii Meandrov", "Grigory Zverev"}
    assert {a.value for a in answers} == {"possible"}


def test_the_order_of_battle_on_a_day_leaves_out_what_was_disbanded(tables: Tables) -> None:
    answers = order_of_battle(ARMY, "1945-04-01", tables)
    values = {(a.subject_id, a.relation): a.value for a in answers}
    for unit in (FIRST, SECOND, "unit:700th-infantry-division", "unit:night-harassment-squadron-8"):
        assert values[unit, "part_of"] == "possible"
    assert values["unit:ostfliegerstaffel-russische", "part_of"] == "no", "disbanded in July 1944"
    assert values["unit:russian-corps", "promised"] == "possible"
    assert "de_jure" in {a.basis for a in answers if a.relation == "member_of"}
    assert not {a.subject_id for a in answers} & {"unit:first-russian-national-army", "unit:kaminski-brigade"}
    earlier = {(a.subject_id, a.relation): a.value for a in order_of_battle(ARMY, "1944-03-01", tables)}
    assert earlier["unit:ostfliegerstaffel-russische", "part_of"] == "possible"
    assert earlier["unit:night-harassment-squadron-8", "part_of"] == "no", "it existed in 1945"


def state(**cells: str) -> dict[str, object]:
    return {"polarity": "affirmed", "modality": "asserted", "start_role": "start", **cells}


def test_a_state_no_longer_holds_on_the_day_on_which_it_ended() -> None:
    row = state(
        start_earliest="1944-05-01", start_latest="1944-05-01", end_earliest="1944-08-10", end_latest="1944-08-10"
    )
    days = ("1944-04-30", "1944-05-01", "1944-08-09", "1944-08-10")
    assert [holds(row, day) for day in days] == ["no", "definite", "definite", "no"]


def test_between_the_bounds_of_a_beginning_or_an_end_it_is_possible() -> None:
    row = state(
        start_earliest="1944-05-01", start_latest="1944-05-31", end_earliest="1944-08-01", end_latest="1944-08-31"
    )
    days = ("1944-05-15", "1944-05-31", "1944-08-01", "1944-08-30", "1944-08-31")
    assert [holds(row, day) for day in days] == ["possible", "definite", "possible", "possible", "no"]


def test_what_has_no_date_is_possible_on_every_day_unless_it_is_negated() -> None:
    assert holds(state(), "1944-05-01") == "possible"
    assert holds(state(polarity="negated"), "1944-05-01") == "no"


def test_a_state_seen_on_a_day_is_definite_on_that_day_only() -> None:
    seen = state(start_role="as_of", start_earliest="1944-05-01", start_latest="1944-05-01")
    assert [holds(seen, day) for day in ("1944-04-30", "1944-05-01", "1944-05-02")] == [
        "possible",
        "definite",
        "possible",
    ]
    month = state(start_role="as_of", start_earliest="1944-05-01", start_latest="1944-05-31")
    assert holds(month, "1944-05-10") == "possible", "on some day of the month"


def test_a_point_begins_a_relation_but_not_a_post() -> None:
    row = state(start_role="point", start_earliest="1944-05-01", start_latest="1944-05-01")
    assert holds(row, "1944-06-01") == "definite"
    assert holds(row, "1944-06-01", point_begins=False) == "possible"


def test_what_was_planned_or_tried_is_never_definite_and_what_is_denied_is_no() -> None:
    dates = {"start_earliest": "1944-05-01", "start_latest": "1944-05-01"}
    assert holds(state(**dates, modality="planned"), "1944-06-01") == "possible"
    assert holds(state(**dates, modality="denied"), "1944-06-01") == "no"
    assert holds(state(**dates, modality="asserted | planned"), "1944-06-01") == "definite"


def test_a_unit_exists_neither_before_it_was_formed_nor_after_it_was_disbanded() -> None:
    unit = {"formed_earliest": "1944-02-01", "formed_latest": "1944-02-29", "disbanded_latest": "1944-10-05"}
    days = ("1944-01-31", "1944-02-01", "1944-10-04", "1944-10-05")
    assert [existed(unit, day) for day in days] == ["no", "possible", "possible", "no"]
    within = {"active_start_role": "within", "active_start_earliest": "1944-01-01", "active_start_latest": "1944-12-31"}
    assert [existed(within, day) for day in ("1943-12-31", "1944-07-01", "1945-01-01")] == ["no", "possible", "no"]


DAY = st.dates().map(lambda day: day.isoformat())


@given(st.lists(DAY, min_size=4, max_size=4).map(sorted), DAY)
def test_widening_the_bounds_never_makes_an_answer_more_certain(days: list[str], day: str) -> None:
    start, start_latest, end, end_latest = days
    exact = state(start_earliest=start_latest, start_latest=start_latest, end_earliest=end, end_latest=end)
    wide = state(start_earliest=start, start_latest=start_latest, end_earliest=end, end_latest=end_latest)
    if holds(wide, day) != "possible":
        assert holds(wide, day) == holds(exact, day)
