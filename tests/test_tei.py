"""The texts as TEI: valid by the schema of the TEI Consortium, exact to the character, every pointer leading somewhere."""

from __future__ import annotations

import hashlib
import lzma
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import roa_dataset as roa
from packages import arlen, texts, write_package
from roa_dataset.exporting.tei.body import Mark, marked, nested
from roa_dataset.exporting.tei.ids import pointer, xml_id

SCHEMA = Path(__file__).parent / "data/schemas/tei_all-4.3.0.rng.xz"
RNG = "{http://relaxng.org/ns/structure/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
RANGE = re.compile(r"#string-range\(([^,]+),(\d+),(\d+)\)")
Files = dict[str, Any]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    folder = roa.export(tmp_path_factory.mktemp("tei") / "texts", format="tei")
    return {path.stem: etree.parse(path) for path in folder.iterdir()}


def tei_all(document: Any) -> Any:
    """TEI All without the elements that the document does not use: what this finds valid, TEI All finds valid.

    Compiling all of it takes libxml2 eighteen seconds, this one less than a second.
    """
    used = {etree.QName(one).localname for one in document.iter() if isinstance(one.tag, str)}
    grammar = etree.fromstring(lzma.decompress(SCHEMA.read_bytes()))
    for define in grammar.iter(f"{RNG}define"):
        names = {one.get("name") for one in define.iter(f"{RNG}element")}
        if names and not names & used:
            define[:] = [etree.Element(f"{RNG}notAllowed")]
    return etree.RelaxNG(grammar)


def check(document: Any) -> None:
    schema = tei_all(document)
    assert schema.validate(document), list(schema.error_log)[:5]


def text_of(document: Any) -> str:
    return "".join(document.find(".//{*}ab").itertext())


def test_each_file_is_valid_tei_and_holds_the_whole_text(files: Files) -> None:
    assert set(files) == {row["document_id"] for row in roa.load("documents", "records")}
    for name, document in files.items():
        check(document)
        assert text_of(document) == roa.document(name).text


def test_the_schema_finds_what_is_wrong(files: Files) -> None:
    document = deepcopy(next(iter(files.values())))
    schema = tei_all(document)
    date = document.find(".//{*}ab//{*}date[@notBefore]")
    date.set("notBefore", "in May")
    assert not schema.validate(document)
    date.set("notBefore", "1945-05-01")
    assert schema.validate(document)
    document.find(".//{*}annotation").remove(document.find(".//{*}annotation/{*}note"))
    assert schema.validate(document)
    document.find(".//{*}relation").set("name", "two words")
    assert not schema.validate(document)


def test_every_pointer_leads_to_an_element_and_every_claim_to_its_words(files: Files) -> None:
    claims = {xml_id(str(row["claim_id"])): row for row in roa.load("claims", "records")}
    found = set()
    for name, document in files.items():
        ids = {element.get(ID) for element in document.iter() if element.get(ID)}
        for element in document.iter():
            for attribute in ("ref", "active", "passive", "source", "ana", "resp"):
                target = element.get(attribute)
                assert target is None or target.removeprefix("#") in ids, target
        for annotation in document.iterfind(".//{*}annotation"):
            claim = claims[annotation.get(ID)]
            assert claim["document_id"] == name and annotation.find("{*}note").text == claim["statement"]
            place = RANGE.fullmatch(annotation.get("target"))
            assert place and place[1] in ids
            start, length = int(place[2]), int(place[3])
            assert text_of(document)[start : start + length] == claim["quote"]
            notes = {note.get("type"): "".join(note.itertext()) for note in annotation.iterfind("{*}note")}
            assert notes.get("modality", "asserted") == claim["modality"]
            assert notes.get("polarity", "affirmed") == claim["polarity"]
            assert (notes.get("hedge"), notes.get("date")) == (claim["hedge"], claim["date_text"])
            found.add(annotation.get(ID))
    assert found == set(claims)


def test_names_ties_and_places_are_those_of_the_tables(files: Files) -> None:
    names = "persName orgName placeName name rs".split()
    places = {pointer(str(row["place_id"])): row for row in roa.load("places", "records")}
    for document_id, document in files.items():
        ab = document.find(".//{*}ab")
        marked_names = sorted((m.get("ref"), "".join(m.itertext())) for n in names for m in ab.iterfind(f".//{{*}}{n}"))
        mentions = [row for row in roa.load("mentions", "records") if row["document_id"] == document_id]
        assert marked_names == sorted((pointer(str(row["entity_id"])), row["text"]) for row in mentions)
        claims = [row for row in roa.load("claims", "records") if row["document_id"] == document_id]
        assert len(document.findall(".//{*}relation")) == sum(row["object_id"] is not None for row in claims)
        for place in document.iterfind(".//{*}place"):
            # the place of a publisher is an entity and no row of `places`
            row, geo = places.get(f"#{place.get(ID)}"), place.find(".//{*}geo")
            assert (geo is None) == (row is None or row["latitude"] is None)
            if row and geo is not None:
                assert geo.text == f"{row['latitude']} {row['longitude']}" and geo.getparent().get("resp") == "#editors"


