"""Size and SHA-256 of files: in SHA256SUMS for people, in roa_dataset/releases.csv for `roa-dataset download`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from release.errors import ReleaseError
from roa_dataset.digests import sha256_of

#: of the registry that travels in the wheel: a row for each data file of each release
COLUMNS = ("version", "file", "bytes", "sha256")


def sums(files: Iterable[Path]) -> str:
    """The lines of SHA256SUMS, by name, as `sha256sum --check` reads them."""
    return "".join(f"{sha256_of(path)}  {path.name}\n" for path in sorted(files, key=lambda path: path.name))


def with_release(registry: str, version: str, files: Iterable[Path]) -> str:
    """The registry's text (CSV, columns COLUMNS) with a row for each file of this release after those of the earlier ones.

    Raises ReleaseError when the registry has other columns or, under this version, another file than one of these.
    """
    reader = csv.DictReader(io.StringIO(registry))
    if tuple(reader.fieldnames or ()) != COLUMNS:
        found = ", ".join(reader.fieldnames or ())
        raise ReleaseError("releases.csv", f"the columns {found}", ", ".join(COLUMNS), "Take the committed file.")
    known = list(reader)
    fresh = [
        {"version": version, "file": path.name, "bytes": str(path.stat().st_size), "sha256": sha256_of(path)}
        for path in sorted(files, key=lambda path: path.name)
    ]
    for row in known:
        if row["version"] == version and row not in fresh:
            remedy = "A released version never changes: raise the version in metadata/package.toml."
            raise ReleaseError(
                f"releases.csv, {row['file']}", f"SHA-256 {row['sha256']}", "that of the file made now", remedy
            )
    sink = io.StringIO()
    writer = csv.DictWriter(sink, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows([row for row in known if row["version"] != version] + fresh)
    return sink.getvalue()
