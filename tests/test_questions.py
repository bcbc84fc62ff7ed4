"""Questions that a historian puts to the tables, each answered by one filter or one join; the answers were read in the texts.

Each has its traps: what a careless table would answer too, and must not.
"""

from __future__ import annotations

import csv
import re
import sqlite3
from collections.abc import Iterable
from pathlib import Path

import pytest

from conftest import ROOT, Row, Tables

NEWER, OLDER = "roa-newer", "roa-older"
ARMY, KONR = "unit:russian-liberation-army", "organization:konr"
FIRST, SECOND, THIRD = (f"unit:{number}-infantry-division" for number in ("600th", "650th", "700th"))


def where(rows: Iterable[Row], **cells: object) -> list[Row]:
    """The rows with these cells; a set allows each of its values."""
    return [row for row in rows if all((row[k] in v) if isinstance(v, set) else row[k] == v for k, v in cells.items())]


def column(rows: Iterable[Row], name: str) -> set[object]:
    return {row[name] for row in rows}


def parts(rows: Iterable[Row], name: str) -> set[str]:
    """The single readings of a column whose cells may hold several."""
    return {part for row in rows if row[name] for part in str(row[name]).split(" | ")}


def test_which_named_persons_were_put_to_death_how_where_when_and_by_which_text(tables: Tables) -> None:
    persons = column(tables["persons"], "person_id")
    rows = where(tables["fates"], fate="executed", polarity="affirmed", modality="asserted", entity_id=persons)
    told = {(r["entity_label"], r["value"], r["place_label"], r["date_edtf"], r["document_id"]) for r in rows}
    assert {
        ("Andrey Vlasov", "hanged", "Moscow", "1946-08-01", NEWER),
        ("Andrey Vlasov", "hanged", "Moscow", "1946-08-01", OLDER),
        ("Sergei Bunyachenko", "hanged", None, "1946", NEWER),
        ("Fyodor Ivanovich Truhin", "executed", "Soviet Union", None, NEWER),
    } <= told
    # no text tells of the end of the others, whatever other books say
    assert column(rows, "entity_label") == {"Andrey Vlasov", "Sergei Bunyachenko", "Fyodor Ivanovich Truhin"}


def test_what_strengths_are_given_for_the_three_divisions_and_how_exactly(tables: Tables) -> None:
    rows = where(tables["strengths"], unit_id={FIRST, SECOND, THIRD})
    numbers = {(r["unit_id"], r["number_min"], r["number_max"], r["number_exactness"], r["measure"]) for r in rows}
    assert {
        (FIRST, 20000, 20000, "about", "men"),
        (SECOND, 11856, 11856, "exact", "men"),
        (THIRD, 10000, 10000, "about", "unarmed men"),
    } <= numbers
    states = {(r["unit_id"], r["number_min"]): r["state"] for r in rows}
    assert "Not fully armed or prepared" in str(states[SECOND, 11856])
    assert column([r for r in rows if r["number_min"]], "document_id") == {NEWER}, "the older text has no numbers"


def test_how_strong_the_army_is_said_to_have_been(tables: Tables) -> None:
    rows = [r for r in where(tables["strengths"], unit_id=ARMY) if r["number_max"] is not None]
    assert {(r["number_min"], r["number_max"], r["as_of_edtf"]) for r in rows} == {(120000, 130000, "1945-04")}
    # ten divisions were permitted, not formed; a million is the number of others
    assert not {10, 1000000} & (column(rows, "number_min") | column(rows, "number_max"))


def test_who_is_counted_as_nearly_a_million(tables: Tables) -> None:
    rows = where(tables["strengths"], number_max=1000000)
    assert ARMY not in column(rows, "unit_id")
    assert "group:ex-soviet-volunteers" in column(where(rows, document_id=OLDER), "unit_id")
    assert column(rows, "number_exactness") == {"about"}


def test_which_statements_are_followed_by_a_mark_that_asks_for_a_citation(tables: Tables) -> None:
    rows = where(tables["strengths"], citation_needed=True)
    assert {(r["unit_id"], r["number_min"]) for r in rows} == {
        ("group:eastern-battalions", 71),
        ("group:eastern-battalions", 42),
    }
    assert column(where(tables["claims"], citation_needed=True), "document_id") == {NEWER}, (
        "the older text lost its marks"
    )


