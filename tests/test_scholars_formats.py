"""What scholars' tools read: annotations, a graph, a map; each read back by a program that is not ours."""

from __future__ import annotations

import hashlib
import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import networkx
import pytest
from anchorpoint import TextQuoteSelector

import roa_dataset as roa
from packages import arlen, texts, write_package
from roa_dataset.exporting.formats import Format
from roa_dataset.exporting.web_annotations import quote_selector
from roa_dataset.exporting.xml_text import element, escaped


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    path = roa.export(tmp_path_factory.mktemp("annotations") / "claims.jsonld")
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def test_an_annotation_reader_finds_each_quote_by_its_words_and_by_its_place(page: dict[str, Any]) -> None:
    raw = {row["path"]: roa.document(str(row["document_id"])).text for row in roa.load("documents", "records")}
    claims = {f"#{row['claim_id']}": row for row in roa.load("claims", "records")}
    assert {item["id"] for item in page["items"]} == set(claims) and len(page["items"]) == len(claims)
    for item in page["items"]:
        claim, target = claims[item["id"]], item["target"]
        text = raw[target["source"]["id"]]
        quote, position = target["selector"]
        words = {key: quote[key] for key in ("exact", "prefix", "suffix")}
        found = TextQuoteSelector(**words).as_unique_position(text)
        assert (found.start, found.end) == (position["start"], position["end"]), item["id"]
        assert (claim["char_start"], claim["char_end"]) == (position["start"], position["end"])
        assert text[position["start"] : position["end"]] == quote["exact"] == claim["quote"]
        assert item["body"][0]["value"] == claim["statement"] and item["body"][1]["value"] == claim["predicate"]
        # the page says that positions are the same in JavaScript, which counts UTF-16 units
        assert max(text) <= "\uffff"


def test_a_quote_that_stands_twice_gets_as_much_around_it_as_it_takes(tmp_path: Path) -> None:
    same = "x" * 100
    tables, raw = arlen(), texts()
    raw["arlen-older"] = f"a{same}quote{same}b{same}quote{same}c"
    tables["documents"][1]["sha256"] = hashlib.sha256(raw["arlen-older"].encode()).hexdigest()
    document = roa.open(write_package(tmp_path, tables, raw)).document("arlen-older")
    first, second = (document.text.index("quote", start) for start in (0, 200))
    for start in (first, second):
        selector = quote_selector(document, start, start + 5)
        assert document.text.count(selector["prefix"] + "quote" + selector["suffix"]) == 1
        assert document.text.startswith(selector["prefix"] + "quote", start - len(selector["prefix"]))
    whole = quote_selector(document, 0, len(document.text))
    assert (whole["prefix"], whole["exact"], whole["suffix"]) == ("", document.text, "")


def test_the_graph_has_every_posting_relation_and_allegiance_as_an_edge(tmp_path: Path) -> None:
    graph = networkx.read_graphml(roa.export(tmp_path / "roa.graphml"))
    assert graph.is_directed() and graph.is_multigraph()
    edges = {key: (start, end, data) for start, end, key, data in graph.edges(keys=True, data=True)}
    ends = {
        "postings": ("posting_id", "person_id", "unit_id", "role"),
        "unit_relations": ("unit_relation_id", "unit_id", "related_id", "relation"),
        "allegiances": ("allegiance_id", "entity_id", "to_id", "relation"),
    }
    assert len(edges) == sum(roa.tables[table].rows for table in ends)
    labels = {row["entity_id"]: row["label"] for row in roa.load("entities", "records")}
    for table, (key, start, end, kind) in ends.items():
        for row in roa.load(table, "records"):
            source, target, data = edges[str(row[key])]
            assert source == row[start] and data["table"] == table and data["kind"] == row[kind]
            if row[end]:
                assert target == row[end] and graph.nodes[target]["label"] == labels[target]
            else:
                assert graph.nodes[target]["entity_type"] in ("as_written", "not_stated")
            for column in row.keys() - {key, start, end, kind}:
                cell = row[column]
                assert data.get(column) == (cell if cell is None or isinstance(cell, bool) else str(cell)), column


def test_the_map_has_every_place_and_says_that_its_position_is_added(tmp_path: Path) -> None:
    features = json.loads(roa.export(tmp_path / "roa.geojson").read_text(encoding="utf-8"))["features"]
    places = {row["place_id"]: row for row in roa.load("places", "records")}
    assert {feature["id"] for feature in features} == set(places) and len(features) == len(places)
    for feature in features:
        place, geometry = places[feature["id"]], feature["geometry"]
        placed = place["latitude"] is not None
        assert feature["properties"]["position_added"] == placed == (geometry is not None)
        assert feature["properties"]["location_basis"] == place["location_basis"]
        if placed:
            assert geometry == {"type": "Point", "coordinates": [place["longitude"], place["latitude"]]}
            assert -180 <= geometry["coordinates"][0] <= 180 and -90 <= geometry["coordinates"][1] <= 90
    assert {feature["geometry"] is None for feature in features} == {True, False}


@pytest.mark.parametrize("form", ["annotations", "geojson", "graphml", "tei"])
def test_a_form_of_its_own_takes_no_names_of_tables(tmp_path: Path, form: Format) -> None:
    with pytest.raises(roa.errors.ExportError, match="expected no names of tables"):
        roa.export(tmp_path / "x", format=form, tables=["claims"])
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("form", ["annotations", "geojson", "graphml", "tei"])
def test_two_exports_are_the_same_bytes(tmp_path: Path, form: Format) -> None:
    one, two = (roa.export(tmp_path / name, format=form) for name in ("one", "two"))
    files = [sorted(path.rglob("*")) if path.is_dir() else [path] for path in (one, two)]
    assert files[0] and [path.read_bytes() for path in files[0]] == [path.read_bytes() for path in files[1]]


def test_what_xml_cannot_hold_is_refused_and_what_it_would_change_is_not_changed() -> None:
    text = " a\r\nb\tc<&>\"'\u0085\u2028 😀 "
    read = ElementTree.fromstring(element("x", {"y": text, "z": None}, escaped(text)))
    assert (read.text, read.attrib) == (text, {"y": text})
    with pytest.raises(roa.errors.ExportError, match=r"U\+000C in 'left\\x0cright'"):
        escaped("left\fright")
