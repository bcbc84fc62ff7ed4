"""Every figure: it says what it is, stays in its frame, takes its ink from the page, and no word of a text becomes markup."""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import etree

import roa_dataset as roa
from figures import ARMY, DAY, SVG, commander_conflict, tree, words
from maps.make_coast import main as make_coast
from packages import arlen, relation, texts, write_package
from publish.pictures import FOLDER, pictures_of
from roa_dataset.errors import ExportError, QueryError
from roa_dataset.package import Package, installed
from roa_dataset.plot.clipping import Window, clipped
from roa_dataset.plot.figure import Figure
from roa_dataset.plot.measure import clean, width_of, wrapped, wrapped_runs

ROOT = Path(__file__).resolve().parent.parent
HOSTILE = '</text><script>alert(1)</script> "><img onerror=x> & ]]> \u202edrawkcab\u202c ' + "W" * 200

#: every kind of figure of the installed package
KINDS: dict[str, Callable[[Package, int], Figure]] = {
    "timeline": lambda p, w: p.plot.timeline(width=w),
    "timeline of the army": lambda p, w: p.plot.timeline(ARMY, width=w),
    "order of battle": lambda p, w: p.plot.order_of_battle(DAY, width=w),
    "strengths": lambda p, w: p.plot.strengths(width=w),
    "conflict": lambda p, w: p.plot.conflict(str(commander_conflict(p)["conflict_id"]), width=w),
    "places": lambda p, w: p.plot.places(width=w),
    "coverage": lambda p, w: p.plot.coverage("roa-older", width=w),
}


@pytest.fixture(scope="module")
def figures() -> dict[tuple[str, int], Figure]:
    return {(name, width): make(installed(), width) for name, make in KINDS.items() for width in (720, 288)}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Package:
    """An invented package whose labels and words try to be markup."""
    rows = {name: [dict(row) for row in table] for name, table in arlen().items()}
    for entity in rows["entities"]:
        entity["label"] = f"{entity['label']} {HOSTILE}"
    for member in rows["conflict_claims"]:
        member["reading"] = f"{member['reading']} {HOSTILE}"
    rows["conflicts"][0]["explanation"] = HOSTILE
    rows["unit_relations"] = [relation("r1", "unit:arlen-guard", HOSTILE, "part_of", "unit:brisk-guard", HOSTILE)]
    number = {
        "number_min": None,
        "number_max": 500,
        "number_exactness": "at_most",
        "measure": "riders",
        "hedges": HOSTILE,
    }
    rows["strengths"] = [
        {"strength_id": "s1", "unit_id": "unit:arlen-guard", "unit_label": HOSTILE, "as_written": HOSTILE, **number,
         "document_id": "arlen-newer", "modality": "reported", "polarity": "negated"},
    ]  # fmt: skip
    rows["events"] = [
        {"event_id": "event:x", "event_type": "battle", "label": HOSTILE, "date_earliest": dt.date(1931, 5, 1),
         "date_latest": dt.date(1931, 5, 31), "occurs_in": "article"},
    ]  # fmt: skip
    rows["provenance"].append(
        {"table_name": "events", "row_id": "event:x", "column_name": "date_text", "claim_id": "c3"}
    )
    at = {"latitude": "50.5", "longitude": "14.25", "geonames_id": "1", "location_basis": "geonames"}
    none = {"latitude": None, "longitude": None, "geonames_id": None, "location_basis": "doubtful"}
    rows["places"] = [
        {"place_id": f"place:{number}", "label": f"{number} {HOSTILE}", "kind": "town", **where}
        for number, where in enumerate((at, at, none))
    ]
    rows |= {
        name: [{"link_id": "x", "document_id": "", "char_start": 0, "char_end": 0}]
        for name in ("links", "images", "ranks")
    }
    rows["bibliography"] = [
        {**row, "document_id": "arlen-newer", "char_start": 0, "char_end": 3} for row in rows["bibliography"]
    ]
    rows["passages"] = [{"kind": "sentence", **row, "claim_count": 0} for row in rows["passages"]]
    for claim in rows["claims"]:
        claim["statement"], claim["date_text"] = HOSTILE, claim["date_text"] and HOSTILE
    return Package(str(write_package(tmp_path_factory.mktemp("hostile"), rows, texts(), parquet=False)))


