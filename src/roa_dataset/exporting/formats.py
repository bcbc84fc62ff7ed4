"""Which format a name stands for, and writing it beside its place before it takes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from roa_dataset.errors import ExportError, UnknownFormatError
from roa_dataset.exporting.aside import free_place, written_aside
from roa_dataset.loading.engines import need

if TYPE_CHECKING:
    from roa_dataset.package import Package

Format = Literal[
    "xlsx", "sqlite", "duckdb", "parquet", "zip", "parquet-zip", "jsonl", "annotations", "geojson", "graphml", "tei"
]  # fmt: skip
Writer = Callable[["Package", Path, Sequence[str]], None]

#: format → the module that writes it, and the library with the extra that it needs
_WRITERS: dict[str, tuple[str, str, str]] = {
    "xlsx": ("spreadsheet", "openpyxl", "xlsx"),
    "sqlite": ("sqlite_file", "", ""),
    "duckdb": ("duckdb_file", "duckdb", "duckdb"),
    "parquet": ("parquet_folder", "", ""),
    "zip": ("csv_archive", "", ""),
    "parquet-zip": ("parquet_archive", "", ""),
    "jsonl": ("json_lines", "", ""),
    "annotations": ("web_annotations", "", ""),
    "geojson": ("places_geojson", "", ""),
    "graphml": ("network_graphml", "", ""),
    "tei": ("tei.texts", "", ""),
}
#: formats that have a form of their own and are made from the tables that they need
_OWN_FORM = ("annotations", "geojson", "graphml", "tei")
#: formats that are a folder
_FOLDERS = ("parquet", "tei")
_ENDINGS = {
    ".xlsx": "xlsx", ".sqlite": "sqlite", ".sqlite3": "sqlite", ".db": "sqlite", ".duckdb": "duckdb", ".zip": "zip",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet", "": "parquet",
    ".jsonld": "annotations", ".geojson": "geojson", ".graphml": "graphml",
}  # fmt: skip


def export(package: Package, path: str | Path, form: str | None, tables: Sequence[str] | None, overwrite: bool) -> Path:
    """See Package.export."""
    target = Path(path)
    chosen = form or _ENDINGS.get(target.suffix.lower(), target.suffix)
    if chosen not in _WRITERS:
        raise UnknownFormatError("export format", chosen, _WRITERS, f"Formats are {', '.join(_WRITERS)}.")
    if tables and chosen in _OWN_FORM:
        raise ExportError(
            f"{chosen}: found {', '.join(tables)}; expected no names of tables, for it takes what it needs."
        )
    names = list(dict.fromkeys(tables)) if tables else list(package.descriptor.tables)
    for name in names:
        package.descriptor.table(name)
    module, library, extra = _WRITERS[chosen]
    if library:
        need(library, extra, f"export to {chosen}")
    free_place(target, overwrite, folder=chosen in _FOLDERS)
    write: Writer = import_module(f"roa_dataset.exporting.{module}").write
    written_aside(target, lambda fresh: write(package, fresh, names))
    return target
