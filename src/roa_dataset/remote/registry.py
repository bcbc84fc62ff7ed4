"""The registry of released files that travels with the library: version, file, size and SHA-256 of each.

`make release` adds the rows of a version when its data files are made, and the wheel and the source archive are built after
that (scripts/release/steps.py): so an installed version knows its own data archives and those of every release before it.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from roa_dataset.changes.levels import is_later
from roa_dataset.errors import DamagedDataError, VersionError

REGISTRY = Path(__file__).resolve().parent.parent / "releases.csv"
COLUMNS = ["version", "file", "bytes", "sha256"]
#: what can be downloaded → how the name of its file ends
ENDINGS: Mapping[str, str] = {"csv": "-csv.zip", "parquet": "-parquet.zip", "site": "-site.zip"}


@dataclass(frozen=True)
class ReleasedFile:
    """One file of a release: `bytes` is its size, `sha256` 64 hexadecimal digits. `bytes` is 0 where only a hash is known."""

    version: str
    file: str
    bytes: int
    sha256: str


def released_files(registry: Path = REGISTRY) -> list[ReleasedFile]:
    """All rows. DamagedDataError for a registry with other columns."""
    with registry.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames != COLUMNS:
            raise DamagedDataError(registry.name, "record 1", "", str(reader.fieldnames), ", ".join(COLUMNS))
        return [ReleasedFile(row["version"], row["file"], int(row["bytes"]), row["sha256"]) for row in reader]


def find(files: list[ReleasedFile], version: str | None, form: str) -> ReleasedFile:
    """The file of this form ("csv", "parquet" or "site") of a version; without one, of the newest.

    Raises VersionError, which names the versions that are known.
    """
    fitting = {row.version: row for row in files if row.file.endswith(ENDINGS[form])}
    known = ", ".join(fitting) or "none"
    if version is None:
        newest = ""
        for one in fitting:
            newest = one if not newest or is_later(newest, one) else newest
        if not newest:
            raise VersionError(
                f"version: found no release with a {form} file that this installation knows; expected one. Install the version "
                "that you want, or give --version and, from its release page, --sha256."
            )
        version = newest
    if version not in fitting:
        raise VersionError(
            f"version: found {version!r}; expected one whose {form} file this installation knows ({known}). Install a newer "
            "roa-dataset, or give, from the release page, --sha256 too."
        )
    return fitting[version]
