"""Where the package's files are: inside the installed wheel, or the checkout that the code runs from."""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any


class PackageNotFoundError(FileNotFoundError):
    """There is no datapackage.json where the package's files should be."""


@cache
def root() -> Path:
    """The folder with datapackage.json, data/ and raw/. PackageNotFoundError says where it looked."""
    here = Path(__file__).resolve().parent
    places = (here / "package", here.parent.parent)
    for place in places:
        if (place / "datapackage.json").is_file():
            return place
    raise PackageNotFoundError(
        f"no datapackage.json in {' or '.join(p.name or str(p) for p in places)}; "
        "reinstall roa-dataset, or run `make data` in a checkout"
    )


@cache
def descriptor() -> dict[str, Any]:
    """The Data Package descriptor (version 2 of the standard)."""
    content: dict[str, Any] = json.loads((root() / "datapackage.json").read_text(encoding="utf-8"))
    return content


def records(table: str) -> list[dict[str, str]]:
    """The rows of one table as CSV holds them, every cell a string, in the order of the file.

    Raises KeyError, with the names that there are, for a table that is not in the package.
    """
    resource = next((r for r in descriptor()["resources"] if r["name"] == table and r.get("format") == "csv"), None)
    if resource is None:
        names = ", ".join(r["name"] for r in descriptor()["resources"] if r.get("format") == "csv")
        raise KeyError(f"no table {table!r}; there are {names}")
    with (root() / resource["path"]).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def raw_text(document_id: str) -> str:
    """The raw text of a document, decoded as UTF-8 with nothing changed: what all offsets count in."""
    for row in records("documents"):
        if row["document_id"] == document_id:
            return (root() / row["path"]).read_bytes().decode("utf-8")
    raise KeyError(
        f"no document {document_id!r}; there are {', '.join(r['document_id'] for r in records('documents'))}"
    )
