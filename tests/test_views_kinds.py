"""Kinds of faults that readers found in the views, each with the rule that mends it; see docs/quality.md, "The views"."""

from __future__ import annotations

import pytest

from conftest import Row, Tables
from roa_dataset.checks.carried import SEPARATOR
from roa_dataset.checks.contents import Contents
from roa_dataset.checks.views import check_views
from roa_dataset.schema_files import load_schema
from roa_dataset.wording.echelons import echelon_words
from roa_dataset.wording.event_dates import capitalised, dated
from roa_dataset.wording.posts import basis_of
from roa_dataset.wording.quantities import demanded_words, with_quantity
from test_views import METADATA

SCHEMA = load_schema(METADATA)


def by(tables: Tables, table: str, key: str) -> dict[str, Row]:
    return {str(row[key]): row for row in tables[table]}


def participants(tables: Tables, event: str) -> set[tuple[str, str]]:
    rows = [r for r in tables["event_participants"] if r["event_id"] == f"event:{event}"]
    return {(str(r["entity_id"]).partition(":")[2], str(r["role"])) for r in rows}


def test_an_inherited_date_has_the_words_that_it_is_taken_from(tables: Tables) -> None:
    dated_rows = [
        (table, row)
        for table, start in (("postings", "start"), ("fates", "date"), ("unit_relations", "start"))
        for row in tables[table]
        if row[f"{start}_basis"] == "inherited" and row[f"{start}_edtf"]
    ]
    assert len(dated_rows) > 5
    for table, row in dated_rows:
        assert row["date_text" if table == "fates" else "start_text"], row
    [posting, _] = [r for r in tables["postings"] if r["start_basis"] == "inherited"]
    assert posting["start_text"] == "February 1945"


@pytest.mark.parametrize(
    ("edtf", "role", "label"),
    [
        ("1945-04-13", "point", ", 13 April 1945"),
        ("1943-10 | 1943-10-01", "point", ", October 1943"),
        ("[1945-05-08,1945-05-09]", "point", ", May 1945"),
        ("1945-05-06/1945-05-11 | 1945", "throughout | point", ", 1945"),
        ("1945-05 | 1945-05-05", "point | start", ", May 1945"),
        ("1944-23", "point", ", 1944"),
        ("1945-05-05", "start", ""),
        ("1943-11-04", "as_of", ""),
        ("1917/1923", "throughout", ""),
        ("1945-05/1945-09", "no_earlier_than", ""),
        ("", "point", ""),
    ],
)
def test_an_event_s_label_has_the_day_month_or_year_in_which_all_readings_lie(edtf: str, role: str, label: str) -> None:
    assert dated(edtf, role) == label


def test_an_event_s_label_begins_with_a_capital_letter_unless_it_is_quoted(tables: Tables) -> None:
    assert capitalised("siege of X") == "Siege of X"
    assert not [r["label"] for r in tables["events"] if not str(r["label"])[0].isupper() and str(r["label"])[0] != "“"]


def test_a_command_told_by_a_genitive_or_a_list_is_marked(tables: Tables) -> None:
    of_general = {"predicate": "commands", "quote": "Third Corps of General Nobody"}
    assert basis_of(of_general, {"kind": "paragraph"}) == "genitive"
    assert basis_of(of_general, {"kind": "list_item"}) == "list_position"
    assert basis_of({**of_general, "quote": "commanded by General Nobody"}, {"kind": "list_item"}) == "words"
    genitive = {str(r["unit_id"]) for r in tables["postings"] if r["basis"] == "genitive"}
    assert genitive == {"unit:us-third-army", "unit:cossack-camp", "unit:xv-ss-cossack-cavalry-corps"}
    listed = [r for r in tables["unit_relations"] if r["basis"] == "list_position"]
    assert listed and all(r["as_written"] == r["unit_as_written"] for r in listed), "the words are the name alone"


def test_a_post_of_leaders_names_the_body_but_does_not_make_it_tried(tables: Tables) -> None:
    leaders = [r for r in tables["postings"] if r["role_as_written"] == "leaders of the ROA"]
    assert len(leaders) == 2 and {r["unit_id"] for r in leaders} == {"unit:russian-liberation-army"}
    tried = [r for r in tables["fates"] if r["fate"] in ("tried", "executed") and "leaders" in str(r["as_written"])]
    assert tried and "unit:russian-liberation-army" not in {r["entity_id"] for r in tried}
    [former] = [r for r in tables["postings"] if "former" in str(r["as_written"]) and r["role"] == "member"]
    assert str(former["rank_as_written"]).startswith("former")


