"""roa-dataset timeline."""

from __future__ import annotations

import click

from roa_dataset.commands.output import Output, output_options
from roa_dataset.commands.parameters import ENTITY, package_of


@click.command("timeline")
@click.argument("subject", type=ENTITY)
@output_options
@click.pass_context
def command(context: click.Context, subject: str, output: Output) -> None:
    """The dated claims about an entity, in order.

    Example: roa-dataset timeline person:andrey-vlasov
    """
    output.rows(package_of(context).timeline(subject).records(), nothing=f"no dated claim about {subject}")
