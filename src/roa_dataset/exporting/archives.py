"""What the archives of the package have in common: a data package of its own, and the same bytes each time."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from roa_dataset.exporting.read_me import read_me

if TYPE_CHECKING:
    from roa_dataset.package import Package

#: the earliest time that an archive can hold
_EARLIEST = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
_LICENCE = "LICENSE-DATA.md"
#: how well zlib is asked to compress; spelt out so that a new default does not change the bytes
_LEVEL = 9


def created(package: Package) -> dt.datetime:
    """When the version was fixed (the descriptor's `created`); 1 January 1980 where it does not say."""
    stated = package.descriptor.content.get("created")
    moment = dt.datetime.fromisoformat(str(stated)) if stated else _EARLIEST
    return max(_EARLIEST, moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC))


def packaged(
    package: Package, resources: Sequence[Mapping[str, Any]], tables: Mapping[str, bytes], opening: str
) -> dict[str, bytes]:
    """Path in the archive → content: a descriptor of these resources, their files, a read-me and the data's licence.

    `tables` has the content of the files that are not taken from the package as they are; `opening` is the read-me's
    section on how to open the tables.
    """
    files = dict(tables)
    for resource in resources:
        if resource["path"] not in files:
            files[resource["path"]] = Path(package.descriptor.file(dict(resource))).read_bytes()
    content = {**package.descriptor.content, "resources": list(resources)}
    files["datapackage.json"] = (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
    names = [str(r["name"]) for r in resources if r["name"] in package.descriptor.tables]
    files["README.md"] = read_me(package, names, opening).encode("utf-8")
    licence = package.root / _LICENCE
    if licence.is_file():
        files[_LICENCE] = licence.read_bytes()
    return files


def pack(path: Path, files: Mapping[str, bytes], when: dt.datetime) -> None:
    """Writes a zip archive: entries in the order of their names, all of this time, readable by everybody."""
    stamp = when.astimezone(dt.UTC).timetuple()[:6]
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(name, stamp)
            entry.create_system = 3  # Unix, so that an archive made elsewhere is the same
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o100644 << 16
            archive.writestr(entry, data, compresslevel=_LEVEL)


def without_lost_keys(resource: Mapping[str, Any], tables: Sequence[str]) -> dict[str, Any]:
    """The resource without foreign keys to tables that are left out, which would make the package invalid."""
    keys = resource["schema"].get("foreignKeys")
    if not keys:
        return dict(resource)
    kept = [key for key in keys if (key["reference"].get("resource") or resource["name"]) in tables]
    schema = {name: value for name, value in resource["schema"].items() if name != "foreignKeys"}
    return {**resource, "schema": {**schema, "foreignKeys": kept} if kept else schema}


def other_resources(package: Package) -> list[dict[str, Any]]:
    """The resources that are no tables: the raw texts and the content note."""
    tables = package.descriptor.tables
    every = package.descriptor.content["resources"]
    return [r for r in every if r["name"] not in tables and r.get("format") != "apache-parquet"]