@pytest.mark.parametrize(
    ("text", "echelon"),
    [
        ("Wehrmacht army corps", "Army Corps"),
        ("Army Group Elsewhere", "Army Group"),
        ("9th Army", "Army"),
        ("US Third Army", "Army"),
        ("infantry division", "Division"),
        ("Night Squadron 4", "Squadron"),
        ("Red Army", None),
        ("air force", None),
        ("military unit", None),
    ],
)
def test_a_size_is_read_from_a_name_or_a_class(text: str, echelon: str | None) -> None:
    assert echelon_words(text) == echelon


def test_units_show_their_size_german_name_and_the_words_on_how_they_came_about(tables: Tables) -> None:
    units = by(tables, "units", "unit_id")
    sizes = {"i-cavalry-corps": "Army Corps", "kaminski-brigade": "Brigade", "army-group-e": "Army Group"}
    assert {name: units[f"unit:{name}"]["echelon"] for name in sizes} == sizes
    assert units["unit:600th-infantry-division"]["echelon"] == "Division"
    assert "outnumbered" in str(units["unit:600th-infantry-division"]["described_as_written"])
    assert units["unit:kaminski-brigade"]["designation_german"] == "Waffen-Sturm-Brigade der SS RONA"
    assert units["group:eastern-units"]["designation_german"] == "Osteinheiten | landeseigene Verbände"
    assert units["unit:liii-army-corps-new"]["active_start_edtf"] == "1944-12"
    assert "several German commanders began" in str(units["group:small-armed-units"]["formed_as_written"])
    assert "(Wehrmacht)" in str(units["unit:russian-liberation-army"]["active_as_written"])
    assert units["group:roa-volunteers"]["relation_to_roa"] == "joined"
    assert "obliged" not in str(units["organization:konr"]["state"]), "a turn of a negotiation, no condition"


def test_what_the_editors_are_unsure_of_stands_in_the_row(tables: Tables) -> None:
    units = by(tables, "units", "unit_id")
    assert units["unit:konr-air-force"]["perhaps_same_as"] == "ROA air force"
    assert units["unit:roa-air-force"]["perhaps_same_as"] == "KONR Air Force"
    [person] = [r for r in tables["persons"] if r["person_id"] == "person:mikhail-meandrov"]
    assert person["perhaps_same_as"] == "Grigorii Meandrov"
    changed = [{**r, "perhaps_same_as": "Nobody" if r is person else r["perhaps_same_as"]} for r in tables["persons"]]
    findings = check_views(Contents({**tables, "persons": changed}, SCHEMA.tables, {}))
    assert "perhaps_same_as" in {finding.column for finding in findings}


def test_who_is_meant_stands_whole(tables: Tables) -> None:
    assert with_quantity("German commanders", "Soon, several German commanders began") == "several German commanders"
    assert with_quantity("commanders", "the commanders") == "commanders"
    claim = {"value": "extradite officers of the Third Band"}
    assert demanded_words(claim, ["Third Band"]) == "officers of the Third Band"
    assert demanded_words({"value": "extradite Third Band"}, ["Third Band"]) is None
    rows = by(tables, "event_participants", "participant_id")
    permitted = rows["participant:escape-into-american-zones:unit-russian-liberation-army:permitted"]
    assert permitted["as_written"] == "ROA soldiers", "the sentence speaks of them, not of the army"
    ultimately = rows["participant:fighting-in-prague:person-andrey-vlasov:refuser:negated"]
    assert ultimately["how_as_written"] == "ultimately"
    demanded = "participant:refuge-of-the-first-russian-national-army:unit-first-russian-national-army:demanded"
    assert rows[demanded]["as_written"] == "men and officers of First Russian National Army"
    tried = [r["how_as_written"] for r in tables["fates"] if r["as_written"] == "was captured"]
    assert tried == ["attempting to lift the siege of Leningrad"]
    [mongolia] = [r for r in tables["fates"] if "Mongolia" in str(r["how_as_written"])]
    assert mongolia["place_label"] == "Russia"


def test_who_fought_is_a_combatant_and_no_mere_participant(tables: Tables) -> None:
    roles: dict[tuple[object, object, object], set[object]] = {}
    for row in tables["event_participants"]:
        roles.setdefault((row["event_id"], row["entity_id"], row["polarity"]), set()).add(row["role"])
    assert not [who for who, found in roles.items() if {"participant", "combatant"} <= found]
    assert ("600th-infantry-division", "combatant") in participants(tables, "fighting-on-the-oder-front")
    assert ("ostfliegerstaffel-russische", "reorganised") in participants(
        tables, "disbandment-of-the-aerial-contingent"
    )