def hostile_figures(package: Package) -> Iterator[Figure]:
    for width in (720, 280):
        yield package.plot.timeline(width=width)
        yield package.plot.timeline("unit:arlen-guard", width=width)
        yield package.plot.order_of_battle("1931-05-05", width=width)
        yield package.plot.strengths(width=width)
        yield package.plot.conflict("k1", width=width)
        yield package.plot.places(width=width)
        yield package.plot.coverage("arlen-newer", width=width)


def test_a_figure_is_an_image_with_its_title_and_description(figures: dict[tuple[str, int], Figure]) -> None:
    for (name, _), figure in figures.items():
        root = tree(figure)
        title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert root.get("role") == "img" and title is not None and desc is not None
        assert (title.text, desc.text) == (figure.title, figure.description), name
        assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
        assert (root.get("width"), root.get("height")) == (str(figure.width), str(figure.height))
        assert re.fullmatch(r"[a-z0-9-]+", figure.name)


def test_a_figure_takes_ink_from_the_page_and_nothing_from_elsewhere(figures: dict[tuple[str, int], Figure]) -> None:
    for figure in figures.values():
        svg = figure.svg(prefix="p-")
        root = etree.fromstring(svg.encode())
        names = {etree.QName(e).localname for e in root.iter()}
        assert names <= {"svg", "title", "desc", "defs", "pattern", "path", "rect", "circle", "text", "tspan"}
        keys = {key for e in root.iter() for key in e.attrib}
        assert not {key for key in keys if key.startswith("on") or "href" in key or key in ("style", "src")}
        ink = {e.get(key) for e in root.iter() for key in ("fill", "stroke") if e.get(key)}
        assert ink <= {"none", "currentColor", f"url(#p-{figure.name}-hatch)"}
        ids = [e.get("id") for e in root.iter() if e.get("id")]
        assert len(ids) == len(set(ids)) and all(str(one).startswith(f"p-{figure.name}-") for one in ids)
        assert all(used in ids for used in re.findall(r"url\(#([^)]*)\)", svg))
        assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


def test_words_stay_inside_the_picture(figures: dict[tuple[str, int], Figure], hostile: Package) -> None:
    for figure in [*figures.values(), *hostile_figures(hostile)]:
        for text in tree(figure).iter(f"{SVG}text"):
            size, bold = int(text.get("font-size", "14")), text.get("font-weight") == "bold"
            wide, x = width_of("".join(text.itertext()), size, bold), float(text.get("x", ""))
            left = {"start": x, "middle": x - wide / 2, "end": x - wide}[text.get("text-anchor", "start")]
            assert left >= 0 and left + wide <= figure.width + 1, (figure.name, figure.width, "".join(text.itertext()))
            assert 0 < float(text.get("y", "")) <= figure.height


def test_a_word_of_a_text_never_becomes_markup(hostile: Package) -> None:
    for figure in hostile_figures(hostile):
        svg = figure.svg(alone=True)
        assert "<script" not in svg and "<img" not in svg
        etree.fromstring(svg.encode())
    for figure in (hostile.plot.conflict("k1"), hostile.plot.strengths(), hostile.plot.order_of_battle("1931-05-05")):
        assert clean(HOSTILE).split("W")[0].replace(" ", "") in words(figure).replace(" ", "")


def test_what_xml_cannot_hold_is_shown_as_replaced() -> None:
    assert clean("a\x00b\x1b[1m\ud800c\ufffe") == "a�b�[1m�c�"
    assert [("".join(text for text, _ in line)) for line in wrapped_runs([("a\x00", False), ("b", True)], 99, 14)] == [
        "a�b"
    ]


def test_the_same_package_gives_the_same_bytes() -> None:
    one, two = Package(str(roa.root)), Package(str(roa.root))
    for make in KINDS.values():
        assert make(one, 720).svg() == make(two, 720).svg()


@pytest.mark.parametrize("width", [279, 0, "720", 400.5])
def test_a_width_that_holds_no_words_is_refused(width: object) -> None:
    with pytest.raises(QueryError, match="at least 280"):
        roa.plot.strengths(width=width)  # type: ignore[arg-type]


