"""The figures: what the tables say is in the picture, nothing more certain than the texts, and no word becomes markup."""

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
from maps.make_coast import main as make_coast
from packages import arlen, relation, texts, write_package
from publish.pictures import FOLDER, pictures_of
from roa_dataset import asof
from roa_dataset.errors import ExportError, QueryError, UnknownIdError
from roa_dataset.package import Package, installed
from roa_dataset.plot.calendar import Stretch, in_words, stretch, years_of
from roa_dataset.plot.clipping import Window, clipped
from roa_dataset.plot.figure import Figure
from roa_dataset.plot.measure import clean, width_of, wrapped, wrapped_runs

ROOT = Path(__file__).resolve().parent.parent
SVG = "{http://www.w3.org/2000/svg}"
ARMY, DAY = "unit:russian-liberation-army", "1945-02-15"
HOSTILE = '</text><script>alert(1)</script> "><img onerror=x> & ]]> ‮drawkcab‬ ' + "W" * 200

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


def commander_conflict(package: Package) -> dict[str, object]:
    """The contradiction between the texts about who commanded a unit."""
    rows = [dict(row) for row in package.rows("conflicts")]
    return next(r for r in rows if (r["conflict_type"], r["scope"]) == ("commander", "between_texts"))


def tree(figure: Figure, alone: bool = False) -> etree._Element:
    return etree.fromstring(figure.svg(alone=alone).encode(), etree.XMLParser(resolve_entities=False))


def words(figure: Figure) -> str:
    """All words of the picture, with one space between lines."""
    return " ".join("".join(text.itertext()).strip() for text in tree(figure).iter(f"{SVG}text"))


def with_class(figure: Figure, name: str) -> list[etree._Element]:
    return [e for e in tree(figure).iter() if name in (e.get("class") or "").split()]


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


# --- strengths


def test_every_reading_of_a_strength_is_a_row_with_its_words() -> None:
    figure, table = roa.plot.strengths(), installed().rows("strengths")
    assert sorted(str(row["strength_id"]) for row in figure.rows) == sorted(str(row["strength_id"]) for row in table)
    shown = words(figure)
    for row in table:
        assert clean(f"“{row['as_written']}”") in shown
        if row["hedges"]:
            assert f"limited by “{row['hedges']}”" in shown
    units = [row["unit_id"] for row in figure.rows]
    panels = {unit: [i for i, other in enumerate(units) if other == unit] for unit in units}
    assert all(places == list(range(places[0], places[-1] + 1)) for places in panels.values()), "grouped by unit"


def test_the_sign_of_a_strength_says_how_exact_it_is() -> None:
    figure = roa.plot.strengths()
    numbered = [r for r in figure.rows if r["number_min"] is not None or r["number_max"] is not None]
    for exactness in ("exact", "about", "at_least"):
        marks = with_class(figure, exactness)
        assert len(marks) == sum(r["number_exactness"] == exactness for r in numbered) > 0
        assert all((mark.get("fill") == "none") == (exactness == "about") for mark in marks)
    ranges = [r for r in numbered if r["number_min"] not in (None, r["number_max"]) and r["number_max"] is not None]
    marks = with_class(figure, "range")
    assert len(marks) == len(ranges) > 0 and all("hatch" in str(mark.get("fill")) for mark in marks)
    assert words(figure).count("no number") == len(figure.rows) - len(numbered)


def test_the_strengths_of_one_unit_are_only_its_own() -> None:
    figure = roa.plot.strengths("unit:700th-infantry-division")
    assert {row["unit_id"] for row in figure.rows} == {"unit:700th-infantry-division"}
    assert "about 10,000" in words(figure) and "10,000 unarmed men" in words(figure)
    assert "No text says how strong it was." in words(roa.plot.strengths("person:andrey-vlasov"))


# --- timeline