def test_which_archival_paper_stands_behind_the_statement_on_absenteeism(tables: Tables) -> None:
    claims = [c for c in tables["claims"] if "Hiwi absenteeism" in str(c["quote"])]
    ids = column(claims, "claim_id")
    cited = column(where(tables["claim_spans"], claim_id=ids, role="citation"), "bibliography_id")
    papers = where(tables["bibliography"], bibliography_id=cited)
    assert any("RH20-2/558" in str(p["signature"] or p["text"]) for p in papers)
    assert not any("RH20-8/979" in str(p["text"]) for p in papers), "that paper is of another army"


def test_every_spelling_of_the_commanders_name_for_a_search_in_other_archives(tables: Tables) -> None:
    rows = where(tables["names"], entity_id="person:andrey-vlasov")
    found = {r["name"]: (r["in_newer"], r["in_older"]) for r in rows}
    assert found["Andrey Vlasov"] == (True, True)
    assert found["Andrei Andreevich Vlasov"] == (False, True)
    assert found["Andrey Andreyevich Vlasov"] == (True, False)
    assert not {"Vlasovtsy", "Vlasov army", "Mikhail Meandrov"} & found.keys()


@pytest.mark.parametrize(
    ("text", "fates", "words", "never"),
    [
        (
            NEWER,
            {"executed", "moved_to", "tried", "sentenced_to"},
            {"detention in prison", "forced labour camps"},
            "death",
        ),
        (OLDER, {"sentenced_to", "moved_to"}, {"death"}, "forced labour camps"),
    ],
)
def test_what_happened_to_those_handed_over_by_each_text(
    tables: Tables, text: str, fates: set[str], words: set[str], never: str
) -> None:
    soldiers = where(tables["fates"], entity_id=ARMY, document_id=text, modality="asserted", polarity="affirmed")
    after = [r for r in soldiers if "leaders" not in str(r["who_as_written"])]
    assert fates <= column(after, "fate")
    sentences = column(where(after, fate="sentenced_to"), "value")
    assert words <= sentences
    assert never not in sentences


def test_how_many_were_handed_over_to_whom_and_when(tables: Tables) -> None:
    rows = [r for r in where(tables["fates"], fate="handed_over_to") if r["number_min"] is not None]
    assert [(r["number_min"], r["number_exactness"], r["by_or_to_id"], r["date_edtf"]) for r in rows] == [
        (33000, "about", "group:soviet-forces", "1945-05/1945-09")
    ]
    assert column(rows, "document_id") == {NEWER}, "the older text gives no number"


def test_what_was_promised_about_a_hand_over_and_did_not_hold(tables: Tables) -> None:
    rows = where(tables["fates"], fate="handed_over_to", polarity="negated")
    assert column(rows, "modality") == {"planned"}, "an assurance that men would not be sent back is no fact"


def test_who_commanded_the_second_division(tables: Tables) -> None:
    rows = where(tables["postings"], unit_id=SECOND, role="commander")
    readings = {(r["person_label"], r["rank_as_written"], r["document_id"]) for r in rows}
    assert readings == {
        ("Mikhail Meandrov", "General", NEWER),
        ("Grigory Zverev", "Major General", NEWER),
        ("Grigorii Meandrov", "General", OLDER),
    }
    assert {r["start_earliest"] for r in rows} == {None}, "no text dates a command"


def test_who_served_in_the_air_force_of_the_army_and_as_what(tables: Tables) -> None:
    rows = where(tables["postings"], unit_id="unit:roa-air-force")
    assert {(r["person_id"], r["role"]) for r in rows} == {
        ("person:viktor-maltsev", "commander"),
        ("person:semyon-bychkov", "member"),
        ("person:bronislav-antilevsky", "member"),
    }
    soviet = where(tables["postings"], unit_id="unit:soviet-air-force")
    assert "person:viktor-maltsev" not in column(soviet, "person_id")


