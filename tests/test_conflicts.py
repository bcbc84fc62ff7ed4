"""Where texts disagree: the rules, over invented claims."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assemble.compare.conflicts import conflicts
from assemble.compare.rule_file import load_rules
from conftest import METADATA, Row, Tables
from roa_dataset.schema_files import SchemaError, load_schema

SCHEMA = load_schema(METADATA)
COLUMNS = SCHEMA.table("claims").column_names
LABELS = {
    "unit:lake-guard": "Lake Guard", "unit:bridge-company": "Bridge Company", "person:ada-brandt": "Ada Brandt",
    "person:otto-lind": "Otto Lind", "organization:ferry-board": "Ferry Board", "polity:vesmar": "Vesmar",
    "place:arlen": "Arlen", "place:brisk": "Brisk", "unit:hill-corps": "Hill Corps", "person:no-one": "Nobody",
}  # fmt: skip


class Texts:
    """Invented versions of one article: `says` puts one sentence with one claim into a version."""

    def __init__(self, versions: int = 2) -> None:
        self.tables: Tables = {table.name: [] for table in SCHEMA.tables}
        for number in range(1, versions + 1):
            self.tables["documents"].append(
                {"document_id": f"v{number}", "article": "lake-guard", "title": "Lake Guard", "version_order": number,
                 "version_label": f"version {number}"}
            )  # fmt: skip
        for key, label in LABELS.items():
            self.tables["entities"].append({"entity_id": key, "label": label, "entity_type": key.split(":")[0]})

    def says(self, version: int, subject: str, predicate: str, sentence: str = "", **cells: object) -> str:
        """Adds the claim; returns its passage. `kind` and `about_title` describe the passage, `passage` takes an older one."""
        document = f"v{version}"
        passage = cells.pop("passage", None)
        kind, about = cells.pop("kind", "sentence"), cells.pop("about_title", None)
        number = len(self.tables["claims"])
        quote = sentence or f"{subject} {predicate} {cells}"
        if passage is None:
            passage = f"{document}:p{number:04d}"
            self.tables["passages"].append(
                {"passage_id": passage, "document_id": document, "kind": kind, "about_title": about, "text": quote,
                 "char_start": 100 * number, "char_end": 100 * number + 99}
            )  # fmt: skip
        row: Row = dict.fromkeys(COLUMNS)
        row |= {
            "claim_id": f"c{number:012x}", "document_id": document, "passage_id": passage, "quote": quote,
            "char_start": 100 * number, "char_end": 100 * number + 50, "subject_id": subject,
            "subject_label": LABELS[subject], "predicate": predicate, "polarity": "affirmed", "modality": "asserted",
        }  # fmt: skip
        row |= cells
        if row["object_id"]:
            row["object_label"] = LABELS[str(row["object_id"])]
        self.tables["claims"].append(row)
        return str(passage)

    def align(self, left: str, right: str) -> None:
        self.tables["alignments"].append({"left_passage_id": left, "right_passage_id": right, "change": "reworded"})

    def found(self) -> list[Row]:
        return conflicts(self.tables, SCHEMA, METADATA)[0]

    def kinds(self) -> list[tuple[str, str, str]]:
        return sorted((str(r["class"]), str(r["conflict_type"]), str(r["scope"])) for r in self.found())


def number(value: float, measure: str = "men") -> dict[str, object]:
    return {"number_min": value, "number_max": value, "number_measure": measure, "number_exactness": "exact"}


def day(text: str, role: str = "point") -> dict[str, object]:
    return {"date_text": text, "date_edtf": text, "date_earliest": text, "date_latest": text, "date_role": role}


COMMANDS = {"object_id": "unit:lake-guard"}


def test_two_commanders_of_one_unit_contradict_each_other_between_versions() -> None:
    texts = Texts()
    texts.says(1, "person:ada-brandt", "commands", **COMMANDS)
    texts.says(2, "person:otto-lind", "commands", **COMMANDS)
    [row] = texts.found()
    assert (row["class"], row["conflict_type"], row["scope"]) == ("contradiction", "commander", "between_texts")
    assert row["subject_id"] == "unit:lake-guard"
    assert row["summary"] == "Lake Guard: who commanded it. Version 1 text: Ada Brandt. Version 2 text: Otto Lind."


@pytest.mark.parametrize(
    "newer",
    [
        [("person:ada-brandt", {})],
        [("person:ada-brandt", {}), ("person:otto-lind", {})],  # the newer version names one more
        [("person:otto-lind", day("1931-05-01"))],  # at some day, the other without one
        [("person:otto-lind", {"modality": "planned"})],
        [("person:otto-lind", {"polarity": "negated"})],
    ],
)
def test_one_commander_more_or_at_another_time_is_no_contradiction(newer: list[tuple[str, dict[str, object]]]) -> None:
    texts = Texts()
    texts.says(1, "person:ada-brandt", "commands", **COMMANDS)
    for who, cells in newer:
        texts.says(2, who, "commands", **COMMANDS, **cells)
    assert not [r for r in texts.found() if r["scope"] == "between_texts"]


def test_many_commanders_in_one_text_are_a_succession() -> None:
    texts = Texts(1)
    for who in ("person:ada-brandt", "person:otto-lind"):
        texts.says(1, who, "commands", **COMMANDS)
    assert texts.kinds() == [("contradiction", "commander", "within_text")]
    texts.says(1, "person:no-one", "commands", **COMMANDS)
    assert texts.kinds() == []


@pytest.mark.parametrize(("newer", "kinds"), [(40, [("contradiction", "number", "between_texts")]), (30, [])])
def test_a_changed_number_makes_the_row_and_an_equal_one_removes_it(
    newer: int, kinds: list[tuple[str, str, str]]
) -> None:
    texts = Texts()
    left = texts.says(1, "unit:lake-guard", "has_count", "30 boats lay ready", **number(30, "boats"))
    right = texts.says(2, "unit:lake-guard", "has_count", f"{newer} boats lay ready", **number(newer, "boats"))
    texts.align(left, right)
    assert texts.kinds() == kinds


def test_numbers_of_other_measures_days_places_and_units_are_no_contradiction() -> None:
    texts = Texts()
    texts.says(1, "unit:lake-guard", "has_strength", **number(900))
    texts.says(2, "unit:lake-guard", "has_strength", **number(12, "companies"))
    texts.says(2, "unit:lake-guard", "has_strength", **number(700), **day("1931-05-01"))
    texts.says(2, "unit:lake-guard", "has_strength", **number(300), place_id="place:arlen")
    texts.says(2, "unit:bridge-company", "has_strength", **number(80))
    assert texts.kinds() == []


def test_numbers_of_two_occasions_are_no_contradiction_and_of_one_they_are() -> None:
    for other, found in (("on leaving", []), ("on arrival", [("contradiction", "number", "within_text")])):
        texts = Texts(1)
        texts.says(1, "unit:lake-guard", "has_strength", **number(900), qualifier="on arrival")
        texts.says(1, "unit:lake-guard", "has_strength", **number(300), qualifier=other)
        assert texts.kinds() == found


def test_titles_gaps_and_plans_are_no_conflict() -> None:
    texts = Texts()
    left = texts.says(1, "person:ada-brandt", "holds_rank", value="General")
    right = texts.says(2, "person:ada-brandt", "holds_rank", value="Major General")
    texts.align(left, right)
    texts.says(1, "unit:lake-guard", "located_in", object_id="place:arlen")
    texts.says(2, "unit:lake-guard", "has_strength", modality="planned", **number(900))
    texts.says(1, "unit:lake-guard", "has_strength", **number(200))
    assert texts.kinds() == []


@pytest.mark.parametrize(("other", "found"), [("1931-05-09", True), ("1931-05-20", False)])
def test_an_only_fight_is_contradicted_by_a_fight_of_a_part_on_another_day(other: str, found: bool) -> None:
    texts = Texts(1)
    texts.says(1, "unit:bridge-company", "part_of", object_id="unit:lake-guard")
    hill = {"object_id": "unit:hill-corps"}
    texts.says(
        1, "unit:lake-guard", "fought_against", "the only fight against the Hill Corps", **hill, **day("1931-05-20")
    )
    texts.says(1, "unit:bridge-company", "fought_against", "it fought the Hill Corps", **hill, **day(other))
    texts.says(1, "person:otto-lind", "fought_against", "he fought the Hill Corps", **hill, **day("1930-01-01"))
    assert texts.kinds() == ([("contradiction", "only_one", "within_text")] if found else [])


def test_a_conflict_that_both_versions_hold_is_inside_each_and_not_between_them() -> None:
    texts = Texts()
    hill = {"object_id": "unit:hill-corps"}
    for version in (1, 2):
        texts.says(version, "unit:lake-guard", "fought_against", "its only fight", **hill, **day("1931-05-20"))
        texts.says(version, "unit:lake-guard", "fought_against", "it fought again", **hill, **day("1931-06-01"))
    assert texts.kinds() == [("contradiction", "only_one", "within_text")] * 2


@pytest.mark.parametrize(
    ("older", "newer", "kind"),
    [
        ((30, 40), (50, 60), ("contradiction", "number")),
        ((30, 40), (40, 50), ("differing_detail", "number")),
        ((30, 60), (40, 50), ("differing_detail", "number_exactness")),
    ],
)
def test_ranges_that_overlap_are_a_differing_detail(
    older: tuple[int, int], newer: tuple[int, int], kind: tuple[str, str]
) -> None:
    texts = Texts()
    passages = [
        texts.says(v, "unit:lake-guard", "has_strength", number_min=low, number_max=high, number_measure="men",
                   number_exactness="range")
        for v, (low, high) in ((1, older), (2, newer))
    ]  # fmt: skip
    texts.align(*passages)
    assert texts.kinds() == [(*kind, "between_texts")]


def test_a_report_called_false_contradicts_the_same_state_told_of_a_part() -> None:
    texts = Texts()
    texts.says(
        1,
        "unit:lake-guard",
        "has_state",
        "a false report that they were unreliable",
        modality="denied",
        value="unreliable",
    )
    texts.says(2, "unit:bridge-company", "part_of", object_id="unit:lake-guard")
    assert texts.kinds() == []
    texts.says(2, "unit:bridge-company", "mutinied", "two mutinies of the company", value="two mutinies")
    assert texts.kinds() == [("contradiction", "denied_and_affirmed", "between_texts")]


def test_the_scope_says_when_a_summary_of_another_article_disagrees() -> None:
    texts = Texts(1)
    texts.says(1, "unit:lake-guard", "is_a", "a Vesmaran guard", value="collaborationist formation", qualifier="class")
    texts.says(
        1, "unit:lake-guard", "is_a", "Soviet unit", value="Soviet unit", qualifier="class", about_title="Lake Guard"
    )
    [row] = texts.found()
    assert row["scope"] == "with_summary_of_other_article"
    assert "summary of “Lake Guard”: Soviet unit" in str(row["summary"])


def test_words_limits_and_spelling_changed_between_versions_are_revisions() -> None:
    texts = Texts()
    for left, right in (
        ({"value": "9 quiet points"}, {"value": "9 democratic quiet points"}),
        ({"value": "guard of the lake", "qualifier": "class"}, {"value": "band of raiders", "qualifier": "class"}),
        ({"value": "noncombat duties"}, {"value": "non-combat duties"}),
        ({"value": "boats", "hedge": "roughly"}, {"value": "boats"}),
    ):
        predicate = "is_a" if "qualifier" in left else "had_task"
        sentences = [f"It kept {c.get('hedge', '')} {c['value']}" for c in (left, right)]
        passages = [
            texts.says(v, "unit:lake-guard", predicate, s, **c)
            for v, s, c in zip((1, 2), sentences, (left, right), strict=True)
        ]
        texts.align(*passages)
    assert texts.kinds() == [
        ("revision", kind, "between_texts") for kind in ("framing", "framing", "hedge", "spelling")
    ]


def reworded(left: str, right: str, sentences: tuple[str, str] | None = None) -> list[tuple[str, str, str]]:
    """What is found when a task is told in two ways, in sentences that hold only these words or in those given."""
    texts = Texts()
    passages = [
        texts.says(v, "unit:lake-guard", "had_task", (sentences or (left, right))[v - 1], value=value)
        for v, value in ((1, left), (2, right))
    ]
    texts.align(*passages)
    return [(c, t, s) for c, t, s in texts.kinds()]


def test_a_limiting_word_that_came_with_other_words_is_shown_with_them() -> None:
    texts = Texts()
    told = [
        texts.says(
            v, "unit:lake-guard", "has_name", f"the name {hedge} means {value}", value=value, hedge=hedge or None
        )
        for v, value, hedge in ((1, "ready to row", ""), (2, "rowers", "roughly"))
    ]
    texts.align(*told)
    [row] = texts.found()
    assert str(row["summary"]).endswith("Version 1 text: ready to row. Version 2 text: “roughly”: rowers.")


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        ("not yet at sea", "not at sea", ("revision", "hedge")),
        ("the first and only landing", "the only landing", ("revision", "hedge")),
        ("the first landing", "the only landing", ("revision", "wording")),
        ("to hear those", "to hear the fishermen", None),
        ("no landing", "no landing at the pier of Arlen", ("differing_detail", "more_named")),
        ("many of the ferrymen", "the majority of the ferrymen", ("differing_detail", "share")),
        ("to carry the mail", "to bring the mail", ("revision", "wording")),
    ],
)
def test_a_pronoun_is_no_change_and_what_is_added_or_measured_is_a_detail(
    left: str, right: str, found: tuple[str, str] | None
) -> None:
    assert reworded(left, right) == ([(*found, "between_texts")] if found else [])


def test_words_that_the_other_version_has_beside_its_claim_are_no_change() -> None:
    left, right = "to land (in fair weather) at night", "to land at night"
    assert reworded(left, right) == [("revision", "wording", "between_texts")]
    assert reworded(left, right, (left, "It had to land at night, which meant in fair weather.")) == []


def test_one_change_in_one_sentence_is_counted_once() -> None:
    texts = Texts()
    sides = []
    for version, word in ((1, "seldom"), (2, "never")):
        passage = texts.says(version, "unit:lake-guard", "has_state", value=f"was {word} at sea")
        texts.says(version, "unit:hill-corps", "had_task", passage=passage, value=f"to relieve what was {word} at sea")
        sides.append(passage)
    texts.align(*sides)
    assert texts.kinds() == [("revision", "wording", "between_texts")]


def test_a_manner_that_one_version_drops_is_a_change_of_framing() -> None:
    texts = Texts()
    left = texts.says(1, "unit:lake-guard", "refused", "refused it with contempt", qualifier="with contempt")
    right = texts.says(2, "unit:lake-guard", "refused", "refused it")
    texts.align(left, right)
    assert texts.kinds() == [("revision", "framing", "between_texts")]
    texts.says(1, "unit:lake-guard", "refused", "turning away even from it", passage=left)
    [row] = texts.found()
    assert "“refused it with contempt" in str(row["summary"]), "the whole of what the passage tells of it is shown"
    assert len(conflicts(texts.tables, SCHEMA, METADATA)[1]) == 3


def test_who_decided_is_a_contradiction_only_where_both_name_somebody() -> None:
    for predicate, kind in (("moved_to", "differing_detail"), ("decided", "contradiction")):
        texts = Texts()
        place = {"object_id": "place:arlen"}
        texts.says(1, "person:ada-brandt", "ordered", "ordered their transfer to Arlen", **place)
        texts.says(2, "unit:lake-guard", predicate, "it was decided to send them to Arlen", **place)
        assert texts.kinds() == [(kind, "decision", "between_texts")]


def accounts(report: str, ground: str) -> Texts:
    """A move ordered on a report that is told with this modality, and decided elsewhere, beside a decision on that ground."""
    texts = Texts()
    place = {"object_id": "place:arlen"}
    guard = "unit:lake-guard"
    told = texts.says(1, guard, "has_state", "a report that they were unreliable", modality=report, value="unreliable")
    order = texts.says(1, "person:ada-brandt", "ordered", "Brandt ordered their transfer", passage=told, **place)
    texts.says(1, "person:ada-brandt", "cause", "a report that they were unreliable", passage=order, value="a report",
               about_claim_id="c000000000001")  # fmt: skip
    texts.says(2, "organization:ferry-board", "decided", f"The board found {ground}", value=ground, object_id=guard)
    texts.says(
        2, guard, "moved_to", "it was decided to send them", modality="planned", value="decided to send", **place
    )
    texts.says(2, guard, "cause", "since nets were torn", value="nets were torn", about_claim_id="c000000000004")
    return texts


def test_an_order_on_a_false_report_contradicts_a_decision_on_what_was_reported() -> None:
    account = ("contradiction", "account_of_decision", "between_texts")
    parts = {("differing_detail", "decision", "between_texts"), ("differing_detail", "reason", "between_texts")}
    for report, ground, whole in (
        ("denied", "their reliability gone", True),
        ("reported", "their reliability gone", False),  # nothing is called false
        ("denied", "the harbour frozen", False),  # nothing of what was reported is told as the ground
    ):
        kinds = set(accounts(report, ground).kinds())
        assert (account in kinds) == whole, kinds
        assert kinds >= parts if not whole else not kinds & parts, kinds
    [row] = [r for r in accounts("denied", "their reliability gone").found() if r["conflict_type"] == account[1]]
    assert str(row["summary"]).startswith("Lake Guard: why and by whose decision they were moved. Version 1 text: “")
    assert "Version 2 text: “The board found their reliability gone”; " in str(row["summary"])


def test_the_freeing_of_a_place_is_disputed_only_where_one_tells_success_and_the_other_half_of_it() -> None:
    for predicate, attempt, found in (
        ("had_outcome", "a partially successful attempt to liberate Arlen", True),
        ("had_outcome", "an attempt to liberate Arlen", False),
        (
            "aided",
            "a partially successful attempt to liberate Arlen",
            False,
        ),  # to have helped in it is no whole success
    ):
        texts = Texts(1)
        place = {"object_id": "place:arlen"}
        texts.says(1, "unit:lake-guard", predicate, "helped to liberate Arlen", value="liberate Arlen", **place)
        texts.says(
            1, "unit:hill-corps", "is_a", f"The rising was {attempt}", value=attempt, about_title="Rising", **place
        )
        assert texts.kinds() == ([("contradiction", "liberation", "with_summary_of_other_article")] if found else [])


def test_who_joined_a_unit_stands_beside_those_from_whom_a_summary_has_it_drawn() -> None:
    for how, found in (("joined in numbers", True), ("stationed with it", False)):
        texts = Texts(1)
        texts.tables["entities"].append({"entity_id": "group:carters", "label": "carters", "entity_type": "group"})
        texts.says(
            1, "unit:lake-guard", "originates_from", "drew its men from sailors", value="sailors", about_title="Guard"
        )
        texts.says(1, "unit:hill-corps", "member_of", "carters", qualifier=how, **COMMANDS)
        texts.tables["claims"][-1] |= {"subject_id": "group:carters", "subject_label": "carters"}
        assert texts.kinds() == (
            [("differing_detail", "composition", "with_summary_of_other_article")] if found else []
        )


def test_two_fates_are_shown_whole_and_without_a_pronoun() -> None:
    texts = Texts()
    guard = {"subject_text": "the guards"}
    texts.says(1, "unit:lake-guard", "handed_over_to", "the guards were handed over", **guard)
    texts.says(1, "unit:lake-guard", "executed", "They were then shot or fined", **guard, char_end=999)
    texts.says(2, "unit:lake-guard", "handed_over_to", "the guards were handed over", **guard)
    texts.says(2, "unit:lake-guard", "sentenced_to", "the guards were fined", value="fine", **guard, char_end=999)
    [row] = texts.found()
    assert row["conflict_type"] == "fate"
    assert str(row["summary"]).endswith("Version 1 text: “shot or fined”. Version 2 text: “the guards were fined”.")


def test_the_explanation_says_whose_fight_another_day_was_and_how_near() -> None:
    texts = Texts(1)
    texts.says(1, "unit:bridge-company", "part_of", object_id="unit:lake-guard")
    hill = {"object_id": "unit:hill-corps", "place_id": "place:arlen"}
    texts.says(1, "unit:lake-guard", "fought_against", "the only fight", **hill, **day("1931-05-20"))
    texts.says(1, "unit:bridge-company", "fought_against", "it fought", **hill, **day("1931-05-22"))
    [row] = texts.found()
    assert "told of Bridge Company, not of Lake Guard as a whole; it falls 2 days from the other" in str(
        row["explanation"]
    )


@pytest.mark.parametrize(
    ("role", "how", "found"),
    [("start", "directly", True), ("point", "directly", False), ("start", "nominally", False), ("start", "", False)],
)
def test_two_superiors_disagree_only_where_one_is_told_as_direct_and_both_of_a_stretch_of_time(
    role: str, how: str, found: bool
) -> None:
    texts = Texts(1)
    hill = {"object_id": "unit:hill-corps", "qualifier": how}
    texts.says(1, "unit:lake-guard", "subordinate_to", f"{how} under it", **hill, **day("1931-05-01", role))
    board = {"object_id": "organization:ferry-board", "date_role": "within"}
    texts.says(1, "unit:lake-guard", "subordinate_to", "under the Board", **board)
    assert texts.kinds() == ([("differing_detail", "subordination", "within_text")] if found else [])


@pytest.mark.parametrize(("begins", "found"), [("1931-05-01", True), ("1931-05-02", False)])
def test_a_command_over_parts_meets_that_over_the_whole_where_both_have_it_from_one_day(
    begins: str, found: bool
) -> None:
    texts = Texts(1)
    hill = {"object_id": "unit:hill-corps"}
    board = {"object_id": "organization:ferry-board", "date_role": "within"}
    texts.says(1, "unit:lake-guard", "subordinate_to", "under the Board", **board)
    texts.says(1, "unit:bridge-company", "subordinate_to", "directly under it", **hill, **day("1931-05-01", "start"))
    texts.says(1, "unit:lake-guard", "allegiance_to", "Hill Corps (since May)", **hill, **day(begins, "start"))
    shown = [str(r["explanation"]) for r in texts.found()]
    assert len(shown) == found
    assert all(
        "that begins on 1931-05-01 is told of Bridge Company; for Lake Guard the same text has, from the same day: “Hill"
        in text
        for text in shown
    )


def test_what_did_not_exist_stands_beside_a_time_of_activity_that_is_not_only_official() -> None:
    for hedge, found in (("officially", []), (None, [("differing_detail", "existence", "within_text")])):
        texts = Texts(1)
        for cells in ({"value": "did not exist"}, {"value": "exist", "polarity": "negated"}):
            texts = Texts(1)
            texts.says(1, "unit:lake-guard", "has_state", "a guard that did not exist", **cells)
            texts.says(
                1, "unit:lake-guard", "active", "Active1931", hedge=hedge, kind="infobox_field", **day("1931-01-01")
            )
            assert texts.kinds() == found
            assert all("information box: active: 1931." in str(r["summary"]) for r in texts.found())
            assert all("“a guard that did not exist”" in str(r["summary"]) for r in texts.found())


def test_a_denial_is_shown_with_its_verb_when_its_limit_is_dropped() -> None:
    texts = Texts()
    told = [
        texts.says(v, "unit:lake-guard", "has_state", f"a guard that did not {value}", value=value, polarity="negated")
        for v, value in ((1, "yet exist"), (2, "exist"))
    ]
    texts.align(*told)
    [row] = texts.found()
    assert (row["class"], row["conflict_type"]) == ("revision", "hedge")
    assert str(row["summary"]).endswith("Version 1 text: did not yet exist. Version 2 text: did not exist.")


def test_a_reading_says_to_whom_and_whom_its_pronoun_means() -> None:
    texts = Texts(1)
    note = (
        "1. By the account of the Vesmaran officer who met with Lind and negotiated his surrender in Brisk. It is lost."
    )
    quote = "negotiated his surrender in Brisk"
    texts.says(1, "person:ada-brandt", "sought", note, kind="note", object_id="person:otto-lind",
               value="negotiated his surrender")  # fmt: skip
    start = note.index(quote)
    texts.tables["claims"][-1] |= {"quote": quote, "char_start": start, "char_end": start + len(quote)}
    captured = "He and the guard tried to flee, but were captured by Arlen forces."
    texts.says(1, "person:otto-lind", "captured_by", captured, object_id="organization:ferry-board",
               about_title="Otto Lind", char_start=100 + captured.index("were"), char_end=100 + len(captured) - 1)  # fmt: skip
    texts.tables["mentions"].append(
        {"document_id": "v1", "entity_id": "person:otto-lind", "char_start": 100, "char_end": 102}
    )
    [row] = [r for r in texts.found() if r["conflict_type"] == "custody"]
    assert (
        "note: “By the account of the Vesmaran officer who met with Lind and negotiated his surrender in Brisk”. "
        in str(row["summary"])
    )
    assert str(row["summary"]).endswith(
        "“He [Otto Lind] and the guard tried to flee, but were captured by Arlen forces”."
    )


def test_men_in_the_hands_of_two_sides_are_a_detail_and_two_names_of_one_side_are_none() -> None:
    for other, found in (
        ("polity:vesmar", [("differing_detail", "two_captors", "with_summary_of_other_article")]),
        ("unit:hill-corps", []),
    ):
        texts = Texts(1)
        texts.tables["names"] += [
            {"entity_id": entity, "name": name}
            for entity, name in (("organization:ferry-board", "Hill rowers"), ("unit:hill-corps", "Hill Corps"))
        ]
        texts.says(1, "unit:lake-guard", "captured_by", object_id="organization:ferry-board")
        texts.says(1, "unit:lake-guard", "captured_by", object_id=other, about_title="Otto Lind")
        assert texts.kinds() == found


def test_where_a_caption_leaves_the_place_open_the_row_says_that_both_can_hold() -> None:
    texts = Texts(1)
    picture, file_name = "object:picture", "Nordfrankreich, Angehörige der Wache"
    texts.tables["entities"] += [
        {"entity_id": picture, "label": f"{file_name}.jpg", "entity_type": "object"},
        {"entity_id": "place:france", "label": "France", "entity_type": "place"},
    ]
    for value, named in ((file_name, ("Nordfrankreich",)), ("the guard in Brisk or France", ("Brisk", "France"))):
        start = 100 * len(texts.tables["claims"])
        texts.says(1, "unit:lake-guard", "depicts", value, kind="caption", value=value)
        texts.tables["claims"][-1] |= {
            "subject_id": picture, "subject_label": f"{file_name}.jpg", "char_end": start + len(value),
        }  # fmt: skip
        texts.tables["mentions"] += [
            {"document_id": "v1", "entity_id": f"place:{'brisk' if word == 'Brisk' else 'france'}",
             "char_start": start + value.index(word), "char_end": start + value.index(word) + len(word)}
            for word in named
        ]  # fmt: skip
    [row] = texts.found()
    assert (row["class"], row["conflict_type"]) == ("differing_detail", "picture_place")
    assert str(row["summary"]).endswith(
        "caption: in the name of the file: Nordfrankreich; in the caption: Brisk or France."
    )
    assert "both can hold. “Nordfrankreich” means northern France, a part of one of the places left open" in str(
        row["explanation"]
    )


@pytest.mark.parametrize(
    ("other", "found"),
    [("4th (Vesmaran) Guard Division", True), ("4th Guard Division", False), ("5th Vesmaran", False)],
)
def test_a_designation_with_another_word_in_its_place_is_a_detail_and_a_fuller_one_is_none(
    other: str, found: bool
) -> None:
    texts = Texts(1)
    texts.says(1, "unit:lake-guard", "same_as", "the lakemen (4th Northern Guard)", value="4th Northern Guard")
    texts.says(1, "unit:lake-guard", "is_a", other, value="Division", qualifier="unit_type", kind="list_item")
    assert texts.kinds() == ([("differing_detail", "designation", "within_text")] if found else [])


def test_two_circumstances_of_one_capture_are_not_called_places() -> None:
    texts = Texts(1)
    place = {"place_id": "place:arlen"}
    texts.says(1, "person:otto-lind", "captured_by", "was captured at Arlen", **place)
    texts.says(1, "person:otto-lind", "captured_by", "was captured by Brisk", about_title="Otto Lind")
    start = int(str(texts.tables["passages"][-1]["char_start"]))
    texts.tables["mentions"].append(
        {"document_id": "v1", "entity_id": "place:brisk", "char_start": start + 16, "char_end": start + 21}
    )
    [row] = texts.found()
    assert row["conflict_type"] == "circumstance"
    assert str(row["summary"]).startswith("Otto Lind: in what circumstances (was captured). ")
    assert "place" not in str(row["explanation"])


def test_a_part_of_a_reading_that_another_part_names_is_not_said_twice() -> None:
    texts = Texts(1)
    who = {"object_id": "unit:bridge-company", "value": "men of the Bridges Company"}
    texts.says(1, "unit:lake-guard", "composed_of", "included men of the Bridges Company", **who)
    texts.says(1, "unit:lake-guard", "composed_of", "drew on carters", value="carters", about_title="Lake Guard")
    [row] = texts.found()
    assert ". Version 1 text: men of the Bridges Company. Version 1 text, summary" in str(row["summary"])


@pytest.mark.parametrize(
    ("newer", "found"), [("Lakeland captain", [("revision", "wording", "between_texts")]), ("Vesmar major", [])]
)
def test_of_a_rank_only_another_name_of_its_country_is_told(newer: str, found: list[tuple[str, str, str]]) -> None:
    texts = Texts()
    texts.tables["names"] += [{"entity_id": "polity:vesmar", "name": name} for name in ("Vesmar", "Lakeland")]
    told = [
        texts.says(v, "person:ada-brandt", "holds_rank", value=value)
        for v, value in ((1, "Vesmar captain"), (2, newer))
    ]
    texts.align(*told)
    assert texts.kinds() == found


def test_a_promise_and_its_opposite_are_a_detail_and_a_kept_plan_is_none() -> None:
    for modality, found in (("asserted", []), ("planned", [("differing_detail", "promise", "within_text")])):
        texts = Texts(1)
        given = {"object_id": "polity:vesmar"}
        texts.says(1, "unit:lake-guard", "handed_over_to", modality=modality, **given)
        texts.says(1, "unit:lake-guard", "handed_over_to", modality="planned", polarity="negated", **given)
        assert texts.kinds() == found


@pytest.mark.parametrize(("lines", "found"), [(("40 men", "Ferry guard"), []), (("40 men", "Raft crew"), ["field"])])
def test_a_field_that_gives_more_than_the_other_version_is_a_detail(lines: tuple[str, ...], found: list[str]) -> None:
    texts = Texts()
    field = {"kind": "infobox_field", "predicate": "is_a", "qualifier": "unit_type"}
    left = texts.says(1, "unit:lake-guard", sentence="kind= Ferry guard", value="Ferry guard", **field)
    right = texts.says(2, "unit:lake-guard", sentence="Kind Ferry guard", value="Ferry guard", **field)
    texts.says(2, "unit:lake-guard", sentence=lines[1], value=lines[1], **field)
    texts.says(2, "unit:lake-guard", "has_strength", f"Size {lines[0]}", kind="infobox_field", **number(40))
    texts.align(left, right)
    assert [str(r["conflict_type"]) for r in texts.found()] == found
    assert all("40" not in str(r["summary"]) for r in texts.found()), "the next field is not the value of this one"
    told = "Version 1 text, information box: kind: Ferry guard. Version 2 text, information box: kind: Ferry guard; Raft crew."
    assert all(str(r["summary"]).endswith(told) for r in texts.found()), "label and value, as the box has them"


def test_the_sign_of_a_list_in_a_box_is_no_label() -> None:
    texts = Texts()
    field = {"kind": "infobox_field", "predicate": "is_a", "qualifier": "unit_type"}
    left = texts.says(1, "unit:lake-guard", sentence="* Ferry guard", value="Ferry guard", **field)
    right = texts.says(2, "unit:lake-guard", sentence="* Ferry guard", value="Ferry guard", **field)
    texts.says(2, "unit:lake-guard", sentence="* Raft crew", value="Raft crew", **field)
    texts.align(left, right)
    assert [str(r["summary"]).split("box: ")[-1] for r in texts.found()] == ["Ferry guard; Raft crew."]


def test_a_date_in_a_field_stays_where_the_field_has_it() -> None:
    texts = Texts()
    field = {"kind": "infobox_field", "predicate": "is_a", "qualifier": "echelon", "value": "Corps"}
    left = texts.says(1, "unit:lake-guard", sentence="|size= Corps", **field)
    right = texts.says(
        2, "unit:lake-guard", sentence="Size Corps, 40 men (May 1931) [2]", date_text="May 1931", **field
    )
    line = {"kind": "infobox_field", "passage": right, "date_text": "May 1931", **number(40)}
    texts.says(2, "unit:lake-guard", "has_strength", "Size Corps, 40 men (May 1931)", **line)
    texts.align(left, right)
    assert [str(r["summary"]).split(". ", 1)[1] for r in texts.found()] == [
        "Version 1 text, information box: size: Corps. Version 2 text, information box: size: Corps, 40 men (May 1931)."
    ]


@pytest.mark.parametrize(
    ("older", "newer", "kinds"),
    [
        (
            "Some men",
            {"subject_text": "men", **number(70)},
            [("differing_detail", "number_exactness", "between_texts")],
        ),
        ("Some men", {"subject_text": "some men"}, []),
        ("men of the guard", {"subject_text": "men", **number(70)}, []),  # no word for a number
    ],
)
def test_how_many_were_handed_over_is_compared_in_figures_and_in_words(
    older: str, newer: dict[str, object], kinds: list[tuple[str, str, str]]
) -> None:
    texts = Texts()
    texts.says(1, "unit:lake-guard", "handed_over_to", object_id="polity:vesmar", subject_text=older)
    texts.says(2, "unit:lake-guard", "handed_over_to", object_id="polity:vesmar", **newer)
    assert texts.kinds() == kinds


def test_one_word_for_a_deed_in_the_place_of_another_is_a_rewording() -> None:
    for newer, found in (("allowed", [("revision", "wording", "between_texts")]), ("permitted", [])):
        texts = Texts()
        told = [
            texts.says(v, "person:ada-brandt", "permitted", f"Brandt {verb} the crossing", value="the crossing")
            for v, verb in ((1, "permitted"), (2, newer))
        ]
        texts.align(*told)
        assert texts.kinds() == found


def test_two_spellings_of_one_name_are_a_revision_and_a_spelling_that_both_have_is_none() -> None:
    texts = Texts()
    texts.says(1, "unit:lake-guard", "has_name", value="L-GUARD", qualifier="abbreviation")
    texts.says(2, "unit:lake-guard", "has_name", value="L GUARD", qualifier="abbreviation")
    assert texts.kinds() == [("revision", "spelling", "between_texts")]
    texts.says(2, "unit:lake-guard", "located_in", "The boats of L-GUARD lay at the pier")
    assert texts.kinds() == [], "the newer text has the older spelling too"
    texts.says(2, "unit:lake-guard", "has_name", value="L-GUARD", qualifier="abbreviation")
    texts.says(1, "unit:lake-guard", "has_name", value="L GUARD", qualifier="abbreviation")
    assert texts.kinds() == []


def test_letter_case_alone_is_no_other_spelling() -> None:
    texts = Texts()
    texts.says(1, "unit:lake-guard", "has_name", value="Lakeguards", qualifier="nickname")
    texts.says(2, "unit:lake-guard", "has_name", value="lakeguards", qualifier="nickname")
    assert texts.kinds() == []


def test_two_places_of_one_summary_are_within_one_text_and_the_row_says_so() -> None:
    texts = Texts(1)
    for value, kind in (("Soviet unit", "heading"), ("collaborationist formation", "sentence")):
        texts.says(1, "unit:lake-guard", "is_a", value=value, qualifier="class", about_title="Lake Guard", kind=kind)
    [row] = texts.found()
    assert (row["class"], row["conflict_type"], row["scope"]) == ("contradiction", "side", "within_text")
    assert "summary of “Lake Guard”, its heading: Soviet unit." in str(row["summary"])
    assert str(row["explanation"]).endswith("nothing of the article itself is compared.")


def test_a_numeral_with_another_ending_is_another_spelling_of_it() -> None:
    for newer, found in (("2nd", [("revision", "spelling", "between_texts")]), ("2d", []), ("3rd", [])):
        texts = Texts()
        told = [
            texts.says(v, "unit:bridge-company", "part_of", f"another company, the {word} Bridge", **COMMANDS)
            for v, word in ((1, "2d"), (2, newer))
        ]
        texts.align(*told)
        assert texts.kinds() == found, newer


def test_one_document_alone_and_no_claims_at_all_give_no_rows_between_texts() -> None:
    texts = Texts(1)
    assert texts.found() == []
    texts.says(1, "person:ada-brandt", "commands", **COMMANDS)
    assert texts.found() == []


def test_of_three_versions_each_is_compared_with_the_next() -> None:
    texts = Texts(3)
    for version, who in ((1, "person:ada-brandt"), (2, "person:otto-lind"), (3, "person:ada-brandt")):
        texts.says(version, who, "commands", **COMMANDS)
    summaries = sorted(str(r["summary"]) for r in texts.found())
    assert [re.findall(r"Version (\d)", s) for s in summaries] == [["1", "2"], ["2", "3"]]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('apart = ["subject"]', 'apart = ["subjekt"]', "subjekt"),
        ('type = "commander"', 'type = "comander"', "comander.*commander"),
        ('predicates = ["commands"]', 'predicates = ["member_of"]', "member_of.*functional"),
        ("sets = true", "set = true", "unknown key.*sets"),
    ],
)
def test_the_rules_are_read_strictly(tmp_path: Path, old: str, new: str, message: str) -> None:
    text = (METADATA / "conflicts.toml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "conflicts.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SchemaError, match=message):
        load_rules(tmp_path, SCHEMA)
