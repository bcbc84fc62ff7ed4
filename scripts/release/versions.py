"""What a release owes to the one before it: a version that goes up far enough, a changelog, and a way on from each old id."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from release.errors import ReleaseError
from roa_dataset.changes import json_form
from roa_dataset.changes import markdown as pages
from roa_dataset.changes.difference import Copy, Difference, GoneId
from roa_dataset.changes.finding import diff
from roa_dataset.changes.levels import is_later, next_version
from roa_dataset.claims.retired import SEPARATOR, TABLE
from roa_dataset.package import Package

_HEADING = re.compile(r"##\s+(?P<version>\S+)")
_SHOWN = 5


def check_release(previous: Package | None, package: Package, changelog: str) -> Difference | None:
    """What the release `package` changes of the last one; None for the first release.

    `changelog` is the text of CHANGELOG.md. Raises ReleaseError for a version that is not later or does not go up as far as
    the change needs, for a data change without an entry of the changelog, for an id that is gone without a row of
    `retired_ids` or whose row leads nowhere, and for a retired id that is in use again.
    """
    if previous is None:
        return None
    difference = diff(previous, package)
    _check_version(difference)
    _check_changelog(difference, changelog)
    _check_ids(difference, package)
    return difference


def write_json(previous: Package | None, package: Package, path: Path) -> None:
    """The difference to the last release as JSON (form: roa_dataset/changes/difference.schema.json)."""
    content = diff(previous, package).as_json() if previous else json_form.first_release(_copy(package))
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def write_markdown(previous: Package | None, package: Package, path: Path) -> None:
    """The difference to the last release as a page; of long lists it shows the first rows and says so."""
    page = diff(previous, package).markdown() if previous else pages.first_release(_copy(package))
    path.write_text(page, encoding="utf-8", newline="\n")


def entries(changelog: str, version: str) -> list[str]:
    """The entries under a version's heading ("## 0.2.0 (1 March 2027)"); an entry is a line that begins with "- "."""
    found, inside = [], False
    for line in changelog.splitlines():
        heading = _HEADING.match(line)
        if heading:
            inside = heading["version"] == version
        elif inside and line.startswith("- ") and line[2:].strip():
            found.append(line[2:].strip())
    return found


def _copy(package: Package) -> Copy:
    return diff(package, package).new


def _check_version(difference: Difference) -> None:
    old, new = difference.old.version, difference.new.version
    if not is_later(old, new):
        remedy = "Raise the version in metadata/package.toml, and the day in `created`."
        raise ReleaseError("version", new, f"one after {old}", remedy)
    if not difference.enough:
        least = difference.least_bump
        causes = [
            f"{c.what} {'.'.join(filter(None, (c.table, c.column)))}" for c in difference.schema if c.level == least
        ]
        causes += [f"the id {gone.id} gone from {gone.table}" for gone in difference.gone] if least == "major" else []
        causes += [f"rows of {table.name}" for table in difference.tables] if least == "minor" else []
        shown = ", ".join(causes[:_SHOWN]) + (f" and {len(causes) - _SHOWN} more" if len(causes) > _SHOWN else "")
        found = f"{new}, a {difference.bump} step after {old}"
        expected = f"{next_version(old, least)} or later, for this is a {least} change ({shown})"
        raise ReleaseError("version", found, expected, "Raise the version in metadata/package.toml.")


def _check_changelog(difference: Difference, changelog: str) -> None:
    version = difference.new.version
    if difference.data_changed and not entries(changelog, version):
        names = [table.name for table in difference.tables] or [c.table or c.column for c in difference.schema]
        found = f"no entry under a heading '## {version}'"
        expected = f"one that says what changed in {', '.join(dict.fromkeys(names))}"
        raise ReleaseError("CHANGELOG.md", found, expected, "Write it; `roa-dataset diff` lists the changes.")


def _check_ids(difference: Difference, package: Package) -> None:
    for reused in difference.reused:
        remedy = (
            "Give the row another id, or take the line out of metadata/retired_ids.csv if it is the same row as before."
        )
        raise ReleaseError(reused.table, f"the retired id {reused.id} in use", "an id that was never retired", remedy)
    retired = {(row["table_name"], row["retired_id"]): row for row in package.rows(TABLE)}
    missing = [gone for gone in difference.gone if (gone.table, gone.id) not in retired]
    if missing:
        shown = ", ".join(f"{gone.id} of {gone.table}" for gone in missing[:_SHOWN])
        found = f"{len(missing)} ids gone without a row there ({shown})"
        remedy = "Run `python scripts/retire_ids.py`, read the successors that it proposes, and run `make data`."
        raise ReleaseError(f"metadata/{TABLE}.csv", found, "a row for each", remedy)
    for lost in _lost_successors(package):
        remedy = "Name an id of that table, one that was retired in its turn, or none."
        raise ReleaseError(
            f"metadata/{TABLE}.csv", f"the successor {lost.id} of {lost.table}", "an id that there is", remedy
        )


def _lost_successors(package: Package) -> Iterator[GoneId]:
    """Successors that are neither in their table nor retired."""
    known: defaultdict[str, set[str]] = defaultdict(set)
    for row in package.rows(TABLE):
        known[str(row["table_name"])].add(str(row["retired_id"]))
    for table in list(known):
        if table in package.descriptor.tables:
            key = package.descriptor.table(table)["schema"]["primaryKey"][0]
            known[table] |= {str(row[key]) for row in package.rows(table)}
    for row in package.rows(TABLE):
        for successor in str(row["successors"] or "").split(SEPARATOR):
            if successor and successor not in known[str(row["table_name"])]:
                yield GoneId(str(row["table_name"]), successor, ())
