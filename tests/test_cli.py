"""The command: what it writes where, in which form, and how it ends."""

from __future__ import annotations

import csv
import inspect
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.shell_completion import BashComplete
from click.testing import CliRunner, Result

import roa_dataset as roa
from packages import TYPES, arlen, texts, write_package
from roa_dataset.cli import main
from roa_dataset.commands.group import COMMANDS

SUBJECT = "unit:650th-infantry-division"


def run(*arguments: str) -> Result:
    # before click 8.2 both streams came as one unless this was said
    apart = {"mix_stderr": False} if "mix_stderr" in inspect.signature(CliRunner).parameters else {}
    return CliRunner(**apart).invoke(main, list(arguments))


@pytest.fixture(scope="module")
def arlen_folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(write_package(tmp_path_factory.mktemp("arlen"), arlen(), texts()))


def test_info_names_version_and_texts() -> None:
    shown = run("info")
    assert shown.exit_code == 0 and roa.__version__ in shown.output
    for row in roa.load("documents", engine="records"):
        assert str(row["document_id"]) in shown.output


def test_a_pipe_gets_tab_separated_rows_never_cut() -> None:
    shown = run("show", "claims")
    lines = shown.output.split("\n")
    rows = roa.load("claims", engine="records")
    assert len(lines) == len(rows) + 2 and lines[-1] == ""
    assert lines[0].split("\t") == list(rows[0])
    assert all(line.count("\t") == len(rows[0]) - 1 for line in lines[:-1])
    quote = next(row for row in rows if "\n" in str(row["quote"]))
    assert str(quote["quote"]).replace("\n", "\\n") in shown.output


def test_every_form_holds_the_same_rows() -> None:
    rows = roa.load("ranks", engine="records")
    assert json.loads(run("show", "ranks", "--json").output) == rows
    assert [json.loads(line) for line in run("show", "ranks", "--jsonl").output.splitlines()] == rows
    found = list(csv.DictReader(io.StringIO(run("show", "ranks", "--csv").output)))
    assert [row["russian"] for row in found] == [row["russian"] for row in rows]
    markdown = run("show", "ranks", "--markdown").output.splitlines()
    assert len(markdown) == len(rows) + 2 and {line.count(" | ") for line in markdown} == {len(rows[0]) - 1}


def test_limit_says_what_it_hid() -> None:
    shown = run("show", "claims", "--limit", "2", "--columns", "claim_id,quote")
    assert len(shown.stdout.splitlines()) == 3 and shown.stdout.startswith("claim_id\tquote\n")
    assert f"2 of {roa.tables['claims'].rows:,} rows" in shown.stderr
    assert not run("show", "ranks", "--limit", "9999").stderr


def test_where_keeps_the_rows_with_that_cell() -> None:
    shown = run("show", "claims", "--where", f"subject_id={SUBJECT}", "--where", "polarity=affirmed", "--json")
    wanted = [
        r for r in roa.load("claims", engine="records") if (r["subject_id"], r["polarity"]) == (SUBJECT, "affirmed")
    ]
    assert [row["claim_id"] for row in json.loads(shown.output)] == [row["claim_id"] for row in wanted] and wanted
    assert run("show", "claims", "--where", "subject_id").exit_code == 2


def test_a_claim_is_shown_between_its_words() -> None:
    row = next(r for r in roa.load("claims", engine="records") if r["predicate"] == "has_strength")
    shown = run("claim", str(row["claim_id"]))
    assert shown.exit_code == 0 and str(row["statement"]) in shown.output and f"⟦{row['quote']}⟧" in shown.output


@pytest.mark.parametrize(
    ("arguments", "code", "kind", "message"),
    [
        (["claim", "c000000000000"], 1, "UnknownIdError", "no claim 'c000000000000'"),
        (["search", "zzzz"], 1, "NothingFound", "no row holds"),
        (["evidence", "unit:none"], 1, "UnknownIdError", "no entity"),
        (["show", "claim"], 2, "UnknownTableError", "did you mean 'claims'"),
        (["show", "claims", "--columns", "quotes"], 2, "UnknownColumnError", "did you mean 'quote'"),
        (["cite", "--style", "bibtext"], 2, "UnknownFormatError", "did you mean 'bibtex'"),
        (["sql", "select * from claim"], 2, "QueryError", "claims"),
        (["shw"], 2, "UsageError", "No such command"),
        (["show"], 2, "UsageError", "Missing argument"),
        (["show", "claims", "--limit", "0"], 2, "UsageError", "--limit"),
        (["--sha256", "00", "info"], 2, "UsageError", "--data"),
        (["--data", "no/such/place", "info"], 2, "PackageNotFoundError", "no such folder"),
        (["--data", "http://example.org/a.zip", "info"], 1, "ArchiveRefusedError", "expected an https address"),
    ],
)
def test_errors_go_to_stderr_with_their_exit_code(arguments: list[str], code: int, kind: str, message: str) -> None:
    shown = run(*arguments)
    assert (shown.exit_code, shown.stdout) == (code, "")
    assert message in shown.stderr and shown.stderr.startswith("roa-dataset: ") and shown.stderr.count("\n") <= 8
    as_json = run(*arguments, "--json")
    found = json.loads(as_json.stderr)
    assert as_json.exit_code == code and message in found["message"]
    assert found["error"] == kind or kind == "UsageError"


