"""A build is swapped in whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from publish.files import write_tree
from publish.rows import PublishError

OLD = {"data/a.csv": b"old a", "data/b.csv": b"old b", "data/gone.csv": b"old gone", "README.md": b"mine"}
NEW = {"data/a.csv": b"new a", "data/b.csv": b"new b", "data/c.csv": b"new c", "docs/new/d.md": b"new d"}


def content_of(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    for path, content in OLD.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def test_files_are_swapped_in_and_what_is_no_longer_made_goes(out: Path) -> None:
    changed = write_tree(NEW, out)
    assert content_of(out) == {**NEW, "README.md": b"mine"}
    assert changed == ("data/a.csv", "data/b.csv", "data/c.csv", "data/gone.csv", "docs/new/d.md")
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_a_second_build_touches_nothing(out: Path) -> None:
    write_tree(NEW, out)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()}
    assert write_tree(NEW, out) == ()
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()} == before


def test_a_new_folder_is_made(tmp_path: Path) -> None:
    write_tree(NEW, tmp_path / "x/y")
    assert content_of(tmp_path / "x/y") == NEW


def failing(function: Callable[..., Any], number: int, error: BaseException) -> Callable[..., Any]:
    """`function`, except that its call of that number raises `error`; later calls work again."""
    calls = 0

    def call(*args: Any, **keywords: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == number:
            raise error
        return function(*args, **keywords)

    return call


FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("number", [1, 2, 3, 4])
@pytest.mark.parametrize("error", [FULL, KeyboardInterrupt()])
def test_a_rename_that_fails_midway_is_undone(
    out: Path, monkeypatch: pytest.MonkeyPatch, number: int, error: BaseException
) -> None:
    monkeypatch.setattr("publish.files.os.replace", failing(os.replace, number, error))
    with pytest.raises(type(error)):
        write_tree(NEW, out)
    assert content_of(out) == OLD
    assert not (out / "docs").exists()
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_a_removal_that_fails_is_undone(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "unlink", failing(Path.unlink, 1, FULL))
    with pytest.raises(OSError, match="No space"):
        write_tree(NEW, out)
    assert content_of(out) == OLD


@pytest.mark.parametrize("number", [1, 2, 4])
def test_a_full_disk_before_the_swap_changes_nothing(out: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    monkeypatch.setattr(Path, "write_bytes", failing(Path.write_bytes, number, FULL))
    monkeypatch.setattr("publish.files.os.replace", failing(os.replace, 1, AssertionError("swapped too early")))
    with pytest.raises(OSError, match="No space"):
        write_tree(NEW, out)
    assert content_of(out) == OLD
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_a_failed_first_build_leaves_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publish.files.os.replace", failing(os.replace, 2, FULL))
    with pytest.raises(OSError, match="No space"):
        write_tree(NEW, tmp_path / "x/y")
    assert list(tmp_path.iterdir()) == []


def test_old_files_are_kept_when_they_cannot_be_put_back(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = 0

    def replace(source: Path, target: Path) -> None:
        nonlocal calls
        calls += 1
        if calls > 1:
            raise FULL
        os.rename(source, target)

    monkeypatch.setattr("publish.files.os.replace", replace)
    with pytest.raises(PublishError, match=r"data/a\.csv.*put these back by hand"):
        write_tree(NEW, out)
    aside = next(path for path in out.parent.iterdir() if path.name != "out")
    assert (aside / "old/data/a.csv").read_bytes() == b"old a"


@pytest.mark.parametrize("path", ["/etc/x", "../x", "data/../../x", "data//x", "", "./x", "data\\x", "data/"])
def test_only_plain_paths_are_written(out: Path, path: str) -> None:
    with pytest.raises(PublishError, match="not plain"):
        write_tree({**NEW, path: b""}, out)
    assert content_of(out) == OLD


def test_nothing_is_written_or_removed_through_a_link(out: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/kept.csv").write_bytes(b"kept")
    (out / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PublishError, match="a link that leads out"):
        write_tree({"link/kept.csv": b"new"}, out)
    with pytest.raises(PublishError, match="a link that leads out"):
        write_tree({}, out, owned=("link",))
    assert (tmp_path / "elsewhere/kept.csv").read_bytes() == b"kept"


def test_a_folder_in_the_place_of_a_file_is_refused(out: Path) -> None:
    with pytest.raises(PublishError, match="a folder of this name"):
        write_tree({"data": b""}, out)
    assert content_of(out) == OLD


def test_without_a_writable_parent_the_build_is_put_aside_inside(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    denied = PermissionError(errno.EACCES, "Permission denied")
    monkeypatch.setattr("publish.files.tempfile.mkdtemp", failing(tempfile.mkdtemp, 1, denied))
    write_tree(NEW, out)
    assert content_of(out) == {**NEW, "README.md": b"mine"}
    assert not [path for path in out.iterdir() if path.name.startswith(".")]


def test_files_keep_their_mode(out: Path) -> None:
    (out / "data/a.csv").chmod(0o640)
    write_tree(NEW, out)
    assert (out / "data/a.csv").stat().st_mode & 0o777 == 0o640
