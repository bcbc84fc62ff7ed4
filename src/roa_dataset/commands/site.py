"""roa-dataset site."""

from __future__ import annotations

import click

from roa_dataset.commands.output import Output, output_options
from roa_dataset.commands.parameters import package_of


@click.command("site")
@click.argument("folder", type=click.Path())
@click.option("--overwrite", is_flag=True, help="Replace an older site.")
@output_options
@click.pass_context
def command(context: click.Context, folder: str, overwrite: bool, output: Output) -> None:
    """Writes a static site: the texts with their claims beside them.

    It opens from the disk with index.html, needs no network and works without JavaScript.

    Example: roa-dataset site roa-site
    """
    written = package_of(context).write_site(folder, overwrite)
    output.text(f"wrote {written / 'index.html'}", {"written": str(written)})
