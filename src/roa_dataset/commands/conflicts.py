"""roa-dataset conflicts."""

from __future__ import annotations

import click

from roa_dataset.commands.output import Output, output_options
from roa_dataset.commands.parameters import ENTITY, package_of


@click.command("conflicts")
@click.option("--subject", type=ENTITY, help="Only those about this entity.")
@click.option("--class", "kind", help="Only contradiction, differing_detail or revision.")
@click.option(
    "--prefer", type=click.Choice(["newer", "older"]), help="Mark the reading of this text, and what it passes over."
)
@output_options
@click.pass_context
def command(context: click.Context, subject: str | None, kind: str | None, prefer: str | None, output: Output) -> None:
    """Where readings differ, with all of them.

    Example: roa-dataset conflicts --subject unit:650th-infantry-division
    """
    found = package_of(context).conflicts(subject, kind, prefer)
    output.rows(found.records(), nothing="no conflict is like that", text=repr(found))
