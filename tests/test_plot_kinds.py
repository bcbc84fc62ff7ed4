"""Each kind of figure: every row of its tables is in the picture, and drawn no more certain than its text."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

import roa_dataset as roa
from figures import ARMY, DAY, SVG, commander_conflict, tree, with_class, words
from roa_dataset import asof
from roa_dataset.errors import UnknownIdError
from roa_dataset.package import installed
from roa_dataset.plot.calendar import Stretch, in_words, stretch, years_of
from roa_dataset.plot.measure import clean

ROOT = Path(__file__).resolve().parent.parent


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


# --- conflicts, places, coverage


def test_a_conflict_shows_each_reading_with_the_words_of_its_texts() -> None:
    conflict_id = str(commander_conflict(installed())["conflict_id"])
    figure, conflict = roa.plot.conflict(conflict_id), next(c for c in roa.conflicts() if c.conflict_id == conflict_id)
    assert roa.plot.conflict(conflict).svg() == figure.svg()
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
