"""What the structured places of the two texts say, as a historian would check it: facts of the texts, not of the code."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from conftest import Row, Tables

NEWER, OLDER = "roa-newer", "roa-older"
ARMY = "unit:russian-liberation-army"
DIVISIONS = {
    "unit:600th-infantry-division": (
        "1st Division of the KONR",
        "Sergei Bunyachenko",
        20_000,
        "about",
        "around",
        "men",
    ),
    "unit:650th-infantry-division": ("2nd Division of the KONR", "Grigory Zverev", 11_856, "exact", None, "men"),
    "unit:700th-infantry-division": (
        "3rd Division of the KONR",
        "Mikhail Shapalov",
        10_000,
        "about",
        "about",
        "unarmed men",
    ),
}


def find(rows: list[Row], **cells: object) -> list[Row]:
    return [row for row in rows if all(row[name] == value for name, value in cells.items())]


def one(rows: list[Row], **cells: object) -> Row:
    found = find(rows, **cells)
    assert len(found) == 1, f"{len(found)} rows with {cells}"
    return found[0]


def by_rule(tables: Tables, *prefixes: str, document: str = NEWER) -> list[Row]:
    """The claims of the rules whose ids begin so."""
    claims = find(tables["claims"], document_id=document)
    return [claim for claim in claims if str(claim["rule_id"]).startswith(prefixes)]


def spans(tables: Tables, claim: Row, role: str) -> list[Row]:
    rows = find(tables["claim_spans"], claim_id=claim["claim_id"], role=role)
    return sorted(rows, key=lambda row: int(str(row["ordinal"])))


def passage(tables: Tables, **cells: object) -> Row:
    return one(tables["passages"], **cells)


@pytest.fixture(scope="session")
def box(tables: Tables) -> list[Row]:
    """The claims from the newer text's information box."""
    return by_rule(tables, "infobox.")


def test_no_date_comes_from_the_name_of_a_flag(tables: Tables, texts: dict[str, str]) -> None:
    names = [row for row in tables["images"] if re.search(r"\(\d{4}-\d{4}\)", str(row["file_name"]))]
    assert len(names) == 2
    stretches = [(r["document_id"], int(str(r["char_start"])), int(str(r["char_end"]))) for r in names]
    documents = {row["claim_id"]: row["document_id"] for row in tables["claims"]}
    for span in tables["claim_spans"]:
        if span["role"] in ("date", "date_context", "number"):
            start, end = int(str(span["char_start"])), int(str(span["char_end"]))
            assert not any(d == documents[span["claim_id"]] and start < b and a < end for d, a, b in stretches)
    assert not any(str(claim["date_edtf"] or "").startswith("1935") for claim in tables["claims"])
    assert all(row["date_edtf"] is None for row in names)


def test_the_army_was_active_in_two_ways(box: list[Row]) -> None:
    periods = {(c["date_edtf"], c["qualifier"], c["hedge"]) for c in find(box, predicate="active")}
    assert periods == {("1942/1945", "Wehrmacht", None), ("1944/1945", None, "officially")}
    assert {(c["date_earliest"], c["date_latest"]) for c in find(box, predicate="active")} == {
        ("1942-01-01", "1945-12-31"),
        ("1944-01-01", "1945-12-31"),
    }


def test_germany_s_allegiance_has_no_start_and_the_konr_s_is_that_of_january_1945(
    box: list[Row], tables: Tables
) -> None:
    germany = one(box, predicate="allegiance_to", object_id="polity:germany")
    konr = one(box, predicate="allegiance_to", object_id="organization:konr")
    assert germany["date_edtf"] is None, "the year in the bracket is that of the nominal command"
    assert (konr["date_edtf"], konr["date_role"], konr["date_text"]) == ("1945-01-28", "start", "28th January 1945")
    assert (konr["date_earliest"], konr["date_latest"]) == ("1945-01-28", "1945-01-28")
    assert [s["bibliography_id"] for s in spans(tables, germany, "citation")] == [f"{NEWER}:1"]
    assert spans(tables, konr, "citation") == [], "the mark stands on the line above"


def test_the_command_of_the_konr_is_nominal_from_1944(box: list[Row]) -> None:
    claim = one(box, predicate="subordinate_to")
    assert (claim["object_id"], claim["hedge"]) == ("organization:konr", "nominally")
    assert (claim["date_edtf"], claim["date_role"]) == ("1944", "start")


