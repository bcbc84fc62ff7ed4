"""roa-dataset show."""

from __future__ import annotations

import click

from roa_dataset.commands.output import Output, output_options
from roa_dataset.commands.parameters import COLUMN, TABLE, package_of
from roa_dataset.showing.formats import as_written


@click.command("show")
@click.argument("table", type=TABLE)
@click.option("--columns", metavar="A,B", help="Only these columns, in this order.")
@click.option(
    "--where", metavar="COLUMN=VALUE", multiple=True, type=COLUMN, help="Only rows with this cell; repeatable."
)
@output_options
@click.pass_context
def command(context: click.Context, table: str, columns: str | None, where: tuple[str, ...], output: Output) -> None:
    """The rows of a table.

    Example: roa-dataset show claims --where subject_id=unit:650th-infantry-division --columns statement,quote
    """
    package = package_of(context)
    rows = package.rows(table)
    for condition in where:
        column, sign, value = condition.partition("=")
        if not sign:
            raise click.UsageError(f"--where: found {condition!r}, expected COLUMN=VALUE")
        package.descriptor.column_index(table, column)
        rows = [row for row in rows if as_written(row[column]) == value]
    if columns:
        names = [name.strip() for name in columns.split(",") if name.strip()]
        for name in names:
            package.descriptor.column_index(table, name)
        rows = [{name: row[name] for name in names} for row in rows]
    output.rows(rows, nothing=f"no row of {table} is like that")
