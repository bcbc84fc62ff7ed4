"""roa-dataset completion."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

#: ids hold colons, at which bash would otherwise cut words
_BASH = "COMP_WORDBREAKS=${COMP_WORDBREAKS//:}\n"


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """The script that completes commands in a shell.

    It completes names of tables and ids too.

    Example: roa-dataset completion bash >> ~/.bashrc
    """
    kind = get_completion_class(shell)
    assert kind is not None
    source = kind(context.find_root().command, {}, "roa-dataset", "_ROA_DATASET_COMPLETE").source()
    click.echo((_BASH if shell == "bash" else "") + source)