def test_both_lines_of_the_type_are_types(box: list[Row]) -> None:
    assert {c["value"] for c in find(box, predicate="is_a", qualifier="unit_type")} == {"Infantry", "Air force"}


def test_the_size_is_a_corps_and_a_range_in_april_1945(box: list[Row]) -> None:
    strength = one(box, predicate="has_strength")
    assert (strength["number_min"], strength["number_max"], strength["number_exactness"]) == (120_000, 130_000, "range")
    echelon = one(box, predicate="is_a", qualifier="echelon")
    assert (echelon["value"], echelon["quote"]) == ("Corps", "Size Corps")
    assert (strength["date_edtf"], strength["date_role"]) == ("1945-04", "as_of")
    assert echelon["date_edtf"] is None, "the date in brackets is that of the number before it"
    assert strength["number_measure"] is None, "the line names none"


def test_the_nickname_has_a_latin_and_a_cyrillic_form(box: list[Row], tables: Tables) -> None:
    assert [c["value"] for c in find(box, predicate="has_name", qualifier="nickname")].count("Vlasovtsy") == 1
    name = one(tables["names"], name="Власовцы", entity_id=ARMY)
    assert (name["language"], name["script"], name["kind"]) == ("ru", "Cyrl", "nickname")


def test_the_four_names_without_a_label_are_no_commanders(box: list[Row], tables: Tables) -> None:
    names = ["Andrey Vlasov", "Vladimir Pozdnyakov", "Sergei Bunyachenko", "Mikhail Meandrov"]
    claims = sorted(find(box, rule_id="infobox.unlabelled-name"), key=lambda c: int(str(c["char_start"])))
    assert [c["value"] for c in claims] == names
    for claim in claims:
        assert (claim["predicate"], claim["qualifier"], claim["subject_id"]) == ("infobox_value", None, ARMY)
        assert str(claim["object_id"]).startswith("person:")
    first, last = int(str(claims[0]["char_start"])), int(str(claims[-1]["char_end"]))
    touching = [c for c in find(tables["claims"], document_id=NEWER) if first <= int(str(c["char_start"])) < last]
    assert not [c for c in touching if c["predicate"] in ("commands", "holds_position")]


def test_march_engagement_and_badge(box: list[Row]) -> None:
    assert one(box, qualifier="March")["value"] == "We are marching in wide fields"
    assert one(box, predicate="took_part_in")["object_id"] == "event:world-war-ii"
    assert one(box, predicate="has_emblem")["value"] == "ROA chevron.svg"
    assert {c["value"] for c in box if str(c["quote"]).startswith("Flags of KONR and ROA")} == {
        "Naval Ensign of Russia.svg",
        "Flag of the Russian Liberation Army (1944-1945).svg",
    }


@pytest.mark.parametrize("unit", DIVISIONS)
def test_a_division_of_the_order_of_battle(unit: str, tables: Tables) -> None:
    designation, commander, strength, exactness, hedge, measure = DIVISIONS[unit]
    roster = by_rule(tables, "roster.", "remark.", "person.rank-before-name")
    of_unit = [c for c in roster if unit in (c["subject_id"], c["object_id"])]
    assert one(of_unit, predicate="same_as")["value"] == designation
    command = one(of_unit, predicate="commands")
    assert (command["subject_label"], command["object_id"]) == (commander, unit)
    rank = one(roster, predicate="holds_rank", quote=command["quote"])
    assert (rank["value"], rank["subject_id"]) == ("Major General", command["subject_id"])
    men = one(of_unit, predicate="has_strength")
    assert (men["number_min"], men["number_max"]) == (strength, strength)
    assert (men["number_exactness"], men["hedge"], men["number_measure"]) == (exactness, hedge, measure)
    assert one(of_unit, predicate="part_of")["object_id"] == ARMY


def test_what_the_remarks_of_the_order_of_battle_say(tables: Tables) -> None:
    remarks = by_rule(tables, "remark.")
    unprepared = one(remarks, predicate="has_state", subject_id="unit:650th-infantry-division")
    assert (unprepared["value"], unprepared["polarity"]) == ("fully armed or prepared", "negated")
    source = one(remarks, predicate="composed_of", subject_id="unit:600th-infantry-division")
    assert source["value"] == "members of the disbanded Kaminsky Brigade", (
        "only members of it, and spelt as the text has it"
    )
    assert not find(remarks, predicate="disbanded", subject_id="unit:600th-infantry-division")


