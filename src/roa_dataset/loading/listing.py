"""The tables of a package with their rows and meaning: the answer of `roa_dataset.tables`."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from dataclasses import dataclass

from roa_dataset.errors import UnknownTableError
from roa_dataset.loading.descriptor import Descriptor
from roa_dataset.showing.html import html_table
from roa_dataset.showing.text import text_table


@dataclass(frozen=True)
class TableInfo:
    """One table: its name, number of rows, title, and what one row of it is."""

    name: str
    rows: int
    title: str
    description: str


class TableList:
    """The tables in reading order; `tables["claims"]` is one of them, iteration gives TableInfo. It prints as a table."""

    def __init__(self, tables: tuple[TableInfo, ...]) -> None:
        self._tables = tables

    def __iter__(self) -> Iterator[TableInfo]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def __contains__(self, name: object) -> bool:
        return name in self.names

    def __getitem__(self, name: str) -> TableInfo:
        for table in self._tables:
            if table.name == name:
                return table
        raise UnknownTableError("table", str(name), self.names, "roa_dataset.tables lists them.")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the tables, in reading order."""
        return tuple(table.name for table in self._tables)

    def records(self) -> list[dict[str, object]]:
        """A dict for each table: name, rows, meaning."""
        return [{"name": t.name, "rows": t.rows, "meaning": t.description} for t in self._tables]

    def __repr__(self) -> str:
        return text_table(self.records(), width=None)

    def _repr_html_(self) -> str:
        return html_table(self.records())


def list_tables(descriptor: Descriptor) -> TableList:
    """Counts the records of each table's file; a few milliseconds for all."""
    return TableList(
        tuple(
            TableInfo(name, _count(descriptor, name), resource.get("title", ""), resource.get("description", ""))
            for name, resource in descriptor.tables.items()
        )
    )


def _count(descriptor: Descriptor, name: str) -> int:
    path = descriptor.file(descriptor.table(name))
    if descriptor.table(name).get("format") != "csv":
        from pyarrow.parquet import ParquetFile

        with ParquetFile(path) as parquet:
            return int(parquet.metadata.num_rows)
    limit = csv.field_size_limit(max(csv.field_size_limit(), os.path.getsize(path)))  # noqa: PTH202
    try:
        with open(path, encoding="utf-8", newline="") as file:  # noqa: PTH123
            return sum(1 for _ in csv.reader(file)) - 1
    finally:
        csv.field_size_limit(limit)
