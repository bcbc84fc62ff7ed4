"""roa-dataset compare."""

from __future__ import annotations

import click

from roa_dataset.commands.output import Output, output_options
from roa_dataset.commands.parameters import DOCUMENT, package_of


@click.command("compare")
@click.argument("left", type=DOCUMENT)
@click.argument("right", type=DOCUMENT)
@click.option("--change", help="Only pairs with this change, such as reworded or only_right.")
@output_options
@click.pass_context
def command(context: click.Context, left: str, right: str, change: str | None, output: Output) -> None:
    """Two versions of one article, sentence beside sentence.

    They are neighbouring versions, the older one first.

    Example: roa-dataset compare roa-older roa-newer --change reworded
    """
    pairs = [pair for pair in package_of(context).compare(left, right).records() if change in (None, pair["change"])]
    output.rows(pairs, nothing=f"no pair with the change {change!r}")
