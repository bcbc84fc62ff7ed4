"""Two copies side by side: what differs is listed once and whole, and the version that it asks for is the least one."""

from __future__ import annotations

import copy
import inspect
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

import roa_dataset as roa
from packages import arlen, texts, write_package, zipped
from roa_dataset import changes, errors
from roa_dataset.changes.difference import Difference
from roa_dataset.changes.levels import LEVELS, is_later, next_version, step
from roa_dataset.changes.schemas import LEVEL_OF
from roa_dataset.cli import main

SCHEMA = json.loads((Path(changes.__file__).parent / "difference.schema.json").read_text(encoding="utf-8"))
Tables = dict[str, Any]


def package(folder: Path, change: Callable[[Tables], None] = lambda tables: None, version: str = "2.0.0") -> Path:
    """The guard's package with something changed in its tables."""
    tables = copy.deepcopy(arlen())
    change(tables)
    return with_descriptor(
        write_package(folder, tables, texts(), parquet=False), lambda d: d.update({"version": version})
    )


def with_descriptor(folder: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    path = folder / "datapackage.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(json.dumps(content), encoding="utf-8")
    return folder


def resource(content: dict[str, Any], name: str) -> dict[str, Any]:
    return next(r for r in content["resources"] if r["name"] == name)


def field(content: dict[str, Any], table: str, column: str) -> dict[str, Any]:
    return next(f for f in resource(content, table)["schema"]["fields"] if f["name"] == column)


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return package(tmp_path_factory.mktemp("old"))


def checked(difference: Difference) -> Difference:
    """A difference whose JSON form is as its schema says and survives being written."""
    jsonschema.validate(json.loads(json.dumps(difference.as_json())), SCHEMA)
    return difference


def second_release(tables: Tables) -> None:
    """One value and one row changed, one row added."""
    tables["claims"][3]["number_max"] = 550.0
    tables["names"].append({"name_id": "n5", "entity_id": "unit:brisk-guard", "name": "NA"})
    del tables["provenance"][0]


def test_one_value_one_row_more_and_one_less_are_listed_by_their_keys(old: Path, tmp_path: Path) -> None:
    found = checked(roa.diff(old, package(tmp_path, second_release, "2.1.0")))
    assert [t.name for t in found.tables] == ["claims", "names", "provenance"]
    assert found.records() == [
        {"change": "value_changed", "table": "claims", "key": "c4", "column": "number_max", "old": 500.0, "new": 550.0},
        {"change": "row_added", "table": "names", "key": "n5", "column": "", "old": None, "new": None},
        {"change": "row_removed", "table": "provenance", "key": "units, unit:arlen-guard, strength, c5", "column": "",
         "old": None, "new": None},
    ]  # fmt: skip
    assert found.tables[1].added == ({"name_id": "n5", "entity_id": "unit:brisk-guard", "name": "NA"},)
    assert (found.least_bump, found.bump, found.enough, found.data_changed) == ("minor", "minor", True, True)
    page = found.markdown()
    assert "| c4 | number\\_max | 500 | 550 |" in page or "| c4 | number\\_max | 500.0 | 550.0 |" in page
    assert "Changes from 2.0.0 to 2.1.0" in page and "at least a minor step" in repr(found)


def test_a_column_that_goes_needs_a_major_step_and_its_cells_are_no_differences(old: Path, tmp_path: Path) -> None:
    def drop(tables: Tables) -> None:
        for row in tables["units"]:
            del row["motto"]
            row["founded"] = None

    found = checked(roa.diff(old, package(tmp_path, drop, "2.1.0")))
    assert [(c.what, c.table, c.column) for c in found.schema] == [
        ("column_removed", "units", "motto"),
        ("column_added", "units", "founded"),
    ]
    assert (found.tables, found.least_bump, found.enough) == ((), "major", False)
    assert "this is a minor step, which is too small" in repr(found)


def test_a_claim_with_a_shorter_quote_follows_the_one_with_the_longer(old: Path, tmp_path: Path) -> None:
    def shorten(tables: Tables) -> None:
        row = tables["claims"][2]
        row |= {"claim_id": "c9", "quote": row["quote"][:-12], "char_end": row["char_end"] - 12}
        row = tables["claims"][1]  # elsewhere in the text: nothing stands for it
        row |= {"claim_id": "c8", "quote": "riders", "char_start": 0, "char_end": 3, "subject_id": "person:bo-vane"}

    found = roa.diff(old, package(tmp_path, shorten))
    assert {one.id: one.successors for one in found.gone} == {"c3": ("c9",), "c2": ()}


def test_an_id_that_goes_needs_a_major_step_and_names_its_successor(old: Path, tmp_path: Path) -> None:
    def rename(tables: Tables) -> None:
        tables["claims"][2]["claim_id"] = "c9"  # the same words, read anew
        del tables["claims"][4]
        tables["postings"][1] |= {"posting_id": "p9"}

    found = checked(roa.diff(old, package(tmp_path, rename)))
    gone = {(one.table, one.id): one.successors for one in found.gone}
    assert gone == {("claims", "c3"): ("c9",), ("claims", "c5"): (), ("postings", "p2"): ()}
    assert found.least_bump == "major" and found.bump == "none" and "not later" in repr(found)
    assert "| claims | c3 | c9 |" in found.markdown()


DESCRIPTORS: list[tuple[str, Callable[[dict[str, Any]], None]]] = [
    ("package_renamed", lambda d: d.update(name="brisk")),
    ("licences_changed", lambda d: d.update(licenses=[{"name": "CC0-1.0"}])),
    ("package_described", lambda d: d.update(title="The Guard of Arlen")),
    ("package_described", lambda d: d["resources"].append({"name": "note", "path": "raw/arlen-older.txt", "format": "md",
     "bytes": len(texts()["arlen-older"]), "hash": resource(d, "raw-arlen-older")["hash"]})),
    ("text_removed", lambda d: d["resources"].remove(resource(d, "raw-arlen-older"))),
    ("table_removed", lambda d: d["resources"].remove(resource(d, "alignments"))),
    ("table_described", lambda d: resource(d, "claims").update(description="Who led.")),
    ("key_changed", lambda d: resource(d, "names")["schema"].update(primaryKey=["name"])),
    ("references_changed", lambda d: resource(d, "names")["schema"].update(foreignKeys=[
        {"fields": ["entity_id"], "reference": {"resource": "entities", "fields": ["entity_id"]}}])),
    ("column_retyped", lambda d: field(d, "bibliography", "part").update(type="number")),
    ("column_rules_changed", lambda d: field(d, "claims", "modality")["constraints"]["enum"].append("planned")),
    ("column_described", lambda d: field(d, "claims", "quote").update(description="The words.")),
]  # fmt: skip


@pytest.mark.parametrize(("what", "change"), DESCRIPTORS, ids=[what for what, _ in DESCRIPTORS])
def test_each_change_of_the_schema_asks_for_its_step(
    what: str, change: Callable[[dict[str, Any]], None], old: Path, tmp_path: Path
) -> None:
    found = checked(roa.diff(old, with_descriptor(package(tmp_path), change)))
    assert [c.what for c in found.schema] == [what] and not found.tables
    assert found.least_bump == LEVEL_OF[what] and not found.same
    back = roa.diff(with_descriptor(package(tmp_path / "back"), change), old)
    assert back.schema and back.schema[0].what.split("_")[0] == what.split("_")[0]


def test_every_kind_of_change_is_in_the_shipped_schema_and_tried_here() -> None:
    assert set(SCHEMA["properties"]["schema"]["items"]["properties"]["what"]["enum"]) == set(LEVEL_OF)
    elsewhere = {"text_added", "text_changed", "table_added", "column_added", "column_removed", "column_order_changed"}
    assert {what for what, _ in DESCRIPTORS} == set(LEVEL_OF) - elsewhere
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_a_text_a_table_and_an_order_of_columns_that_differ(old: Path, tmp_path: Path) -> None:
    tables = copy.deepcopy(arlen())
    tables["songs"] = [{"song_id": "s1"}]
    tables["names"] = [dict(reversed(row.items())) for row in tables["names"]]
    other = texts() | {"arlen-older": texts()["arlen-older"] + "\n", "arlen-third": "x"}
    new = with_descriptor(
        write_package(tmp_path, tables, other, parquet=False),
        lambda d: resource(d, "names")["schema"].update(primaryKey=["name_id"]),
    )
    found = checked(roa.diff(old, new))
    assert [(c.what, c.table or c.column, c.level) for c in found.schema] == [
        ("text_changed", "raw-arlen-older", "minor"),
        ("text_added", "raw-arlen-third", "minor"),
        ("column_order_changed", "names", "minor"),
        ("table_added", "songs", "minor"),
    ]
    assert not found.tables and found.new.rows["songs"] == 1


def test_a_copy_is_the_same_as_its_archive_whatever_its_version(old: Path, tmp_path: Path) -> None:
    archive = zipped(package(tmp_path / "new", version="2.0.1"), tmp_path / "new.zip")
    found = checked(roa.diff(roa.open(old), archive))
    assert found.same and found.least_bump == "none" and found.records() == [] and found.enough
    assert "Nothing differs but the version" in found.markdown()
    exported = roa.open(old).export(tmp_path / "exported.zip")
    assert roa.diff(str(exported), old).same


def test_a_long_page_says_what_it_leaves_out(old: Path, tmp_path: Path) -> None:
    found = roa.diff(package(tmp_path, lambda t: t.update(names=t["names"][:1])), old)
    assert "And 2 more, which the JSON form has." in found.markdown(rows=1)
    assert "more, which" not in found.markdown(rows=None)


def test_rows_with_one_key_are_all_compared(old: Path, tmp_path: Path) -> None:
    def twice(tables: Tables) -> None:
        tables["names"].insert(1, {**tables["names"][0], "name": "Quill"})

    twin = with_descriptor(
        package(tmp_path, twice), lambda d: resource(d, "names")["schema"].update(primaryKey=["name_id"])
    )
    found = roa.diff(old, twin)
    assert [row["name"] for row in found.tables[0].added] == ["Quill"] and not found.tables[0].changed


@pytest.mark.parametrize(
    ("before", "after", "level"),
    [
        ("0.1.0", "0.1.1", "patch"), ("0.1.9", "0.2.0", "minor"), ("0.9.0", "1.0.0", "major"), ("1.0.0", "1.0.0", "none"),
        ("1.2.0", "1.1.9", "none"), ("1.0.0-rc1", "1.0.0", "major"), ("1.0.0", "1.0.0-rc1", "none"),
        ("1.0.0", "1.1.0-rc1", "minor"), ("1.9.0", "1.10.0", "minor"),
    ],
)  # fmt: skip
def test_the_step_between_two_versions(before: str, after: str, level: str) -> None:
    assert step(before, after) == level and (level != "none") == is_later(before, after)
    if level != "none" and "-" not in before + after:
        assert not is_later(after, next_version(before, LEVELS[LEVELS.index(level)]))  # type: ignore[arg-type]
    with pytest.raises(errors.VersionError, match=r"expected MAJOR\.MINOR\.PATCH"):
        step(before, "1.0")


def run(*arguments: str) -> Result:
    apart = {"mix_stderr": False} if "mix_stderr" in inspect.signature(CliRunner).parameters else {}
    return CliRunner(**apart).invoke(main, ["diff", *arguments])


def test_the_command_ends_with_0_for_the_same_1_for_different_2_for_failed(old: Path, tmp_path: Path) -> None:
    new = str(package(tmp_path / "new", second_release, "2.0.1"))
    assert run(str(roa.root)).exit_code == 0 and run(str(old), str(old), "--json").exit_code == 0
    for options in ([], ["--json"], ["--markdown"], ["--csv"], ["--jsonl"]):
        shown = run(str(old), new, *options)
        assert shown.exit_code == 1 and "claims" in shown.stdout and not shown.stderr
    found = json.loads(run(str(old), new, "--json").stdout)
    jsonschema.validate(found, SCHEMA)
    assert (found["least_bump"], found["bump"], found["enough"]) == ("minor", "patch", False)
    broken = package(tmp_path / "broken")
    (broken / "data/names.csv").write_bytes(b"name_id,entity_id,name\n")
    for arguments in (
        [str(old), "no/such"],
        [str(old), str(broken)],
        [],
        ["http://example.org/x.zip#sha256=00", "installed"],
    ):
        failed = run(*arguments)
        assert failed.exit_code == 2 and failed.stderr.startswith("roa-dataset: ") and not failed.stdout
