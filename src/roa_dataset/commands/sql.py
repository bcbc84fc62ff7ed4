"""roa-dataset sql."""

from __future__ import annotations

import click

from roa_dataset.commands.output import Output, output_options
from roa_dataset.commands.parameters import package_of


@click.command("sql")
@click.argument("query")
@output_options
@click.pass_context
def command(context: click.Context, query: str, output: Output) -> None:
    """The answer to a query over all tables.

    DuckDB answers it in memory; it reaches no file and no network.

    Example: roa-dataset sql "select predicate, count(*) as claims from claims group by 1 order by 2 desc"
    """
    from roa_dataset.errors import QueryError

    with package_of(context).connect() as connection:
        import duckdb

        from roa_dataset.loading.duckdb_tables import as_dicts

        try:
            rows = list(as_dicts(connection.execute(query)))
        except duckdb.Error as error:
            raise QueryError(f"sql: {error}") from None
    output.rows(rows, nothing="the query gives no row")
