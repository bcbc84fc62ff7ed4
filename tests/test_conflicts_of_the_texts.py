"""Where our two texts disagree: the dataset's own conflicts by what they say, and what a changed text makes of them."""

from __future__ import annotations

import re

import pytest

from assemble.compare.conflicts import conflicts
from build import build_tables
from conftest import METADATA, RAW, Row, Tables, read_raw, write_raw
from publish.contradictions import contradictions_markdown
from roa_dataset.schema_files import load_schema

SCHEMA = load_schema(METADATA)


def rows(tables: Tables, conflict_class: str, scope: str, *words: str) -> list[Row]:
    return [
        r for r in tables["conflicts"]
        if r["class"] == conflict_class and r["scope"] == scope and all(re.search(w, str(r["summary"])) for w in words)
    ]  # fmt: skip


BETWEEN, WITHIN, SUMMARY = "between_texts", "within_text", "with_summary_of_other_article"


@pytest.mark.parametrize(
    ("conflict_class", "scope", "words"),
    [
        ("contradiction", BETWEEN, ("650th", "Grigorii Meandrov", "Mikhail Meandrov", "Zverev")),
        (
            "contradiction",
            BETWEEN,
            (
                "why and by whose decision",
                "false report .*Hitler ordered",
                "mutinies.* the Germans decided",
                "it was felt",
            ),
        ),
        ("contradiction", BETWEEN, ("false report", "mutinies", "unreliable during enemy contact")),
        ("contradiction", BETWEEN, ("first and only", "9 February", "13 April")),
        (
            "differing_detail",
            BETWEEN,
            ("fearing such aid would severely harm relations with the USSR", "political pressures"),
        ),
        ("differing_detail", WITHIN, ("political pressures", "agreement between Churchill and Stalin")),
        ("contradiction", BETWEEN, ("death", "ten years|10 years", "detention in prison", "forced labour")),
        ("contradiction", BETWEEN, ("Vlasov", "caught by the Soviets", "44th Division .* negotiated his surrender")),
        ("contradiction", SUMMARY, ("44th Division .* negotiated his surrender", "summary of .*He .* captured")),
        ("differing_detail", SUMMARY, ("Allied custody by the 44th", "and the ROA .* were captured by Soviet forces")),
        ("revision", BETWEEN, ("presented otherwise", "the volunteers", "The soldiers under his command")),
        ("contradiction", WITHIN, ("executed or sent to the Gulag”", "tried and sentenced to detention in prison")),
        ("contradiction", WITHIN, ("only active combat", "9 February", "13 April")),
        ("contradiction", WITHIN, ("650th", "Mikhail Meandrov", "Zverev")),
        ("differing_detail", WITHIN, ("volunteers", "Verbände")),
        ("contradiction", SUMMARY, ("did not resist", "ordered the ROA")),
        ("contradiction", SUMMARY, ("Prague", "and liberate Prague”", "partially successful")),
        ("differing_detail", SUMMARY, ("650th", "eastern workers", "mainly from Russian prisoners of war")),
        ("contradiction", WITHIN, ("Soviet military unit", "collaborationist formation")),
        ("differing_detail", WITHIN, ("all ROA soldiers would be returned", "would not be sent back")),
        (
            "differing_detail",
            WITHIN,
            ("fought under German command", "no longer form part of the German Army", "directly be under"),
        ),
        (
            "differing_detail",
            SUMMARY,
            ("in what circumstances", "“captured on the Eastern Front”", "“captured .*Leningrad”"),
        ),
        ("differing_detail", WITHIN, (r"active: 1942 \(Wehrmacht\)", "did not exist")),
        ("differing_detail", WITHIN, ("700th German Infantry", r"list: “700th \(Russian\) Infantry Division”")),
        ("differing_detail", SUMMARY, ("list: members of the disbanded Kaminsky Brigade", "forced laborers")),
        ("revision", BETWEEN, ("limited otherwise", "did not yet exist", "did not exist")),
        ("revision", BETWEEN, ("limited otherwise", "first and only active combat", "only active combat")),
        ("revision", BETWEEN, ("Soviet general", "USSR general")),
        ("differing_detail", BETWEEN, ("many Russian volunteers", r"the majority of them \[Russian volunteers\]")),
        ("differing_detail", BETWEEN, ("Some soldiers", "about 33,000 men")),
        ("differing_detail", WITHIN, ("Thousands soldiers", "about 33,000 men")),
        (
            "differing_detail",
            BETWEEN,
            ("information box", "size: Corps", r"size: Corps, 120,000–130,000 \(April 1945\)"),
        ),
        (
            "differing_detail",
            BETWEEN,
            ("information box", "Andrei Andreevich Vlasov", "Vladimir Pozdnyakov", "Meandrov"),
        ),
        ("differing_detail", BETWEEN, ("information box", "Infantry", "Air force")),
        ("differing_detail", BETWEEN, ("“primarily”: combating", "various tasks")),
        ("revision", BETWEEN, ("Hitler permitted the idea", "Hitler allowed the idea")),
        ("revision", BETWEEN, ("only began formation", "had only begun formation")),
        ("revision", BETWEEN, ("with hostility, refusing to even consider them", "refused to even consider the idea")),
        ("revision", BETWEEN, ("the 2d Infantry", "the 2nd Infantry")),
        ("differing_detail", WITHIN, ("Belgium or France", "in the name of the file: Nordfrankreich")),
        ("differing_detail", SUMMARY, ("Committee", "KONR being formed", "founded by Nazi Germany")),
        ("revision", BETWEEN, ("14 democratic points", "14 points")),
        ("revision", BETWEEN, ("forces", "collaborationist formation")),
        ("differing_detail", BETWEEN, ("mostly",)),
        ("revision", BETWEEN, ("“predominantly”: Russian forces", "“primarily”: Russians")),
    ],
)
def test_the_dataset_holds_what_readers_found_in_the_texts(
    tables: Tables, conflict_class: str, scope: str, words: tuple[str, ...]
) -> None:
    assert rows(tables, conflict_class, scope, *words), f"no {conflict_class} {scope} with {words}"


