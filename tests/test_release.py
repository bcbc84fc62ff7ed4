"""A release is made from what is committed, twice the same bytes, and is refused when it would not be."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import click
import pytest

import roa_dataset as roa
from release.checkout import committed_tree, last_release, released_package
from release.checksums import with_release
from release.distributions import build_distributions
from release.errors import ReleaseError
from release.files import FILES, Release
from release.steps import check_versions, make_release
from releases import commit, git

NAME = f"roa-dataset-{roa.__version__}"


def test_every_file_of_the_list_is_there_and_as_its_checksum_says(dist: Path) -> None:
    named = {f"{NAME}{file.ending}" for file in FILES}
    wheel, source = f"roa_dataset-{roa.__version__}-py3-none-any.whl", f"roa_dataset-{roa.__version__}.tar.gz"
    assert {p.name for p in dist.iterdir()} == named | {wheel, source, "SHA256SUMS", "releases.csv"}
    lines = [line.split("  ") for line in (dist / "SHA256SUMS").read_text().splitlines()]
    assert {name: sha256 for sha256, name in lines} == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in dist.iterdir() if path.name != "SHA256SUMS"
    }
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=dist, check=True)


def test_a_second_run_gives_the_same_bytes_whatever_the_surroundings(
    dist: Path, checkout: Path, tmp_path: Path
) -> None:
    (tmp_path / "again").mkdir()
    for name in ("roa-dataset-0.0.9.xlsx", "roa_dataset-0.0.9.tar.gz", "SHA256SUMS"):
        (tmp_path / "again" / name).write_text("of an earlier release")
    again = {path.name: path.read_bytes() for path in make_release(checkout, tmp_path / "again")}
    assert {name for name in again if again[name] != (dist / name).read_bytes()} == set()
    assert len(again) == len(list(dist.iterdir()))
    assert git(checkout, "status", "--porcelain") == ""


def test_entries_of_archives_are_sorted_dated_with_the_version_and_readable(dist: Path) -> None:
    day = roa.Package(str(roa.root)).descriptor.content["created"][:10]
    for path in [*dist.glob("*.zip"), *dist.glob("*.xlsx")]:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
        assert [e.filename for e in entries] == sorted(e.filename for e in entries)
        assert {"{:04}-{:02}-{:02}".format(*e.date_time) for e in entries} == {day}
        assert {e.external_attr >> 16 for e in entries} == {0o100644}
    with tarfile.open(next(dist.glob("*.tar.gz"))) as source:
        assert {entry.mode for entry in source} <= {0o644, 0o755} and {entry.uid for entry in source} == {0}


def test_the_source_archive_holds_what_is_committed(dist: Path, checkout: Path) -> None:
    with tarfile.open(next(dist.glob("*.tar.gz"))) as source:
        packed = {name.partition("/")[2] for name in source.getnames()}
    committed = set(git(checkout, "ls-files", "-z").split("\0")) - {""}
    assert packed - committed == {"PKG-INFO"}
    assert {name.partition("/")[0] for name in committed - packed} <= {".ci", ".github"}


def test_the_source_archive_and_the_checkout_build_the_same_wheel(dist: Path, checkout: Path, tmp_path: Path) -> None:
    tree = committed_tree(checkout, tmp_path / "tree")
    shutil.copy(dist / "releases.csv", tree / "src/roa_dataset/releases.csv")
    made = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path / "wheel")],
        cwd=tree, check=True, capture_output=True,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(int(Release(tree, roa.open(tree)).created.timestamp()))},
    )  # fmt: skip
    wheel = next((tmp_path / "wheel").iterdir())
    assert wheel.read_bytes() == (dist / wheel.name).read_bytes(), made.stderr


def test_the_wheel_answers_in_a_fresh_environment_and_knows_the_hashes_of_its_release(
    dist: Path, tmp_path: Path
) -> None:
    """Its libraries are those of the tests' environment, so that nothing is fetched; the package itself is the wheel's alone."""
    venv.create(tmp_path / "fresh")
    site = next((tmp_path / "fresh/lib").glob("python*/site-packages"))
    libraries = Path(click.__file__).parent.parent
    install = [
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--disable-pip-version-check",
        str(next(dist.glob("*.whl"))),
    ]
    python = tmp_path / "fresh/bin/python"
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    subprocess.run([sys.executable, "-m", "pip", "--python", str(python), *install], check=True, env=env)
    (site / "libraries.pth").write_text(f"{libraries}\n")
    code = "import roa_dataset as roa; print(roa.__file__); print((roa.root.parent / 'releases.csv').read_text())"
    shown = subprocess.run(
        [str(python), "-c", code], check=True, capture_output=True, text=True, env=env, cwd=tmp_path
    ).stdout
    assert shown.startswith(str(site)) and (dist / "releases.csv").read_text() in shown
    command = [
        str(tmp_path / "fresh/bin/roa-dataset"),
        "show",
        "claims",
        "--limit",
        "1",
        "--csv",
        "--columns",
        "claim_id",
    ]
    shown = subprocess.run(command, check=True, capture_output=True, text=True, env=env, cwd=tmp_path).stdout
    assert shown.splitlines() == ["claim_id", roa.load("claims", "records")[0]["claim_id"]]


# --- what is refused


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A repository with one file in its only commit."""
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "--quiet")
    (folder / "Größe.txt").write_text("committed")
    commit(folder, "One")
    return folder


