"""roa-dataset diff."""

from __future__ import annotations

import click

from roa_dataset.commands.output import Output, output_options
from roa_dataset.commands.parameters import package_of
from roa_dataset.errors import RoaDatasetError

#: as `diff` has it: 0 the same, 1 they differ, 2 it could not be found out
_DIFFERENT, _FAILED = 1, 2


@click.command("diff")
@click.argument("old")
@click.argument("new", required=False)
@output_options
@click.pass_context
def command(context: click.Context, old: str, new: str | None, output: Output) -> None:
    """What differs between two copies or releases.

    OLD and NEW are folders, zip archives, addresses with their hash behind them (https://…/x.zip#sha256=…), or
    "installed"; without NEW it is the copy that the command works on. Rows are told apart by the key of their table. It
    also says how large a step of the version the change needs. Exit codes: 0 the same, 1 they differ, 2 it failed.
    --json has every row and cell, in the form of roa_dataset/changes/difference.schema.json; --markdown is a page.

    Example: roa-dataset diff roa-old.zip
    """
    from roa_dataset.changes.finding import diff

    try:
        difference = diff(old, new or package_of(context))
    except RoaDatasetError as error:
        error.exit_code = _FAILED  # bad data are no difference
        raise
    if output.form == "markdown":
        click.echo(difference.markdown(rows=output.limit or None), nl=False)
    elif output.form in ("csv", "jsonl") and not difference.same:
        output.rows(difference.records())
    else:
        output.text(repr(difference), difference.as_json())
    if not difference.same:
        context.exit(_DIFFERENT)
