"""docs/images/: pictures for the README, drawn from the files that a build is about to write."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from publish.files import Content
from roa_dataset.package import Package
from roa_dataset.plot.figure import Figure

FOLDER = "docs/images"
_NEEDED = ("datapackage.json", "data/", "raw/")


def pictures(files: Mapping[str, Content]) -> dict[str, bytes]:
    """Path → SVG. `files` are those of the package, by path; the picture is drawn from nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        for path, content in files.items():
            if path.startswith(_NEEDED) and not path.endswith(".parquet"):
                target = Path(folder) / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content if isinstance(content, bytes) else content.read_bytes())
        return pictures_of(Package(folder))


def pictures_of(package: Package) -> dict[str, bytes]:
    """The same for a package that is there."""
    return {f"{FOLDER}/{name}.svg": f"{figure.svg(alone=True)}\n".encode() for name, figure in _figures(package)}


def _figures(package: Package) -> Iterator[tuple[str, Figure]]:
    yield "strengths", package.plot.strengths()
    readings = package.groups("conflict_claims", "conflict_id")
    between = [
        str(row["conflict_id"])
        for row in package.rows("conflicts")
        if (row["class"], row["scope"]) == ("contradiction", "between_texts")
    ]
    if between:
        # the one with the shortest readings is understood at a glance
        shortest = min(between, key=lambda conflict: max(len(str(row["reading"])) for row in readings[conflict]))
        yield "contradiction", package.plot.conflict(shortest)
