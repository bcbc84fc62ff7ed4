"""roa-dataset download."""

from __future__ import annotations

import signal
from contextlib import contextmanager

import click

from roa_dataset.commands.output import Output, output_options
from roa_dataset.commands.parameters import package_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import NoReturn

#: as roa_dataset.remote.registry.ENDINGS has them, without importing it for the help
_FORMATS = ("csv", "parquet", "site")


@click.command("download")
@click.option("--version", metavar="V", help="The release; without it, the newest that this installation knows.")
@click.option(
    "--format", "archive", type=click.Choice(_FORMATS), default="csv", help="csv, parquet or site; csv without it."
)
@click.option("--to", "folder", type=click.Path(file_okay=False), default=".", help="The folder to write into.")
@click.option("--from", "host", metavar="ADDRESS", help="The host's folder, with {version} where the version belongs.")
@click.option("--sha256", metavar="HEX", help="The file's SHA-256, for a release that this installation does not know.")
@click.option("--overwrite", is_flag=True, help="Replace another file of this name.")
@output_options
@click.pass_context
def command(
    context: click.Context,
    version: str | None,
    archive: str,
    folder: str,
    host: str | None,
    sha256: str | None,
    overwrite: bool,
    output: Output,
) -> None:
    """Fetches a released file, checks it, and keeps it only whole.

    The archive of the CSV or Parquet files (each a data package: give it to --data), or of the pages. The host is the one
    that the package names, or --from, or the environment variable ROA_DATASET_RELEASES. The SHA-256 of each known release
    travels with this command. A connection that breaks is tried again.

    Example: roa-dataset download --format csv --to releases
    """
    from pathlib import Path

    from roa_dataset.remote.releases import download

    with _interrupted_by_sigterm():
        written = download(package_of(context), Path(folder), archive, version, host, sha256, overwrite)
    output.text(f"wrote {written}", {"written": str(written)})


@contextmanager
def _interrupted_by_sigterm() -> Iterator[None]:
    """Being ended clears up like an interrupt does; Python's own answer to SIGTERM would leave what was half fetched."""

    def interrupt(number: int, frame: object) -> NoReturn:
        raise KeyboardInterrupt

    try:
        before = signal.signal(signal.SIGTERM, interrupt)
    except ValueError:  # not in the main thread, where signals are nobody's
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
