"""A simulated second release, from the tag of the first to its files: one value, one row and one column are changed."""

from __future__ import annotations

import copy
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

import roa_dataset as roa
from packages import arlen, texts, write_package
from release.checksums import COLUMNS
from release.errors import ReleaseError
from release.files import FILES, Release
from release.steps import gather
from releases import commit, git

NOTHING_RETIRED = {"table_name": "songs", "retired_id": "s1", "retired_in": "1.0.0", "successors": None, "note": None}
LOG = "# Changelog\n\n{}## 1.0.0 (1 May 2030)\n\n- All of it.\n"
SECOND = "## {} (1 May 2031)\n\n- The guard is read anew.\n\n"


def write_copy(folder: Path, version: str, changelog: str, tables: dict[str, Any]) -> None:
    write_package(folder, {**tables, "retired_ids": [NOTHING_RETIRED]}, texts())
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    descriptor |= {"version": version, "created": "2031-05-01T00:00:00Z"}
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    (folder / "CHANGELOG.md").write_text(changelog, encoding="utf-8")
    (folder / "CITATION.cff").write_text("cff-version: 1.2.0\n", encoding="utf-8")
    (folder / "src/roa_dataset").mkdir(parents=True, exist_ok=True)
    (folder / "src/roa_dataset/releases.csv").write_text(",".join(COLUMNS) + "\n", encoding="utf-8")


def changed(*changes: str) -> dict[str, Any]:
    tables: dict[str, Any] = copy.deepcopy(arlen())
    if "value" in changes:
        tables["claims"][3]["number_max"] = 550.0
    if "row" in changes:
        tables["names"].append({"name_id": "n5", "entity_id": "unit:brisk-guard", "name": "Brisk"})
    if "column" in changes:
        for row in tables["units"]:
            del row["motto"]
    return tables


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository whose last commit is released as 1.0.0."""
    folder = tmp_path_factory.mktemp("first")
    write_copy(folder, "1.0.0", LOG.format(""), changed())
    git(folder, "init", "--quiet")
    commit(folder, "First release")
    git(folder, "tag", "v1.0.0")
    return folder


@pytest.fixture
def repository(first: Path, tmp_path: Path) -> Path:
    git(tmp_path, "clone", "--quiet", str(first), str(tmp_path / "repository"))
    return tmp_path / "repository"


def second(repository: Path, version: str, changelog: str, *changes: str) -> Path:
    write_copy(repository, version, changelog, changed(*changes))
    commit(repository, "Second release")
    return repository


def differences(release: Release, folder: Path) -> dict[str, str]:
    """What the files of the release that tell of its difference say, by their endings."""
    told = {}
    for file in FILES:
        if file.ending.startswith("-diff"):
            file.write(release, folder / file.ending)
            told[file.ending] = (folder / file.ending).read_text(encoding="utf-8")
    return told


def test_its_difference_is_what_was_changed(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROA_DATASET_CACHE", str(tmp_path / "cache"))
    second(repository, "2.0.0", LOG.format(SECOND.format("2.0.0")), "value", "row", "column")
    release = gather(repository, tmp_path / "gathered")
    told = differences(release, tmp_path)
    assert release.previous is not None and (release.previous.version, release.package.version) == ("1.0.0", "2.0.0")
    found = json.loads(told["-diff.json"])
    assert (found["least_bump"], found["bump"], found["enough"]) == ("major", "major", True)
    tables = {table["name"]: table for table in found["tables"]}
    assert set(tables) == {"claims", "names"}
    assert tables["claims"]["changed"] == [
        {"key": ["c4"], "cells": [{"column": "number_max", "old": 500.0, "new": 550.0}]}
    ]
    assert [row["name_id"] for row in tables["names"]["added"]] == ["n5"] and not tables["names"]["removed"]
    assert "units.motto" in told["-diff.md"]
    for form in ("zip", "parquet-zip"):
        path = release.package.export(tmp_path / f"{form}.zip", format=form)
        assert roa.diff(release.package, roa.open(path)).same
        with zipfile.ZipFile(path) as archive:
            assert "Version 2.0.0, 2031-05-01" in archive.read("README.md").decode("utf-8")
            assert {entry.date_time[:3] for entry in archive.infolist()} == {(2031, 5, 1)}


@pytest.mark.parametrize(
    ("version", "changelog", "changes", "message"),
    [
        ("1.1.0", "1.1.0", ("column",), r"found 1\.1\.0, a minor step .* expected 2\.0\.0 or later"),
        ("1.0.1", "1.0.1", ("value",), r"found 1\.0\.1, a patch step .* expected 1\.1\.0 or later"),
        ("1.1.0", "1.2.0", ("row",), r"CHANGELOG\.md: found no entry under a heading '## 1\.1\.0'"),
        ("1.0.0", "1.0.0", ("value",), r"v1\.0\.0: found a tag at another commit"),
    ],
)
def test_it_is_refused_when_it_promises_too_little(
    repository: Path, tmp_path: Path, version: str, changelog: str, changes: tuple[str, ...], message: str
) -> None:
    second(repository, version, LOG.format(SECOND.format(changelog)), *changes)
    with pytest.raises(ReleaseError, match=message):
        gather(repository, tmp_path / "gathered")


def test_a_step_that_is_as_large_as_the_change_is_taken(repository: Path, tmp_path: Path) -> None:
    second(repository, "1.1.0", LOG.format(SECOND.format("1.1.0")), "value", "row")
    release = gather(repository, tmp_path / "gathered")
    assert release.previous is not None and release.previous.version == "1.0.0"
