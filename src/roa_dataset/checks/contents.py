"""What the checks look at: the rows of every table, what the columns are, and the raw texts; each file is read once."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from roa_dataset.loading.descriptor import Descriptor
from roa_dataset.schema_files import Table

Row = Mapping[str, Any]
Tables = Mapping[str, Sequence[Row]]

#: cells of a broken row, and letters of a cell in it, from which on Frictionless would need minutes to say that it is broken
WIDEST, LONGEST = 10_000, 1_000_000
_WHOLE = re.compile(r"-?(?:0|[1-9]\d{0,17})")
_TRUTH = {"true": True, "false": False}


@dataclass(frozen=True)
class Contents:
    """The tables as rows (cells as text, whole number, number, truth value or None), their definitions, the texts by document.

    `lines` holds for each table the line of its file on which each row begins. `missing` are tables that could not be read,
    with the reason; they are absent from `tables`. `excessive` are those of them with a row too long to be told of cell by cell.
    Where there are other texts besides these, `text_labels` is what each text is called, and `perhaps` the labels of what an
    entity may be by the judgements of all (roa_dataset.wording.perhaps).
    """

    tables: Tables
    schema: tuple[Table, ...]
    texts: Mapping[str, str]
    descriptor: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[str, Sequence[int]] = field(default_factory=dict)
    missing: Mapping[str, str] = field(default_factory=dict)
    excessive: frozenset[str] = frozenset()
    text_labels: Mapping[str, str] | None = None
    perhaps: Mapping[str, str] | None = None

    def table(self, name: str) -> Table | None:
        """The definition of a table; None where the package has none of this name."""
        return next((table for table in self.schema if table.name == name), None)

    def rows(self, name: str) -> Sequence[Row]:
        """The rows of a table; none where it could not be read."""
        return self.tables.get(name, ())


def read_contents(descriptor: Descriptor) -> Contents:
    """Reads every CSV table and every raw text that `documents` names.

    Cells that are not of their column's type stay texts, and a file that is no CSV of the columns that the descriptor names
    is listed in `missing`: what is wrong with either is told by the checks of the tables.
    """
    from roa_dataset.loading.schema import table_schema

    tables: dict[str, list[Row]] = {}
    lines: dict[str, list[int]] = {}
    missing: dict[str, str] = {}
    excessive: set[str] = set()
    for name in descriptor.tables:
        try:
            tables[name], lines[name] = _read(descriptor, name)
        except _TooMuchError as error:
            missing[name] = str(error)
            excessive.add(name)
        except (OSError, ValueError, csv.Error) as error:
            missing[name] = str(error)
    schema = tuple(table_schema(descriptor, name) for name in descriptor.tables)
    return Contents(
        tables, schema, _texts(descriptor, tables), descriptor.content, lines, missing, frozenset(excessive)
    )


class _TooMuchError(ValueError):
    """A row of another length than the table, and far too long."""


def _read(descriptor: Descriptor, name: str) -> tuple[list[Row], list[int]]:
    """The rows of one table and the line on which each begins."""
    fields = descriptor.fields(name)
    names = [field["name"] for field in fields]
    readers = [_READERS.get(field["type"]) for field in fields]
    typed = [(index, read) for index, read in enumerate(readers) if read]
    path = Path(descriptor.file(descriptor.table(name)))
    limit = csv.field_size_limit(max(csv.field_size_limit(), path.stat().st_size))
    rows: list[Row] = []
    lines: list[int] = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file)
            if next(reader, None) != names:
                raise ValueError(f"the header is not {', '.join(names)}")
            before = reader.line_num
            for cells in reader:
                if len(cells) != len(names):
                    kind = (
                        _TooMuchError
                        if len(cells) > WIDEST or max(map(len, cells), default=0) > LONGEST
                        else ValueError
                    )
                    raise kind(f"line {before + 1} has {len(cells):,} cells, not {len(names)}")
                row: list[Any] = [cell or None for cell in cells]
                for index, read in typed:
                    if row[index] is not None:
                        row[index] = read(row[index])
                rows.append(dict(zip(names, row, strict=True)))
                lines.append(before + 1)
                before = reader.line_num
    finally:
        csv.field_size_limit(limit)
    return rows, lines


def _whole(cell: str) -> Any:
    return int(cell) if _WHOLE.fullmatch(cell) else cell


def _number(cell: str) -> Any:
    if _WHOLE.fullmatch(cell):
        return int(cell)
    try:
        return float(cell)
    except ValueError:
        return cell


def _truth(cell: str) -> Any:
    return _TRUTH.get(cell, cell)


_READERS: Mapping[str, Callable[[str], Any]] = {"integer": _whole, "number": _number, "boolean": _truth}


def _texts(descriptor: Descriptor, tables: Tables) -> dict[str, str]:
    """document_id → the decoded text, of the documents whose file is a text in UTF-8 that the descriptor names."""
    named = {str(r.get("path")) for r in descriptor.content["resources"]}
    texts = {}
    for row in tables.get("documents", ()):
        if row.get("path") in named:
            try:
                texts[str(row["document_id"])] = (
                    Path(descriptor.file({"path": row["path"]})).read_bytes().decode("utf-8")
                )
            except (OSError, ValueError):
                continue
    return texts