def test_the_marks_of_the_lead_in_line_are_cited_by_the_whole_order_of_battle(
    tables: Tables, texts: dict[str, str]
) -> None:
    lead_in = "The composition of the VS-KONR was as follows: [1] [10]"
    at = texts[NEWER].index(lead_in)
    table = next(
        p
        for p in tables["passages"]
        if p["section"] == "Order of battle" and p["kind"] == "table" and not p["parent_id"]
    )
    inside = range(int(str(table["char_start"])), int(str(table["char_end"])))
    claims = [c for c in find(tables["claims"], document_id=NEWER) if int(str(c["char_start"])) in inside]
    assert len(claims) >= 3 * 7
    for claim in claims:
        cited = spans(tables, claim, "citation")
        assert [(s["text"], s["bibliography_id"]) for s in cited] == [("[1]", f"{NEWER}:1"), ("[10]", f"{NEWER}:10")]
        assert all(at < int(str(s["char_start"])) < at + len(lead_in) for s in cited), (
            "the marks of this line, no others"
        )


def test_the_air_elements(tables: Tables) -> None:
    roster = by_rule(tables, "roster.")
    first = one(roster, predicate="active", subject_id="unit:ostfliegerstaffel-russische")
    second = one(roster, predicate="active", subject_id="unit:night-harassment-squadron-8")
    assert (first["date_edtf"], first["date_role"]) == ("1943/1944", "throughout")
    assert (second["date_edtf"], second["date_role"]) == ("1945", "within")
    names = {c["value"] for c in find(roster, predicate="has_name", qualifier="translation")}
    assert names == {"1st Eastern Squadron-Russian"}, "a translation without the number behind it is not the name"
    # the heading "Air elements" parts the list whose lead-in line has the marks; it does not end it
    for claim in (first, second):
        assert [s["text"] for s in spans(tables, claim, "citation")] == ["[1]", "[10]"]


RANKS = """
Генерал|General|General der Waffengattung|ROA-General h.svg
Генерал-лейтенант|General-leytenant|Generalleutnant|ROA-Generalleutnant h.svg
Генерал-майор|General-mayor|Generalmajor|ROA-Generalmajor h.svg
Полковник|Polkovnik|Oberst|ROA-Oberst h.svg
Подполковник|Podpolkovnik|Oberstleutnant|ROA-Oberstleutnant h.svg
Майор|Mayor|Major|ROA-Major h.svg
Капитан|Kapitan|Hauptmann|RONA-Hauptmann h.svg
Поручик|Poruchik|Oberleutnant|RONA-Oberleutnant h.svg
Подпоручик|Podporuchik|Leutnant|RONA-Leutnant h.svg
Фельдфебель|Fel'dfebel'|Feldwebel|ROA-Feldwebel h.svg
Унтер-офицер|Unter-ofitser|Unteroffizier|ROA-Unteroffizier h.svg
Ефрейтор|Yefreytor|Gefreiter|ROA-Gefreiter h.svg
Солдат|Soldat|Soldat|ROA-Soldat h.svg
"""


def test_the_thirteen_ranks_are_parted_and_each_needs_a_citation(tables: Tables) -> None:
    rows = sorted(tables["ranks"], key=lambda row: int(str(row["ordinal"])))
    shown = [f"{r['russian']}|{r['transliteration']}|{r['german_equivalent']}|{r['insignia_file']}" for r in rows]
    assert shown == RANKS.split("\n")[1:-1]
    assert [row["ordinal"] for row in rows] == list(range(1, 14))
    assert {row["citation_needed"] for row in rows} == {True}
    claims = by_rule(tables, "rank-table.")
    assert {c["citation_needed"] for c in claims} == {True}
    (mark,) = {(s["char_start"], s["text"]) for c in claims for s in spans(tables, c, "citation_needed")}
    assert mark[1] == "[ citation needed ]"
    assert len({c["subject_id"] for c in claims}) == 13


