"""The steps of a release, in their order; each reads what the ones before it have made."""

from __future__ import annotations

import tempfile
from pathlib import Path

import roa_dataset
from release.checkout import committed_tree, last_release, released_package
from release.checksums import sums, with_release
from release.distributions import build_distributions
from release.errors import ReleaseError
from release.files import FILES, Release
from release.versions import check_release
from roa_dataset.exporting.aside import written_aside

#: where the registry of released files stands in the tree
REGISTRY = Path("src/roa_dataset/releases.csv")
_SUMS = "SHA256SUMS"
#: how the names of all files of a release begin
_OURS = ("roa-dataset-", "roa_dataset-", _SUMS, REGISTRY.name)


def make_release(root: Path, out: Path) -> tuple[Path, ...]:
    """Writes the release of the checkout at `root` as the folder `out`, which it replaces; returns the files by name.

    The same commit gives the same bytes. Raises ReleaseError and RoaDatasetError, also for a folder with anything but a release
    in it; then `out` is as it was.
    """
    _refuse_what_is_no_release(out)
    with tempfile.TemporaryDirectory() as folder:
        release = gather(root, Path(folder))
        out.parent.mkdir(parents=True, exist_ok=True)
        written_aside(out, lambda fresh: write_files(release, fresh))
    return tuple(sorted(out.iterdir()))


def _refuse_what_is_no_release(out: Path) -> None:
    if out.is_dir():
        strange = [path.name for path in out.iterdir() if not (path.is_file() and path.name.startswith(_OURS))]
    else:
        strange = [out.name] if out.exists() else []
    if strange:
        expected = "nothing there, or the files of a release, which go"
        raise ReleaseError(str(out), ", ".join(sorted(strange)[:5]), expected, "Give another folder with --out.")


def gather(root: Path, folder: Path) -> Release:
    """The committed tree and the last release, unpacked below `folder`."""
    tree = committed_tree(root, folder / "tree")
    package = roa_dataset.open(tree)
    tag = last_release(root, package.version, (tree / "CHANGELOG.md").read_text(encoding="utf-8"))
    previous = roa_dataset.open(released_package(root, tag, folder / "previous")) if tag else None
    check_release(previous, package, (tree / "CHANGELOG.md").read_text(encoding="utf-8"))
    return Release(tree, package, previous)


def write_files(release: Release, out: Path) -> None:
    """All files of the release into a new folder: those of the data, then what carries their hashes, then SHA256SUMS."""
    out.mkdir()
    for file in FILES:
        file.write(release, out / f"{release.name}{file.ending}")
    registry = release.tree / REGISTRY
    text = with_release(registry.read_text(encoding="utf-8"), release.package.version, out.iterdir())
    registry.write_text(text, encoding="utf-8", newline="\n")
    (out / REGISTRY.name).write_text(text, encoding="utf-8", newline="\n")
    build_distributions(release.tree, out, release.created)
    check_versions(release, out)
    (out / _SUMS).write_text(sums(out.iterdir()), encoding="utf-8", newline="\n")


def check_versions(release: Release, out: Path) -> None:
    """Raises ReleaseError when the wheel in `out` has another version than the data.

    The wheel takes it from metadata/, everything else from the descriptor, which the build has made from that.
    """
    (wheel,) = out.glob("*.whl")
    version = wheel.name.split("-")[1]
    if version != release.package.version:
        raise ReleaseError("metadata/package.toml", f"version {version}", release.package.version, "Run `make data`.")