@pytest.mark.parametrize(
    ("edtf", "role", "earliest", "latest", "expected"),
    [
        ("1945-04-11", "point", "1945-04-11", "1945-04-11", {"day": True, "solid": ("1945-04-11", "1945-04-11")}),
        ("1944", "point", "1944-01-01", "1944-12-31", {"hatched": [("1944-01-01", "1944-12-31")]}),
        ("1945-02", "as_of", "1945-02-01", "1945-02-28", {"hatched": [("1945-02-01", "1945-02-28")]}),
        ("1945-05-01", "within", "1945-05-01", "1945-05-01", {"hatched": [("1945-05-01", "1945-05-01")]}),
        ("1945-01-28", "start", "1945-01-28", "1945-01-28",
         {"day": True, "solid": ("1945-01-28", "1945-01-28"), "later": "1945-01-29"}),
        ("1944", "start", "1944-01-01", "1944-12-31", {"hatched": [("1944-01-01", "1944-12-31")], "later": "1945-01-01"}),
        ("1944-23", "no_earlier_than", "1944-09-01", None, {"later": "1944-09-01"}),
        ("1946-08-01", "no_later_than", None, "1946-08-01", {"earlier": "1946-08-02"}),
        ("1942/1945", "throughout", "1942-01-01", "1945-12-31",
         {"solid": ("1942-12-31", "1945-01-01"), "hatched": [("1942-01-01", "1942-12-30"), ("1945-01-02", "1945-12-31")]}),
        ("1944/1944", "throughout", "1944-01-01", "1944-12-31", {"hatched": [("1944-01-01", "1944-12-31")]}),
        ("", "within", None, None, None),
    ],
)  # fmt: skip
def test_nothing_is_drawn_more_certain_than_its_date(
    edtf: str, role: str, earliest: str | None, latest: str | None, expected: dict[str, object] | None
) -> None:
    days = [dt.date.fromisoformat(day) if day else None for day in (earliest, latest)]
    found = stretch(edtf, role, *days)
    if expected is None or found is None:
        assert found is expected
        return

    def inclusive(pair: tuple[int, int]) -> tuple[str, str]:
        return dt.date.fromordinal(pair[0]).isoformat(), dt.date.fromordinal(pair[1] - 1).isoformat()

    open_sides = {
        name: dt.date.fromordinal(day).isoformat() for name in ("later", "earlier") if (day := getattr(found, name))
    }
    shown: dict[str, object] = {"day": True} if found.day else {}
    shown |= {"solid": inclusive(found.solid)} if found.solid else {}
    shown |= {"hatched": [inclusive(pair) for pair in found.hatched]} if found.hatched else {}
    assert {**shown, **open_sides} == expected


def test_the_timeline_has_every_event_with_a_date_and_says_how_many_have_none() -> None:
    figure, events = roa.plot.timeline(), installed().rows("events")
    dated = {row["event_id"]: row for row in events if row["date_earliest"] or row["date_latest"]}
    assert {row["event_id"] for row in figure.rows} == set(dated)
    shown = words(figure)
    for row in figure.rows:
        assert clean(str(row["label"])) in shown
        assert all(f"“{text}”" in shown for text in str(row["date_text"] or "").split(" | ") if text)
    assert f"{len(events) - len(dated)} events." in shown
    for event_id, event in dated.items():
        # where every reading is bounded on both sides, together they are the hull that the table gives
        readings = [row for row in figure.rows if row["event_id"] == event_id]
        if all(row["date_earliest"] and row["date_latest"] for row in readings) and event["date_earliest"]:
            assert min(str(row["date_earliest"]) for row in readings) == str(event["date_earliest"])
            assert max(str(row["date_latest"]) for row in readings) == str(event["date_latest"])


def test_on_the_timeline_only_known_days_are_dots() -> None:
    figure = roa.plot.timeline()
    known = [
        r
        for r in figure.rows
        if r["date_earliest"] == r["date_latest"] and r["date_role"] in ("point", "as_of", "start")
    ]
    legend = 1
    assert len(list(tree(figure).iter(f"{SVG}circle"))) == len(known) + legend > 10
    assert words(figure).count("earlier") >= 1, "what lies before the axis is told at its edge"


def test_the_timeline_of_an_entity_has_the_dated_claims_about_it() -> None:
    figure, dated = roa.plot.timeline(ARMY), roa.timeline(ARMY)
    expected = {m.claim.claim_id for m in dated if m.earliest or m.latest}
    assert {row["claim_id"] for row in figure.rows} == expected and len(expected) > 20
    assert f"{len(dated) - len(expected)} statements." in words(figure)


def test_the_axis_covers_the_years_with_most_dates() -> None:
    day = dt.date(1944, 5, 1).toordinal()
    near = [Stretch(hatched=((day + n, day + n + 1),)) for n in range(0, 900, 90)]
    far = Stretch(hatched=((dt.date(1917, 1, 1).toordinal(), dt.date(1924, 1, 1).toordinal()),))
    assert years_of([far, *near]) == (1944, 1946)


def test_dates_in_words() -> None:
    assert in_words("1945-05/1945-09-02") == "May 1945 to 2 September 1945"
    for edtf in ("1946", "1944-23", "[1943-05..1943-08]", ""):
        assert in_words(edtf) == edtf


# --- order of battle


def test_the_picture_has_every_tie_of_the_day_once() -> None:
    figure, answer = roa.plot.order_of_battle(DAY), roa.order_of_battle(DAY).records()
    ties = {(r["above"], r["unit"], r["relation"], r["value"], r["limits"]) for r in answer}
    drawn = [
        (r["other"], r["unit"], r["relation"], r["value"], r["limits"])
        for r in figure.rows
        if r["relation"] != "commanded_by"
    ]
    assert set(drawn) == ties and len(drawn) == len(ties)
    frames = {(r["above"], r["unit"]) for r in answer}
    stubs = with_class(figure, "tie")
    assert len(stubs) == len(frames)
    solid = {(r["above"], r["unit"]) for r in answer if r["value"] == "definite" and "negated" not in str(r["limits"])}
    assert sum(stub.get("stroke-dasharray") is None for stub in stubs) == len(solid) > 0
    assert words(figure).count("What is below it is drawn further up.") == 1


