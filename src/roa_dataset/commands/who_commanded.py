"""roa-dataset who-commanded."""

from __future__ import annotations

import click

from roa_dataset.commands.output import Output, output_options
from roa_dataset.commands.parameters import ENTITY, package_of


@click.command("who-commanded")
@click.argument("unit", type=ENTITY)
@click.option("--at", required=True, metavar="YYYY-MM-DD", help="The day.")
@output_options
@click.pass_context
def command(context: click.Context, unit: str, at: str, output: Output) -> None:
    """Every reading of who commanded a unit on a day.

    Each is definite or possible, with its words.

    Example: roa-dataset who-commanded "2nd division" --at 1945-03-01
    """
    found = package_of(context).who_commanded(unit, at)
    output.rows(found.records(), nothing=f"the texts name no commander of {unit} on {at}", text=repr(found))
