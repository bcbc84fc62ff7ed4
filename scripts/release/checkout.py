"""The committed files of the checkout, and those of the last release: what a release is made from, never the working tree."""

from __future__ import annotations

import io
import json
import re
import subprocess
import tarfile
from pathlib import Path

from release.errors import ReleaseError

_HEADING = re.compile(r"^## (\d+\.\d+\.\d+)\b", re.MULTILINE)
_TAG = re.compile(r"v(?P<version>\d+\.\d+\.\d+)")
_DESCRIPTOR, _LICENCE = "datapackage.json", "LICENSE-DATA.md"


def committed_tree(root: Path, target: Path) -> Path:
    """The files of the last commit of the checkout at `root`, as a new folder `target`.

    Raises ReleaseError where there is no checkout, and where it is not clean: then the commit would not be what was tested.
    """
    if not (root / ".git").exists():
        raise ReleaseError(str(root), "no git checkout", "one", "Clone the repository and release from there.")
    changed = _git(root, "status", "--porcelain", "--untracked-files=normal").splitlines()
    if changed:
        shown = ", ".join(line[3:] for line in changed[:5]) + (
            f" and {len(changed) - 5} more" if len(changed) > 5 else ""
        )
        remedy = "Commit them, or move them away, and try again."
        raise ReleaseError(str(root), f"changes that are not committed: {shown}", "a clean checkout", remedy)
    _unpack(root, "HEAD", (), target)
    return target


def last_release(root: Path, version: str, changelog: str) -> str | None:
    """The tag of the newest release before `version` (tags are vX.Y.Z); None when there is none.

    Raises ReleaseError when `version` is tagged at another commit than the last one, for a version is released once; and when
    `changelog` (the text of CHANGELOG.md) has an earlier version as its newest than the tags have: a copy of the repository
    without its tags would pass for a first release.
    """
    tags = {match["version"]: tag for tag in _git(root, "tag").split() if (match := _TAG.fullmatch(tag))}
    own = tags.pop(version, None)
    if own and _git(root, "rev-parse", f"{own}^{{commit}}") != _git(root, "rev-parse", "HEAD"):
        remedy = "Raise the version in metadata/package.toml; what was released never changes."
        raise ReleaseError(own, "a tag at another commit", f"no released version {version}", remedy)
    earlier = [other for other in tags if _order(other) < _order(version)]
    newest = max(earlier, key=_order, default=None)
    told = [other for other in _HEADING.findall(changelog) if _order(other) < _order(version)]
    if told and max(told, key=_order) != newest:
        expected = f"v{max(told, key=_order)}, which CHANGELOG.md has as the last release"
        raise ReleaseError("git tag", f"v{newest}" if newest else "no earlier release", expected, "git fetch --tags")
    return tags[newest] if newest else None


def released_package(root: Path, tag: str, target: Path) -> Path:
    """The data package as it was committed at a tag, as a new folder `target`: its descriptor, and the files that this names."""
    descriptor = json.loads(_git(root, "show", f"{tag}:{_DESCRIPTOR}"))
    named = {str(resource["path"]) for resource in descriptor["resources"]}
    there = set(_git(root, "ls-tree", "-r", "-z", "--name-only", tag).split("\0"))
    _unpack(root, tag, (_DESCRIPTOR, *sorted(there & (named | {_LICENCE}))), target)
    return target


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])


def _unpack(root: Path, commit: str, paths: tuple[str, ...], target: Path) -> None:
    packed = subprocess.run(
        ["git", "archive", "--format=tar", commit, *paths], cwd=root, check=True, capture_output=True
    )
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
        archive.extractall(target, filter="data")


def _git(root: Path, *arguments: str) -> str:
    # a name with letters that are not ASCII is shown as it is
    command = ["git", "-c", "core.quotePath=false", *arguments]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        why = done.stderr.strip() or f"exit code {done.returncode}"
        raise ReleaseError(f"git {arguments[0]}", why, "an answer", "Run it by hand in the checkout.")
    return done.stdout.strip("\n")