def test_the_picture_has_every_reading_of_who_commanded() -> None:
    figure = roa.plot.order_of_battle(DAY, of=ARMY)
    unit = "unit:650th-infantry-division"
    drawn = {r["other"] for r in figure.rows if (r["relation"], r["unit_id"]) == ("commanded_by", unit)}
    assert (
        drawn == {reading.person for reading in roa.who_commanded(unit, DAY) if reading.value != "no"}
        and len(drawn) > 1
    )
    assert all(f"commanded by {person}" in words(figure) for person in drawn)


def test_the_days_of_change_are_those_on_which_something_changes() -> None:
    days = roa.plot.days_of_change(of=ARMY)

    def seen(day: dt.date) -> list[dict[str, object]]:
        return [dict(row) for row in roa.plot.order_of_battle(day, of=ARMY).rows]

    for day in map(dt.date.fromisoformat, days):
        assert seen(day) != seen(day - dt.timedelta(days=1))
    between = dt.date.fromisoformat(days[0]) + dt.timedelta(days=3)
    assert between.isoformat() not in days and seen(between) == seen(between + dt.timedelta(days=1))
    assert set(days) <= set(asof.days_that_matter()) and "1945-01-28" in roa.plot.days_of_change()


def test_a_day_without_ties_says_so(hostile: Package) -> None:
    assert "the texts tie no unit to another" in words(hostile.plot.order_of_battle("1931-05-05", of="person:bo-vane"))


# --- conflicts, places, coverage


def test_a_conflict_shows_each_reading_with_the_words_of_its_texts() -> None:
    conflict_id = str(commander_conflict(installed())["conflict_id"])
    figure, conflict = roa.plot.conflict(conflict_id), next(c for c in roa.conflicts() if c.conflict_id == conflict_id)
    assert len(with_class(figure, "reading")) == len(conflict.readings) > 2
    shown = words(figure)
    for reading in conflict.readings:
        assert reading.value in shown
        assert all(clean(claim.quote).replace(" ", "") in shown.replace(" ", "") for claim in reading.claims)
    underlined = [
        "".join(e.itertext()) for e in tree(figure).iter(f"{SVG}tspan") if e.get("text-decoration") == "underline"
    ]
    assert "commandofGeneral" in "".join(underlined).replace(" ", "")
    assert [row["claim_id"] for row in figure.rows] == [c.claim_id for r in conflict.readings for c in r.claims]


def test_every_conflict_can_be_drawn_narrow_and_wide() -> None:
    for row in installed().rows("conflicts"):
        for width in (720, 280):
            figure = roa.plot.conflict(str(row["conflict_id"]), width=width)
            assert {r["reading"] for r in figure.rows} == {
                m["reading"]
                for m in installed().groups("conflict_claims", "conflict_id")[row["conflict_id"]]  # type: ignore[index]
            }
            assert len(figure.svg()) < 20_000
    with pytest.raises(UnknownIdError, match=r"no conflict 'x0'"):
        roa.plot.conflict("x0")


def test_only_places_with_a_position_are_dots_and_the_others_are_listed() -> None:
    figure, table = roa.plot.places(), installed().rows("places")
    placed = [row for row in table if row["latitude"] is not None]
    assert len(with_class(figure, "place")) == len(placed) > 0
    assert sorted(str(row["place_id"]) for row in figure.rows) == sorted(str(row["place_id"]) for row in table)
    shown = words(figure)
    assert all(clean(str(row["label"])) in shown for row in table)
    land = with_class(figure, "land")[0]
    assert 0 < float(str(land.get("fill-opacity"))) < 0.3, "the dots are seen on it"
    assert "added by the editors" in shown and f"Named and not on the map ({len(table) - len(placed)})" in shown
    assert shown.count("(doubtful which is meant)") == sum(row["location_basis"] == "doubtful" for row in table)


def test_the_picture_of_coverage_gives_the_figures_of_the_report() -> None:
    report = (ROOT / "docs" / "coverage.md").read_text("utf-8")
    for document_id in ("roa-newer", "roa-older"):
        line = next(line for line in report.splitlines() if line.startswith(f"| `{document_id}` |"))
        letters, claimed, read, leaves = (cell.strip() for cell in line.split("|")[2:6])
        figure = roa.plot.coverage(document_id)
        assert f"in claims: {claimed}" in words(figure) and f"{letters} letters" in figure.description
        neither = re.search(r"in neither: ([\d.]+) %", words(figure))
        assert neither and float(neither[1]) == pytest.approx(100 - float(read.removesuffix(" %")), abs=0.11)
        assert len(figure.rows) == int(leaves)
        assert all(f"× {row['reason']}" in words(figure) for row in figure.rows)
    with pytest.raises(UnknownIdError):
        roa.plot.coverage("roa-newest")


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
