"""Whatever stands in the descriptor and in the tables, the validator ends with a report or with a named error."""

from __future__ import annotations

import copy
import csv
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import roa_dataset as roa
from packages import arlen, texts, write_package
from roa_dataset.errors import RoaDatasetError
from roa_dataset.validation import run, tables
from roa_dataset.validation.patterns import may_take_without_end

#: examples are the same on every machine, and few: each is a whole run of the validator
FEW = settings(
    max_examples=30, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate]
)
ASK = tables._ask_frictionless
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
#: cells that a table may meet: numbers of every form, days that are none, quotes, control characters, ids, long texts
CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "",
            "NA",
            "true",
            "1e400",
            "-0",
            "9" * 400,
            "0x10",
            "1945-02-30",
            "nan",
            "inf",
            '"',
            "\n",
            "\r",
            ",",
            "\0",
            "c1",
            "é" * 2000,
        ]
    ),
    st.integers().map(str),
    st.floats().map(str),
    st.dates().map(str),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_package(tmp_path_factory.mktemp("fuzzed"), arlen(), texts(), parquet=False)


@pytest.fixture(scope="module")
def descriptor(folder: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return content


@contextmanager
def written(path: Path, content: bytes) -> Iterator[None]:
    """The file with another content for the length of a block."""
    before = path.read_bytes()
    try:
        path.write_bytes(content)
        yield
    finally:
        path.write_bytes(before)


@pytest.fixture(scope="module", autouse=True)
def without_frictionless() -> Iterator[None]:
    """All layers that are ours: Frictionless, which takes most of the time, has its own test below."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "_ask_frictionless", lambda checks, found: None)
        yield


def all_layers(folder: Path, however: bool = False) -> list[str]:
    """What the validator finds; only named errors may come out of it.

    `however` the descriptor is, every layer is asked: that of the small package lacks what the strict profile wants.
    """
    try:
        with pytest.MonkeyPatch.context() as patch:
            if however:
                patch.setattr(run, "_obstacle", lambda descriptor, findings: "")
            report = roa.validate(folder)
    except RoaDatasetError as error:
        return [str(error)]
    assert report.text() and report.to_json()
    return [str(finding) for finding in report.findings]


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every part of a JSON value."""
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from places(inner, (*path, key))


@FEW
@given(data=st.data(), new=JSON)
def test_any_value_anywhere_in_the_descriptor(
    data: st.DataObject, new: Any, folder: Path, descriptor: dict[str, Any]
) -> None:
    changed = copy.deepcopy(descriptor)
    path = data.draw(st.sampled_from(list(places(descriptor))))
    if not path:
        changed = new
    else:
        holder = changed
        for key in path[:-1]:
            holder = holder[key]
        holder[path[-1]] = new
    with written(folder / "datapackage.json", json.dumps(changed).encode()):
        assert all_layers(folder)  # the package has no Parquet: an undamaged one has findings too


@FEW
@given(
    content=st.one_of(
        st.binary(max_size=200), st.text(max_size=200).map(str.encode), JSON.map(lambda v: json.dumps(v).encode())
    )
)
def test_anything_as_a_descriptor_is_a_named_error_or_a_report(content: bytes, folder: Path) -> None:
    with written(folder / "datapackage.json", content):
        try:
            report = roa.validate(folder, fast=True)
        except RoaDatasetError as error:
            assert str(error)
        else:
            assert not report.valid


@FEW
@given(data=st.data(), cells=st.lists(CELLS, min_size=1, max_size=6))
def test_any_cells_in_any_table(
    data: st.DataObject, cells: list[str], folder: Path, descriptor: dict[str, Any]
) -> None:
    table = data.draw(st.sampled_from([r for r in descriptor["resources"] if r["format"] == "csv"]))
    path = folder / table["path"]
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    for cell in cells:
        row = data.draw(st.integers(0, len(rows) - 1))
        rows[row][data.draw(st.integers(0, len(rows[row]) - 1))] = cell
    sink = io.StringIO()
    csv.writer(sink, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    with written(path, sink.getvalue().encode("utf-8", "surrogatepass")):
        assert all_layers(folder, however=True)


@FEW
@given(content=st.one_of(st.binary(max_size=300), st.text('a,"\n\r;\0é', max_size=300).map(str.encode)))
def test_any_bytes_as_a_table(content: bytes, folder: Path) -> None:
    with written(folder / "data" / "claims.csv", content):
        assert any("data/claims.csv" in found for found in all_layers(folder, however=True))


@FEW
@given(st.text("ab[](){}|?*+\\^$-,019", max_size=20))
def test_a_pattern_is_judged_without_an_error(pattern: str) -> None:
    assert may_take_without_end(pattern) in (True, False)


@pytest.mark.parametrize(
    "pattern", ["(a+)+", "(a|a)*", "(?:a*)*b", "((a))+", "(a?){20}", "(-?[a-z]+)*", "(a{1,9}){10,}", "(.*,){12}"]
)
def test_a_pattern_that_may_take_without_end_is_told(pattern: str) -> None:
    assert may_take_without_end(pattern)


def test_no_pattern_of_the_package_is_taken_for_one_that_takes_without_end() -> None:
    content = roa.root.joinpath("datapackage.json").read_text(encoding="utf-8")
    fields = [f for r in json.loads(content)["resources"] for f in r.get("schema", {}).get("fields", ())]
    patterns = {f["constraints"]["pattern"] for f in fields if "pattern" in f.get("constraints", {})}
    assert len(patterns) > 5 and not any(may_take_without_end(pattern) for pattern in patterns)


@pytest.mark.parametrize("content", [b"\xff\xfe", b'rank_id\n"', b"a,a\n,,,,\n"])
def test_the_whole_validator_ends_with_a_report_whatever_a_table_holds(
    content: bytes, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "_ask_frictionless", ASK)
    with written(package / "data" / "ranks.csv", content):
        report = roa.validate(package)
    assert not report.valid and any(f.file == "data/ranks.csv" and f.layer == "tables" for f in report.findings)