def test_what_is_no_conflict_is_in_no_row(tables: Tables) -> None:
    """Titles, sums and parts, four populations of volunteers, and another day of measurement."""
    claims = {c["claim_id"]: c for c in tables["claims"]}
    involved = [claims[link["claim_id"]] for link in tables["conflict_claims"]]
    ranks = {str(c["value"]).split()[-1] for c in involved if c["predicate"] == "holds_rank"}
    assert ranks <= {"general"}, "the country's name is told, another rank is not"
    assert not rows(tables, "revision", BETWEEN, "VS-KONR"), "the newer text has that spelling too"
    assert not rows(tables, "differing_detail", WITHIN, "nominally"), "in name only is no other command"
    numbers = [r for r in tables["conflicts"] if r["conflict_type"] == "number"]
    assert numbers == [], "the two texts give no number of one thing at one time differently"


def test_every_conflict_has_readings_that_differ_and_no_word_for_a_winner(tables: Tables) -> None:
    readings: dict[object, set[object]] = {}
    for link in tables["conflict_claims"]:
        readings.setdefault(link["conflict_id"], set()).add(link["reading"])
    assert set(readings) == {r["conflict_id"] for r in tables["conflicts"]}
    assert all(len(different) > 1 for different in readings.values())
    assert all(str(r["explanation"]).strip() for r in tables["conflicts"])
    for row in tables["conflicts"]:
        assert row["class"] != "contradiction" or "all of them may" not in str(row["explanation"]), row["summary"]
        assert not re.search(r": (?:when|where|how \w+)\. ", str(row["summary"])), f"of what? {row['summary']}"
        assert "not named" not in str(row["summary"]), "an absence is no conflict"
    for link in tables["conflict_claims"]:
        assert str(link["reading"]).count('"') % 2 == 0, f"an open quotation: {link['reading']}"
    told = " ".join(f"{r['summary'].split(': ')[1]} {r['explanation']}" for r in tables["conflicts"])  # type: ignore[attr-defined]
    assert not re.search(r"\b(?:wrong|mistaken|incorrect|correctly|in fact|actually|true version)\b", told)


def test_the_page_shows_every_contradiction_with_its_sentences(tables: Tables) -> None:
    page = contradictions_markdown(SCHEMA, tables).decode()
    shown = [r for r in tables["conflicts"] if r["class"] == "contradiction"]
    assert page.count("\n### ") == len(shown)
    assert all(f"`{r['conflict_id']}`" in page for r in shown)
    assert "> A second division, the 2d Infantry (650th German Infantry), was incomplete" in page


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """The tables of texts in which one number differs that agreed, and dates agree that differed."""
    listed, files = read_raw(RAW)
    newer = next(name for name, data in files.items() if b"14 points" in data)
    for old, new in (
        ("14 points", "15 points"),
        ("9 February 1945", "11 April 1945"),
        ("13 April 1945", "11 April 1945"),
    ):
        assert old.encode() in files[newer]
        files[newer] = files[newer].replace(old.encode(), new.encode())
    raw = write_raw(tmp_path_factory.mktemp("changed") / "raw", listed, files)
    return build_tables(raw, METADATA, lambda line: None)[2]


def test_a_number_changed_in_one_text_makes_the_row(tables: Tables, changed: Tables) -> None:
    assert not rows(tables, "contradiction", BETWEEN, "how many")
    assert rows(changed, "contradiction", BETWEEN, "how many", "14 democratic points", "15 points")
    assert not rows(changed, "revision", BETWEEN, "14 democratic points")


def test_dates_made_equal_remove_the_row(tables: Tables, changed: Tables) -> None:
    for scope in (BETWEEN, WITHIN):
        assert rows(tables, "contradiction", scope, "whether it was the only one")
        assert not rows(changed, "contradiction", scope, "whether it was the only one")


def test_one_text_alone_has_conflicts_inside_it_and_none_between(tables: Tables) -> None:
    newer = next(str(d["document_id"]) for d in tables["documents"] if d["version_label"] == "newer")
    alone = {name: [r for r in found if r.get("document_id", newer) == newer] for name, found in tables.items()}
    alone["alignments"] = []
    found, links = conflicts(alone, SCHEMA, METADATA)
    assert {r["scope"] for r in found} == {WITHIN, SUMMARY}
    assert {link["claim_id"] for link in links} <= {c["claim_id"] for c in alone["claims"]}
