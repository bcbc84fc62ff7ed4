"""A zip archive with a data package of its own: descriptor, CSV files, raw texts. `roa_dataset.open` reads it."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from roa_dataset.package import Package

#: the earliest time that an archive can hold: two exports of one version are the same bytes
_TIME = (1980, 1, 1, 0, 0, 0)


def write(package: Package, path: Path, tables: Sequence[str]) -> None:
    """Writes the archive, without the Parquet files; the descriptor names what is in it and no more."""
    content = dict(package.descriptor.content)
    content["resources"] = [_pruned(r, tables) for r in content["resources"] if _is_wanted(r, tables)]
    files = {"datapackage.json": (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")}
    for resource in content["resources"]:
        files[resource["path"]] = Path(package.descriptor.file(resource)).read_bytes()
    licence = package.root / "LICENSE-DATA.md"
    if licence.is_file():
        files[licence.name] = licence.read_bytes()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, data)


def _is_wanted(resource: dict[str, Any], tables: Sequence[str]) -> bool:
    if resource.get("format") == "csv":
        return resource["name"] in tables
    return resource.get("format") != "apache-parquet"


def _pruned(resource: dict[str, Any], tables: Sequence[str]) -> dict[str, Any]:
    """Without foreign keys to tables that are left out, which would make the package invalid."""
    keys = resource.get("schema", {}).get("foreignKeys")
    if not keys:
        return resource
    kept = [key for key in keys if key["reference"].get("resource", resource["name"]) in tables]
    schema = {name: value for name, value in resource["schema"].items() if name != "foreignKeys"}
    return {**resource, "schema": {**schema, "foreignKeys": kept} if kept else schema}
