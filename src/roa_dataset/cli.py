"""The command `roa-dataset`: what is in the package, and one claim beside the words that it rests on.

Exit codes: 0 good, 1 nothing was found, 2 could not run.
"""

from __future__ import annotations

import sys

import click

from roa_dataset import files


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="roa-dataset")
def main() -> None:
    """What two versions of one encyclopedia article say about the Russian Liberation Army, claim by claim."""


@main.command()
def info() -> None:
    """Version, texts, tables and their rows.

    Example: roa-dataset info
    """
    package = files.descriptor()
    click.echo(f"{package['name']} {package['version']}: {package['title']}")
    for row in files.records("documents"):
        click.echo(f"text\t{row['document_id']}\t{row['title']}\t{row['characters']} characters\t{row['license']}")
    for resource in package["resources"]:
        if resource.get("format") == "csv":
            click.echo(f"table\t{resource['name']}\t{len(files.records(resource['name']))} rows\t{resource['title']}")


@main.command()
@click.argument("claim_id")
@click.option(
    "--context", default=80, show_default=True, help="Characters of the text to show on each side of the quote."
)
def claim(claim_id: str, context: int) -> None:
    """One claim: its statement, and its quote in the text between ⟦ and ⟧.

    Example: roa-dataset claim CLAIM_ID
    """
    row = next((r for r in files.records("claims") if r["claim_id"] == claim_id), None)
    if row is None:
        click.echo(f"no claim {claim_id!r}; `roa-dataset claims` lists their ids", err=True)
        sys.exit(1)
    text = files.raw_text(row["document_id"])
    start, end = int(row["char_start"]), int(row["char_end"])
    before, after = text[max(0, start - context) : start], text[end : end + context]
    click.echo(row["statement"])
    click.echo(f"{row['document_id']} {start}–{end}: …{before}⟦{row['quote']}⟧{after}…")


@main.command()
@click.option("--subject", default="", help="Only claims about this entity id.")
def claims(subject: str) -> None:
    """Every claim on a line: id, text, statement.

    Example: roa-dataset claims --subject unit:russian-liberation-army
    """
    found = [r for r in files.records("claims") if not subject or r["subject_id"] == subject]
    for row in found:
        click.echo("\t".join((row["claim_id"], row["document_id"], row["statement"])))
    if not found:
        click.echo(f"no claim about {subject!r}", err=True)
        sys.exit(1)
