"""Temporary folders of the cache, and what processes that were killed have left of them."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PREFIXES = ("downloading-", "unpacking-")
#: seconds after which nobody can still be at work in such a folder
_ABANDONED = 24 * 3600


@contextmanager
def temporary_folder(cache: Path, prefix: str) -> Iterator[Path]:
    """A new folder in the cache, gone at the end of the block; those that a killed process left a day ago go too."""
    cache.mkdir(parents=True, exist_ok=True)
    _remove_abandoned(cache)
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=cache))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _remove_abandoned(cache: Path) -> None:
    oldest = time.time() - _ABANDONED
    for folder in cache.iterdir():
        try:
            if folder.name.startswith(_PREFIXES) and folder.stat().st_mtime < oldest:
                shutil.rmtree(folder, ignore_errors=True)
        except OSError:  # another process was quicker
            continue
