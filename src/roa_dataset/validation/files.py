"""The layer `files`: what the descriptor names is there, whole and unchanged, and nothing else stands beside it.

Nothing here imports more than the standard library: `--fast` is this layer and the headers of the tables.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from roa_dataset.checks.finding import Finding
from roa_dataset.digests import sha256_of
from roa_dataset.errors import DamagedDataError
from roa_dataset.loading.descriptor import Descriptor, plain_path
from roa_dataset.loading.guard import refusal

#: folders of the package in which every file must be described
DESCRIBED_FOLDERS = ("data", "raw")
#: the list of texts that a checkout keeps beside them for its build; the table `documents` repeats it
LIST_OF_TEXTS = "raw/documents.csv"
_HASH = re.compile(r"sha256:[0-9a-f]{64}")
_AGAIN = "Get this file again, or rebuild the package."


def check_files(descriptor: Descriptor) -> Iterator[Finding]:
    """Findings on presence, size and SHA-256 of every resource, and on files that no resource names."""
    named: set[str] = set()
    for resource in descriptor.content["resources"]:
        yield from _check_resource(descriptor, resource, named)
    yield from _check_strangers(Path(descriptor.folder), named)


def _check_resource(descriptor: Descriptor, resource: Mapping[str, Any], named: set[str]) -> Iterator[Finding]:
    try:
        shown = plain_path(resource.get("path"))
    except DamagedDataError as error:
        advice = "Only files of the package itself are read."
        yield Finding("datapackage.json", str(resource["name"]), "path", error.found, error.expected, advice)
        return
    if shown in named:
        yield Finding(
            "datapackage.json", str(resource["name"]), "path", repr(shown), "each file in one resource", _AGAIN
        )
    named.add(shown)
    path = Path(descriptor.folder, shown)
    reason = refusal(Path(descriptor.folder), path)
    if reason:
        yield Finding(shown, "", "", reason, "a file of the package", _AGAIN)
        return
    size, expected = path.stat().st_size, resource.get("bytes")
    if size != expected or isinstance(expected, bool):
        yield Finding(shown, "", "bytes", f"{size:,} bytes", _shown_size(expected), _AGAIN)
    promised = resource.get("hash")
    if not isinstance(promised, str) or not _HASH.fullmatch(promised):
        yield Finding(
            "datapackage.json", str(resource["name"]), "hash", repr(promised), "sha256: and 64 digits", _AGAIN
        )
        return
    found = sha256_of(path)
    if f"sha256:{found}" != promised:
        yield Finding(shown, "", "hash", f"SHA-256 {found}", promised.removeprefix("sha256:"), _AGAIN)


def _shown_size(expected: object) -> str:
    return f"{expected:,} bytes" if isinstance(expected, int) else f"a number of bytes, not {expected!r}"


def _check_strangers(folder: Path, named: set[str]) -> Iterator[Finding]:
    for name in DESCRIBED_FOLDERS:
        for parent, folders, files in os.walk(folder / name):
            folders.sort()
            for file in sorted(files):
                shown = Path(parent, file).relative_to(folder).as_posix()
                if shown not in named and shown != LIST_OF_TEXTS:
                    advice = "Remove it, or describe it in datapackage.json."
                    yield Finding(
                        _printable(shown), "", "", "a file that no resource names", "only described files", advice
                    )


def _printable(name: str) -> str:
    """A file's name as text, whatever bytes it has."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def check_headers(descriptor: Descriptor) -> Iterator[Finding]:
    """Findings on the first line of each CSV table: the columns that the descriptor names, in its order."""
    for name, resource in descriptor.tables.items():
        if resource.get("format") != "csv":
            continue  # a copy with Parquet alone has no such line
        names = [field["name"] for field in descriptor.fields(name)]
        shown = str(resource.get("path"))
        try:
            path = Path(descriptor.file(resource))
            with path.open(encoding="utf-8", newline="") as file:
                found = next(csv.reader(file), [])
        except (OSError, DamagedDataError):
            continue  # the files' own findings say so
        except (ValueError, csv.Error) as error:
            yield Finding(shown, "", "", str(error), "CSV in UTF-8", _AGAIN, line=1)
            continue
        if found != names:
            yield Finding(shown, "", "", f"the columns {', '.join(found)}", ", ".join(names), _AGAIN, line=1)
