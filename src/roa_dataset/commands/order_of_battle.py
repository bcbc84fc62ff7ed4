"""roa-dataset order-of-battle."""

from __future__ import annotations

import click

from roa_dataset.commands.output import Output, output_options
from roa_dataset.commands.parameters import ENTITY, package_of


@click.command("order-of-battle")
@click.option("--at", required=True, metavar="YYYY-MM-DD", help="The day.")
@click.option("--of", type=ENTITY, help="Only what was under this one.")
@output_options
@click.pass_context
def command(context: click.Context, at: str, of: str | None, output: Output) -> None:
    """What was part of, or under, what on a day.

    Each tie is definite or possible.

    Example: roa-dataset order-of-battle --at 1945-02-15
    """
    found = package_of(context).order_of_battle(at, of)
    output.rows(found.records(), nothing=f"the texts tie no unit to another on {at}", text=repr(found))