def test_questions_reach_the_library(arlen_folder: str) -> None:
    def rows(*arguments: str) -> list[dict[str, object]]:
        shown = run("--data", arlen_folder, *arguments, "--json")
        assert shown.exit_code == 0, shown.stderr
        found: list[dict[str, object]] = json.loads(shown.stdout)
        return found

    assert [r["claim_id"] for r in rows("evidence", "unit:arlen-guard", "was commanded by")] == ["c2", "c3", "c1"]
    assert [r["preferred"] for r in rows("conflicts", "--class", "differing_detail", "--prefer", "newer")] == [
        True,
        False,
    ]
    assert [r["change"] for r in rows("compare", "arlen-older", "arlen-newer", "--change", "reworded")] == ["reworded"]
    assert [r["claim_id"] for r in rows("timeline", "Bo Vane")] == ["c3"]
    assert [r["claim_id"] for r in rows("explain", "units", "unit:arlen-guard", "strength")] == ["c4", "c5"]
    assert "do not agree" in run("--data", arlen_folder, "explain", "units", "unit:arlen-guard", "strength").stderr
    assert [r["claim_id"] for r in rows("cited-by", "arlen-newer:1")] == ["c2"]
    assert rows("resolve", "Квилль")[0]["entity_id"] == "person:ada-quill"
    assert rows("sql", "select count(*) as n from claims") == [{"n": 5}]
    assert rows("schema", "claims", "number_min")[0]["type"] == TYPES["number_min"]
    assert {r["table"] for r in rows("search", "guard")} == {"names", "claims", "passages"}
    assert rows("cite", "--style", "csl-json")[0]["version"] == "2.0.0"


def test_every_command_has_an_example_that_runs(
    tmp_path: Path, arlen_folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The examples of the help are typed into a shell as they stand, on the installed data."""
    monkeypatch.chdir(tmp_path)
    import shlex

    for name in COMMANDS:
        command = main.get_command(click.Context(main), name)
        assert command is not None and command.help is not None
        example = command.help.partition("Example: ")[2].strip()
        arguments = shlex.split(example.partition(" >> ")[0], comments=True)
        assert arguments[:2] == ["roa-dataset", name], name
        if "CLAIM_ID" in arguments:
            arguments[arguments.index("CLAIM_ID")] = str(roa.load("claims", engine="records")[0]["claim_id"])
        if name == "diff":
            roa.open(arlen_folder).export(arguments[2])
        if name == "download":  # it needs a host: tests/test_download.py runs it
            continue
        copy = ["--data", arlen_folder] if name in ("export", "diff") else []  # the real tables take seconds to write
        shown = run(*copy, *arguments[1:])
        assert shown.exit_code == 0, (name, shown.stderr)


def completed(*words: str) -> list[str]:
    completion = BashComplete(main, {}, "roa-dataset", "_ROA_DATASET_COMPLETE")
    return [item.value for item in completion.get_completions(list(words[:-1]), words[-1])]


def test_the_shell_completes_commands_tables_columns_and_ids() -> None:
    assert completed("sch") == ["schema"]
    assert completed("show", "claim") == ["claims", "claim_spans"]
    assert "number_min" in completed("schema", "claims", "number_")
    assert SUBJECT in completed("evidence", "unit:65")
    assert "roa-newer:rank-1" in completed("explain", "ranks", "roa-newer:rank-1")
    first = str(roa.load("claims", engine="records")[0]["claim_id"])
    assert first in completed("claim", first[:3])
    for shell in ("bash", "zsh", "fish"):
        shown = run("completion", shell)
        assert shown.exit_code == 0 and "_ROA_DATASET_COMPLETE" in shown.output


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", "from roa_dataset.cli import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, env={**os.environ, **environment}, check=False)


def test_a_closed_pipe_ends_quietly() -> None:
    code = "from roa_dataset.cli import main; main(['show', 'claim_spans'])"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout and running.stderr
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that only Linux has")
def test_a_full_disk_and_a_closed_stream_are_told_or_borne() -> None:
    command = f"{sys.executable} -c 'from roa_dataset.cli import main; main()'"
    full = subprocess.run(f"{command} show claims > /dev/full", shell=True, capture_output=True, check=False)
    assert full.returncode == 2 and full.stderr.startswith(b"roa-dataset: No space left")
    closed = subprocess.run(f"{command} tables >&-", shell=True, capture_output=True, check=False)
    assert (closed.returncode, closed.stderr) == (0, b"")


def test_letters_that_the_terminal_does_not_have_are_escaped() -> None:
    shown = process("show", "ranks", "--columns", "russian", PYTHONIOENCODING="latin-1")
    assert shown.returncode == 0 and b"\\u0413" in shown.stdout


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_a_table_that_fits_and_colour_only_if_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    from roa_dataset.commands.output import Output

    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    rows = [{"name": "Власов", "words": "x" * 200, "more": 1, **{f"column_{n}": "a long cell" for n in range(9)}}]
    shown = Terminal()
    monkeypatch.setattr("sys.stdout", shown)
    Output("table", 0).rows(rows)
    lines = shown.getvalue().splitlines()
    assert lines[0].startswith("\x1b[1m") and all(len(line) <= 60 + 8 for line in lines) and "…" in lines[1]
    monkeypatch.setenv("NO_COLOR", "1")
    shown.seek(0)
    shown.truncate()
    Output("table", 0).rows(rows)
    assert "\x1b" not in shown.getvalue()