TITLES = """
bg Cyrl Руска освободителна армия|cv Cyrl Вырăс ирĕклĕх çарĕ|cs Latn Ruská osvobozenecká armáda
de Latn Russische Befreiungsarmee|es Latn Ejército Ruso de Liberación|fr Latn Armée Vlassov
it Latn Esercito Russo di Liberazione|nl Latn Russisch Bevrijdingsleger|ja Jpan ロシア解放軍
no Latn Den russiske frigjøringsarméen|pl Latn Rosyjska Armia Wyzwoleńcza|ru Cyrl Русская освободительная армия
sk Latn Ruská oslobodenecká armáda|sv Latn Ryska befrielsearmén|uk Cyrl Російська визвольна армія|zh Hani 俄罗斯解放军
"""


def test_the_sixteen_titles_in_other_languages(tables: Tables) -> None:
    expected = {tuple(item.split(" ", 2)) for line in TITLES.split("\n")[1:-1] for item in line.split("|")}
    assert len(expected) == 16
    links = find(tables["links"], kind="interlanguage", document_id=OLDER)
    assert {(row["language"], row["title"]) for row in links} == {(language, title) for language, _, title in expected}
    assert len(links) == 16
    names = {row["name"]: row for row in find(tables["names"], entity_id=ARMY)}
    for language, script, title in expected:
        assert (names[title]["language"], names[title]["script"]) == (language, script)


def test_the_notes_give_the_army_s_names_in_cyrillic_and_latin(tables: Tables) -> None:
    glosses = find(tables["claims"], rule_id="note.gloss", document_id=NEWER)
    values = {c["value"]: c for c in glosses}
    assert set(values) == {
        *("Russische Befreiungsarmee", "Русская освободительная армия", "Russkaya osvoboditel'naya armiya", "РОА"),
        *("Власовская армия", "Vlasovskaya armiya", "Вооружённые силы Комитета освобождения народов России"),
        *("Vooruzhonnyye sily Komiteta osvobozhdeniya narodov Rossii", "ВС КОНР", "VS KONR"),
    }
    assert {c["subject_id"] for c in glosses} == {ARMY}
    assert {value for value, c in values.items() if c["qualifier"] == "abbreviation"} == {"РОА", "ВС КОНР", "VS KONR"}
    names = {row["name"]: row for row in find(tables["names"], entity_id=ARMY)}
    assert (names["Russische Befreiungsarmee"]["language"], names["РОА"]["script"]) == ("de", "Cyrl")
    assert (names["Vlasovskaya armiya"]["language"], names["Vlasovskaya armiya"]["script"]) == ("ru", "Latn")


PAPERS = """
RH20-2/558|AOK 2 Ia|AOK 2 Ia 3385/43|1943-09-14
RH20-2/636|AOK 2 Ia|AOK 2 Ia 2749/43|1943-08-09
RH20-2/558|None|None|1943-09-16
RH20-2/558|None|None|1943-09-23
RH20-2/558|Komm.d.rückw. Armee-gebiet 580|Komm.d.rückw. Armee-gebiet 580 3666/43|1943-09-30
RH20-2/558|Komm. Der Osttruppen z.b.v. 720 beim Aok 2|Komm. Der Osttruppen z.b.v. 720 beim Aok 2 1042/43|1943-10-07
RH20-8/979|AOK 8 Ia|AOK 8 Ia 4844/3|1943-10-01
RH20-2/558|AOK 2 Ia|AOK 2 Ia 989/43|1943-09-30
RH20-2/558|AOK 2 Ia|AOK 2 Ia 4454/43|1943-11-04
RH20-2/558|HG Mitte Ia|HG Mitte Ia 12303/43|1943-10-25
"""


def day(written: object) -> str:
    """14.9.43 → 1943-09-14, worked out here and not by the code under test."""
    d, m, y = (int(part) for part in str(written).split("."))
    return f"19{y:02}-{m:02}-{d:02}"


def test_the_ten_archival_papers(tables: Tables) -> None:
    papers = sorted((r for r in tables["bibliography"] if r["signature"]), key=lambda r: int(str(r["char_start"])))
    found = [f"{r['signature']}|{r['issuing_office']}|{r['document_number']}|{day(r['document_date'])}" for r in papers]
    assert found == PAPERS.split("\n")[1:-1]
    assert Counter(r["marker"] for r in papers) == {"5": 1, "6": 5, "7": 1, "8": 1, "9": 2}
    assert [r["archive_basis"] for r in papers] == ["stated", "stated", *["inherited"] * 8]


