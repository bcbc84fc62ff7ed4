"""The views: every filled cell rests on claims that say so, nothing is picked silently, and a changed text changes the cell."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import build
from assemble.views import load_view_rules
from conftest import METADATA, RAW, Row, Tables, read_raw, write_raw
from extract.vocabulary import for_article, load
from publish.diagram import diagram_markdown
from publish.words_behind import words_behind
from roa_dataset.checks.finding import Finding
from roa_dataset.checks.provenance import check_provenance
from roa_dataset.schema_files import SchemaError, load_schema

SCHEMA = load_schema(METADATA)
VIEWS = [
    "persons", "units", "allegiances", "unit_relations", "collectives", "postings", "strengths", "events",
    "event_participants", "fates", "places",
]  # fmt: skip
#: tables with one row for each reading: a cell never holds two
ONE_READING = ("postings", "strengths", "fates")


def key_of(table: str, row: Row) -> str:
    return " ".join(str(row[name]) for name in SCHEMA.table(table).primary_key)


def fact_cells(tables: Tables) -> list[tuple[str, Row, str]]:
    return [
        (name, row, column.name)
        for name in VIEWS
        for row in tables[name]
        for column in SCHEMA.table(name).columns
        if column.taken_from and row[column.name] is not None
    ]


def test_every_filled_fact_cell_rests_on_claims_that_carry_it(tables: Tables) -> None:
    cells = fact_cells(tables)
    assert len(cells) > 1000
    assert {(t, key_of(t, r), c) for t, r, c in cells} <= {
        (str(p["table_name"]), str(p["row_id"]), str(p["column_name"])) for p in tables["provenance"]
    }
    assert [str(f) for f in check_provenance(tables, SCHEMA.tables)] == []


def changed(tables: Tables, table: str, row: Row, **cells: object) -> Tables:
    return {**tables, table: [{**r, **cells} if r is row else r for r in tables[table]]}


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("strengths", "number_min", 7.0),
        ("strengths", "measure", "horses"),
        ("persons", "ranks_as_written", "General | Emperor"),
        ("persons", "died_earliest", "1946-01-02"),
        ("events", "date_latest", "1946-12-30"),
        ("fates", "date_text", "3 May 1947"),
        ("postings", "person_id", "person:adolf-hitler"),
        ("units", "designation_german", "900th Infantry"),
        ("unit_relations", "end_edtf", "1945-02"),
    ],
)
def test_a_cell_that_its_claims_do_not_carry_is_found(tables: Tables, table: str, column: str, value: object) -> None:
    row = next(r for r in tables[table] if r[column] is not None and r[column] != value)
    findings = check_provenance(changed(tables, table, row, **{column: value}), SCHEMA.tables)
    assert {(f.file, f.row, f.column) for f in findings} == {(f"data/{table}.csv", key_of(table, row), column)}


def test_a_cell_without_a_claim_is_found_and_so_is_a_row_of_provenance_without_a_cell(tables: Tables) -> None:
    first = tables["provenance"][0]
    address = ("table_name", "row_id", "column_name")
    kept = [p for p in tables["provenance"] if any(p[name] != first[name] for name in address)]
    [finding] = check_provenance({**tables, "provenance": kept}, SCHEMA.tables)
    assert "a claim that it rests on" in str(finding)
    astray = [*tables["provenance"], {**first, "row_id": "nobody"}]
    [finding] = check_provenance({**tables, "provenance": astray}, SCHEMA.tables)
    assert "no filled cell" in str(finding)
    unknown = [{**first, "claim_id": "c000000000000"}, *tables["provenance"]]
    [finding] = check_provenance({**tables, "provenance": unknown}, SCHEMA.tables)
    assert "a claim of this package" in str(finding)


def test_a_build_with_a_cell_that_no_claim_carries_fails_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    finding = Finding(
        "data/units.csv", "unit:arlen-guard", "state", "'lost'", "a claim", "Rebuild.", check="provenance"
    )
    monkeypatch.setattr(build, "content_findings", lambda contents, only: [finding])
    with pytest.raises(build.ProvenanceError, match="1 cells do not follow from their claims"):
        build.build_tables(RAW, METADATA, lambda line: None)


def test_a_cell_with_several_readings_is_named_and_a_row_of_one_reading_has_none(tables: Tables) -> None:
    for table, row, column in fact_cells(tables):
        several = " | " in str(row[column])
        named = column in str(row["disputed_columns"] or "").split(" | ")
        assert named or not several, (table, key_of(table, row), column)
        assert not (several and table in ONE_READING)


def test_every_row_says_in_which_text_it_stands(tables: Tables) -> None:
    for name in set(VIEWS) - {"collectives"}:
        for row in tables[name]:
            assert row["in_newer"] or row["in_older"], (name, key_of(name, row))
    for name in ONE_READING:
        for row in tables[name]:
            assert (row["in_newer"], row["in_older"]) == (
                row["document_id"] == "roa-newer",
                row["document_id"] == "roa-older",
            )


def test_what_is_planned_attempted_denied_or_negated_fills_no_cell_that_cannot_say_so(tables: Tables) -> None:
    claims = {str(c["claim_id"]): c for c in tables["claims"]}
    for row in tables["provenance"]:
        claim = claims[str(row["claim_id"])]
        if row["table_name"] in ("persons", "units") and row["column_name"] not in ("state", "relation_to_roa"):
            assert (claim["polarity"], claim["modality"] in ("asserted", "reported")) == ("affirmed", True), row


def test_bounds_are_the_hull_and_open_where_a_reading_is_open(tables: Tables) -> None:
    [army] = [r for r in tables["units"] if r["unit_id"] == "unit:russian-liberation-army"]
    assert army["active_start_earliest"] == "1942-01-01"
    assert army["active_start_latest"] is None, "'not until autumn' has no last day"
    assert (army["active_end_earliest"], army["active_end_latest"]) == ("1945-01-01", "1945-12-31")


def test_units_that_the_texts_keep_apart_are_rows_apart(tables: Tables) -> None:
    units = {str(r["unit_id"]): str(r["relation_to_roa"]).split(" | ") for r in tables["units"]}
    apart = {
        "unit:russian-liberation-army": "itself",
        "organization:konr": "above_it",
        "unit:kaminski-brigade": "source_of_men",
        "unit:first-russian-national-army": "named",
        "group:hiwi": "named",
        "group:eastern-units": "named",
        "group:eastern-workers": "joined",
        "unit:600th-infantry-division": "part_of",
        "unit:roa-air-force": "part_of",
        "group:roa-volunteers": "joined",
        "unit:waffen-ss": "opposed",
        "unit:ukrainian-national-army": "summary_only",
        "group:ostlegionen": "listed_only",
    }
    for unit, relation in apart.items():
        assert relation in units[unit], (unit, units[unit])
    assert not [u for u in units if "1st-division" in u or "2nd-division" in u], "the designations are not units again"


def test_each_event_is_one_row_with_a_flat_label(tables: Tables) -> None:
    events = {str(r["event_id"]).partition(":")[2]: r for r in tables["events"]}
    for name in (
        "capture-of-vlasov-at-the-front", "second-capture-of-vlasov", "renaming-of-the-roa", "founding-of-the-konr",
        "declaration-on-the-russian-divisions", "reading-of-the-prague-manifesto", "mutinies-and-desertions",
        "transfer-to-the-west", "fight-of-roa-volunteers", "fighting-by-the-oder", "attack-on-soviet-bridgehead", "march-south",
        "fighting-in-prague", "attempted-surrender-of-the-first-division", "hand-over-to-the-soviet-union", "trial-of-vlasov",
        "execution-of-vlasov", "trial-of-roa-soldiers",
    ):  # fmt: skip
        assert events[name]["as_written"], name
    assert events["execution-of-vlasov"]["label"] == "Execution of Vlasov and other leaders, 1 August 1946"
    assert "attempted" in str(events["attempted-surrender-of-the-first-division"]["modality"])
    assert events["fighting-by-the-oder"]["place_label"] == "Oder River"
    # the two texts' words for one event are one row; both texts are named
    assert (events["execution-of-vlasov"]["in_newer"], events["execution-of-vlasov"]["in_older"]) == (True, True)


def test_how_a_relation_holds_is_in_words_of_the_text(tables: Tables) -> None:
    for row in tables["unit_relations"]:
        for words in str(row["how_as_written"] or "").split(" | "):
            assert words.casefold() in " ".join(str(row["as_written"]).split()).casefold(), row["unit_relation_id"]
    [rada] = [r for r in tables["unit_relations"] if r["unit_id"] == "organization:czech-rada"]
    assert (rada["related_as_written"], rada["how_as_written"]) == ("communists | Communists", "predominance")
    [men] = [r for r in tables["unit_relations"] if "Kaminsky Brigade" in str(r["related_as_written"])]
    assert (men["unit_id"], men["related_id"]) == ("unit:600th-infantry-division", "unit:kaminski-brigade")
    assert str(men["related_as_written"]).startswith("members of the disbanded"), "its men are not the brigade"


def test_an_event_has_no_reason_date_or_place_of_something_else_told_of_it(tables: Tables) -> None:
    events = {str(r["event_id"]).partition(":")[2]: r for r in tables["events"]}
    for name in ("fight-of-roa-volunteers", "report-on-local-volunteers"):
        assert events[name]["reason"] is None, "why they were praised or were unreliable: not why it was"
    assert "propaganda" not in str(events["guard-and-surrender-in-the-west"]["reason"]), "why others fought on"
    assert "keep their" not in str(events["transfer-to-the-west"]["reason"])
    assert "false report" in str(events["transfer-to-the-west"]["reason"])
    assert "September" not in str(events["transfer-to-the-west"]["date_text"]), "the day of a count"
    assert events["fighting-by-the-oder"]["reason"], "the reason of the fight itself stays"
    assert events["trial-of-roa-soldiers"]["place_label"] is None, "they were sent there, not tried there"


def test_a_row_says_what_is_hoped_for_only_and_what_the_editors_read(tables: Tables) -> None:
    units = {str(r["unit_id"]): r for r in tables["units"]}
    assert units["unit:real-armed-force"]["modality"] == "planned"
    assert units["unit:army-group-center"]["occurs_in"] == "summary_of_other_article"
    assert units["unit:army-group-center"]["relation_to_roa"] == "named", "a reference names it too"
    assert {(r["in_newer"], r["in_older"], r["modality"]) for r in tables["collectives"]} == {(True, False, None)}
    [rosenberg] = [r for r in tables["persons"] if r["person_id"] == "person:alfred-rosenberg"]
    assert rosenberg["hedges"] is None, "a hedge of something that the row does not show"
    assert "polity:allies" in {r["place_id"] for r in tables["places"]}
    either = [r for r in tables["fates"] if r["value"] == "surrendered or defected"]
    assert {r["in_newer"] for r in either} == {True, False}


def test_of_an_agreement_between_two_neither_is_the_giver(tables: Tables) -> None:
    rows = [r for r in tables["event_participants"] if r["event_id"] == "event:agreement-on-the-return-of-soldiers"]
    roles = {r["entity_id"]: r["role"] for r in rows}
    assert roles["person:churchill"] == roles["person:joseph-stalin"] == "participant"


def test_changes_of_side_stand_whatever_side_they_led_to(tables: Tables) -> None:
    changes = [r for r in tables["allegiances"] if r["relation"] == "changed_sides"]
    without = {r["entity_id"] for r in changes if r["to_id"] is None and r["polarity"] == "affirmed"}
    assert {"unit:600th-infantry-division", "person:andrey-vlasov", "person:sergei-bunyachenko"} <= without
    assert [r["modality"] for r in changes if "partisans" in str(r["as_written"])] == ["denied"]


CHANGES = (
    ("11,856 men", "12,345 men"),
    ("120,000–130,000", "140,000–150,000"),
    ("on 1 August 1946", "on 3 August 1946"),
    ("on August 1, 1946", "on August 5, 1946"),
    ("Major General Grigory Zverev", "Major General Grigory Tverkin"),
    ("disbanded in July 1944", "disbanded in June 1944"),
    ("Formed at Münsingen", "Formed at Weimar"),
)


def test_a_changed_number_name_date_or_place_changes_the_cell_through_its_provenance(tmp_path: Path) -> None:
    rows, files = read_raw()
    for old, new in CHANGES:
        assert any(old.encode() in data for data in files.values()), old
        files = {name: data.replace(old.encode(), new.encode()) for name, data in files.items()}
    _, _, tables = build.build_tables(write_raw(tmp_path / "raw", rows, files), METADATA, lambda line: None)

    def cells(table: str, column: str, **where: object) -> set[object]:
        return {r[column] for r in tables[table] if all(r[k] == v for k, v in where.items())}

    assert 12345 in cells("strengths", "number_min", unit_id="unit:650th-infantry-division")
    assert 11856 not in cells("strengths", "number_min", unit_id="unit:650th-infantry-division")
    assert 150000 in cells("strengths", "number_max", unit_id="unit:russian-liberation-army")
    [vlasov] = [r for r in tables["persons"] if r["person_id"] == "person:andrey-vlasov"]
    assert (vlasov["died_edtf"], vlasov["died_earliest"], vlasov["died_latest"]) == (
        "1946-08-03 | 1946-08-05", "1946-08-03", "1946-08-05",
    )  # fmt: skip
    assert "died_edtf" in str(vlasov["disputed_columns"])
    [event] = [r for r in tables["events"] if r["event_id"] == "event:execution-of-vlasov"]
    assert event["label"] == "Execution of Vlasov and other leaders, August 1946", "two readings: what they share"
    commanders = cells("postings", "person_label", unit_id="unit:650th-infantry-division", role="commander")
    assert "Grigory Zverev" not in commanders and any("Tverkin" in str(name) for name in commanders)
    assert cells("units", "disbanded_edtf", unit_id="unit:ostfliegerstaffel-russische") == {"1944-06"}
    assert cells("units", "formed_place_label", unit_id="unit:600th-infantry-division") == {"Weimar"}
    assert check_provenance(tables, SCHEMA.tables) == []


def test_the_rules_of_the_views_name_what_there_is_and_no_claim_number_or_date() -> None:
    rules = load_view_rules(METADATA, SCHEMA)
    predicates = set(SCHEMA.vocabulary["predicate"].code_names)
    roles = set(SCHEMA.vocabulary["event_role"].code_names)
    known = set(for_article(load(METADATA / "entities"), "russian-liberation-army").entities)
    assert {rule.event_id for rule in rules.events.known} <= known
    for predicate, sides in rules.events.sides.items():
        assert predicate in predicates
        assert {side for side in (sides.subject, sides.object) if side} <= roles
    for rule in rules.events.known:
        for condition in rule.conditions:
            assert set(condition.columns.get("predicate", ())) <= predicates
            ids = {i for column in ("subject_id", "object_id", "place_id") for i in condition.columns.get(column, ())}
            assert ids <= known, ids - known
    for path in sorted((METADATA / "views").glob("*.toml")):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        values = " ".join(line for line in lines if path.stem == "events")
        assert not any(year in values for year in ("1943", "1944", "1945", "1946"))


def test_a_rule_with_an_unknown_key_is_refused(tmp_path: Path) -> None:
    views = tmp_path / "views"
    views.mkdir()
    for path in (METADATA / "views").glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        text = text.replace('polarity = ["affirmed"]', 'polrity = ["affirmed"]', 1) if path.stem == "units" else text
        (views / path.name).write_text(text, encoding="utf-8")
    with pytest.raises(SchemaError, match=r"units\.toml: relation\.part_of\.polrity: found an unknown key"):
        load_view_rules(tmp_path, SCHEMA)


def test_the_picture_of_the_tables_has_every_table_and_every_foreign_key() -> None:
    text = diagram_markdown(SCHEMA).decode()
    for table in SCHEMA.tables:
        assert f"  {table.name} {{" in text
    keys = [(t, c) for t in SCHEMA.tables for c in t.columns if c.references and c.references.table != "documents"]
    missing = [(t.name, c.name) for t, c in keys if f"--o{{ {t.name} : {c.name}\n" not in text]
    assert missing == [], "each stands in a picture that shows both of its tables"


def test_the_words_behind_a_row_are_the_passages_of_its_claims(tables: Tables) -> None:
    [row] = [r for r in tables["strengths"] if r["number_min"] == 11856]
    [(document, words)] = words_behind(SCHEMA.table("strengths"), row, tables)
    assert document == "roa-newer"
    assert "11,856 men" in words and "Not fully armed" in words
    [vocabulary] = [words_behind(SCHEMA.table("vocabulary"), tables["vocabulary"][0], tables)]
    assert vocabulary == []


def test_every_table_says_what_a_row_is_and_what_it_is_not() -> None:
    for table in SCHEMA.tables:
        assert table.description.startswith("One row "), table.name
        assert re.search(r"\b(?:not|no|never|neither|nobody)\b", table.description, re.IGNORECASE), table.name


def test_a_command_that_only_a_list_gives_is_marked_and_states_no_role(tables: Tables) -> None:
    listed = {str(r["person_id"]) for r in tables["postings"] if r["basis"] == "list_position"}
    assert listed == {"person:sergei-bunyachenko", "person:grigory-zverev", "person:mikhail-shapalov"}
    persons = {str(r["person_id"]): r for r in tables["persons"]}
    zverev = persons["person:grigory-zverev"]
    assert (zverev["roles_as_written"], zverev["units_labels"]) == (None, "650th (Russian) Infantry Division")
    written = {(r["person_id"], r["role"], r["role_as_written"]) for r in tables["postings"]}
    assert ("person:intelligence-officer", "position", "intelligence officer") in written
    assert "former" not in {words for _, _, words in written}


def test_a_number_of_those_who_served_counts_them_and_not_the_force(tables: Tables) -> None:
    serving = {(r["unit_id"], r["serving_in_id"], r["number_min"]) for r in tables["strengths"] if r["serving_in_id"]}
    assert serving == {
        ("group:eastern-battalions", "place:eastern-front", 71),
        ("group:ex-soviet-volunteers", "group:german-forces", None),
        ("group:foreign-volunteers", "unit:wehrmacht", 1000000),
        ("group:spaniards", "unit:blue-division", 47000),
    }
    grown = [r for r in tables["strengths"] if r["basis"] == "has_strength" and r["number_exactness"] is None]
    assert {(r["unit_id"], r["number_exactness"], r["hedges"]) for r in grown} == {
        ("unit:650th-infantry-division", None, "nearly")
    }
    # divisions that were permitted are none that there were
    assert not [r for r in tables["strengths"] if r["modality"] in ("planned", "attempted", "denied")]


def test_the_hedge_of_a_number_stands_only_where_the_number_does(tables: Tables) -> None:
    [receiver] = [
        r
        for r in tables["event_participants"]
        if r["event_id"] == "event:hand-over-to-the-soviet-union" and r["entity_id"] == "group:soviet-forces"
    ]
    assert receiver["hedges"] is None
    [men] = [r for r in tables["fates"] if r["number_min"] == 33000 and r["fate"] == "handed_over_to"]
    assert men["hedges"] == "Approximately"


def test_what_was_brought_about_for_an_event_or_during_it_is_neither_its_result_nor_its_size(tables: Tables) -> None:
    events = {str(r["event_id"]): r for r in tables["events"]}
    assert events["event:prague-uprising"]["outcome"] is None, "an approach offered a chance of success"
    assert events["event:fighting-by-the-oder"]["number_max"] is None, "those who surrendered did not fight it"
    assert events["event:red-army-reaching-prague"]["place_id"] == "place:prague"
    assert str(events["event:german-occupation"]["duration"]).endswith("six years of occupation")


def test_a_demand_for_people_is_a_fate_of_theirs_and_no_hand_over(tables: Tables) -> None:
    [demand] = [r for r in tables["fates"] if r["fate"] == "sought" and "extradite" in str(r["value"])]
    assert (demand["entity_id"], demand["by_or_to_id"]) == ("unit:first-russian-national-army", "polity:soviet-union")
    charges = {(r["entity_id"], r["value"]) for r in tables["fates"] if r["fate"] == "tried" and r["value"]}
    assert ("person:sergei-bunyachenko", "convicted of treason") in charges
    assert not [r for r in tables["fates"] if r["fate"] == "changed_sides"]


def test_the_other_side_of_an_allegiance_stands_in_words_where_it_has_no_id(tables: Tables) -> None:
    words = {str(r["to_as_written"]) for r in tables["allegiances"] if r["to_id"] is None and r["to_as_written"]}
    assert words == {"defecting to the partisans", "the German side"}
