"""roa-dataset evidence."""

from __future__ import annotations

import click

from roa_dataset.commands.output import Output, output_options
from roa_dataset.commands.parameters import ENTITY, package_of


@click.command("evidence")
@click.argument("entity", type=ENTITY)
@click.argument("predicate", required=False)
@output_options
@click.pass_context
def command(context: click.Context, entity: str, predicate: str | None, output: Output) -> None:
    """Every claim about an entity, with its words.

    With a predicate (its code, label or inverse label), only those.

    Example: roa-dataset evidence unit:650th-infantry-division "was commanded by"
    """
    found = package_of(context).evidence(entity, predicate)
    output.rows(found.shown(), nothing=f"no claim about {entity}", text=repr(found))
