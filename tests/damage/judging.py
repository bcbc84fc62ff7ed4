"""Which layer of the validator finds a damage, in one process and without reading again what was not damaged.

The layers are those of `roa_dataset.validate`; they are asked in another order, the quick ones first, and only until one has
found something. What is read once is the undamaged package; of a damaged copy only the files that differ are read again.
"""

from __future__ import annotations

import copy as copying
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

from damage.copy import Copy
from damage.on_disk import Workplace
from roa_dataset.checks.content import CONTENT_CHECKS, findings_of
from roa_dataset.checks.contents import Contents, read_contents
from roa_dataset.checks.finding import Finding
from roa_dataset.checks.parquet import check_parquet
from roa_dataset.checks.run import PackageChecks
from roa_dataset.checks.style import check_style
from roa_dataset.errors import RoaDatasetError
from roa_dataset.loading.descriptor import Descriptor
from roa_dataset.validation.descriptor import check_descriptor
from roa_dataset.validation.files import check_files
from roa_dataset.validation.tables import check_tables


@dataclass(frozen=True)
class Verdict:
    """The layer that found the damage ("" where none did) and the first thing that it found."""

    layer: str
    finding: str

    @property
    def caught(self) -> bool:
        return bool(self.layer)


class Judge:
    """Judges copies of one package; `workplace` is the folder in which they are shown.

    Raises ValueError for a package that is not valid before any damage.
    """

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        descriptor = Descriptor(str(workplace.folder))
        self._sound = read_contents(descriptor)
        # what an undamaged package has would be taken for a finding of every damage
        before = list(check_descriptor(descriptor.folder, descriptor.content))
        before += [finding for check in CONTENT_CHECKS for finding in findings_of(check, self._sound)]
        if before:
            raise ValueError(f"the undamaged package is not valid: {before[0]}")

    def verdict(self, copy: Copy) -> Verdict:
        """The first layer that finds something in this copy."""
        with self._workplace.holding(copy) as folder:
            try:
                descriptor = Descriptor(str(folder))
            except RoaDatasetError as error:
                return Verdict("descriptor", str(error))
            for layer, check in self._layers(copy, descriptor):
                found = next(iter(check()), None)
                if found is not None:
                    return Verdict(layer, str(found))
        return Verdict("", "")

    def _layers(
        self, copy: Copy, descriptor: Descriptor
    ) -> Iterable[tuple[str, Callable[[], Iterable[Finding | str]]]]:
        """The layers as functions, cheap ones first; one that is behind the first finding is never called."""
        yield "files", lambda: check_files(descriptor)
        touched = set(descriptor.tables) if copy.redescribed else _tables_touched(copy, descriptor)
        contents = self._contents(copy, descriptor, touched)
        part = _only(descriptor, touched)
        if copy.redescribed:
            yield "descriptor", lambda: check_descriptor(descriptor.folder, descriptor.content)
        yield "style", lambda: check_style(part, contents)
        for check in CONTENT_CHECKS:
            yield check.layer, partial(findings_of, check, contents)
        yield "parquet", lambda: check_parquet(part, contents)
        yield "tables", lambda: _alone(descriptor, touched)
        yield "tables", lambda: check_tables(PackageChecks(descriptor)).findings["tables"]

    def _contents(self, copy: Copy, descriptor: Descriptor, touched: set[str]) -> Contents:
        raw = any(path.startswith("raw/") for path in copy.changed())
        if raw or "documents" in touched or copy.redescribed:
            return read_contents(descriptor)
        fresh = read_contents(_only(descriptor, touched))
        sound = {name: rows for name, rows in self._sound.tables.items() if name not in touched}
        lines = {name: lines for name, lines in self._sound.lines.items() if name not in touched}
        return replace(
            self._sound,
            tables={
                name: rows for name in descriptor.tables if (rows := (sound | dict(fresh.tables)).get(name)) is not None
            },
            lines=lines | dict(fresh.lines),
            missing=fresh.missing,
            descriptor=descriptor.content,
        )


def _tables_touched(copy: Copy, descriptor: Descriptor) -> set[str]:
    """The tables whose CSV or Parquet differs."""
    return {name for name in descriptor.tables if {f"data/{name}.csv", f"data/{name}.parquet"} & copy.changed().keys()}


def _alone(descriptor: Descriptor, tables: set[str]) -> list[str]:
    """What Frictionless finds in these tables by themselves, which takes a part of the time that all of them take."""
    from frictionless import FrictionlessException, Resource

    found: list[str] = []
    for name in sorted(tables):
        resource = copying.deepcopy(descriptor.tables[name])
        resource["schema"].pop("foreignKeys", None)
        try:
            report = Resource.from_descriptor(resource, basepath=descriptor.folder).validate()
        except FrictionlessException as error:
            return [str(error)]
        found += [str(error.message) for task in report.tasks for error in task.errors]
    return found


def _only(descriptor: Descriptor, tables: set[str]) -> Descriptor:
    """The same descriptor, with these of its tables."""
    part = Descriptor(descriptor.folder)
    part.tables = {name: resource for name, resource in descriptor.tables.items() if name in tables}
    return part
