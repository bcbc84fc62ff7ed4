"""What people decided (metadata/entities, judgements, vocabulary) agrees with itself and with the raw texts."""

from __future__ import annotations

import csv
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
METADATA = ROOT / "metadata"
ARTICLE = "russian-liberation-army"
TEXTS = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "raw").glob("*.txt"))]
# dates and years are read from the texts, never typed: a text with another year must not contradict a label
MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
DATE = re.compile(
    rf"\b(?:1[0-9]|20)\d\d\b|\b\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH}\b|\b{MONTH},?\s\d|\b\d{{1,2}}\.\d{{1,2}}\.\d{{2}}"
)
ID = re.compile(r"(?P<type>[a-z]+):[a-z0-9]+(?:-[a-z0-9]+)*")

Entry = dict[str, Any]


def read(path: Path) -> Entry:
    return tomllib.loads(path.read_text(encoding="utf-8"))


ENTITY_FILES = {path.name: read(path) for path in sorted((METADATA / "entities").glob("*.toml"))}
ENTITIES: list[Entry] = [entity for content in ENTITY_FILES.values() for entity in content["entity"]]
OWN: list[Entry] = [e for c in ENTITY_FILES.values() if c["articles"] == [ARTICLE] for e in c["entity"]]
BY_ID: dict[str, Entry] = {entity["id"]: entity for entity in ENTITIES}
JUDGEMENTS: list[Entry] = read(METADATA / "judgements.toml")["judgement"]
SCHEME_FILES: list[Entry] = [read(path) for path in sorted((METADATA / "vocabulary").glob("*.toml"))]
SCHEMES: dict[str, dict[str, Entry]] = {s["scheme"]: {c["code"]: c for c in s["code"]} for s in SCHEME_FILES}


def in_a_text(words: str) -> bool:
    return any(words in text for text in TEXTS)


def test_every_file_is_for_one_article_alone_and_the_general_one_for_all() -> None:
    articles = {name: content["articles"] for name, content in ENTITY_FILES.items()}
    assert articles.pop("general.toml") == ["*"]
    assert [ARTICLE] in articles.values() and all(len(value) == 1 and value != ["*"] for value in articles.values())


def test_entity_ids_are_there_once_and_begin_with_their_type() -> None:
    ids = [entity["id"] for entity in ENTITIES]
    assert sorted(set(ids)) == sorted(ids)
    wrong = [e["id"] for e in ENTITIES if not (m := ID.fullmatch(e["id"])) or m["type"] != e["type"]]
    assert wrong == []


def test_entities_use_the_codes_of_the_vocabulary() -> None:
    wrong = []
    for entity in ENTITIES:
        kinds = SCHEMES["event_type" if entity["type"] == "event" else "place_kind"]
        needs_kind = entity["type"] in ("place", "event", "polity") and entity["id"] != "polity:allies"
        if entity["type"] not in SCHEMES["entity_type"] or entity["scope"] not in SCHEMES["entity_scope"]:
            wrong.append(entity["id"])
        if (entity["kind"] not in kinds) if "kind" in entity else needs_kind:
            wrong.append(f"{entity['id']} kind")
        for name in entity["names"]:
            if name["kind"] not in SCHEMES["name_kind"] or name["language"] not in SCHEMES["language"]:
                wrong.append(f"{entity['id']} {name}")
    assert wrong == []


def test_every_name_of_the_article_is_spelled_as_in_a_text() -> None:
    missing = [(e["id"], n["name"]) for e in OWN for n in e["names"] if not in_a_text(n["name"])]
    assert missing == []


def test_every_label_of_the_article_is_spelled_as_in_a_text_but_for_what_no_text_names() -> None:
    """What the texts only describe ("his German and Russian allies") has a label of the editors, which says whose they are."""
    nameless = [e for e in OWN if all(n["kind"] == "description" for n in e["names"])]
    named = [e["label"].removeprefix("Operation ") for e in OWN if e not in nameless]
    missing = [label for label in named if not in_a_text(label)]
    assert missing == []


def test_everything_but_an_event_has_a_name() -> None:
    assert [e["id"] for e in ENTITIES if not e["names"] and e["type"] != "event"] == []


def test_no_name_is_given_twice_among_the_entities_of_the_article() -> None:
    owners: dict[str, list[str]] = {}
    for entity in ENTITIES:
        for name in entity["names"]:
            owners.setdefault(name["name"], []).append(entity["id"])
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_no_two_labels_are_alike() -> None:
    labels = [entity["label"] for entity in ENTITIES]
    assert sorted(set(labels)) == sorted(labels)


def test_names_and_labels_have_no_space_around_them_and_no_line_break() -> None:
    words = [e["label"] for e in ENTITIES] + [n["name"] for e in ENTITIES for n in e["names"]]
    assert [w for w in words if w != w.strip() or re.search(r"\s{2}|[\n\t\u00a0]", w)] == []


def test_nothing_that_people_typed_holds_a_date() -> None:
    typed = [(e["id"], text) for e in ENTITIES for text in (e["id"], e["label"], e.get("note", ""))]
    typed += [(e["id"], name["name"]) for e in ENTITIES for name in e["names"]]
    typed += [(j["left_id"], j["reason"]) for j in JUDGEMENTS]
    typed += [(c["code"], f"{c['label']} {c['definition']}") for codes in SCHEMES.values() for c in codes.values()]
    assert [pair for pair in typed if DATE.search(pair[1])] == []


