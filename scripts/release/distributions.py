"""The source archive and the wheel, by hatchling (SOURCE_DATE_EPOCH: https://reproducible-builds.org/specs/source-date-epoch/)."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from release.errors import ReleaseError


def build_distributions(tree: Path, out: Path, created: dt.datetime) -> None:
    """Writes the source archive of `tree` into `out`, and the wheel that is built from this archive.

    All their entries are of the time `created`, so that a second run gives the same bytes.
    """
    _hatchling("sdist", tree, out, created)
    with tempfile.TemporaryDirectory() as unpacked:
        with tarfile.open(next(out.glob("*.tar.gz"))) as archive:
            archive.extractall(unpacked, filter="data")
        _hatchling("wheel", next(Path(unpacked).iterdir()), out, created)


def _hatchling(target: str, folder: Path, out: Path, created: dt.datetime) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(out.resolve())]
    env = {**os.environ, "SOURCE_DATE_EPOCH": str(int(created.timestamp()))}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ReleaseError(f"hatchling, {target}", done.stderr.strip(), "a built archive", "Mend pyproject.toml.")
