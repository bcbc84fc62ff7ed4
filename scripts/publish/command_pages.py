"""docs/cli/: a page for each command of roa-dataset, made from what the command says of itself.

Made from the parameters and not from the text of `--help`, which other versions of click lay out differently.
"""

from __future__ import annotations

from collections.abc import Iterator

import click

from roa_dataset.cli import main
from roa_dataset.commands.group import COMMANDS

FOLDER = "docs/cli"
#: the options that every command takes and the first page describes
_SHARED = ("json", "csv", "jsonl", "markdown", "limit", "help")
_MADE = "<!-- Made by the build from src/roa_dataset/commands/. Change it there. -->"


def command_pages() -> dict[str, bytes]:
    """Path from the repository's root → content: README.md with what holds for all, and NAME.md for each command."""
    context = click.Context(main, info_name="roa-dataset")
    commands = {name: main.get_command(context, name) for name in COMMANDS}
    pages = {f"{FOLDER}/README.md": _index({name: command for name, command in commands.items() if command})}
    for name, command in commands.items():
        assert command is not None
        pages[f"{FOLDER}/{name}.md"] = _page(command, click.Context(command, info_name=name, parent=context))
    return {path: ("\n".join(lines) + "\n").encode("utf-8") for path, lines in pages.items()}


def _index(commands: dict[str, click.Command]) -> list[str]:
    lines = [_MADE, "# The command roa-dataset", "", *_paragraphs(main), ""]
    lines += ["| command | what it gives |", "|---|---|"]
    lines += [f"| [{name}]({name}.md) | {_summary(command)} |" for name, command in commands.items()]
    lines += ["", "## Options before the command", "", *_options(main, shared=False)]
    lines += ["", "## Options of every command that gives rows", "", *_options(commands["tables"], shared=True), ""]
    lines += [
        "On a terminal rows are a table that fits its width; in a pipe they are tab-separated, complete and never wrapped,",
        "with tab, line end and backslash inside a cell as `\\t`, `\\n`, `\\\\`. `NO_COLOR` takes the bold of the head away.",
        "Errors and remarks go to standard error; with `--json` an error is an object with `error` and `message`. A closed",
        "pipe ends quietly.",
        "",
        "## How it ends",
        "",
        "| exit code | meaning |",
        "|---|---|",
        "| 0 | good |",
        "| 1 | the data are bad, nothing was found, or (`diff`) two copies differ |",
        "| 2 | it could not run: a wrong name or option, something that is not installed |",
        "",
        "`ROA_DATASET_CACHE` moves the folder in which archives given with `--data` are kept, unpacked;",
        "`ROA_DATASET_RELEASES` names the host that `download` asks, if it is not the one that the package names.",
    ]
    return lines


def _page(command: click.Command, context: click.Context) -> list[str]:
    example = (command.help or "").partition("Example: ")[2]
    lines = [_MADE, f"# roa-dataset {command.name}", "", *_paragraphs(command), ""]
    lines += [f"    {command.get_usage(context).removeprefix('Usage: ')}", ""]
    own = _options(command, shared=False)
    lines += [*own, ""] if own else []
    if any(_flag(parameter) in _SHARED[:-1] for parameter in command.params):
        lines += ["Also `--json`, `--csv`, `--jsonl`, `--markdown` and `--limit`: see [all commands](README.md).", ""]
    return [*lines, "Example:", "", f"    {example.strip()}"]


def _paragraphs(command: click.Command) -> list[str]:
    text = (command.help or "").partition("Example: ")[0].strip()
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n")).split("\n")


def _summary(command: click.Command) -> str:
    return _paragraphs(command)[0]


def _options(command: click.Command, shared: bool) -> list[str]:
    rows = [row for p in command.params if (_flag(p) in _SHARED) is shared for row in _option(p)]
    return ["| option | meaning |", "|---|---|", *rows] if rows else []


def _option(parameter: click.Parameter) -> Iterator[str]:
    if isinstance(parameter, click.Option):
        value = "" if parameter.is_flag else f" {parameter.metavar or parameter.type.name.upper()}"
        required = " Required." if parameter.required else ""
        meaning = f"{(parameter.help or '').rstrip('.')}.{required}"
        yield f"| `{', '.join(parameter.opts)}{value}` | {meaning} |"


def _flag(parameter: click.Parameter) -> str:
    return parameter.opts[-1].lstrip("-")