def test_a_saved_figure_stands_alone_and_takes_no_other_files_place(tmp_path: Path) -> None:
    figure = roa.plot.strengths()
    path = figure.save(tmp_path / "strengths.svg")
    saved = etree.fromstring(path.read_bytes())
    assert figure.title in ["".join(text.itertext()) for text in saved.iter(f"{SVG}text")]
    assert figure.source in "".join(saved.itertext()) and "prefers-color-scheme:dark" in "".join(saved.itertext())
    assert path.read_text("utf-8") == f"{figure._repr_svg_()}\n"
    before = path.stat().st_ino
    refused = {
        path: "something there",
        tmp_path / "a.png": r"expected \.svg",
        tmp_path / "no" / "a.svg": "no such folder",
    }
    for target, message in refused.items():
        with pytest.raises(ExportError, match=message):
            figure.save(target)
    assert path.stat().st_ino == before and [p.name for p in tmp_path.iterdir()] == ["strengths.svg"]
    assert figure.save(path, overwrite=True).stat().st_ino != before


def test_the_figures_are_those_of_the_copy_that_is_asked(hostile: Package) -> None:
    assert roa.plot.strengths().svg() == installed().plot.strengths().svg() != hostile.plot.strengths().svg()
    with pytest.raises(AttributeError, match="no attribute 'stenghts'"):
        roa.plot.stenghts()  # type: ignore[attr-defined]


def test_drawing_loads_no_library_for_data() -> None:
    import subprocess

    code = "import roa_dataset as r, sys; r.plot.strengths().svg(); print(*{'pandas', 'pyarrow', 'duckdb'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_a_day_without_ties_says_so(hostile: Package) -> None:
    assert "the texts tie no unit to another" in words(hostile.plot.order_of_battle("1931-05-05", of="person:bo-vane"))


# --- the coast, the words, the pictures of the README


def test_the_coast_is_public_domain_and_lies_inside_its_window() -> None:
    path = ROOT / "src" / "roa_dataset" / "plot" / "coast.json"
    coast = json.loads(path.read_text("utf-8"))
    assert coast["licence"] == "public domain" and "Natural Earth" in coast["source"]
    assert path.stat().st_size < 20_000 and (ROOT / coast["made_by"]).is_file()
    west, south, east, north = (bound * coast["scale"] for bound in coast["window"])
    for steps in coast["rings"]:
        x = y = 0
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            assert west <= x <= east and south <= y <= north


def test_the_coast_is_made_from_topojson(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "coast.json"
    monkeypatch.setattr("maps.make_coast.TARGET", target)
    monkeypatch.setattr("maps.make_coast.ROOT", tmp_path)
    # one square from 0°, 40° to 10°, 50° of two arcs, the second written backwards
    arcs = [[[0, 40], [10, 0], [0, 10]], [[0, 40], [0, 10], [10, 0]]]
    land = {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "arcs": [[0, ~1]]}]}
    source = tmp_path / "land.json"
    source.write_text(
        json.dumps({"transform": {"scale": [1, 1], "translate": [0, 0]}, "arcs": arcs, "objects": {"land": land}})
    )
    assert make_coast([str(source)]) == 0
    coast = json.loads(target.read_text("utf-8"))
    steps = coast["rings"][0]
    ends = range(1, len(steps), 2)
    corners = {(sum(steps[:end:2]) / coast["scale"], sum(steps[1 : end + 1 : 2]) / coast["scale"]) for end in ends}
    assert corners == {(0, 40), (10, 40), (10, 50), (0, 50)}
    source.write_text("{}")
    assert make_coast([str(source)]) == 1 and json.loads(target.read_text("utf-8")) == coast


def test_a_ring_is_cut_at_the_window() -> None:
    window = Window(0, 0, 10, 10)
    cut = clipped([(-5.0, 5.0), (5.0, 5.0), (5.0, 15.0), (-5.0, 15.0)], window)
    assert set(cut) == {(0.0, 5.0), (5.0, 5.0), (5.0, 10.0), (0.0, 10.0)}
    assert clipped([(20.0, 20.0), (30.0, 20.0), (30.0, 30.0)], window) == []


def test_lines_hold_all_words_and_fit() -> None:
    text = "The quick brown fox, Иван and 第六軍, jumped " + "over" * 40 + " it."
    for width in (60, 200, 900):
        lines = wrapped(text, width, 14)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert all(width_of(line, 14) <= width for line in lines)
    assert wrapped("", 100, 14) == []


def test_the_pictures_of_the_readme_are_those_that_the_build_draws() -> None:
    made = pictures_of(installed())
    assert len(made) == 2
    for path, content in made.items():
        assert path.startswith(FOLDER) and (ROOT / path).read_bytes() == content, "run `make data`"
