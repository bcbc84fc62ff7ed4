"""roa-dataset explain."""

from __future__ import annotations

import click

from roa_dataset.commands.output import Output, output_options
from roa_dataset.commands.parameters import COLUMN, ROW_ID, TABLE, package_of


@click.command("explain")
@click.argument("table", type=TABLE)
@click.argument("row_id", type=ROW_ID)
@click.argument("column", type=COLUMN)
@output_options
@click.pass_context
def command(context: click.Context, table: str, row_id: str, column: str, output: Output) -> None:
    """What one cell rests on.

    That is its claims with their quotes, or the stretch of the text that its row stands in.

    Example: roa-dataset explain ranks roa-newer:rank-1 german_equivalent
    """
    found = package_of(context).explain(table, row_id, column)  # type: ignore[arg-type]
    rows: list[dict[str, object]] = list(found.claims.shown())
    rows += [{"document_id": None, "statement": None, "quote": words.quote} for words in found.words]
    output.rows(rows, nothing=found.note, text=repr(found), remark=found.note)
