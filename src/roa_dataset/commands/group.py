"""The command as a whole: finds a subcommand's module when it is asked for, and says how it ended.

Exit codes: 0 good; 1 the data are bad or nothing was found; 2 could not run.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from roa_dataset.commands.output import NothingFoundError
from roa_dataset.errors import RoaDatasetError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, NoReturn

GOOD, NOT_FOUND, COULD_NOT_RUN = 0, 1, 2
#: command → its module in roa_dataset.commands, in the order of the help
COMMANDS: Mapping[str, str] = {
    "info": "info",
    "tables": "tables",
    "schema": "schema",
    "show": "show",
    "search": "search",
    "resolve": "resolve",
    "claim": "claim",
    "evidence": "evidence",
    "explain": "explain",
    "cited-by": "cited_by",
    "conflicts": "conflicts",
    "compare": "compare",
    "timeline": "timeline",
    "order-of-battle": "order_of_battle",
    "who-commanded": "who_commanded",
    "cite": "cite",
    "sql": "sql",
    "export": "export",
    "validate": "validate",
    "diff": "diff",
    "download": "download",
    "site": "site",
    "completion": "completion",
}


class RoaDatasetGroup(click.Group):
    """A group whose commands are imported one by one, and whose errors end in the three exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"roa_dataset.commands.{COMMANDS[cmd_name]}").command
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            answer = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:  # here and not in `main`: there click would end with 1
            _let_go_of_the_pipe()
            return GOOD
        return answer

    def main(self, args: Sequence[str] | None = None, *rest: Any, **keywords: Any) -> NoReturn:
        """Runs the command and ends the process with its exit code."""
        arguments = list(sys.argv[1:] if args is None else args)
        keywords["standalone_mode"] = False
        _have_streams()
        try:
            code = super().main(arguments, *rest, **keywords)
        except NothingFoundError as error:
            _end(arguments, "NothingFound", str(error), NOT_FOUND)
        except RoaDatasetError as error:
            _end(arguments, type(error).__name__, str(error), error.exit_code)
        except click.UsageError as error:
            hint = f" {error.ctx.command_path} --help explains it." if error.ctx else ""
            _end(arguments, "UsageError", f"{error.format_message().rstrip('.')}.{hint}", COULD_NOT_RUN)
        except click.ClickException as error:
            _end(arguments, type(error).__name__, error.format_message(), COULD_NOT_RUN)
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            _end(arguments, type(error).__name__, f"{where}{error.strerror or error}", COULD_NOT_RUN)
        except (click.Abort, KeyboardInterrupt):
            _end(arguments, "Interrupted", "interrupted", COULD_NOT_RUN)
        sys.exit(code if isinstance(code, int) else GOOD)


def _end(arguments: Sequence[str], kind: str, message: str, code: int) -> NoReturn:
    """One line on standard error, as JSON where the answer would have been."""
    line = f"roa-dataset: {message}"
    if "--json" in arguments:
        from roa_dataset.showing.formats import json_text

        line = json_text({"error": kind, "message": message}, indent=None)
    try:
        sys.stdout.flush()
        click.echo(line, err=True)
    except BrokenPipeError:
        _let_go_of_the_pipe()
    sys.exit(code)


def _let_go_of_the_pipe() -> None:
    """The reader has gone (`| head`): what is still in the buffer goes nowhere, and Python does not complain at exit."""
    try:
        descriptor = sys.stdout.fileno()
    except (AttributeError, OSError, ValueError):  # a stream without a file, as in tests
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)


def _have_streams() -> None:
    """A stream that the caller has closed leads nowhere; letters that an encoding does not have are written as escapes."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - until the process ends
        stream = getattr(sys, name)
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
