"""A second release goes up as far as its change needs, says what it is, and leads on from every id that it drops."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import retire_ids
import roa_dataset as roa
from assemble.retired import read_retired, retired_text
from packages import arlen, texts, write_package
from release.errors import ReleaseError
from release.steps import gather
from release.versions import check_release, entries, write_json, write_markdown
from releases import commit, git
from roa_dataset import changes
from roa_dataset.package import Package

Tables = dict[str, Any]
SCHEMA = json.loads((Path(changes.__file__).parent / "difference.schema.json").read_text(encoding="utf-8"))
NOTHING_RETIRED = {"table_name": "songs", "retired_id": "s1", "retired_in": "1.0.0", "successors": None, "note": None}


def release(folder: Path, version: str, *changes: Callable[[Tables], None]) -> Package:
    tables = copy.deepcopy(arlen()) | {"retired_ids": [dict(NOTHING_RETIRED)]}
    for change in changes:
        change(tables)
    write_package(folder, tables, texts(), parquet=False)
    path = folder / "datapackage.json"
    content = json.loads(path.read_text(encoding="utf-8")) | {"version": version}
    path.write_text(json.dumps(content), encoding="utf-8")
    return roa.open(folder)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Package:
    return release(tmp_path_factory.mktemp("first"), "1.0.0")


def one_value(tables: Tables) -> None:
    tables["claims"][3]["number_max"] = 550.0


def one_row(tables: Tables) -> None:
    tables["names"].append({"name_id": "n5", "entity_id": "unit:brisk-guard", "name": "Brisk"})


def one_column(tables: Tables) -> None:
    for row in tables["units"]:
        del row["motto"]


def one_id(tables: Tables) -> None:
    tables["claims"][2]["claim_id"] = "c9"


LOG = "# Changelog\n\n## {} (1 May 2031)\n\n- The guard is read anew.\n\n## 1.0.0 (1 May 2030)\n\n- All of it.\n"


@pytest.mark.parametrize(
    ("changes", "least", "refused", "allowed"),
    [
        ((), "none", "1.0.0", "1.0.1"),
        ((one_value,), "minor", "1.0.1", "1.1.0"),
        ((one_row,), "minor", "1.0.9", "1.1.0"),
        ((one_value, one_row), "minor", "1.0.1", "2.0.0"),
        ((one_value, one_row, one_column), "major", "1.1.0", "2.0.0"),
    ],
)  # fmt: skip
def test_a_second_release_must_go_up_as_far_as_it_changes(
    first: Package,
    tmp_path: Path,
    changes: tuple[Callable[[Tables], None], ...],
    least: str,
    refused: str,
    allowed: str,
) -> None:
    second = release(tmp_path / "a", refused, *changes)
    with pytest.raises(ReleaseError, match=f"version: found {refused}.*expected") as error:
        check_release(first, second, LOG.format(refused))
    if changes:
        assert f"this is a {least} change" in error.value.expected and error.value.expected.startswith(
            "1.1.0" if least == "minor" else "2.0.0"
        )
    second = release(tmp_path / "b", allowed, *changes)
    found = check_release(first, second, LOG.format(allowed))
    assert found is not None and found.least_bump == least
    assert {t.name for t in found.tables} == {"claims", "names"} & {
        "claims" if one_value in changes else "", "names" if one_row in changes else "",
    }  # fmt: skip
    for wrong in ("1.0.0", "0.9.9"):
        with pytest.raises(ReleaseError, match=r"one after 1\.0\.0"):
            check_release(first, release(tmp_path / wrong, wrong, *changes), LOG.format(wrong))


def test_a_data_change_without_an_entry_of_the_changelog_is_refused(first: Package, tmp_path: Path) -> None:
    second = release(tmp_path, "1.1.0", one_value)
    for log in ("", LOG.format("1.2.0"), "## 1.1.0 (1 May 2031)\n\n## 1.0.0\n\n- All of it.\n", "## 1.1.0\n\n- \n"):
        with pytest.raises(
            ReleaseError, match=r"CHANGELOG\.md: found no entry under a heading '## 1\.1\.0'; .* claims"
        ):
            check_release(first, second, log)
    assert check_release(first, release(tmp_path / "same", "1.0.1"), "") is not None  # nothing of the data changed
    assert entries(LOG.format("1.1.0"), "1.0.0") == ["All of it."]


def test_an_id_that_goes_needs_a_row_that_leads_on(first: Package, tmp_path: Path) -> None:
    def retire(row: dict[str, object]) -> Callable[[Tables], None]:
        return lambda tables: tables["retired_ids"].append({**NOTHING_RETIRED, **row})

    log = LOG.format("2.0.0")
    with pytest.raises(ReleaseError, match=r"1 ids gone without a row there \(c3 of claims\).*retire_ids\.py"):
        check_release(first, release(tmp_path / "a", "2.0.0", one_id), log)
    row = {"table_name": "claims", "retired_id": "c3", "retired_in": "2.0.0", "successors": "c9 | c8"}
    with pytest.raises(ReleaseError, match="the successor c8 of claims"):
        check_release(first, release(tmp_path / "b", "2.0.0", one_id, retire(row)), log)
    good = release(tmp_path / "c", "2.0.0", one_id, retire({**row, "successors": "c9"}))
    assert check_release(first, good, log)
    with pytest.raises(roa.errors.RetiredIdError, match="see 'c9'"):
        good.claim("c3")
    again = release(tmp_path / "d", "2.0.0", one_value, retire({**row, "successors": None}))
    with pytest.raises(ReleaseError, match="claims: found the retired id c3 in use"):
        check_release(first, again, log)


def test_the_rows_of_retired_ids_are_proposed_from_the_same_words(first: Package, tmp_path: Path) -> None:
    file = tmp_path / "retired_ids.csv"
    file.write_text(retired_text([NOTHING_RETIRED]), encoding="utf-8")
    second = release(tmp_path / "second", "2.0.0", one_id)
    assert [retire_ids.retire(first, second, file) for _ in range(2)] == [1, 0]
    assert read_retired(file) == [
        {"table_name": "claims", "retired_id": "c3", "retired_in": "2.0.0", "successors": "c9", "note": None},
        NOTHING_RETIRED,
    ]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["retired_ids.csv", "second"]


def test_a_second_release_is_held_against_the_tag_of_the_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "repository"
    (root / "metadata").mkdir(parents=True)
    (root / "metadata/retired_ids.csv").write_text(retired_text([]), encoding="utf-8")
    (root / "CHANGELOG.md").write_text("## 1.0.0 (1 May 2030)\n\n- All of it.\n", encoding="utf-8")
    release(root, "1.0.0")
    git(root, "init", "--quiet", "--initial-branch=main")
    commit(root, "First")
    git(root, "tag", "v1.0.0")
    release(root, "2.0.0", one_id)
    (root / "CHANGELOG.md").write_text(LOG.format("2.0.0"), encoding="utf-8")
    commit(root, "Second")
    with pytest.raises(ReleaseError, match="1 ids gone without a row there"):
        gather(root, tmp_path / "a")
    assert retire_ids.main([], root) == 0 and "added 1 rows" in capsys.readouterr().out
    (row,) = read_retired(root / "metadata/retired_ids.csv")
    assert (row["retired_id"], row["successors"]) == ("c3", "c9")
    release(root, "2.0.0", one_id, lambda t: t["retired_ids"].append(row))
    commit(root, "Third")
    found = gather(root, tmp_path / "b")
    assert found.previous is not None and (found.previous.version, found.package.version) == ("1.0.0", "2.0.0")
    assert retire_ids.main(["--old", str(tmp_path / "none")], root) == 1
    assert "nothing was changed: no such folder" in capsys.readouterr().err


def test_a_first_release_has_nothing_to_be_compared_with_and_says_so(first: Package, tmp_path: Path) -> None:
    assert check_release(None, first, "") is None
    write_json(None, first, tmp_path / "d.json")
    write_markdown(None, first, tmp_path / "d.md")
    found = json.loads((tmp_path / "d.json").read_text(encoding="utf-8"))
    jsonschema.validate(found, SCHEMA)
    assert found["old"] is None and found["new"]["rows"]["names"] == 4
    assert "The first release." in (tmp_path / "d.md").read_text(encoding="utf-8")


def test_the_files_of_a_release_say_what_changed(first: Package, tmp_path: Path) -> None:
    second = release(tmp_path / "second", "2.0.0", one_value, one_row, one_column)
    write_json(first, second, tmp_path / "d.json")
    write_markdown(first, second, tmp_path / "d.md")
    found = json.loads((tmp_path / "d.json").read_text(encoding="utf-8"))
    jsonschema.validate(found, SCHEMA)
    assert (found["least_bump"], found["enough"]) == ("major", True)
    assert found["tables"][0]["changed"] == [
        {"key": ["c4"], "cells": [{"column": "number_max", "old": 500.0, "new": 550.0}]}
    ]
    page = (tmp_path / "d.md").read_text(encoding="utf-8")
    assert "Changes from 1.0.0 to 2.0.0" in page and "units.motto" in page and "| n5 |" in page