def test_what_post_a_man_held_whom_only_the_information_box_names(tables: Tables) -> None:
    assert column(where(tables["persons"], person_id="person:vladimir-pozdnyakov"), "occurs_in") == {"article"}
    assert where(tables["postings"], person_id="person:vladimir-pozdnyakov") == []


def test_how_often_the_commander_was_captured(tables: Tables) -> None:
    rows = where(tables["fates"], entity_id="person:andrey-vlasov", fate="captured_by")
    first = where(rows, event_id="event:capture-of-vlasov-at-the-front")
    second = where(rows, event_id="event:second-capture-of-vlasov")
    assert len(first) + len(second) == len(rows)
    assert column(first, "by_or_to_id") == {None}, "no text says by whom at the front"
    assert column(second, "by_or_to_id") <= {"group:soviet-forces", "polity:soviet-union"}


def test_under_which_designations_a_division_must_be_looked_up(tables: Tables) -> None:
    [row] = where(tables["units"], unit_id=FIRST)
    assert {"600th Infantry", "600th German Infantry"} <= set(str(row["designation_german"]).split(" | "))
    assert {"1st Infantry", "1st Division of the KONR"} <= set(str(row["designation_konr"]).split(" | "))
    assert "650th" not in f"{row['designation_german']} {row['designation_konr']}"


def test_where_the_first_division_was_formed(tables: Tables) -> None:
    [row] = where(tables["units"], unit_id=FIRST)
    assert row["formed_place_label"] == "Münsingen"
    assert row["formed_earliest"] is None, "no text says when"


def test_which_formations_had_agreed_to_join_and_on_what_basis(tables: Tables) -> None:
    rows = where(tables["unit_relations"], related_id=ARMY, relation={"promised", "member_of"})
    agreed = column(where(rows, relation="promised"), "unit_id")
    assert {"unit:russian-corps", "unit:xv-ss-cossack-cavalry-corps", "unit:cossack-camp"} <= agreed
    assert not {"unit:konr-air-force", "unit:first-russian-national-army", "unit:kaminski-brigade"} & agreed
    assert "de_jure" in column(where(rows, relation="member_of"), "basis")


def test_which_units_the_texts_call_part_of_the_army(tables: Tables) -> None:
    rows = where(tables["unit_relations"], related_id=ARMY, relation="part_of", polarity="affirmed")
    units = column(rows, "unit_id")
    assert {FIRST, SECOND, THIRD, "unit:konr-air-force", "unit:night-harassment-squadron-8"} <= units
    assert not {
        "unit:kaminski-brigade", "unit:first-russian-national-army", "group:hiwi", "group:eastern-units", "group:eastern-workers",
    } & units  # fmt: skip


def test_when_and_how_the_divisions_left_the_german_army(tables: Tables) -> None:
    rows = where(tables["unit_relations"], unit_id="group:russian-divisions", related_id="unit:german-army")
    assert [(r["polarity"], r["basis"], r["modality"], r["end_edtf"]) for r in rows] == [
        ("negated", "declared", "reported", "1945-01-28")
    ]
    assert column(rows, "in_older") == {False}


def test_whom_the_army_and_its_divisions_fought_and_when(tables: Tables) -> None:
    fights = where(tables["events"], event_type="battle", occurs_in="article")
    dates = {r["event_id"]: r["date_edtf"] for r in fights}
    assert dates["event:fight-of-roa-volunteers"] == "1945-02-09"
    assert dates["event:fighting-by-the-oder"] == "1945-04-11"
    assert dates["event:attack-on-soviet-bridgehead"] == "1945-04-13"
    rows = where(tables["event_participants"], role="opponent", polarity="affirmed")
    opponents = {(r["event_id"], r["entity_id"]) for r in rows}
    assert ("event:fighting-in-prague", "unit:waffen-ss") in opponents
    assert ("event:fighting-by-the-oder", "unit:waffen-ss") not in opponents


def test_who_took_part_in_the_uprising(tables: Tables) -> None:
    rows = where(tables["event_participants"], event_id="event:prague-uprising", role="participant")
    units = column(rows, "entity_id")
    assert {"unit:600th-infantry-division", "group:czech-resistance"} <= units
    assert "unit:us-third-army" not in units, "its approach offered a chance; it did not take part"


