"""docs/data-dictionary.md: what every table and column means, with one row of each as an example."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from publish.markdown import plain as _plain
from publish.rows import Cell, CleanRows, Row, clean_rows
from publish.stored import StoredTable
from publish.words_behind import Sources, sources_of, words_behind
from roa_dataset.exporting.csv_text import cell_text
from roa_dataset.schema_files import Column, Schema, Scheme, Table
from roa_dataset.vocabulary_files import PREDICATE_SCHEME

Rows = Iterable[Row] | CleanRows | StoredTable
Example = dict[str, Cell]
_LONGEST_EXAMPLE = 160
_LONGEST_SENTENCE = 320
_KINDS = (
    "Subject and object: P person, U unit, G group, O organization, Y polity, L place, E event, R rank, W work, "
    "T object, V value, N number. Functional: of two such claims about one subject at one time only one can hold."
)
_PREDICATE_HEAD = (
    "Code", "Label", "Inverse", "Negated", "Subject", "Object", "Functional", "Shown in", "Meaning", "Example",
)  # fmt: skip


@dataclass
class Fullest:
    """How many rows there are, and the fullest of them: it shows most; of several, the first by key."""

    count: int = 0
    cells: tuple[Cell, ...] | None = None

    def among(self, rows: Iterable[tuple[Cell, ...]]) -> Iterator[tuple[Cell, ...]]:
        """The rows as they are, looked at while somebody takes them."""
        most = -1
        for cells in rows:
            self.count += 1
            filled = len(cells) - cells.count(None)
            if filled > most:
                most, self.cells = filled, cells
            yield cells


def dictionary_markdown(
    schema: Schema, tables: Mapping[str, Rows], fullest: Mapping[str, Fullest] | None = None
) -> bytes:
    """The data dictionary in GitHub-flavoured Markdown, made from `schema` and the rows of `tables` (by table name).

    For each table: what a row is, its key, its columns with type, emptiness, meaning and allowed values, and the
    fullest row as an example; at the end each scheme of the vocabulary. Raises PublishError as `clean_rows` does. Who has
    looked through the tables already gives `fullest`.
    """
    return (
        "\n".join(_document(schema, tables, fullest or _looked_through(schema, tables))).rstrip("\n") + "\n"
    ).encode("utf-8")


def _document(schema: Schema, tables: Mapping[str, Rows], fullest: Mapping[str, Fullest]) -> Iterator[str]:
    package = schema.package
    yield "<!-- Made by the build from metadata/ and data/. Change it there. -->"
    yield "# Data dictionary"
    yield ""
    yield f"{_plain(package.title)}, version {_plain(package.version)}."
    yield ""
    yield "An empty cell means that the texts do not say; there is no other missing value. Offsets count Unicode code"
    yield "points of the raw text and are half-open. Days are written YYYY-MM-DD, truth values `true` and `false`."
    yield ""
    yield from _grid(
        ("Table", "Rows", "Columns", "Key"),
        ((_table_link(t.name), str(fullest[t.name].count), str(len(t.columns)), _codes(t.primary_key))
         for t in schema.tables),
    )  # fmt: skip
    examples = {
        table.name: dict(zip(table.column_names, cells, strict=True))
        for table in schema.tables
        if (cells := fullest[table.name].cells) is not None
    }
    sources = sources_of(
        [(schema.table(name), row) for name, row in examples.items()],
        lambda name: _as_mappings(schema.table(name), tables[name]),
    )
    for table in schema.tables:
        yield from _table(table, examples.get(table.name), sources)
    yield "## Schemes of the vocabulary"
    yield ""
    yield f"The same codes stand in the table {_table_link('vocabulary')}."
    yield ""
    for scheme in schema.vocabulary.values():
        yield from _scheme(scheme, schema)


def _cells(table: Table, rows: Rows) -> Iterable[tuple[Cell, ...]]:
    return rows.cells() if isinstance(rows, StoredTable) else clean_rows(table, rows)


def _as_mappings(table: Table, rows: Rows) -> Iterator[Row]:
    return (dict(zip(table.column_names, cells, strict=True)) for cells in _cells(table, rows))


def _looked_through(schema: Schema, tables: Mapping[str, Rows]) -> dict[str, Fullest]:
    found = {table.name: Fullest() for table in schema.tables}
    for table in schema.tables:
        for _ in found[table.name].among(_cells(table, tables[table.name])):
            pass
    return found


def _table(table: Table, example: Example | None, sources: Sources) -> Iterator[str]:
    yield f"## {table.name}"
    yield ""
    yield _plain(table.description)
    yield ""
    yield f"Key: {_codes(table.primary_key)}. Files: `data/{table.name}.csv`, `data/{table.name}.parquet`."
    yield ""
    yield from _grid(
        ("Column", "Type", "May be empty", "Meaning", "Values"),
        ((f"`{c.name}`", c.type, "" if c.required else "yes", _meaning(c), _values(c)) for c in table.columns),
    )
    if example is None:
        yield "No row in this version."
        yield ""
        return
    yield "One row:"
    yield ""
    filled = ((name, cell_text(cell)) for name, cell in example.items() if cell is not None)
    yield from _grid(("Column", "Cell"), ((f"`{name}`", _shortened(text)) for name, text in filled))
    behind = words_behind(table, example, sources)
    if behind:
        yield "The words behind it:"
        yield ""
        yield from (f"- `{document}`: “{_shortened(text, _LONGEST_SENTENCE)}”" for document, text in behind)
        yield ""


def _meaning(column: Column) -> str:
    title = f"{_plain(column.title)}. " if column.title else ""
    example = f" Example: {_plain(column.example)}." if column.example else ""
    return f"{title}{_plain(column.description)}{example}{_sources(column)}"


def _sources(column: Column) -> str:
    """What of its claims a fact cell shows, in words."""
    return f" Shows of its claims: {', '.join(map(_source, column.taken_from))}." if column.taken_from else ""


#: sources that are worked out from a claim and its surroundings, in words
_WORKED_OUT = {
    "span:qualifier:id": "the id of whom its `qualifier` names",
    "span:qualifier:label": "the label of whom its `qualifier` names",
    "span:post:id": "the id of the body that the words of the post name",
    "span:post:label": "the label of the body that the words of the post name",
    "span:value:to:id": "the id of whom its `value` names behind “to”",
    "span:value:to:label": "the label of whom its `value` names behind “to”",
    "span:value:to:words": "the words for whom its `value` names behind “to”",
    "span:object:part": "the part of the object of which its sentence speaks",
    "words:object": "the words of `object` with the word before them that says how many",
    "words:demanded": "the words for those whom its `value` demands",
    "words:echelon": "the word for a size in its `value` or in the unit's name",
    "words:post": "the words for a post in its `quote`",
}


def _source(source: str) -> str:
    if source in _WORKED_OUT:
        return _WORKED_OUT[source]
    if source.startswith("span:"):
        return f"the words of `{source.removeprefix('span:')}`"
    for side, words in (("begin_", "as a beginning"), ("end_", "as an end")):
        if source.startswith(side):
            return f"`date_{source.removeprefix(side)}` {words}"
    return f"`{source}`"


def _values(column: Column) -> str:
    parts = []
    if column.scheme:
        parts.append(f"a code of [{_plain(column.scheme)}](#{column.scheme}-scheme)")
    if column.references:
        parts.append(f"{_table_link(column.references.table)}, `{column.references.column}`")
    if column.pattern:
        parts.append("the form `" + column.pattern.replace("|", r"\|") + "`")
    if column.minimum is not None and column.maximum is not None:
        parts.append(f"from {column.minimum} to {column.maximum}")
    elif column.minimum is not None:
        parts.append(f"{column.minimum} or more")
    elif column.maximum is not None:
        parts.append(f"{column.maximum} or less")
    if column.unique:
        parts.append("each value once")
    return "; ".join(parts)


def _scheme(scheme: Scheme, schema: Schema) -> Iterator[str]:
    yield f"### {scheme.name} (scheme)"
    yield ""
    users = [f"`{t.name}.{c.name}`" for t in schema.tables for c in t.columns if c.scheme == scheme.name]
    yield _plain(scheme.description) + (f" Used by {', '.join(users)}." if users else "")
    yield ""
    if scheme.name == PREDICATE_SCHEME:
        yield _KINDS
        yield ""
        yield from _grid(_PREDICATE_HEAD, _predicate_cells(scheme))
        return
    yield from _grid(
        ("Code", "Label", "Meaning", "Example"),
        ((f"`{c.code}`", _plain(c.label), _plain(c.definition), _plain(c.example_quote)) for c in scheme.codes),
    )


def _predicate_cells(scheme: Scheme) -> Iterator[tuple[str, ...]]:
    for code in scheme.codes:
        functional = f"yes {code.functional_within}".strip() if code.functional else ""
        kinds = (", ".join(code.domain), ", ".join(code.range), functional, code.view)
        words = (code.label, code.inverse_label, code.negated_label, *kinds, code.definition, code.example_quote)
        yield (f"`{code.code}`", *(_plain(word) for word in words))


def _grid(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield _line(head)
    yield _line(("---",) * len(head))
    yield from (_line(row) for row in rows)
    yield ""


def _line(cells: Iterable[str]) -> str:
    return re.sub(" +", " ", f"| {' | '.join(cells)} |")


def _table_link(name: str) -> str:
    return f"[{_plain(name)}](#{name})"


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _shortened(text: str, longest: int = _LONGEST_EXAMPLE) -> str:
    """The text for an example cell, cut with an ellipsis when long."""
    cut = text if len(text) <= longest else text[:longest].rstrip() + " …"
    return _plain(cut)
