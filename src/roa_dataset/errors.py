"""What can go wrong, as named types. Each message says what was found, what was expected and what to do."""

from __future__ import annotations

TYPE_CHECKING = False  # typing.TYPE_CHECKING without importing typing, which takes longer than reading a table
if TYPE_CHECKING:
    from collections.abc import Iterable


class RoaDatasetError(Exception):
    """The parent of all errors of the loader; `exit_code` is what the command ends with."""

    exit_code = 2


class UnknownNameError(RoaDatasetError, LookupError):
    """A name that the package does not have. `found` is that name, `near` the names that are most like it."""

    def __init__(self, kind: str, found: str, known: Iterable[str], advice: str) -> None:
        names = list(known)
        self.kind, self.found, self.near = kind, found, nearest(found, names)
        if self.near:
            expected = f"did you mean {_either(self.near)}?"
        elif names and len(names) <= 20:
            expected = f"there are {', '.join(names)}."
        else:
            expected = f"none of {len(names):,} is like it."
        super().__init__(f"no {kind} {found!r}; {expected} {advice}")


class UnknownTableError(UnknownNameError):
    """There is no table of this name."""


class UnknownColumnError(UnknownNameError):
    """The table has no column of this name."""


class UnknownEngineError(UnknownNameError):
    """There is no engine of this name."""


class UnknownFormatError(UnknownNameError):
    """There is no output format or citation style of this name."""


class UnknownPredicateError(UnknownNameError):
    """No predicate has this code, label or inverse label."""


class UnknownIdError(UnknownNameError):
    """No row has this id."""

    exit_code = 1


class RetiredIdError(UnknownIdError):
    """An earlier release had this id; `successors` are the ids that stand for it now."""

    def __init__(self, kind: str, found: str, version: str, successors: Iterable[str], note: str = "") -> None:
        self.kind, self.found, self.near = kind, found, ()
        self.successors = tuple(successors)
        instead = f"see {_either(self.successors)}." if self.successors else "nothing stands for it."
        message = f"the {kind} {found!r} was retired in version {version}; {instead} {note}".rstrip()
        super(UnknownNameError, self).__init__(message)


class AmbiguousNameError(RoaDatasetError, LookupError):
    """A name that may mean several entities: the caller chooses, never this library. `candidates` are their ids."""

    exit_code = 1

    def __init__(self, name: str, candidates: Iterable[str]) -> None:
        self.found, self.candidates = name, tuple(candidates)
        super().__init__(f"{name!r} may mean {_either(self.candidates)}; give the id of the one that you mean.")


class DamagedDataError(RoaDatasetError, ValueError):
    """A file of the package is not what its descriptor says: file, row, column, what was found, what was expected."""

    exit_code = 1

    def __init__(self, file: str, row: str, column: str, found: str, expected: str, advice: str = "") -> None:
        self.file, self.row, self.column, self.found, self.expected = file, row, column, found, expected
        where = ", ".join(part for part in (file, row, column) if part)
        advice = advice or "Reinstall roa-dataset, or get this copy of the package again."
        super().__init__(f"{where}: found {found}; expected {expected}. {advice}")


class UnreadablePackageError(DamagedDataError):
    """The descriptor cannot be read at all, so nothing can be said of the package."""

    exit_code = 2


class PackageNotFoundError(RoaDatasetError, FileNotFoundError):
    """There is no datapackage.json where the package's files should be."""


class MissingExtraError(RoaDatasetError, ImportError):
    """A library that is asked for is not installed; the message has the line that installs it."""

    def __init__(self, library: str, extra: str, wanted: str) -> None:
        self.extra = extra
        super().__init__(
            f"{wanted} needs {library}, which is not installed; install it with: pip install 'roa-dataset[{extra}]'",
            name=library,
        )


class ArchiveRefusedError(RoaDatasetError, ValueError):
    """An archive or folder that is not taken, with the reason; nothing of it is kept."""

    exit_code = 1


class DownloadFailedError(RoaDatasetError, OSError):
    """A file could not be fetched; nothing of it is kept."""


class ExportError(RoaDatasetError, ValueError):
    """A file could not be written as asked."""


class QueryError(RoaDatasetError, ValueError):
    """A question that cannot be answered as it is put: a day that is none, SQL that DuckDB refuses."""


class VersionError(RoaDatasetError, ValueError):
    """A version that is none, or that is not known."""


def nearest(name: str, known: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """The known names most like `name`, best first: without regard to case, and what comes after the colon of an id."""
    from difflib import get_close_matches

    shapes = {known_name.casefold(): known_name for known_name in known}
    wanted = name.casefold()
    found = get_close_matches(wanted, shapes, count, cutoff=0.6)
    found += [shape for shape in shapes if wanted and wanted in shape and shape not in found]
    return tuple(shapes[shape] for shape in found[:count])


def _either(names: Iterable[str]) -> str:
    quoted = [repr(name) for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
