"""Names and texts as SQL writes them; DuckDB and SQLite agree on both."""

from __future__ import annotations


def quoted(name: str) -> str:
    """The name of a table or a column."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as a constant."""
    return "'" + text.replace("'", "''") + "'"
