"""roa-dataset claim."""

from __future__ import annotations

import click

from roa_dataset.commands.output import Output, output_options
from roa_dataset.commands.parameters import CLAIM, package_of


@click.command("claim")
@click.argument("claim_id", type=CLAIM)
@click.option("--context", "characters", default=80, show_default=True, help="Characters to show on each side.")
@output_options
@click.pass_context
def command(context: click.Context, claim_id: str, characters: int, output: Output) -> None:
    """One claim, and its quote in the text.

    The quote stands between ⟦ and ⟧.

    Example: roa-dataset claim CLAIM_ID --context 40
    """
    claim = package_of(context).claim(claim_id)
    shown = str(claim.context(characters))
    place = f"{claim.document_id} {claim.char_start}–{claim.char_end}"
    output.text(f"{claim.statement}\n{place}: {shown}", {**claim.row, "context": shown})
