"""The command `roa-dataset`.

Exit codes: 0 good; 1 the data are bad or nothing was found; 2 could not run.
"""

from __future__ import annotations

import click

from roa_dataset.commands.group import RoaDatasetGroup


def _version(context: click.Context, parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from roa_dataset.package import installed

        click.echo(f"roa-dataset {installed().version}")
        context.exit()


@click.group(cls=RoaDatasetGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--data", metavar="PATH_OR_URL", help="Another copy: a folder, a zip archive, or an https address.")
@click.option("--sha256", metavar="HEX", help="The SHA-256 of that archive; an address needs it.")
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Show the version.")
@click.pass_context
def main(context: click.Context, data: str | None, sha256: str | None) -> None:
    """What two versions of one encyclopedia article say about the Russian Liberation Army, claim by claim.

    On a terminal answers are tables; in a pipe they are tab-separated and complete. Exit codes: 0 good, 1 the data are bad
    or nothing was found, 2 could not run.
    """
    if data is not None:
        from roa_dataset.remote.opening import open_package

        context.obj = open_package(data, sha256)
    elif sha256 is not None:
        raise click.UsageError("--sha256 belongs to an archive: give --data too.")
