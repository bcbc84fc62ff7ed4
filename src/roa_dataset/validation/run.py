"""`roa_dataset.validate`: the layers one after another, and what of a package lets the later ones run at all."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import replace

from roa_dataset.checks.finding import Finding
from roa_dataset.errors import DamagedDataError, UnreadablePackageError
from roa_dataset.validation.report import LAYERS, Layer, ValidationReport

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from roa_dataset.loading.descriptor import Descriptor

#: layers that --fast leaves out
_SLOW = tuple(name for name in LAYERS if name not in ("files", "descriptor"))


def validate(path: str | Path | None = None, *, fast: bool = False, sha256: str | None = None) -> ValidationReport:
    """Checks a copy of the package: the installed one, or the folder, zip archive or https address that `path` names.

    The report says what was found in each layer: files, descriptor, tables, parquet, evidence, meaning, style; it is true when
    the package is valid. `fast` looks at files, checksums and headers only. `sha256` is that of an archive, checked where
    it is given. Raises PackageNotFoundError, UnreadablePackageError, ArchiveRefusedError and DownloadFailedError when
    there is nothing that could be checked; whatever is wrong with a package that can be read is a finding.
    """
    from roa_dataset.validation.source import opened

    with ExitStack() as stack:
        folder = stack.enter_context(opened(path, sha256))
        return _validated(folder, str(path) if path is not None else folder, fast)


def _validated(folder: str, source: str, fast: bool) -> ValidationReport:
    from roa_dataset.loading.descriptor import Descriptor

    try:
        descriptor = Descriptor(folder)
    except UnreadablePackageError:
        raise
    except DamagedDataError as error:
        return _no_package(error, folder, source, fast)
    layers: list[Layer] = []
    findings: list[Finding] = []

    def note(name: str, found: Iterable[Finding], seconds: float) -> None:
        placed = [replace(finding, layer=name, check=finding.check or name) for finding in found]
        layers.append(Layer(name, len(placed), seconds))
        findings.extend(placed)

    _run(note, "files", lambda: _files(descriptor, fast))
    _run(note, "descriptor", lambda: _descriptor(descriptor, fast))
    if not fast:
        reason = _obstacle(descriptor, findings)
        if reason:
            layers.extend(Layer(name, 0, 0.0, reason) for name in _SLOW)
        else:
            for name, found, seconds in _tables(descriptor):
                note(name, found, seconds)
    content = descriptor.content
    package = f"{content.get('name', '')} {content.get('version', '')}".strip()
    return ValidationReport(source, package, fast, tuple(layers), tuple(findings))


def _tables(descriptor: Descriptor) -> list[tuple[str, list[Finding], float]]:
    """Layer, findings and seconds of what looks at the rows."""
    from roa_dataset.checks.run import PackageChecks
    from roa_dataset.validation.parquet_only import is_parquet_only, told_of_parquet, with_csv
    from roa_dataset.validation.tables import check_tables, layers_of

    if not is_parquet_only(descriptor):
        return list(layers_of(check_tables(PackageChecks(descriptor))))
    try:
        with with_csv(descriptor) as both:
            found = list(layers_of(check_tables(PackageChecks(both))))
    except DamagedDataError as error:
        damage = Finding(error.file, error.row, error.column, error.found, error.expected, "Get this file again.")
        return [("tables", [damage], 0.0), *((name, [], 0.0) for name in _SLOW if name != "tables")]
    return [(name, [told_of_parquet(finding) for finding in findings], seconds) for name, findings, seconds in found]


def _run(note: Callable[[str, Iterable[Finding], float], None], name: str, check: Callable[[], list[Finding]]) -> None:
    started = time.perf_counter()
    found = check()
    note(name, found, time.perf_counter() - started)


def _files(descriptor: Descriptor, fast: bool) -> list[Finding]:
    from roa_dataset.validation.files import check_files, check_headers

    return [*check_files(descriptor), *(check_headers(descriptor) if fast else ())]


def _descriptor(descriptor: Descriptor, fast: bool) -> list[Finding]:
    from roa_dataset.validation.descriptor import check_descriptor

    return [] if fast else list(check_descriptor(descriptor.folder, descriptor.content))


def _obstacle(descriptor: Descriptor, findings: Iterable[Finding]) -> str:
    """Why the tables are not looked at: a path that leads elsewhere, a file that is too large, a pattern without end, a schema
    of another shape; empty where they are."""
    from pathlib import Path

    from roa_dataset.loading.descriptor import plain_path
    from roa_dataset.loading.guard import MISSING, refusal
    from roa_dataset.validation.descriptor import ENDLESS

    folder = Path(descriptor.folder)
    for resource in descriptor.content["resources"]:
        try:
            path = plain_path(resource.get("path"))
        except DamagedDataError:
            return f"not checked: the path of {resource['name']} is not followed"
        reason = refusal(folder, folder / path)
        if reason not in ("", MISSING):
            return f"not checked: {path} is {reason}"
    for finding in findings:
        if finding.expected == ENDLESS:
            return f"not checked: {finding.row}.{finding.column} has a pattern that may take without end"
        if finding.layer == "descriptor" and "/schema" in finding.row and finding.row.count("/") <= 5:
            return f"not checked: the table schema at {finding.row} is wrong"
    return ""


def _no_package(error: DamagedDataError, folder: str, source: str, fast: bool) -> ValidationReport:
    """A descriptor that can be read and describes no tables as loading needs them: nothing else can be looked at."""
    advice = "Correct datapackage.json."
    found = [Finding(error.file, error.row, error.column, error.found, error.expected, advice)]
    if not fast:
        from roa_dataset.validation.descriptor import check_descriptor, read_content

        found += check_descriptor(folder, read_content(folder))
    findings = tuple(replace(finding, layer="descriptor", check="descriptor") for finding in found)
    skipped = "not checked: there is no descriptor to go by"
    layers = tuple(
        Layer(name, len(findings), 0.0) if name == "descriptor" else Layer(name, 0, 0.0, skipped) for name in LAYERS
    )
    return ValidationReport(source, "", fast, layers, findings)
