"""Hostile packages are refused with a reason, within bounded memory and time, and nothing outside of them is read or written."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from harmful import ARCHIVES, FOLDERS, Maker

SRC = Path(__file__).resolve().parent.parent / "src"
#: of one run: seconds of processor time, megabytes of memory in use
SECONDS, MEGABYTES = 10, 400
#: folders whose files are as promised and whose harm lies in what the loader never looks at: it may open them
UNSEEN = {"deep_property", "name_that_is_no_text", "profile_from_elsewhere", "pattern_that_takes_for_ever"}
#: what no run may write
LARGEST_WRITTEN = 2**30


@dataclass(frozen=True)
class Ran:
    code: int
    said: str
    megabytes: float


def limits() -> None:
    """Set in the child: what would run for ever or write without end is ended by the system."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_WRITTEN, LARGEST_WRITTEN))


def run(arguments: list[str], folder: Path) -> Ran:
    """The command in a process of its own; its memory is what the system has measured."""
    environment: Mapping[str, str] = {
        **os.environ, "PYTHONPATH": str(SRC), "TMPDIR": str(folder), "ROA_DATASET_CACHE": str(folder / "cache"),
        "HTTP_PROXY": "http://127.0.0.1:9", "HTTPS_PROXY": "http://127.0.0.1:9",
    }  # fmt: skip
    with (folder / "said").open("w+b") as said:
        process = subprocess.Popen(
            [sys.executable, "-c", "from roa_dataset.cli import main; main()", *arguments],
            stdin=subprocess.DEVNULL, stdout=said, stderr=said, env=environment, preexec_fn=limits,
        )  # fmt: skip
        # a pipe that nobody fills takes no processor time: only a clock can tell
        ends = time.monotonic() + 60
        done, status, usage = os.wait4(process.pid, os.WNOHANG)
        while not done:
            if time.monotonic() > ends:
                process.kill()
            time.sleep(0.02)
            done, status, usage = os.wait4(process.pid, os.WNOHANG)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        return Ran(process.returncode, said.read().decode("utf-8", "replace"), usage.ru_maxrss / 1024)


def check(ran: Ran, codes: tuple[int, ...]) -> None:
    assert "Traceback" not in ran.said, ran.said[-3000:]
    assert ran.code != -signal.SIGXCPU and ran.code != -signal.SIGKILL, f"it went on and on: {ran.said[-500:]}"
    assert ran.code in codes, (ran.code, ran.said[-1000:])
    assert len(ran.said.strip()) > 20 and len(ran.said) < 200_000
    assert ran.megabytes < MEGABYTES
    assert "xyzzy-secret" not in ran.said and "root:" not in ran.said


@pytest.mark.parametrize("maker", FOLDERS.values(), ids=FOLDERS)
def test_a_hostile_folder_is_invalid_or_refused(maker: Maker, tmp_path: Path) -> None:
    package = str(maker(tmp_path))
    check(run(["validate", package], tmp_path), (1, 2))


@pytest.mark.parametrize("name", sorted(FOLDERS.keys() - UNSEEN))
def test_a_hostile_folder_is_not_opened(name: str, tmp_path: Path) -> None:
    check(run(["--data", str(FOLDERS[name](tmp_path)), "info"], tmp_path), (1, 2))


@pytest.mark.parametrize("maker", ARCHIVES.values(), ids=ARCHIVES)
def test_a_hostile_archive_is_refused_and_writes_nothing_outside(maker: Maker, tmp_path: Path) -> None:
    package = maker(tmp_path)
    before = {path.name for path in tmp_path.iterdir()}
    ran = run(["validate", str(package)], tmp_path)
    check(ran, (2,))
    assert {path.name for path in tmp_path.iterdir()} - {"said", "cache"} == before
    assert not Path("/tmp/outside.csv").exists()
