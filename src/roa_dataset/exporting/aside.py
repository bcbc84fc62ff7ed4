"""Files and folders that are complete or not there."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path


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
