"""Which files of a package are read at all: plain files inside its folder, and none that is too large."""

from __future__ import annotations

from pathlib import Path

from roa_dataset.loading.descriptor import LARGEST_FILE

MISSING = "no such file"


def refusal(folder: Path, path: Path) -> str:
    """Why a file is not read: it is not there, not a file, leads out of the folder, or is too large; empty where it is read."""
    if not path.exists():
        return "a link to nothing" if path.is_symlink() else MISSING
    if not path.is_file():
        return "something that is no file"
    if not path.resolve().is_relative_to(folder.resolve()):
        return "a link that leads out of the package"
    size = path.stat().st_size
    return f"{size:,} bytes, more than the {LARGEST_FILE:,} that are read" if size > LARGEST_FILE else ""
