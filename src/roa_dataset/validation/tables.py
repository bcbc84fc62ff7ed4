"""The layers that Frictionless runs: its own checks of the tables, and ours beside them in one checklist."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from roa_dataset.checks.finding import Finding
from roa_dataset.checks.promises import check_promises
from roa_dataset.checks.run import PackageChecks

#: layer → the check of frictionless_roa that works it out
OWN = {"parquet": "roa-parquet", "evidence": "roa-evidence", "meaning": "roa-meaning", "style": "roa-style"}
#: what the layer `files` has told already
TOLD = ["hash-count", "byte-count"]
_ADVICE = "Correct the table, or rebuild the package."


@dataclass(frozen=True)
class TableFindings:
    """Findings by layer (`tables` and those of OWN) and the seconds that each took."""

    findings: Mapping[str, list[Finding]]
    seconds: Mapping[str, float]


def check_tables(checks: PackageChecks) -> TableFindings:
    """Runs Frictionless once over the package, with our checks in its checklist, and sorts its errors into layers."""
    started = time.perf_counter()
    found: dict[str, list[Finding]] = {"tables": _excessive(checks), **{layer: [] for layer in OWN}}
    if not found["tables"]:
        _ask_frictionless(checks, found)
    for layer in OWN:  # Frictionless asks no check about a table that it cannot open, nor about what is no table
        told = {(f.file, f.row, f.column, f.found) for f in found[layer]}
        found[layer] += [f for f in checks.findings(layer) if (f.file, f.row, f.column, f.found) not in told]
    seconds = {layer: checks.seconds.get(layer, 0.0) for layer in OWN}
    seconds["tables"] = time.perf_counter() - started - sum(seconds.values())
    return TableFindings(found, seconds)


def _excessive(checks: PackageChecks) -> list[Finding]:
    """Tables that Frictionless would read for minutes, one error for each of a million cells."""
    contents, tables = checks.contents, checks.descriptor.tables
    return [
        Finding(str(tables[name]["path"]), "", "", contents.missing[name], "rows as long as the header", _ADVICE)
        for name in sorted(contents.excessive)
    ]


def _ask_frictionless(checks: PackageChecks, found: dict[str, list[Finding]]) -> None:
    """Adds the findings of Frictionless and of our checks beside it."""
    from frictionless import Checklist, FrictionlessException
    from frictionless import Package as FrictionlessPackage

    import frictionless_roa

    checklist = Checklist(checks=[check() for check in frictionless_roa.CHECKS], skip_errors=TOLD)
    try:
        package = FrictionlessPackage.from_descriptor(
            dict(checks.descriptor.content), basepath=checks.descriptor.folder
        )
        frictionless_roa.share(package, checks)
        report = package.validate(checklist)
    except FrictionlessException as refusal:
        refused = refusal.reasons or [refusal.error]
        found["tables"] += [_of_error(one, {}, "datapackage.json") for one in refused]
    else:
        found["tables"] += [_of_error(error, {}, "datapackage.json") for error in report.errors]
        for task in report.tasks:
            for error in task.errors:
                layer = next((layer for layer, name in OWN.items() if error.type == f"{name}-error"), "tables")
                found[layer].append(_of_error(error, checks.descriptor.tables.get(task.name, {}), str(task.place)))
    found["tables"] += check_promises(checks.contents)


def _of_error(error: Any, resource: Mapping[str, Any], file: str) -> Finding:
    """A finding for an error of Frictionless, or the finding that one of our errors carries."""
    if error.type.startswith("roa-") and getattr(error, "found", ""):
        return Finding(
            error.file, error.row_key, error.column, error.found, error.expected, error.advice, error.words,
            error.line or None, check=error.check,
        )  # fmt: skip
    cell = getattr(error, "cell", None)
    found = repr(cell) if cell is not None else str(error.title).lower()
    line = getattr(error, "row_number", None)
    column = str(getattr(error, "field_name", "") or getattr(error, "label", "") or "")
    return Finding(file, _key(error, resource), column, found, str(error.note), _ADVICE, line=line, check=error.type)


def _key(error: Any, resource: Mapping[str, Any]) -> str:
    """The key of the row that an error is about, where it has its cells."""
    cells = getattr(error, "cells", None)
    schema = resource.get("schema")
    if not cells or not isinstance(schema, dict):
        return ""
    names = [field["name"] for field in schema["fields"]]
    values = dict(zip(names, cells, strict=False))
    key = schema.get("primaryKey") or names[:1]
    return " ".join(str(values.get(part, "")) for part in key)


def layers_of(found: TableFindings) -> Iterator[tuple[str, list[Finding], float]]:
    """Layer, findings and seconds, in the order of the report."""
    for layer in ("tables", *OWN):
        yield layer, found.findings[layer], found.seconds[layer]