def test_givers_askers_and_those_before_whom_it_was_said_are_participants(tables: Tables) -> None:
    assert ("allies", "giver") in participants(tables, "hand-over-to-the-soviet-union")
    assert ("heinrich-himmler", "seeker") in participants(tables, "fighting-by-the-oder")
    assert ("konr", "addressed_or_named") in participants(tables, "reading-of-the-prague-manifesto")
    assert ("adolf-hitler", "permission_giver") in participants(tables, "permission-to-form-divisions")
    assert ("sturm-btl-aok-2", "used") in participants(tables, "withdrawal-to-deal-with-mutinies")


def test_hopes_and_wants_are_reasons_of_their_event(tables: Tables) -> None:
    events = by(tables, "events", "event_id")
    assert "green light" in str(events["event:lobbying-of-the-german-high-command"]["reason"])
    assert "motivation to fight" in str(events["event:guard-and-surrender-in-the-west"]["reason"])
    assert "catastrophic effect" in str(events["event:measures-against-the-transfer"]["reason"])
    assert "favorable" in str(events["event:secret-delegations-to-the-allies"]["reason"])


def test_what_reaches_for_an_event_does_not_make_it_attempted(tables: Tables) -> None:
    events = by(tables, "events", "event_id")
    assert events["event:siege-of-leningrad"]["modality"] is None
    rows = by(tables, "event_participants", "participant_id")
    assert rows["participant:siege-of-leningrad:person-andrey-vlasov:seeker"]["modality"] == "attempted"
    wrong = [{**r, "modality": "attempted"} if r["modality"] is None else r for r in tables["events"]]
    findings = check_views(Contents({**tables, "events": wrong}, SCHEMA.tables, {}))
    assert "modality" in {finding.column for finding in findings}


def test_a_movement_s_place_is_where_it_led_and_a_plan_counts_only_without_one(tables: Tables) -> None:
    events = by(tables, "events", "event_id")
    assert events["event:escape-into-american-zones"]["place_id"] == "place:american-controlled-zones"
    assert events["event:refuge-of-the-first-russian-national-army"]["place_id"] == "polity:liechtenstein"
    assert events["event:second-capture-of-vlasov"]["place_id"] is None, "where they tried to flee to: no movement"


def test_what_was_planned_or_told_of_others_is_an_event_apart(tables: Tables) -> None:
    events = by(tables, "events", "event_id")
    assert events["event:planned-mutiny"]["modality"] == "planned"
    assert "planned" not in str(events["event:mutinies-and-desertions"]["modality"])
    assert ("hiwi", "mutineer") not in participants(tables, "mutinies-and-desertions")
    assert events["event:absenteeism-of-hiwis"]["date_role"] == "as_of", (
        "the day of the report is not that of the thing"
    )
    assert events["event:founding-of-the-roa"]["date_edtf"] == "1944-23"
    assert "designated for transfer" in str(events["event:transfer-to-the-west"]["as_written"])


def test_torture_and_a_surrender_that_was_sought_are_fates(tables: Tables) -> None:
    assert [r["value"] for r in tables["fates"] if r["fate"] == "has_state"] == ["tortured"]
    sought = [r for r in tables["fates"] if r["fate"] == "sought" and "delegations" in str(r["value"])]
    assert [r["entity_id"] for r in sought] == ["person:andrey-vlasov"] * 2
    assert {r["by_or_to_id"] for r in sought} == {"polity:allies"}, "one text names them only in the words of the value"
    [allies] = [
        r
        for r in tables["event_participants"]
        if r["participant_id"] == "participant:secret-delegations-to-the-allies:polity-allies:asked"
    ]
    assert (allies["in_newer"], allies["in_older"], allies["as_written"]) == (True, True, "Allies")


def test_a_relation_may_lead_to_people_without_an_id(tables: Tables) -> None:
    rows = {(r["unit_id"], r["related_as_written"]) for r in tables["unit_relations"] if r["related_id"] is None}
    assert ("unit:russian-liberation-army", "Russian forces") in rows
    assert ("group:azerbaijani-ss-volunteer-formations", "prisoners of war") in rows
    assert not [words for _, words in rows if "ethnicities" in str(words)]


def test_a_role_that_stands_whole_in_another_one_is_not_repeated(tables: Tables) -> None:
    [truhin] = [r for r in tables["persons"] if r["person_id"] == "person:fyodor-truhin"]
    assert SEPARATOR not in str(truhin["roles_as_written"])
