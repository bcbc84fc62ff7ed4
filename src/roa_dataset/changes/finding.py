"""`roa_dataset.diff`: two copies of the package, side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from roa_dataset.changes.difference import Copy, Difference
from roa_dataset.changes.identifiers import gone_ids, reused_ids
from roa_dataset.changes.schemas import schema_changes
from roa_dataset.changes.tables import table_difference
from roa_dataset.package import Package, installed

if TYPE_CHECKING:
    from roa_dataset.remote.opening import Source

#: what stands for the copy that is installed with this library
INSTALLED = "installed"
_PIN = "#sha256="


def diff(old: Source | Package, new: Source | Package = INSTALLED) -> Difference:
    """What differs between two copies of the package: schema, rows, values, ids, and the least step of the version.

    A copy is a folder, a zip archive, "installed", an https address with its hash behind it
    ("https://…/x.zip#sha256=…"), or what `open` gave. Rows are told apart by the key of their table; the version and its
    date are no difference. Raises the errors of `open` and `load`.
    """
    before, after = _opened(old), _opened(new)
    both = [name for name in before.descriptor.tables if name in after.descriptor.tables]
    tables = [found for name in both if (found := table_difference(before, after, name))]
    return Difference(
        old=_copy(before),
        new=_copy(after),
        schema=tuple(schema_changes(before.descriptor, after.descriptor)),
        tables=tuple(tables),
        gone=tuple(gone_ids(before, after, tables)),
        reused=tuple(reused_ids(after)),
    )


def _opened(source: Source | Package) -> Package:
    if isinstance(source, Package):
        return source
    if source == INSTALLED:
        return installed()
    from roa_dataset.remote.opening import open_package

    if isinstance(source, Path):
        return open_package(source)
    address, pin, digest = source.partition(_PIN)
    return open_package(address, sha256=digest) if pin else open_package(source)


def _copy(package: Package) -> Copy:
    name = str(package.descriptor.content.get("name", ""))
    return Copy(name, package.version, {table: len(package.rows(table)) for table in package.descriptor.tables})
