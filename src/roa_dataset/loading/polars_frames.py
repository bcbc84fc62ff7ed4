"""A table as a polars DataFrame with the types of its columns."""

from __future__ import annotations

import polars as pl
import pyarrow as pa


def polars_frame(table: pa.Table) -> pl.DataFrame:
    """A new DataFrame: String, Int64, Float64, Boolean, Date, and Enum with all codes of the column."""
    enums = {
        field.name: pl.Enum(table.column(field.name).chunk(0).dictionary.to_pylist())
        for field in table.schema
        if pa.types.is_dictionary(field.type)
    }
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    return frame.with_columns([pl.col(name).cast(pl.String).cast(kind) for name, kind in enums.items()])
