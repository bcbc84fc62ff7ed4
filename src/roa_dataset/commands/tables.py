"""roa-dataset tables."""

from __future__ import annotations

import click

from roa_dataset.commands.output import Output, output_options
from roa_dataset.commands.parameters import package_of


@click.command("tables")
@output_options
@click.pass_context
def command(context: click.Context, output: Output) -> None:
    """The tables: name, rows, what one row is.

    Example: roa-dataset tables
    """
    output.rows(package_of(context).tables.records())