@pytest.mark.parametrize("change", ["changed", "new", "gone"])
def test_a_checkout_with_changes_is_refused(small: Path, tmp_path: Path, change: str) -> None:
    if change == "gone":
        (small / "Größe.txt").unlink()
    else:
        (small / ("Größe.txt" if change == "changed" else "new.txt")).write_text("not committed")
    name = "new.txt" if change == "new" else "Größe.txt"
    with pytest.raises(ReleaseError, match=f'not committed: "?{name}"?; expected a clean checkout'):
        make_release(small, tmp_path / "dist")
    assert not (tmp_path / "dist").exists()


def test_ignored_files_are_no_changes_and_stay_out(small: Path, tmp_path: Path) -> None:
    (small / ".gitignore").write_text("*.log\n")
    commit(small, "Two")
    (small / "mine.log").write_text("x")
    tree = committed_tree(small, tmp_path / "tree")
    assert sorted(p.name for p in tree.iterdir()) == [".gitignore", "Größe.txt"]


def test_a_folder_that_holds_something_else_is_not_replaced(small: Path, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/mine.txt").write_text("mine")
    for out in (tmp_path / "letters", tmp_path / "letters/mine.txt"):
        with pytest.raises(ReleaseError, match=r"found mine\.txt; expected nothing there"):
            make_release(small, out)
    assert (tmp_path / "letters/mine.txt").read_text() == "mine"


def test_a_folder_that_is_no_checkout_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="found no git checkout"):
        make_release(tmp_path, tmp_path / "dist")


LOG = "# Changelog\n\n## 0.10.0 (unreleased)\n\n## 0.9.1 (1 May 2031)\n\n- About 0.9.2.\n"


def test_the_last_release_is_the_newest_tag_before_this_version(small: Path, tmp_path: Path) -> None:
    assert last_release(small, "0.10.0", "## 0.10.0 (unreleased)\n") is None
    (small / "data").mkdir()
    (small / "data/ä.csv").write_text("named")
    (small / "data/b.csv").write_text("not named")
    (small / "datapackage.json").write_text('{"resources": [{"path": "data/ä.csv"}]}', encoding="utf-8")
    (small / "LICENSE-DATA.md").write_text("licence")
    commit(small, "Two")
    for tag in ("v0.2.0", "v0.9.1", "v0.11.0", "vanity", "v1"):
        git(small, "tag", tag)
    assert last_release(small, "0.10.0", LOG) == "v0.9.1"
    (small / "data/ä.csv").unlink()
    old = released_package(small, "v0.9.1", tmp_path / "old")
    files = {path.relative_to(old).as_posix() for path in old.rglob("*") if path.is_file()}
    assert files == {"data/ä.csv", "datapackage.json", "LICENSE-DATA.md"}


def test_a_copy_without_its_tags_does_not_pass_for_a_first_release(small: Path) -> None:
    with pytest.raises(ReleaseError, match=r"found no earlier release; expected v0\.9\.1.*git fetch --tags"):
        last_release(small, "0.10.0", LOG)
    git(small, "tag", "v0.8.0")
    with pytest.raises(ReleaseError, match=r"found v0\.8\.0; expected v0\.9\.1"):
        last_release(small, "0.10.0", LOG)


def test_a_version_that_is_out_is_not_released_again(small: Path) -> None:
    git(small, "tag", "v0.2.0")
    assert last_release(small, "0.2.0", "") is None  # the same commit: the same release
    (small / "b.txt").write_text("b")
    commit(small, "Two")
    with pytest.raises(ReleaseError, match=r"v0\.2\.0: found a tag at another commit; .* Raise the version"):
        last_release(small, "0.2.0", "")


def test_the_registry_keeps_what_was_released_and_refuses_another_file_under_its_name(tmp_path: Path) -> None:
    path = tmp_path / "x-2.zip"
    path.write_bytes(b"two")
    old = "version,file,bytes,sha256\n1.0.0,x-1.zip,3,00\n"
    text = with_release(old, "2.0.0", [path])
    assert text.startswith(old) and text.splitlines()[2].startswith("2.0.0,x-2.zip,3,3fc4ccfe745870e2c0d99f71f30ff0656")
    assert with_release(text, "2.0.0", [path]) == text
    path.write_bytes(b"another two")
    with pytest.raises(ReleaseError, match=r"x-2\.zip: found SHA-256 .* A released version never changes"):
        with_release(text, "2.0.0", [path])
    with pytest.raises(ReleaseError, match="found the columns a, b; expected version, file"):
        with_release("a,b\n", "2.0.0", [path])


def test_a_package_that_hatchling_cannot_build_leaves_no_release(tmp_path: Path, checkout: Path) -> None:
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree/pyproject.toml").write_text("[project\n")
    with pytest.raises(ReleaseError, match="hatchling, sdist"):
        build_distributions(tmp_path / "tree", tmp_path, Release(checkout, roa.open(checkout)).created)


def test_a_wheel_of_another_version_than_the_data_is_refused(checkout: Path, tmp_path: Path) -> None:
    (tmp_path / "roa_dataset-9.9.9-py3-none-any.whl").touch()
    with pytest.raises(
        ReleaseError, match=rf"found version 9\.9\.9; expected {re.escape(roa.__version__)}\. Run `make data`"
    ):
        check_versions(Release(checkout, roa.open(checkout)), tmp_path)
