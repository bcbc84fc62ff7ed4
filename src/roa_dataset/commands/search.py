"""roa-dataset search."""

from __future__ import annotations

import click

from roa_dataset.commands.output import Output, output_options
from roa_dataset.commands.parameters import package_of


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@output_options
@click.pass_context
def command(context: click.Context, words: tuple[str, ...], output: Output) -> None:
    """Names, claims and passages that hold all these words.

    Example: roa-dataset search Prague Czechs
    """
    output.rows(package_of(context).search(" ".join(words)).records(), nothing="no row holds all these words")