HOSTILE = '\n Marshal <Ada> & "Quill"\r\ncafe\u0301 \u00a0 😀 ]]> \u202eabc\u202c\r end of May 1931 \n'


def hostile(folder: Path) -> roa.Package:
    """A text with everything that XML changes, and two names of which one crosses the other."""
    tables, raw = arlen(), {**texts(), "arlen-older": HOSTILE}
    older = tables["documents"][1]
    older |= {"sha256": hashlib.sha256(HOSTILE.encode()).hexdigest(), "characters": len(HOSTILE)}
    for table in ("claims", "passages", "claim_spans"):
        tables[table] = [
            row for row in tables[table] if "older" not in f"{row.get('document_id')}{row.get('claim_id')}"
        ]
    newer = [row for row in tables["claims"] if row["document_id"] == "arlen-newer"]
    quote = "end of May 1931"
    start = HOSTILE.index(quote)
    dated = {
        "date_text": quote,
        "date_earliest": newer[1]["date_earliest"],
        "date_basis": "convention",
        "date_role": "after",
    }
    cells = {"document_id": "arlen-older", "passage_id": "arlen-older:p1", "quote": quote, "object_id": None}
    cells |= {"claim_id": "c9", "char_start": start, "char_end": start + len(quote)}
    tables["claims"] = [*newer, {**newer[0], **dated, **cells}]
    tables["passages"] = [{**row, "kind": "note"} for row in tables["passages"]]
    tables["claim_spans"] = [*tables["claim_spans"], {**tables["claim_spans"][0], "claim_id": "c9", "role": "date", "text": quote,
                             "char_start": start, "char_end": start + len(quote), "bibliography_id": None}]  # fmt: skip
    tables["mentions"] = [
        mention("1.m", "Marshal <Ada> &", "person:ada-quill"),
        mention("2.m", '& "Quill"', "person:ada-quill"),
        mention("3.m", "\u00a0 😀", None),
    ]
    tables["names"] = [{**row, "kind": "spelling", "language": "ru", "script": "Latn"} for row in tables["names"]]
    tables["places"] = [{"place_id": "place:arlen", "latitude": None, "longitude": None}]
    return roa.open(write_package(folder, tables, raw))


def mention(key: str, words: str, entity: str | None) -> dict[str, object]:
    start = HOSTILE.index(words)
    cells = {"char_start": start, "char_end": start + len(words), "text": words, "entity_id": entity}
    return {
        "mention_id": key,
        "document_id": "arlen-older",
        **cells,
        "language": "en",
        "script": "Latn",
        "kind": "name",
    }


def test_a_text_that_xml_would_change_is_kept_and_a_crossing_name_stands_beside_it(tmp_path: Path) -> None:
    folder = hostile(tmp_path / "p").export(tmp_path / "tei", format="tei")
    document = etree.parse(folder / "arlen-older.xml")
    check(document)
    assert text_of(document) == HOSTILE
    ab = document.find(".//{*}ab")
    assert [one.text for one in ab.iterfind(".//{*}persName")] == ["Marshal <Ada> &"]
    assert [(one.get("type"), one.text) for one in ab.iterfind(".//{*}rs")] == [("unresolved", "\u00a0 😀")]
    crossing = document.find(".//{*}annotation[@motivation='identifying']")
    start = HOSTILE.index('& "Quill"')
    assert crossing.get("target") == f"#string-range(arlen-older.text,{start},9)"
    assert crossing.find("{*}ptr").get("target") == "#person.ada-quill"
    noted = document.find(".//{*}annotation/{*}note[@type='date']/{*}date")
    assert (noted.get("notBefore"), noted.get("notAfter"), noted.get("cert")) == ("1931-05-01", None, "low")
    assert not ab.find(".//{*}date").attrib, "an open bound is the claim's, not the words'"
    assert (
        document.find(".//{*}person/{*}persName[@type]").get("{http://www.w3.org/XML/1998/namespace}lang") == "ru-Latn"
    )


def test_marks_nest_whatever_their_order_and_ids_stay_different() -> None:
    given = (2, 5, 1, "b"), (0, 5, 0, "a"), (2, 5, 0, "c"), (4, 7, 0, "d"), (5, 7, 0, "e")
    marks = [Mark(*bounds, {}) for bounds in given]
    kept, crossing = nested(marks)
    assert (kept, crossing) == nested(marks[::-1])
    assert [mark.name for mark in crossing] == ["d"]
    assert marked("0123456", kept) == "<a>01<c><b>234</b></c></a><e>56</e>"
    assert marked("", []) == ""
    names = ["a:b", "a.b", "a_b", "a b", "ab", "a·b", "1:a", "_1:a"]
    assert len({xml_id(name) for name in names}) == len(names)
    for name in names:
        etree.fromstring(f'<x xml:id="{xml_id(name)}"/>')
