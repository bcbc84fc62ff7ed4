"""The list of release files that are made from the data: what each is called, what it is, and what writes it.

To add one, write a function of a Release and a path, and give it a line in FILES (a form of its own) or in IN_ARCHIVES (a
file that goes into both data archives). A wheel and a source archive are made after these (release/distributions.py), for
they carry the hashes of the files that FILES makes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from release import versions
from roa_dataset.exporting import archives, csv_archive, parquet_archive, spreadsheet, sqlite_file
from roa_dataset.package import Package


@dataclass(frozen=True)
class Release:
    """What the files of a release are made from.

    `tree` holds the committed files and nothing else; `package` is the data package in it; `previous` is that of the last
    release, None for the first.
    """

    tree: Path
    package: Package
    previous: Package | None = None

    @property
    def name(self) -> str:
        """The package's name with its version: how the name of each file begins."""
        return f"{self.package.descriptor.content['name']}-{self.package.version}"

    @property
    def created(self) -> dt.datetime:
        """When the version was fixed: the time that all files of the release carry."""
        return dt.datetime.fromisoformat(str(self.package.descriptor.content["created"]))

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of all tables, in reading order."""
        return tuple(self.package.descriptor.tables)


#: writes one file, whole, at a path where nothing is yet
Writer = Callable[[Release, Path], None]
#: content of a file that goes into a data archive, made from the release and the archive's other files (path → content)
ArchiveWriter = Callable[[Release, Mapping[str, bytes]], bytes]


@dataclass(frozen=True)
class ReleaseFile:
    """One file of a release: `roa-dataset-VERSION` + `ending`."""

    ending: str
    what: str
    write: Writer


def in_archives(release: Release, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a data archive with those of IN_ARCHIVES added."""
    return {**files, **{name: make(release, files) for name, make in IN_ARCHIVES.items()}}


def _committed(name: str) -> ArchiveWriter:
    """A file as it is committed at the root of the repository."""
    return lambda release, files: (release.tree / name).read_bytes()


def _csv_archive(release: Release, path: Path) -> None:
    files = csv_archive.contents(release.package, release.tables)
    archives.pack(path, in_archives(release, files), release.created)


def _parquet_archive(release: Release, path: Path) -> None:
    files = parquet_archive.contents(release.package, release.tables)
    archives.pack(path, in_archives(release, files), release.created)


#: name in the archive → what makes it, beside what `roa-dataset export` puts there (descriptor, tables, texts, README, licence)
IN_ARCHIVES: Mapping[str, ArchiveWriter] = {
    "CITATION.cff": _committed("CITATION.cff"),
}

FILES: tuple[ReleaseFile, ...] = (
    ReleaseFile("-csv.zip", "the data package with its tables as CSV", _csv_archive),
    ReleaseFile("-parquet.zip", "the data package with its tables as Parquet", _parquet_archive),
    ReleaseFile(
        ".xlsx", "a workbook with a sheet for each table", lambda r, path: spreadsheet.write(r.package, path, r.tables)
    ),
    ReleaseFile(
        ".sqlite",
        "a database with keys, indexes and meanings",
        lambda r, path: sqlite_file.write(r.package, path, r.tables),
    ),
    ReleaseFile(
        "-diff.json",
        "what changed since the last release, whole",
        lambda r, path: versions.write_json(r.previous, r.package, path),
    ),
    ReleaseFile(
        "-diff.md",
        "what changed since the last release, to read",
        lambda r, path: versions.write_markdown(r.previous, r.package, path),
    ),
)