def test_the_isbn_is_kept_as_written_and_its_check_digit_is_right(tables: Tables) -> None:
    book = one(tables["bibliography"], bibliography_id=f"{NEWER}:1")
    assert (book["isbn"], book["isbn_valid"]) == ("0-85045-524-3", True)
    digits = [int(c) for c in str(book["isbn"]).replace("-", "")]
    assert sum(weight * digit for weight, digit in zip(range(10, 0, -1), digits, strict=True)) % 11 == 0


def test_the_journal_article_has_all_its_parts(tables: Tables) -> None:
    row = one(tables["bibliography"], bibliography_id=f"{NEWER}:2")
    assert (row["container"], row["volume"], row["issue"], row["pages"]) == (
        "International Security",
        "46",
        "1",
        "147–195",
    )
    assert (row["doi"], row["s2cid"], row["accessed"]) == ("10.1162/isec_a_00411", "236094319", "30 July 2021")


def test_times_cited_counts_the_marks_of_the_text(tables: Tables, texts: dict[str, str]) -> None:
    marks = Counter(
        re.sub(r"\s+", "-", m.strip()) for m in re.findall(r"\[\s?((?:lower-alpha )?\d+)\s?\]", texts[NEWER])
    )
    rows = find(tables["bibliography"], document_id=NEWER, part=0)
    assert {str(r["marker"]): r["times_cited"] for r in rows} == marks
    assert len(rows) == 14 + 4


def test_the_external_links_of_the_older_text(tables: Tables) -> None:
    rows = find(tables["bibliography"], document_id=OLDER, kind="external_link")
    assert [(r["title"], r["author"] or r["container"], r["published"] or r["medium"]) for r in rows] == [
        ("It's Too Early To Forgive Vlasov", "The St. Petersburg Times", "November 6, 2001"),
        ("Vlasov's forgotten army", "The Prague Post", "November 11, 2004"),
        ("Russian Liberation Army information page", "Alexander Dubov", None),
        ("Russian Volunteers in the German Wehrmacht in WWII", "Wladyslaw Anders and Antonio Munoz", None),
        ("Russian Liberation Army, rare footage", None, "video"),
    ]


def test_see_also_and_categories_of_the_older_text(tables: Tables) -> None:
    links = find(tables["links"], document_id=OLDER)
    assert len(find(links, kind="see_also")) == 16
    assert one(links, title="Ostlegionen")["description"] == "Mainly Caucasion units", "as written"
    assert find(links, title="XVth SS Cossack Cavalry Corps") and find(links, title="Collaboration during World War II")
    assert {r["title"] for r in find(links, kind="category")} == {
        "Foreign volunteer units of the Wehrmacht",
        "Foreign volunteer units of Nazi Germany",
    }


def test_the_twenty_related_articles_are_about_others(tables: Tables) -> None:
    whole = [p for p in tables["passages"] if p["kind"] == "related_article" and p["parent_id"] is None]
    assert len(whole) == 20 and all(p["about_title"] for p in whole)
    inside = {p["passage_id"]: p for p in tables["passages"]}
    for child in (p for p in tables["passages"] if p["parent_id"] in {w["passage_id"] for w in whole}):
        assert child["about_title"] == inside[child["parent_id"]]["about_title"]
    titles = {str(r["title"]) for r in find(tables["links"], kind="related_article", document_id=NEWER)}
    assert titles == {str(p["about_title"]) for p in whole}
    assert not any(p["about_title"] for p in tables["passages"] if p["section"] != "Related Research Articles")


def test_a_related_article_s_description_is_parted_from_its_title(tables: Tables) -> None:
    shown = {r["title"]: r["description"] for r in find(tables["links"], kind="related_article")}
    assert shown["Andrey Vlasov"] == "Red Army General and Nazi collaborator"
    assert shown["XXVI Army Corps (Wehrmacht)"] == "Military unit"
    assert shown["Infantry Division Ulrich von Hutten (Wehrmacht)"] == "Military unit"
    assert shown["Sergei Bunyachenko"] is None and shown["LIII Army Corps"] is None


def roots(tables: Tables, document: str) -> Iterator[tuple[str, Row]]:
    for row in sorted(
        find(tables["passages"], document_id=document, parent_id=None), key=lambda r: int(str(r["ordinal"]))
    ):
        yield str(row["text"]), row