def test_scope_author_is_for_cited_works_and_those_who_made_them() -> None:
    authors = {e["type"] for e in ENTITIES if e["scope"] == "author"}
    assert authors <= {"person", "organization", "work", "place"}
    makers = [e for e in ENTITY_FILES["works-and-authors.toml"]["entity"] if e["type"] in ("person", "organization")]
    assert makers
    assert [e["id"] for e in makers if e["scope"] != "author"] == []


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Russian Liberation Army", "KONR"),
        ("ROA", "Hiwi"),
        ("Eastern units", "eastern workers"),
        ("Kaminski Brigade", "First Russian National Army"),
        ("600th (Russian) Infantry Division", "650th (Russian) Infantry Division"),
        ("AOK 2", "Sturm-Btl. AOK 2"),
        ("LIII Army Corps", "new unit named LIII Army Corps"),
        ("Mikhail Meandrov", "Grigorii Meandrov"),
        ("Mikhail Meandrov", "Grigory Zverev"),
        ("KONR Air Force", "ROA air force"),
        ("Wehrmacht", "German Army"),
    ],
)
def test_these_names_never_mean_one_entity(left: str, right: str) -> None:
    owner = {n["name"]: e["id"] for e in ENTITIES for n in e["names"]}
    assert owner[left] != owner[right]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Russian Liberation Army", "VS-KONR"),
        ("600th (Russian) Infantry Division", "1st Division of the KONR"),
        ("650th (Russian) Infantry Division", "2d Infantry"),
        ("700th German Infantry", "3rd Division of the KONR"),
        ("Kaminski Brigade", "Kaminsky Brigade"),
        ("2nd Army", "AOK 2"),
        ("8th Army", "AOK 8"),
        ("Army Group Centre", "HG Mitte"),
        ("Georgi Zhilenkov", "Schilenkow"),
    ],
)
def test_these_names_mean_one_entity(left: str, right: str) -> None:
    owner = {n["name"]: e["id"] for e in ENTITIES for n in e["names"]}
    assert owner[left] == owner[right]


def test_judgements_refer_to_known_entities_by_names_that_these_have() -> None:
    wrong = []
    for judgement in JUDGEMENTS:
        for side in ("left", "right"):
            entity = BY_ID.get(judgement[f"{side}_id"], {"label": "", "names": []})
            if judgement[f"{side}_name"] not in {entity["label"], *(n["name"] for n in entity["names"])}:
                wrong.append((judgement[f"{side}_id"], judgement[f"{side}_name"]))
    assert wrong == []


def test_same_means_one_id_and_every_other_judgement_two() -> None:
    wrong = [j for j in JUDGEMENTS if (j["left_id"] == j["right_id"]) != (j["judgement"] == "same")]
    assert wrong == []
    assert [j for j in JUDGEMENTS if j["left_name"] == j["right_name"]] == []


def test_each_pair_is_judged_once_with_a_reason_and_a_day() -> None:
    pairs = [frozenset({(j["left_id"], j["left_name"]), (j["right_id"], j["right_name"])}) for j in JUDGEMENTS]
    assert len(set(pairs)) == len(pairs)
    known = SCHEMES["judgement"]
    day = re.compile(r"\d{4}-\d{2}-\d{2}")
    assert [j for j in JUDGEMENTS if j["judgement"] not in known or not day.fullmatch(j["decided_on"])] == []
    assert [j for j in JUDGEMENTS if not j["reason"].endswith(".") or not j["decided_by"]] == []


def test_two_entities_are_not_judged_both_different_and_unsure() -> None:
    verdicts: dict[frozenset[str], set[str]] = {}
    for j in JUDGEMENTS:
        verdicts.setdefault(frozenset({j["left_id"], j["right_id"]}), set()).add(j["judgement"])
    assert {pair: v for pair, v in verdicts.items() if len(v) > 1} == {}


def test_words_quoted_in_a_reason_are_in_a_text_or_a_name() -> None:
    quoted = [(j["left_id"], q) for j in JUDGEMENTS for q in re.findall(r'"([^"]+)"', j["reason"])]
    assert quoted
    assert [pair for pair in quoted if not in_a_text(pair[1])] == []


def test_schemes_and_codes_are_there_once() -> None:
    names = [scheme["scheme"] for scheme in SCHEME_FILES]
    assert sorted(set(names)) == sorted(names)
    for scheme in SCHEME_FILES:
        codes = [code["code"] for code in scheme["code"]]
        assert sorted(set(codes)) == sorted(codes), scheme["scheme"]


def test_example_quotes_stand_in_a_raw_text() -> None:
    codes = [(name, code) for name, scheme in SCHEMES.items() for code in scheme.values()]
    missing = [(n, c["code"]) for n, c in codes if "example_quote" in c and not in_a_text(c["example_quote"])]
    assert missing == []


def test_every_predicate_has_its_labels_an_example_and_letters_for_domain_and_range() -> None:
    letters = set("PUGOYLERWTVN") | {"any", "claim", "same"}
    for code in SCHEMES["predicate"].values():
        for key in ("label", "inverse_label", "negated_label", "definition"):
            assert code[key], (code["code"], key)
        assert code["domain"] and set(code["domain"]) <= letters, code["code"]
        assert code["range"] and set(code["range"]) <= letters, code["code"]
        assert code["functional"] or not code["functional_within"], code["code"]


def test_a_predicate_without_an_example_is_one_that_neither_text_needs() -> None:
    without = {code["code"] for code in SCHEMES["predicate"].values() if "example_quote" not in code}
    with (ROOT / "data" / "claims.csv").open(encoding="utf-8", newline="") as file:
        used = {claim["predicate"] for claim in csv.DictReader(file)}
    assert without == {"awarded"} and without.isdisjoint(used)


def test_no_two_predicates_read_alike() -> None:
    for key in ("label", "negated_label", "definition"):
        readings = [code[key] for code in SCHEMES["predicate"].values()]
        assert sorted(set(readings)) == sorted(readings), key
