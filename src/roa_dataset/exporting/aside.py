"""Files and folders that are complete or not there."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from roa_dataset.errors import ExportError


def free_place(target: Path, overwrite: bool, folder: bool = False) -> None:
    """Raises ExportError where the target cannot be written, or would take the place of something without `overwrite`."""
    if target.exists() and not overwrite:
        raise ExportError(f"{target}: found something there; expected nothing. Give another name, or overwrite it.")
    if target.is_dir() != folder and target.exists():
        raise ExportError(f"{target}: found {'a folder' if target.is_dir() else 'a file'} there; expected the other.")
    if not target.parent.is_dir():
        raise ExportError(f"{target.parent}: found no such folder; expected the one to write into. Make it first.")


def written_aside(target: Path, write: Callable[[Path], object]) -> None:
    """Has `write` make a file or folder beside the target, then renames it; what stood there goes only when it is whole."""
    aside = Path(tempfile.mkdtemp(prefix=".exporting-", dir=target.parent))
    try:
        fresh = aside / target.name
        write(fresh)
        if target.is_dir():
            os.replace(target, aside / "old")
        os.replace(fresh, target)
    except BaseException:
        if (aside / "old").exists():
            os.replace(aside / "old", target)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
