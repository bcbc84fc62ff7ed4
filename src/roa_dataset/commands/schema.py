"""roa-dataset schema."""

from __future__ import annotations

import click

from roa_dataset.commands.output import Output, output_options
from roa_dataset.commands.parameters import COLUMN, TABLE, package_of


@click.command("schema")
@click.argument("table", type=TABLE)
@click.argument("column", type=COLUMN, required=False)
@output_options
@click.pass_context
def command(context: click.Context, table: str, column: str | None, output: Output) -> None:
    """The columns of a table: type, key, codes, meaning.

    Example: roa-dataset schema claims number_min
    """
    package = package_of(context)
    if column is not None:
        package.descriptor.column_index(table, column)
    rows = package.schema(table).records()  # type: ignore[arg-type]
    output.rows([row for row in rows if column in (None, row["name"])])
