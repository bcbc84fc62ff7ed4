"""Write a whole build aside, then swap it in: a build that fails leaves the old files as they were."""

from __future__ import annotations

import contextlib
import filecmp
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from publish.rows import PublishError


@dataclass
class _Swap:
    """What has been done so far, so that it can be undone in reverse order."""

    out: Path
    new: Path
    old: Path
    replaced: list[str] = field(default_factory=list)
    folders: list[Path] = field(default_factory=list)


#: what a file is to hold: the bytes themselves, or another file that has them
Content = bytes | Path


def write_tree(files: Mapping[str, Content], out: Path, owned: Sequence[str] = ("data",)) -> tuple[str, ...]:
    """Write `files` (path from `out` → content) and remove what else lies in the `owned` folders of `out`.

    Content that is a path is copied from there, and is never in memory whole.

    Everything is written first into a temporary folder on the same file system, together with a copy of each file
    that will be replaced or removed; a failure until then changes nothing under `out`. Then each file is renamed into
    place, which is atomic for the file. When a rename fails, the files already swapped are put back. A file that
    already has the right content is not touched. Returns the paths that changed (written or removed), sorted.

    Raises PublishError for a path that is not relative and plain, that leads out of `out`, or that is a folder there;
    and OSError as the file system gives it. Not safe against a second build into the same folder at the same time.
    """
    existed = out.exists()
    out = out.resolve()
    for path in owned:
        _check_path(f"{path}/any", out)
    for path in files:
        _check_path(path, out)
        if (out / path).is_dir():
            raise PublishError(path, "", "", "a folder of this name", "a file or nothing", "Move the folder away.")
    written = sorted(path for path, content in files.items() if not _has_content(out / path, content))
    removed = sorted(set(_files_under(out, owned)) - set(files))
    made = [] if existed else _make_folders(out)
    aside: Path | None = None
    try:
        aside = _temporary_folder(out)
        _fill(aside, out, {path: files[path] for path in written}, [*written, *removed])
        _swap_in(_Swap(out, aside / "new", aside / "old"), written, removed)
    except BaseException:
        _clear(aside)
        _remove_empty(made)
        raise
    _clear(aside)
    _remove_empty_folders(out, owned)
    return tuple(sorted([*written, *removed]))


def _check_path(path: str, out: Path) -> None:
    plain = PurePosixPath(path)
    parts = path.split("/")
    if plain.is_absolute() or "\\" in path or any(part in ("", ".", "..") for part in parts):
        remedy = "Give it from the output folder on."
        raise PublishError(repr(path), "", "", "a path that is not plain", "NAME or FOLDER/NAME, relative", remedy)
    if not (out / path).parent.resolve().is_relative_to(out):
        raise PublishError(repr(path), "", "", "a link that leads out of the output folder", "a path inside it",
                           "Replace the link by a folder.")  # fmt: skip


def _has_content(path: Path, content: Content) -> bool:
    if not path.is_file() or path.is_symlink():
        return False
    return path.read_bytes() == content if isinstance(content, bytes) else filecmp.cmp(path, content, shallow=False)


def _files_under(out: Path, owned: Iterable[str]) -> list[str]:
    found = (path for folder in owned for path in (out / folder).rglob("*"))
    return [path.relative_to(out).as_posix() for path in found if path.is_symlink() or not path.is_dir()]


def _make_folders(path: Path) -> list[Path]:
    """Make the folder and its missing parents; the ones made, outermost first."""
    missing = [folder for folder in (path, *path.parents) if not folder.exists()][::-1]
    for folder in missing:
        folder.mkdir()
    return missing


def _temporary_folder(out: Path) -> Path:
    """A new folder beside `out`; inside it where `out` is a file system of its own or its parent is not writable."""
    if out.parent.stat().st_dev == out.stat().st_dev:
        with contextlib.suppress(PermissionError):
            return Path(tempfile.mkdtemp(prefix=f".{out.name}-build-", dir=out.parent))
    return Path(tempfile.mkdtemp(prefix=".build-", dir=out))


def _clear(aside: Path | None) -> None:
    """Remove the temporary folder, unless it holds the only copy of a file that could not be put back."""
    if aside is not None and not (aside / "keep").exists():
        shutil.rmtree(aside, ignore_errors=True)


def _fill(aside: Path, out: Path, new: Mapping[str, Content], touched: Iterable[str]) -> None:
    for path, content in new.items():
        target = aside / "new" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            target.write_bytes(content)
        else:
            shutil.copyfile(content, target)
        if (out / path).is_file():
            shutil.copymode(out / path, target)
    for path in touched:
        if os.path.lexists(out / path):
            target = aside / "old" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(out / path, target, follow_symlinks=False)


def _swap_in(swap: _Swap, written: Iterable[str], removed: Iterable[str]) -> None:
    try:
        for path in written:
            swap.folders.extend(_make_folders((swap.out / path).parent))
            swap.replaced.append(path)  # before the rename: an interrupt between the two lines must not lose it
            os.replace(swap.new / path, swap.out / path)
        for path in removed:
            swap.replaced.append(path)
            (swap.out / path).unlink()
    except BaseException as cause:
        _put_back(swap, cause)
        raise


def _put_back(swap: _Swap, cause: BaseException) -> None:
    failed = []
    for path in reversed(swap.replaced):
        try:
            if os.path.lexists(swap.old / path):
                os.replace(swap.old / path, swap.out / path)
            else:
                (swap.out / path).unlink(missing_ok=True)
        except OSError:
            failed.append(path)
    _remove_empty(swap.folders)
    if failed:
        aside = swap.old.parent
        (aside / "keep").touch()
        remedy = f"The old files are in {swap.old}: put these back by hand."
        found = f"{cause!r}, and then no way to put back {', '.join(failed)}"
        raise PublishError(str(swap.out), "", "", found, "files that can be renamed", remedy) from cause


def _remove_empty(folders: Iterable[Path]) -> None:
    for folder in reversed(list(folders)):
        with contextlib.suppress(OSError):  # somebody else has put something there: it stays
            folder.rmdir()


def _remove_empty_folders(out: Path, owned: Iterable[str]) -> None:
    below = [path for folder in owned for path in (out / folder).rglob("*") if path.is_dir() and not path.is_symlink()]
    _remove_empty(sorted(below))
