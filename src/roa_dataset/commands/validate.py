"""roa-dataset validate."""

from __future__ import annotations

import click

from roa_dataset.commands.parameters import package_of


@click.command("validate")
@click.argument("path", required=False, metavar="[PATH|ZIP|URL]")
@click.option("--fast", is_flag=True, help="Only files, checksums and headers.")
@click.option("--json", "as_json", is_flag=True, help="Write the whole report as JSON; errors too.")
@click.option("--report", "page", type=click.Path(dir_okay=False), metavar="FILE.html", help="Also write an HTML page.")
@click.option("--sha256", metavar="DIGEST", help="What the archive's SHA-256 must be.")
@click.pass_context
def command(
    context: click.Context, path: str | None, fast: bool, as_json: bool, page: str | None, sha256: str | None
) -> int:
    """Check a copy of the package: files, descriptor, tables, Parquet, evidence, meaning, style.

    Without a path it is the copy that is installed, or that of --data. Exit code 0: valid; 1: invalid; 2: could not run
    (no such file, no package that can be read).

    Example: roa-dataset validate --fast
    """
    from roa_dataset.validation.run import validate

    report = validate(path or str(package_of(context).root), fast=fast, sha256=sha256)
    if page:
        report.to_html(page)
    click.echo(report.to_json() if as_json else report.text())
    return 0 if report.valid else 1
