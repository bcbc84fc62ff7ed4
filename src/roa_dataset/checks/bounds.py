"""Bounds: EDTF that is EDTF and agrees with its days, beginnings before ends, subordination without a circle.

The subset of EDTF (ISO 8601-2, https://www.loc.gov/standards/datetime/) is the one of DATA_MODEL: year, decade, century, month,
season, day; an interval A/B that may be open; a set [A..B] or [A,B].
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from roa_dataset.checks.carried import SEPARATOR
from roa_dataset.checks.contents import Contents, Row
from roa_dataset.checks.finding import Finding
from roa_dataset.checks.say import cell_finding
from roa_dataset.schema_files import Table
from roa_dataset.states import OPEN_BEGINNING, OPEN_END, edtf_bounds

_SIMPLE = r"(?:\d{4}|XXXX)(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?|-2[1-4])?|\d{3}X|\d{2}XX"
_EDTF = re.compile(
    rf"(?:{_SIMPLE})|(?:{_SIMPLE}|\.\.)?/(?:{_SIMPLE}|\.\.)?|\[(?:{_SIMPLE})?(?:\.\.|,(?:{_SIMPLE}))*(?:{_SIMPLE})?\]"
)
#: relations that may not lead back to where they began
DOWNWARD = ("subordinate_to", "part_of")
#: columns with a day
DAYS = ("decided_on", "not_before", "retrieved")
#: pairs of columns of which the first may not be greater than the second
PAIRS = (("number_min", "number_max"), ("char_start", "char_end"), ("start_earliest", "end_latest"))


def check_bounds(contents: Contents) -> Iterator[Finding]:
    """Findings on bounds, EDTF and circles."""
    for table in contents.schema:
        names = table.column_names
        pairs = [pair for pair in PAIRS if set(pair) <= set(names)]
        pairs += [(n, n.removesuffix("earliest") + "latest") for n in names if n.endswith("_earliest")]
        yield from _check_days(table, contents.rows(table.name))
        edtf = [name for name in names if name.endswith("_edtf")]
        for row in contents.rows(table.name):
            for low, high in pairs:
                if row.get(low) is not None and row.get(high) is not None and row[low] > row[high]:
                    yield cell_finding(table.name, row, table.primary_key, low, f"at most {row[high]}, which is {high}")
            yield from _check_edtf(table, row, edtf)
    yield from _check_circles(contents)


def _check_days(table: Table, rows: Sequence[Row]) -> Iterator[Finding]:
    """Days that stand in columns of texts are days."""
    for column in [name for name in DAYS if name in table.column_names]:
        for row in rows:
            if row[column] is None:
                continue
            try:
                date.fromisoformat(str(row[column]))
            except ValueError:
                yield cell_finding(table.name, row, table.primary_key, column, "a day as YYYY-MM-DD")


def _check_edtf(table: Table, row: Row, columns: Sequence[str]) -> Iterator[Finding]:
    for column in columns:
        if row[column] is None:
            continue
        name = column.removesuffix("_edtf")
        parts = str(row[column]).split(SEPARATOR)
        for part in parts:
            if not _EDTF.fullmatch(part):
                yield cell_finding(table.name, row, table.primary_key, column, "a date in EDTF")
        first, last = edtf_bounds(parts[0]) if len(parts) == 1 else ("", "")
        role = str(row.get(f"{name}_role") or "")
        if not first or SEPARATOR in role or f"{name}_earliest" not in row:
            continue
        for bound, value, open_roles in (("earliest", first, OPEN_BEGINNING), ("latest", last, OPEN_END)):
            cell = row[f"{name}_{bound}"]
            if cell is not None and cell != value and role not in open_roles and table.name == "claims":
                told = f"{value}, the {bound} day of {parts[0]}"
                yield cell_finding(table.name, row, table.primary_key, f"{name}_{bound}", told)


def _check_circles(contents: Contents) -> Iterator[Finding]:
    """Of what is affirmed of whole units, nothing is above itself."""
    above: defaultdict[object, dict[object, Row]] = defaultdict(dict)
    for claim in contents.rows("claims"):
        said = claim["polarity"] == "affirmed" and claim["modality"] in ("asserted", "reported")
        if claim["predicate"] in DOWNWARD and claim["object_id"] and said and not claim["subject_text"]:
            above[claim["subject_id"]].setdefault(claim["object_id"], claim)
    done: set[object] = set()
    for start in list(above):
        yield from _walk(start, above, [], done)


def _walk(
    unit: object, above: Mapping[object, Mapping[object, Row]], path: list[object], done: set[object]
) -> Iterator[Finding]:
    if unit in done:
        return
    path.append(unit)
    for other, claim in above.get(unit, {}).items():
        if other in path:
            circle = " → ".join(map(str, [*path[path.index(other) :], other]))
            yield cell_finding("claims", claim, ("claim_id",), "object_id", f"no circle: {circle}", str(claim["quote"]))
        else:
            yield from _walk(other, above, path, done)
    path.pop()
    done.add(unit)
