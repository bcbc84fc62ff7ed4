"""Which engine gives which type. The caller's word decides, never what happens to be installed."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from roa_dataset.loading.descriptor import Descriptor

#: engine → what a table is in it
ENGINES = {
    "pandas": "pandas.DataFrame",
    "arrow": "pyarrow.Table",
    "polars": "polars.DataFrame",
    "duckdb": "duckdb.DuckDBPyRelation",
    "records": "list of dicts",
}


def load_table(descriptor: Descriptor, table: str, engine: str, cache: dict[str, Any]) -> Any:
    """One table in one engine. Raises UnknownTableError, UnknownEngineError, MissingExtraError, DamagedDataError."""
    if engine == "records":
        from roa_dataset.loading.rows import read_records

        return read_records(descriptor, table)
    if engine not in ENGINES:
        from roa_dataset.errors import UnknownEngineError

        raise UnknownEngineError("engine", str(engine), ENGINES, f"Engines are {', '.join(ENGINES)}.")
    descriptor.table(table)  # a wrong name is told before a slow import
    if engine in ("polars", "duckdb"):
        need(engine, engine, f'engine="{engine}"')
    from roa_dataset.loading.arrow import arrow_table

    rows = arrow_table(descriptor, table, cache)
    if engine == "pandas":
        from roa_dataset.loading.frames import pandas_frame

        return pandas_frame(rows)
    if engine == "polars":
        from roa_dataset.loading.polars_frames import polars_frame

        return polars_frame(rows)
    if engine == "duckdb":
        from roa_dataset.loading.duckdb_tables import relation

        return relation(descriptor, table, rows)
    return rows


def need(library: str, extra: str, wanted: str) -> None:
    """Raises MissingExtraError, with the line that installs it, when the library cannot be imported."""
    from importlib import import_module

    try:
        import_module(library)
    except ModuleNotFoundError as error:
        if error.name != library:  # it is there and lacks something itself: its own message says what
            raise
        from roa_dataset.errors import MissingExtraError

        raise MissingExtraError(library, extra, wanted) from None
