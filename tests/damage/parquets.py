"""Damage to a Parquet file; the CSV beside it stays as it was."""

from __future__ import annotations

import io
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq

from damage.copy import Copy, NoSuchPlaceError
from damage.fixing import parquet_bytes
from damage.kinds import kind


def draw_parquet(copy: Copy, chance: Random) -> tuple[str, pa.Table]:
    """A table with rows, drawn uniformly over all rows."""
    table, _ = copy.draw_row(chance, least=2)
    path = copy.path(table).removesuffix(".csv") + ".parquet"
    return path, pq.ParquetFile(io.BytesIO(copy.read(path))).read()


def with_column(table: pa.Table, at: int, values: pa.Array | list[object], field: pa.Field | None = None) -> pa.Table:
    field = field or table.schema.field(at)
    array = values if isinstance(values, pa.Array) else pa.array(values, field.type)
    metadata = table.schema.metadata
    return table.set_column(at, field, array).replace_schema_metadata(metadata)


@kind("Parquet")
def parquet_of_other_types(copy: Copy, chance: Random) -> str:
    """A column of a Parquet file has another type: numbers and days as text, whole numbers as floats."""
    path, table = draw_parquet(copy, chance)
    at = chance.randrange(table.num_columns)
    field = table.schema.field(at)
    new = {pa.string(): pa.large_string(), pa.int64(): chance.choice([pa.float64(), pa.int32(), pa.string()])}.get(
        field.type, pa.string()
    )
    table = with_column(table, at, table[at].combine_chunks().cast(new), field.with_type(new))
    copy.write(path, parquet_bytes(table))
    return f"{path}: {field.name} is {new} instead of {field.type}"


@kind("Parquet")
def parquet_cell_changed(copy: Copy, chance: Random) -> str:
    """A cell of a Parquet file has the value of another row."""
    path, table = draw_parquet(copy, chance)
    at, row, other = chance.randrange(table.num_columns), *(chance.randrange(table.num_rows) for _ in range(2))
    values = table[at].to_pylist()
    if values[row] == values[other]:
        raise NoSuchPlaceError("both have the same")
    values[row] = values[other]
    field = table.schema.field(at)
    copy.write(
        path, parquet_bytes(with_column(table, at, values, field.with_nullable(True) if None in values else field))
    )
    return f"{path}, row {row + 1}, {field.name}: value of row {other + 1}"


@kind("Parquet")
def parquet_row_dropped(copy: Copy, chance: Random) -> str:
    """A Parquet file lacks a row."""
    path, table = draw_parquet(copy, chance)
    row = chance.randrange(table.num_rows)
    kept = [i for i in range(table.num_rows) if i != row]
    copy.write(path, parquet_bytes(table.take(kept)))
    return f"{path}: row {row + 1} dropped"


@kind("Parquet")
def parquet_rows_reordered(copy: Copy, chance: Random) -> str:
    """Two rows of a Parquet file have changed places."""
    path, table = draw_parquet(copy, chance)
    order = list(range(table.num_rows))
    first, second = chance.sample(order, 2)
    order[first], order[second] = order[second], order[first]
    copy.write(path, parquet_bytes(table.take(order)))
    return f"{path}: rows {first + 1} and {second + 1} swapped"


@kind("Parquet")
def parquet_column_dropped(copy: Copy, chance: Random) -> str:
    """A Parquet file lacks a column."""
    path, table = draw_parquet(copy, chance)
    at = chance.randrange(table.num_columns)
    copy.write(path, parquet_bytes(table.remove_column(at)))
    return f"{path}: {table.schema.names[at]} dropped"


@kind("Parquet")
def parquet_columns_reordered(copy: Copy, chance: Random) -> str:
    """Two columns of a Parquet file stand in each other's place."""
    path, table = draw_parquet(copy, chance)
    names = list(table.schema.names)
    first, second = chance.sample(range(len(names)), 2)
    names[first], names[second] = names[second], names[first]
    copy.write(path, parquet_bytes(table.select(names)))
    return f"{path}: {names[first]} and {names[second]} in each other's place"


@kind("Parquet")
def parquet_without_meanings(copy: Copy, chance: Random) -> str:
    """A Parquet file has lost the descriptions of its columns, or of the table."""
    path, table = draw_parquet(copy, chance)
    schema = table.schema
    if chance.random() < 0.5:
        schema = schema.remove_metadata()
    else:
        at = chance.randrange(len(schema.names))
        schema = schema.set(at, schema.field(at).remove_metadata())
    copy.write(path, parquet_bytes(table.cast(schema).replace_schema_metadata(schema.metadata)))
    return f"{path}: metadata dropped"


@kind("Parquet")
def parquet_with_another_meaning(copy: Copy, chance: Random) -> str:
    """A column of a Parquet file has the description of another."""
    path, table = draw_parquet(copy, chance)
    schema = table.schema
    first, second = chance.sample(range(len(schema.names)), 2)
    schema = schema.set(first, schema.field(first).with_metadata(schema.field(second).metadata))
    copy.write(path, parquet_bytes(table.cast(schema)))
    return f"{path}: {schema.names[first]} described as {schema.names[second]}"


@kind("Parquet")
def parquet_may_be_empty(copy: Copy, chance: Random) -> str:
    """A required column of a Parquet file is marked as nullable."""
    path, table = draw_parquet(copy, chance)
    schema = table.schema
    required = [i for i, field in enumerate(schema) if not field.nullable]
    if not required:
        raise NoSuchPlaceError("no required column")
    at = chance.choice(required)
    schema = schema.set(at, schema.field(at).with_nullable(True))
    copy.write(path, parquet_bytes(table.cast(schema)))
    return f"{path}: {schema.names[at]} nullable"


@kind("Parquet")
def parquet_cut(copy: Copy, chance: Random) -> str:
    """A Parquet file ends somewhere in the middle."""
    table, _ = copy.draw_row(chance)
    path = copy.path(table).removesuffix(".csv") + ".parquet"
    content = copy.read(path)
    at = chance.randrange(1, len(content))
    copy.write(path, content[:at])
    return f"{path}: cut at byte {at}"


@kind("Parquet")
def parquet_of_another_table(copy: Copy, chance: Random) -> str:
    """A Parquet file holds another table."""
    first, second = chance.sample(sorted(copy.base.resources), 2)
    one, other = (f"data/{name}.parquet" for name in (first, second))
    copy.write(one, copy.read(other))
    return f"{one}: holds {second}"
