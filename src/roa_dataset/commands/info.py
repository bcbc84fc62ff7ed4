"""roa-dataset info."""

from __future__ import annotations

import click

from roa_dataset.commands.output import Output, output_options
from roa_dataset.commands.parameters import package_of


@click.command("info")
@output_options
@click.pass_context
def command(context: click.Context, output: Output) -> None:
    """Version, licences, texts and where the files are.

    Example: roa-dataset info
    """
    from roa_dataset.questions.counts import counts

    package = package_of(context)
    content = package.descriptor.content
    rows = [
        {"item": "package", "value": f"{content['name']} {package.version}"},
        {"item": "title", "value": content["title"]},
        {"item": "licence", "value": ", ".join(licence["name"] for licence in content.get("licenses", ()))},
    ]
    for row in package.rows("documents"):
        value = f"{row['document_id']}: {row['title']}, {row['characters']} characters, {row['license']}"
        rows.append({"item": "text", "value": value})
    rows += [{"item": name, "value": str(number)} for name, number in counts(package).items()]
    rows.append({"item": "tables", "value": f"{len(package.descriptor.tables)} (roa-dataset tables)"})
    rows.append({"item": "folder", "value": str(package.root)})
    output.rows(rows)
