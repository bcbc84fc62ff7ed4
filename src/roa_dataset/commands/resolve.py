"""roa-dataset resolve."""

from __future__ import annotations

import click

from roa_dataset.commands.output import Output, output_options
from roa_dataset.commands.parameters import package_of


@click.command("resolve")
@click.argument("name")
@output_options
@click.pass_context
def command(context: click.Context, name: str, output: Output) -> None:
    """The entities that a name may mean, best first.

    The name may be in any spelling or script that the texts or their languages use.

    Example: roa-dataset resolve Wlassow
    """
    output.rows(package_of(context).resolve(name).records(), nothing=f"nothing is called {name!r} or like it")
