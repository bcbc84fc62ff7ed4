"""The checks of roa-dataset as Frictionless checks: `frictionless validate datapackage.json --checks "roa-evidence roa-meaning"`.

Frictionless (https://framework.frictionlessdata.io) finds plugins only as top-level modules called `frictionless_…` with a
class `…Plugin`, hence this module's name and place. What is checked stands in `roa_dataset.checks`; here it is only put into
the form that Frictionless asks for. Each check reads the whole package once, whatever the number of its tables, and reports
with each table the findings on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar
from weakref import finalize

import attrs
from frictionless import Check, Plugin, errors

if TYPE_CHECKING:
    from frictionless import Error, Package, Resource

    from roa_dataset.checks.finding import Finding
    from roa_dataset.checks.run import PackageChecks


@attrs.define(kw_only=True, repr=False)
class RoaError(errors.TableError):
    """What one of our checks found; the parts of the finding beside its sentence."""

    type = "roa-error"
    title = "Roa Dataset Error"
    description = (
        "The table disagrees with the raw texts, with another table, or with how this package writes its files."
    )
    template = "{note}"

    file: str = ""
    row_key: str = ""
    line: int = 0
    column: str = ""
    found: str = ""
    expected: str = ""
    words: str = ""
    advice: str = ""
    check: str = ""

    metadata_profile_patch: ClassVar[dict[str, Any]] = {
        "properties": {
            **{
                name: {"type": "string"} for name in ("file", "column", "found", "expected", "words", "advice", "check")
            },
            "rowKey": {"type": "string"},
            "line": {"type": "integer"},
        }
    }


class RoaParquetError(RoaError):
    """A Parquet file is not what its CSV is."""

    type = "roa-parquet-error"
    title = "Roa Parquet Error"


class RoaEvidenceError(RoaError):
    """A row is not what the raw text says at its place."""

    type = "roa-evidence-error"
    title = "Roa Evidence Error"


class RoaMeaningError(RoaError):
    """A value does not follow from the claims that it rests on."""

    type = "roa-meaning-error"
    title = "Roa Meaning Error"


class RoaStyleError(RoaError):
    """A file is written otherwise than the files of this package are."""

    type = "roa-style-error"
    title = "Roa Style Error"


@attrs.define(kw_only=True, repr=False)
class RoaCheck(Check):
    """The parent of the checks: the findings of one layer that belong to the table at hand."""

    layer: ClassVar[str] = ""
    of_error: ClassVar[type[RoaError]] = RoaError

    def validate_start(self) -> Iterable[Error]:
        """The findings on this table; those that belong to no table come with the first."""
        checks = checks_of(self.resource)
        if checks is None:
            note = f"{self.type} needs the whole package: give datapackage.json, not one of its files"
            yield self.of_error(note=note)
            return
        for finding in checks.findings(self.layer, str(self.resource.name)):
            yield _error(self.of_error, finding)


@attrs.define(kw_only=True, repr=False)
class roa_parquet(RoaCheck):  # noqa: N801 - Frictionless names its checks so
    """Each Parquet file has the content, order and types of its CSV."""

    type = "roa-parquet"
    Errors = [RoaParquetError]  # noqa: RUF012 - the declaration is Frictionless's
    layer = "parquet"
    of_error = RoaParquetError


@attrs.define(kw_only=True, repr=False)
class roa_evidence(RoaCheck):  # noqa: N801
    """Quotes, spans and ids are those of the raw texts."""

    type = "roa-evidence"
    Errors = [RoaEvidenceError]  # noqa: RUF012
    layer = "evidence"
    of_error = RoaEvidenceError


@attrs.define(kw_only=True, repr=False)
class roa_meaning(RoaCheck):  # noqa: N801
    """Dates, numbers, views and comparisons follow from the claims."""

    type = "roa-meaning"
    Errors = [RoaMeaningError]  # noqa: RUF012
    layer = "meaning"
    of_error = RoaMeaningError


@attrs.define(kw_only=True, repr=False)
class roa_style(RoaCheck):  # noqa: N801
    """Rows sorted by key, plain UTF-8 with LF, no padding, nothing that reads as missing."""

    type = "roa-style"
    Errors = [RoaStyleError]  # noqa: RUF012
    layer = "style"
    of_error = RoaStyleError


CHECKS: tuple[type[RoaCheck], ...] = (roa_parquet, roa_evidence, roa_meaning, roa_style)


class RoaPlugin(Plugin):
    """What Frictionless asks when it meets the name of a check or of an error that is not its own."""

    def select_check_class(self, type: str | None = None) -> type[Check] | None:
        """The check of this name, or None."""
        return next((check for check in CHECKS if check.type == type), None)

    def select_error_class(self, type: str | None = None) -> type[Error] | None:
        """The error of this name, or None."""
        return next((check.of_error for check in CHECKS if check.of_error.type == type), None)


def _error(kind: type[RoaError], finding: Finding) -> RoaError:
    return kind(
        note=str(finding),
        file=finding.file,
        row_key=finding.row,
        line=finding.line or 0,
        column=finding.column,
        found=finding.found,
        expected=finding.expected,
        words=finding.words,
        advice=finding.advice,
        check=finding.check,
    )


#: the checks of each package that Frictionless is validating, by the package's id: it cannot be hashed; gone with the package
_CHECKS: dict[int, PackageChecks] = {}


def checks_of(resource: Resource) -> PackageChecks | None:
    """The checks of the resource's package, made once; None for a file without a datapackage.json."""
    from roa_dataset.errors import RoaDatasetError

    package = resource.package
    if package is None:
        return None
    if id(package) not in _CHECKS:
        try:
            share(package, _made(package))
        except RoaDatasetError:
            return None
    return _CHECKS[id(package)]


def share(package: Package, checks: PackageChecks) -> None:
    """Lets the checks of this package use what somebody has read already."""
    _CHECKS[id(package)] = checks
    finalize(package, _CHECKS.pop, id(package), None)


def _made(package: Package) -> PackageChecks:
    from roa_dataset.checks.run import PackageChecks
    from roa_dataset.loading.descriptor import Descriptor

    return PackageChecks(Descriptor(package.basepath or "."))