def test_nothing_after_a_lost_heading_inherits_the_section_before_it(tables: Tables, texts: dict[str, str]) -> None:
    """In the newer text two blank lines stand where a heading is lost: before the ranks, the notes and the references."""
    sections = {text[:30]: (row["section"], row["section_basis"]) for text, row in roots(tables, NEWER)}
    for begins in (
        "InsigniaRankTransliteration Co",
        "1. German: Russische Befreiung",
        "1. 1 2 3 Jurado, Carlos (1983)",
    ):
        assert sections[begins] == (None, "lost")
    assert sections["The ROA did not officially exi"] == (None, "lost")
    assert sections["During the march south, the fi"] == ("Fight against the Germans in Prague", "heading")
    assert sections["The Russian Liberation Army [l"] == (None, "lead")
    text = texts[NEWER]
    before = [m.end() for m in re.finditer(r"\n\n\n+", text)]
    for _, row in roots(tables, NEWER):
        if int(str(row["char_start"])) in before and row["kind"] != "heading":
            assert row["section"] is None


def test_the_headings_of_both_texts(tables: Tables) -> None:
    headings = {d: [t for t, r in roots(tables, d) if r["kind"] == "heading"] for d in (NEWER, OLDER)}
    assert headings[NEWER] == [
        *("Fight against the Germans in Prague", "Capture by the Soviets", "Order of battle", "Air elements"),
        *("See also", "Related Research Articles"),
    ]
    assert headings[OLDER] == [
        *("Origins", "Formation of ROA and the fight against Red Army"),
        *("Fight against the Germans and capture by the Soviets", "See also", "External links", "Articles", "Other"),
    ]


def test_the_five_captioned_pictures_and_their_dates(tables: Tables) -> None:
    rows = [r for r in find(tables["images"], document_id=NEWER) if r["caption"]]
    dates = {r["archive_signature"]: r["date_edtf"] for r in rows}
    assert dates == {
        "Bild 183-N0301-503": None,
        "Bild 146-1969-107-03": "1944",
        "Bild 146-1984-101-32": "1944-23",
        "Bild 101I-297-1704-10": "1944",
        "Bild 183-H27774": "1945-02",
        None: None,
    }
    grave = one(rows, archive_signature=None)
    assert (grave["file_name"], grave["archive"]) == ("Olsanske hrbitovy, Ruska osvobozenecka armada.jpg", None)
    assert str(grave["caption"]).endswith("Olšany Cemetery in Prague"), "the caption keeps the diacritics of the text"
    either = one(rows, archive_signature="Bild 101I-297-1704-10")
    assert either["place_id"] is None, "Belgium or France is no place"


def test_the_template_of_the_older_text(tables: Tables) -> None:
    box = by_rule(tables, "infobox.", document=OLDER)
    assert one(box, predicate="commands")["subject_id"] == "person:andrey-vlasov"
    assert one(box, qualifier="country")["object_id"] == "polity:germany"
    assert one(box, qualifier="branch")["value"] == "Army"
    assert one(box, qualifier="echelon")["value"] == "Corps"
    assert not find(box, predicate="allegiance_to"), "the field is empty"
    assert not [c for c in box if c["number_min"] is not None]
    empty = [
        p
        for p in tables["passages"]
        if p["document_id"] == OLDER and p["kind"] == "infobox_field" and str(p["text"]).endswith("=")
    ]
    assert len(empty) >= 20 and {p["claim_count"] for p in empty} == {0}


def test_the_debris_is_residue(tables: Tables) -> None:
    residue = {str(p["text"]) for p in tables["passages"] if p["kind"] == "residue"}
    assert residue == {"Last updated", "cemetery in Prague]]"}


def test_titles_of_cited_reports_date_mutinies_of_those_of_whom_the_text_tells_them(tables: Tables) -> None:
    told = find(tables["claims"], document_id=NEWER, predicate="mutinied", rule_id="mutiny.named")
    nights = {c["date_edtf"]: c for c in told if str(c["date_text"] or "").startswith("Nacht")}
    assert {d: c["modality"] for d, c in nights.items()} == {
        "1943-09-12/1943-09-13": "reported",
        "1943-09-19/1943-09-20": "planned",
    }
    assert {c["subject_label"] for c in nights.values()} == {"Eastern units"}
