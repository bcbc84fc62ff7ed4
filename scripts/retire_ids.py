"""Adds the ids that are gone since the last release to metadata/retired_ids.csv, with the successors that it proposes.

    python scripts/retire_ids.py [--old COPY]

COPY is a folder or an archive of the last release; without it, the newest tag vX.Y.Z of this checkout before the version in
metadata/package.toml. The successors are rows of the same words or place: people read them, and mend what is wrong, before
`make data` puts the rows into the table `retired_ids`. Rows that are there stay as they are. Exit code 0: written, or
nothing to write; 1: it could not be found out (the message says why, nothing is changed); 2: usage.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [p for p in (str(ROOT / "scripts"), str(ROOT / "src")) if p not in sys.path]

from assemble.retired import FILE, RetiredIdError, read_retired, retired_text  # noqa: E402
from extract.model import Row  # noqa: E402
from release.checkout import last_release, released_package  # noqa: E402
from release.errors import ReleaseError  # noqa: E402
from roa_dataset.changes.finding import diff  # noqa: E402
from roa_dataset.claims.retired import SEPARATOR  # noqa: E402
from roa_dataset.errors import RoaDatasetError  # noqa: E402
from roa_dataset.package import Package  # noqa: E402
from roa_dataset.remote.opening import open_package  # noqa: E402


def retire(old: Package, new: Package, file: Path) -> int:
    """Adds a row to `file` for each id of `old` that `new` has not; returns how many."""
    rows = read_retired(file)
    known = {(row["table_name"], row["retired_id"]) for row in rows}
    fresh: list[Row] = [
        {
            "table_name": gone.table,
            "retired_id": gone.id,
            "retired_in": new.version,
            "successors": SEPARATOR.join(gone.successors) or None,
            "note": None,
        }
        for gone in diff(old, new).gone
        if (gone.table, gone.id) not in known
    ]
    if fresh:
        aside = file.with_name(f".{file.name}.new")
        aside.write_text(retired_text([*rows, *fresh]), encoding="utf-8", newline="\n")
        os.replace(aside, file)
    return len(fresh)


def last_package(root: Path, version: str, folder: Path) -> Package | None:
    """The last release before `version` in the checkout at `root`, unpacked into `folder`; None for the first."""
    tag = last_release(root, version, (root / "CHANGELOG.md").read_text(encoding="utf-8"))
    return open_package(released_package(root, tag, folder / "old")) if tag else None


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    parser = argparse.ArgumentParser(description="Add ids that are gone to metadata/retired_ids.csv.")
    parser.add_argument("--old", type=Path, help="a folder or an archive of the last release")
    options = parser.parse_args(arguments)
    try:
        new = open_package(root)
        with tempfile.TemporaryDirectory() as folder:
            old = open_package(options.old) if options.old else last_package(root, new.version, Path(folder))
            added = retire(old, new, root / "metadata" / FILE) if old else 0
    except (ReleaseError, RetiredIdError, RoaDatasetError, OSError) as error:
        print(f"nothing was changed: {error}", file=sys.stderr)
        return 1
    print(f"added {added} rows to metadata/{FILE}{': read their successors, then run `make data`' if added else ''}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
