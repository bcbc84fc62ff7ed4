"""roa-dataset cite."""

from __future__ import annotations

import json

import click

from roa_dataset.commands.output import Output, output_options
from roa_dataset.commands.parameters import CLAIM, package_of


@click.command("cite")
@click.option("--style", default="text", show_default=True, help="text, bibtex, ris or csl-json.")
@click.option("--claim", "claim_id", type=CLAIM, help="Cite this claim in its text.")
@output_options
@click.pass_context
def command(context: click.Context, style: str, claim_id: str | None, output: Output) -> None:
    """How to cite the dataset and its texts.

    Example: roa-dataset cite --style bibtex
    """
    text = package_of(context).cite(style, claim_id)  # type: ignore[arg-type]
    output.text(text, json.loads(text) if style == "csl-json" else {"style": style, "citation": text})
