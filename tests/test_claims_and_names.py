"""Claims with their words, names in any spelling, and the questions that take several tables."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import roa_dataset as roa
from packages import NEW, arlen, texts, write_package
from roa_dataset import errors
from roa_dataset.naming.spelling import latin, plain, sound
from roa_dataset.package import Package

GUARD = "unit:arlen-guard"


@pytest.fixture(scope="module")
def guard(tmp_path_factory: pytest.TempPathFactory) -> Package:
    return roa.open(write_package(tmp_path_factory.mktemp("arlen"), arlen(), texts()))


def test_every_claim_stands_in_its_text() -> None:
    for row in roa.load("claims", engine="records"):
        claim = roa.claim(str(row["claim_id"]))
        assert claim.document.text[claim.char_start : claim.char_end] == claim.quote
        assert claim.row == row and claim.statement == row["statement"]


def test_the_context_is_the_text_around_the_quote(guard: Package) -> None:
    claim = guard.claim("c3")
    context = claim.context(12)
    assert str(context) == "…rlen Guard. ⟦Colonel Bo Vane led the Arlen Guard in May 1931⟧. It had nea…"
    whole = claim.context(10_000)
    assert whole.before + whole.quote + whole.after == NEW and "…" not in str(whole)
    assert str(claim.sentence) == "⟦Colonel Bo Vane led the Arlen Guard in May 1931⟧."


def test_spans_and_marks_of_a_claim(guard: Package) -> None:
    claim = guard.claim("c2")
    assert [span.role for span in claim.spans] == ["subject", "citation"]
    assert claim.cited == ("arlen-newer:1",)
    assert [c.claim_id for c in guard.cited_by("arlen-newer:1")] == ["c2"]


def test_an_altered_text_is_refused(tmp_path: Path) -> None:
    folder = write_package(tmp_path, arlen(), texts())
    (folder / "raw/arlen-newer.txt").write_text(NEW.replace("500", "501"))
    with pytest.raises(errors.DamagedDataError, match=r"raw/arlen-newer\.txt: found SHA-256"):
        _ = Package(str(folder)).claim("c3").document.text


def test_evidence_gives_every_reading_newest_text_first(guard: Package) -> None:
    assert [c.claim_id for c in guard.evidence(GUARD, "commands")] == ["c2", "c3", "c1"]
    assert [c.claim_id for c in guard.evidence("Arlen guard", "was commanded by")] == ["c2", "c3", "c1"]
    assert [c.claim_id for c in guard.evidence(GUARD, "commanded by")] == ["c2", "c3", "c1"]
    assert not len(guard.evidence(GUARD, "commanded"))  # a label asks who did it, and the guard led nobody
    assert [c.claim_id for c in guard.evidence("person:bo-vane", "commanded")] == ["c3"]
    assert len(guard.evidence(GUARD)) == 5


def test_the_second_division_has_three_commanders_and_no_winner() -> None:
    found = roa.evidence("unit:650th-infantry-division", "commands")
    assert {c.subject_label for c in found} == {"Mikhail Meandrov", "Grigory Zverev", "Grigorii Meandrov"}
    shown = repr(found)
    assert all(c.quote in shown and c.claim_id in shown for c in found)


def test_a_cell_leads_to_its_claims(guard: Package) -> None:
    found = guard.explain("units", GUARD, "strength")
    assert [c.claim_id for c in found.claims] == ["c4", "c5"] and found.disputed
    assert "nearly 500 riders" in repr(found) and "do not agree" in found.note
    empty = guard.explain("units", GUARD, "motto")
    assert empty.value is None and not len(empty.claims) and "do not say" in empty.note
    label = guard.explain("units", GUARD, "label")  # no claim carries it, but the row has claims
    assert "whole row" in label.note and [c.claim_id for c in label.claims] == ["c4", "c5"]
    assert "no claim" in guard.explain("units", "unit:brisk-guard", "label").note
    assert [c.claim_id for c in guard.explain("conflicts", "k1", "summary").claims] == ["c4", "c5"]


def test_a_row_with_its_own_place_leads_to_the_text() -> None:
    row = roa.load("ranks", engine="records")[0]
    found = roa.explain("ranks", str(row["rank_id"]), "german_equivalent")
    assert len(found.words) == 1 and str(row["german_equivalent"]) in found.words[0].quote
    claim = roa.load("claims", engine="records")[0]
    assert roa.explain("claims", str(claim["claim_id"]), "quote").claims[0].quote == claim["quote"]


@pytest.mark.parametrize(
    ("name", "entity", "how"),
    [
        ("Wlassow", "person:andrey-vlasov", "exact"),
        ("Власов", "person:andrey-vlasov", "transliteration"),
        ("VLASOV", "person:andrey-vlasov", "spelling"),
        ("Andrei Vlassoff", "person:andrey-vlasov", "transliteration"),
        ("General Vlasov", "person:andrey-vlasov", "part"),
        ("Andry Wlasof", "person:andrey-vlasov", "similar"),
        ("Власовская армия", "unit:russian-liberation-army", "exact"),
        ("Bunjatschenko", "person:sergei-bunyachenko", "transliteration"),
        ("2nd Division of the KONR", "unit:650th-infantry-division", "exact"),
    ],
)
def test_any_spelling_finds_the_entity(name: str, entity: str, how: str) -> None:
    best = roa.resolve(name)[0]
    assert (best.entity_id, best.how) == (entity, how)


def test_candidates_are_ordered_and_never_picked() -> None:
    found = roa.resolve("infantry division")
    assert len(found) > 2 and [c.score for c in found] == sorted((c.score for c in found), reverse=True)
    assert len({c.entity_id for c in found}) == len(found)
    assert "unit:600th-infantry-division" in repr(found)
    assert not len(roa.resolve("!?")) and not len(roa.resolve("")) and "nothing" in repr(roa.resolve("Xyzzy Qwrt"))


def test_a_name_of_two_entities_is_not_chosen_from(guard: Package) -> None:
    with pytest.raises(errors.AmbiguousNameError, match=f"'{GUARD}' or 'unit:brisk-guard'"):
        guard.evidence("1st Guard")
    with pytest.raises(errors.UnknownIdError):
        guard.evidence("unit:none")
    with pytest.raises(
        errors.AmbiguousNameError, match="person:andrey-vlasov"
    ):  # likely, and still not taken for granted
        roa.evidence("General Vlasov")


@pytest.mark.parametrize(
    ("left", "right"), [("Wlassow", "Власов"), ("Schukin", "Шукин"), ("Schapalow", "Shapalov"), ("Zverev", "Зверев")]
)
def test_spellings_of_one_name_have_one_sound(left: str, right: str) -> None:
    assert sound(left) == sound(right)


@pytest.mark.parametrize(("left", "right"), [("600th", "650th"), ("ROA", "RONA"), ("Meandrov", "Zverev")])
def test_different_names_have_different_sounds(left: str, right: str) -> None:
    assert sound(left) != sound(right)


def test_plain_and_latin_shapes() -> None:
    assert plain("Münsingen, (Heuberg)!") == "munsingen heuberg"
    assert latin("Дмитрий Щукин") == "dmitriy shchukin"


def test_conflicts_hold_every_reading_and_prefer_none(guard: Package) -> None:
    found = guard.conflicts(subject=GUARD)
    assert [c.conflict_id for c in found] == ["k1", "k2"]
    assert [[r.value for r in c.readings] for c in found] == [["500", "400"], ["Quill", "Vane"]]
    assert all(c.preferred is None and not c.passed_over for c in found)
    assert [c.conflict_id for c in guard.conflicts(kind="contradiction")] == ["k2"]
    assert not len(guard.conflicts(subject="person:bo-vane"))
    assert len(found.records()) == 5 and "nearly 500 riders" in repr(found)


def test_a_preference_says_what_it_passed_over(guard: Package) -> None:
    number, leaders = guard.conflicts(prefer="newer")
    assert number.preferred and number.preferred.value == "500"
    assert [r.value for r in number.passed_over] == ["400"] and "passed over" in repr(number)
    assert leaders.preferred is None and "arlen-newer itself has 2 readings" in leaders.note
    older = guard.conflicts(prefer="older")
    assert [c.preferred and c.preferred.value for c in older] == ["400", "Quill"]
    for wrong in ({"prefer": "newest"}, {"kind": "contradictions"}):
        with pytest.raises(errors.UnknownNameError, match="did you mean"):
            guard.conflicts(**wrong)


def test_versions_are_compared_sentence_by_sentence(guard: Package) -> None:
    pairs = guard.compare("arlen-older", "arlen-newer")
    assert [pair.change for pair in pairs] == ["identical", "only_right", "reworded"]
    assert pairs[1].left_text is None and pairs[1].right_text == "Colonel Bo Vane led the Arlen Guard in May 1931."
    words = pairs[2].words()
    assert ("left", "400") in words and ("right", "nearly 500") in [(k, t.strip()) for k, t in words]
    assert "".join(t for k, t in words if k != "right") == pairs[2].left_text
    assert "<ins>" in pairs[2]._repr_html_() and len(pairs.records()) == 3
    with pytest.raises(errors.QueryError, match="older one comes first"):
        guard.compare("arlen-newer", "arlen-older")


def test_a_timeline_is_in_the_order_of_dates(guard: Package) -> None:
    moments = roa.timeline("person:andrey-vlasov")
    days = [m.earliest or m.latest for m in moments if m.earliest or m.latest]
    assert days == sorted(days) and len(days) >= 4
    assert any(m.claim.predicate == "executed" and str(m.earliest) == "1946-08-01" for m in moments)
    assert [m.claim.claim_id for m in guard.timeline(GUARD)] == ["c3"]


def test_the_order_of_battle_is_a_tree_for_a_day(guard: Package) -> None:
    def ties(at: str, of: str | None = None) -> list[tuple[object, ...]]:
        return [(r["depth"], r["value"], r["unit"], r["above"]) for r in guard.order_of_battle(at, of).records()]

    below = (2, "possible", "Brisk Guard", "Arlen Guard")
    assert ties("1931-02-15") == [(1, "definite", "Arlen Guard", "Council of Arlen"), below]
    assert ties("1931-01-09") == [(1, *below[1:])]  # the council's command has not begun
    assert ties("1931-04-01") == [(1, "definite", "Arlen Guard", "Council of Arlen")]  # the part has ended
    assert ties("1931-02-15", of="Arlen Guard") == [(1, *below[1:])]
    shown = repr(guard.order_of_battle("1931-02-15"))
    assert shown.splitlines()[1:] == [
        "Council of Arlen",
        "  Arlen Guard: definite, subordinate to",
        "    Brisk Guard: possible, part of (nominally)",
    ]


def test_who_commanded_gives_every_reading_and_says_which_unit(guard: Package) -> None:
    may = guard.who_commanded("arlen", at="1931-05-15")
    assert may.unit_id == "unit:arlen-guard"
    assert [(c.value, c.person) for c in may] == [("definite", "Bo Vane"), ("possible", "Ada Quill")]
    assert [[c.claim_id for c in reading.claims] for reading in may] == [["c3"], ["c2", "c1"]]
    june = guard.who_commanded("unit:arlen-guard", at="1931-06-01")
    assert [c.person for c in june] == ["Ada Quill"] and [c.person for c in june.excluded] == ["Bo Vane"]
    with pytest.raises(errors.AmbiguousNameError, match="unit:brisk-guard"):
        guard.who_commanded("guard", at="1931-05-15")
    for wrong in ("1931-05", "1931-02-30", "May 1931"):
        with pytest.raises(errors.QueryError, match="expected one day"):
            guard.who_commanded("arlen", at=wrong)


def test_the_real_tables_answer_the_questions() -> None:
    second, first, army = "unit:650th-infantry-division", "unit:600th-infantry-division", "unit:russian-liberation-army"
    answer = roa.who_commanded("2nd division", at="1945-03-01")
    assert answer.unit_id == second
    assert {(c.value, c.person) for c in answer} == {
        ("possible", "Grigorii Meandrov"), ("possible", "Grigory Zverev"), ("possible", "Mikhail Meandrov"),
    }  # fmt: skip
    commander = [c for c in roa.conflicts(subject=second, kind="contradiction") if c.predicate == "commands"]
    assert commander and all(c.preferred is None and len(c.readings) > 1 for c in commander)
    under = {(r["unit_id"], r["value"]) for r in roa.order_of_battle("1945-02-15", of=army).records()}
    assert {(first, "possible"), (second, "possible")} <= under
    assert all(value in ("definite", "possible") for _, value in under)
    cell = roa.explain("units", first, "designation_konr")
    assert "1st Division of the KONR" in str(cell.value) and "1st Division of the KONR" in {
        c.value for c in cell.claims
    }
    pairs = roa.compare("roa-older", "roa-newer")
    assert {"identical", "reworded", "only_left", "only_right"} <= {pair.change for pair in pairs}
    for pair in pairs:
        assert (pair.left is None) == (pair.change == "only_right") and (pair.right is None) == (
            pair.change == "only_left"
        )


def test_search_finds_words_in_claims_names_and_passages(guard: Package) -> None:
    assert [(h.table, h.row_id) for h in guard.search("квилль")] == [("names", "person:ada-quill")]
    assert [(h.table, h.row_id) for h in guard.search("500 RIDERS")] == [
        ("claims", "c4"),
        ("passages", "arlen-newer:p4"),
    ]
    assert not len(guard.search("riders marshal")) and not len(guard.search(""))


def test_html_escapes_every_text(tmp_path: Path) -> None:
    tables = arlen()
    tables["claims"][0]["statement"] = "<script>alert(1)</script>"
    package = roa.open(write_package(tmp_path, tables, texts()))
    shown = [
        package.claim("c1"),
        package.evidence(GUARD),
        package.claim("c1").context(),
        package.conflicts(),
        package.tables,
    ]
    shown += [package.explain("units", GUARD, "strength"), package.timeline(GUARD), package.resolve("Квилль")]
    for thing in shown:
        html = thing._repr_html_()
        assert "<script" not in html
        assert html.count("<td") == html.count("</td>")
    assert "&lt;script&gt;" in package.claim("c1")._repr_html_()
    assert "<mark>Marshal Ada Quill led the Arlen Guard</mark>. " in package.claim("c1").context()._repr_html_()


def test_citations_name_the_package_and_its_texts(guard: Package) -> None:
    for style in ("text", "bibtex", "ris", "csl-json"):
        cited = roa.cite(style)
        assert roa.__version__ in cited and "Wikipedia contributors" in cited, style
        for row in roa.load("documents", engine="records"):
            assert str(row["sha256"]) in cited, style
    with_claim = guard.cite("text", claim="c4")
    assert (
        "It had nearly 500 riders" in with_claim and "arlen-newer.txt" in with_claim and "arlen-older" not in with_claim
    )
    assert [item["id"] for item in json.loads(guard.cite("csl-json"))] == ["arlen-2.0.0", "arlen-newer", "arlen-older"]
    bibtex = guard.cite("bibtex")
    assert r"Brisk \& Co" in bibtex and bibtex.count("{") == bibtex.count("}")
    ris = guard.cite("ris").splitlines()
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*|", line) for line in ris) and ris.count("ER  - ") == 3
