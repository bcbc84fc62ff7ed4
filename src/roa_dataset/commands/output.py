"""The output options that all commands share, and what a command writes."""

from __future__ import annotations

import functools
import os
import sys

import click

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    Command = Callable[..., None]


class NothingFoundError(Exception):
    """A question had no answer: the command ends with 1, after its empty output."""


class Output:
    """How a command's rows are written."""

    def __init__(self, form: str, limit: int) -> None:
        self.form, self.limit = form, limit

    def rows(
        self,
        rows: Sequence[Mapping[str, object]],
        nothing: str = "nothing was found",
        text: str = "",
        remark: str = "",
    ) -> None:
        """Writes rows: as a table on a terminal (or `text`, where a command has something better), else as asked.

        A `remark` on the rows, which `text` has in it, goes to standard error where the text is not shown. Without rows,
        `nothing` goes there and the command ends with 1.
        """
        shown = rows[: self.limit] if self.limit else rows
        form = self.form or ("table" if sys.stdout.isatty() else "tsv")
        if form == "table":
            self._table(shown, "" if self.limit else text)
        elif shown or form == "json":
            from roa_dataset.showing.formats import WRITERS

            for line in WRITERS[form](shown):
                click.echo(line)
        if remark and rows and not (form == "table" and text and not self.limit):
            click.echo(remark, err=True)
        if len(shown) < len(rows):
            click.echo(f"{len(shown):,} of {len(rows):,} rows shown; without --limit all are", err=True)
        if not rows:
            raise NothingFoundError(nothing)

    def text(self, text: str, parts: Mapping[str, object] | Sequence[Mapping[str, object]]) -> None:
        """Writes a text that is no table; where a form is asked for, its parts: as JSON, or as one row."""
        if self.form in ("json", "jsonl"):
            from roa_dataset.showing.formats import json_text

            click.echo(json_text(parts, indent=2 if self.form == "json" else None))
        elif self.form:
            self.rows(list(parts) if isinstance(parts, (list, tuple)) else [parts])  # type: ignore[list-item]
        else:
            click.echo(text)

    def _table(self, rows: Sequence[Mapping[str, object]], text: str) -> None:
        if not rows:
            return
        if text:
            click.echo(text)
            return
        from shutil import get_terminal_size

        from roa_dataset.showing.text import columns_that_fit, text_table

        width = get_terminal_size().columns
        click.echo(text_table(rows, width, bold="NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"))
        shown = columns_that_fit(rows, width)
        if len(shown) < len(rows[0]):
            click.echo(f"{len(shown)} of {len(rows[0])} columns fit here; --csv, --json or a pipe give all", err=True)


def output_options(command: Command) -> Command:
    """Gives a command --json, --csv, --jsonl, --markdown and --limit; it gets them as one argument `output`."""

    @click.option("--limit", type=click.IntRange(min=1), default=None, metavar="N", help="Show the first N rows only.")
    @click.option("--markdown", "form", flag_value="markdown", help="Write a Markdown table.")
    @click.option("--jsonl", "form", flag_value="jsonl", help="Write one JSON object on each line.")
    @click.option("--csv", "form", flag_value="csv", help="Write CSV.")
    @click.option("--json", "form", flag_value="json", help="Write JSON; errors too.")
    @functools.wraps(command)
    def with_output(*args: Any, form: str | None, limit: int | None, **keywords: Any) -> None:
        command(*args, output=Output(form or "", limit or 0), **keywords)

    return with_output