def test_how_many_red_army_soldiers_surrendered_by_the_oder(tables: Tables) -> None:
    rows = where(tables["fates"], entity_id="unit:red-army", fate="surrendered_to")
    counted = [r for r in rows if r["number_exactness"]]
    assert [(r["number_min"], r["number_max"], r["number_exactness"]) for r in counted] == [(None, 300, "at_most")]
    assert column(counted, "document_id") == {OLDER}


def test_whether_the_first_division_surrendered_to_the_americans(tables: Tables) -> None:
    rows = where(tables["fates"], entity_id=FIRST, fate="surrendered_to")
    assert column(rows, "modality") == {"attempted"}
    assert column(rows, "by_or_to_label") == {"US Third Army"}


def test_what_became_of_the_aerial_contingent(tables: Tables) -> None:
    [row] = where(tables["units"], unit_id="unit:ostfliegerstaffel-russische")
    assert (row["formed_edtf"], row["disbanded_edtf"]) == ("1943-12", "1944-07")
    moved = where(tables["unit_relations"], unit_id=row["unit_id"], relation="reorganised_into")
    assert column(moved, "related_id") == {"unit:night-harassment-squadron-8"}


def test_where_the_men_of_the_first_russian_national_army_went(tables: Tables) -> None:
    rows = where(tables["fates"], entity_id="unit:first-russian-national-army")
    goals = {(r["by_or_to_label"], r["modality"]) for r in rows if r["fate"] == "moved_to"}
    assert {("Liechtenstein", "asserted"), ("Argentina", "planned")} <= goals, "leave to emigrate is no emigration"
    assert "handed_over_to" not in column(rows, "fate")


def test_whether_the_volunteers_are_said_to_have_been_unreliable(tables: Tables) -> None:
    [row] = where(tables["units"], unit_id="group:ex-soviet-volunteers")
    assert "unreliable" not in str(row["state"]), "the older text calls that report false"
    [eastern] = where(tables["units"], unit_id="group:eastern-units")
    assert "unreliable during enemy contact" in str(eastern["state"])
    assert "reported" in str(eastern["modality"]), "an army command says so, not the text"


def test_which_persons_only_other_articles_or_lists_name(tables: Tables) -> None:
    rows = {r["person_id"]: r["occurs_in"] for r in tables["persons"]}
    assert rows["person:pyotr-krasnov"] == rows["person:andrei-shkuro"] == "list"
    assert rows["person:fyodor-truhin"] == rows["person:vladimir-boyarsky"] == "summary_of_other_article"
    assert rows["person:sergei-bunyachenko"] == "article"


def test_which_ranks_are_given_to_one_man(tables: Tables) -> None:
    [row] = where(tables["persons"], person_id="person:sergei-bunyachenko")
    assert {"General", "Major General", "major general"} <= parts([row], "ranks_as_written")
    assert "ranks_as_written" in str(row["disputed_columns"])
    [commander] = where(tables["persons"], person_id="person:andrey-vlasov")
    assert "Major General" not in parts([commander], "ranks_as_written")


def test_which_names_of_events_take_a_side(tables: Tables) -> None:
    loaded = re.compile(r"\bliberat|\b[Ii]nvasion|\b[Tt]raitor")  # the names of the army and the committee are names
    for row in tables["events"]:
        label = str(row["label"])
        assert label.startswith("“") or not loaded.search(label), label


PAGE = (ROOT / "docs" / "how-to" / "ask-the-tables.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def database(package: Path) -> sqlite3.Connection:
    """The tables as a person gets them by importing the CSV files, every cell a text."""
    connection = sqlite3.connect(":memory:")
    for path in sorted((package / "data").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        columns = ", ".join(f'"{name}"' for name in head)
        connection.execute(f'CREATE TABLE "{path.stem}" ({columns})')
        connection.executemany(f'INSERT INTO "{path.stem}" VALUES ({", ".join("?" * len(head))})', rows)
    return connection


@pytest.mark.parametrize("statement", re.findall(r"```sql\n(.*?)```", PAGE, flags=re.DOTALL))
def test_every_statement_of_the_how_to_runs_and_finds_rows(database: sqlite3.Connection, statement: str) -> None:
    assert database.execute(statement).fetchall()
