"""The list of release files that are made from the data: what each is called, what it is, and what writes it.

To add one, write a function of a Release and a path, and give it a line in FILES. A wheel and a source archive are made after
these (release/distributions.py), for they carry the hashes of the files that FILES makes.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from publish.catalogues import catalogue_files
from release import versions
from roa_dataset.exporting import archives, csv_archive, parquet_archive
from roa_dataset.exporting.formats import export
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


#: writes one file, whole, at a path where nothing is yet; what it returns is not looked at
Writer = Callable[[Release, Path], object]


@dataclass(frozen=True)
class ReleaseFile:
    """One file of a release: `roa-dataset-VERSION` + `ending`."""

    ending: str
    what: str
    write: Writer


def _exported(form: str) -> Writer:
    """A file as `roa-dataset export --format` writes it."""
    return lambda release, path: export(release.package, path, form, None, overwrite=False)


def _texts(release: Release, path: Path) -> None:
    """The folder of the texts as TEI, as an archive."""
    with tempfile.TemporaryDirectory() as folder:
        _pack_folder(export(release.package, Path(folder) / "tei", "tei", None, overwrite=False), path, release.created)


def _site(release: Release, path: Path) -> None:
    """The site, as an archive: unpacked, its index.html opens in a browser."""
    with tempfile.TemporaryDirectory() as folder:
        _pack_folder(release.package.write_site(Path(folder) / "site"), path, release.created)


def _pack_folder(folder: Path, path: Path, when: dt.datetime) -> None:
    files = (file for file in folder.rglob("*") if file.is_file())
    archives.pack(path, {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}, when)


def _csv_archive(release: Release, path: Path) -> None:
    archives.pack(path, _catalogued(release, csv_archive.contents(release.package, release.tables)), release.created)


def _parquet_archive(release: Release, path: Path) -> None:
    archives.pack(
        path, _catalogued(release, parquet_archive.contents(release.package, release.tables)), release.created
    )


def _catalogued(release: Release, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a data archive, which `roa-dataset export` writes too, with those for catalogues: they name what is in it."""
    documents = release.package.rows("documents")
    citation = {"CITATION.cff": (release.tree / "CITATION.cff").read_bytes()}
    return {**files, **citation, **catalogue_files(files["datapackage.json"], documents)}


FILES: tuple[ReleaseFile, ...] = (
    ReleaseFile("-csv.zip", "the data package with its tables as CSV", _csv_archive),
    ReleaseFile("-parquet.zip", "the data package with its tables as Parquet", _parquet_archive),
    ReleaseFile(".xlsx", "a workbook with a sheet for each table", _exported("xlsx")),
    ReleaseFile(".sqlite", "a database with keys, indexes and meanings", _exported("sqlite")),
    ReleaseFile("-site.zip", "the pages to read, for a browser without a network", _site),
    ReleaseFile("-annotations.jsonld", "the claims as W3C Web Annotations", _exported("annotations")),
    ReleaseFile("-tei.zip", "the texts as TEI P5 with names, dates and claims", _texts),
    ReleaseFile("-network.graphml", "who was where and what belonged to what, as a graph", _exported("graphml")),
    ReleaseFile("-places.geojson", "the places; their positions are added by the editors", _exported("geojson")),
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
