"""A difference in a few lines, for a terminal."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from roa_dataset.showing.text import text_table

if TYPE_CHECKING:
    from roa_dataset.changes.difference import Difference


def heading(difference: Difference) -> str:
    """From what to what."""
    old, new = difference.old, difference.new
    names = (old.name, new.name) if old.name != new.name else ("", "")
    before, after = (f"{name} {copy.version}".strip() for name, copy in zip(names, (old, new), strict=True))
    return f"Changes from {before} to {after}"


def verdict(difference: Difference) -> str:
    """What the change asks of the version, and whether the versions do it."""
    least, bump = difference.least_bump, difference.bump
    if difference.same:
        return "Nothing differs but the version and its date." if bump != "none" else "Nothing differs."
    asked = f"The change needs at least a {least} step of the version"
    if bump == "none":
        return f"{asked}; the second version is not later than the first."
    return f"{asked}; this is a {bump} step{'.' if difference.enough else ', which is too small.'}"


def counts(difference: Difference) -> list[dict[str, object]]:
    """A dict for each table whose rows differ: table, added, removed, changed."""
    return [
        {"table": t.name, "added": len(t.added), "removed": len(t.removed), "changed": len(t.changed)}
        for t in difference.tables
    ]


def summary(difference: Difference) -> str:
    """The heading, the schema changes, the counts by table, the ids that are gone, the verdict."""
    lines = [heading(difference), ""]
    for change in difference.schema:
        lines.append(f"{change.what.replace('_', ' ')}: {'.'.join(filter(None, (change.table, change.column)))}")
    if difference.schema:
        lines.append("")
    if difference.tables:
        lines += [text_table(counts(difference), width=None), ""]
    for table, number in Counter(one.table for one in difference.gone).items():
        lines.append(f"ids gone from {table}: {number}")
    lines += [f"a retired id is in use again: {one.table} {one.id}" for one in difference.reused]
    return "\n".join([*lines, verdict(difference)])
