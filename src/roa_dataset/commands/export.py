"""roa-dataset export."""

from __future__ import annotations

import click

from roa_dataset.commands.output import Output, output_options
from roa_dataset.commands.parameters import TABLE, package_of


@click.command("export")
@click.argument("path", type=click.Path())
@click.option(
    "--format",
    "file_format",
    help="xlsx, sqlite, duckdb, zip, parquet-zip, jsonl, parquet, annotations, geojson, graphml or tei; else the ending decides.",
)
@click.option("--table", "tables", type=TABLE, multiple=True, help="Only this table; repeatable.")
@click.option("--overwrite", is_flag=True, help="Replace what is there.")
@output_options
@click.pass_context
def command(
    context: click.Context, path: str, file_format: str | None, tables: tuple[str, ...], overwrite: bool, output: Output
) -> None:
    """Writes the tables as a spreadsheet or a database.

    Also as a folder of Parquet files, a data package in an archive (with CSV or Parquet files), or JSON lines; the claims as
    W3C Web Annotations (.jsonld), who was where and what belonged to what as a graph (.graphml), the places (.geojson), and
    the texts as TEI P5 (a folder, with --format tei).

    Example: roa-dataset export roa.xlsx
    """
    written = package_of(context).export(path, file_format, list(tables) or None, overwrite)  # type: ignore[arg-type]
    output.text(f"wrote {written}", {"written": str(written)})
