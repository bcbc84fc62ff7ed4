"""roa-dataset cited-by."""

from __future__ import annotations

import click

from roa_dataset.commands.output import Output, output_options
from roa_dataset.commands.parameters import REFERENCE, package_of


@click.command("cited-by")
@click.argument("reference", type=REFERENCE)
@output_options
@click.pass_context
def command(context: click.Context, reference: str, output: Output) -> None:
    """The claims that a mark of a reference follows.

    That is not necessarily what the reference supports.

    Example: roa-dataset cited-by roa-newer:10
    """
    found = package_of(context).cited_by(reference)
    output.rows(found.shown(), nothing=f"no claim is followed by a mark of {reference}", text=repr(found))
