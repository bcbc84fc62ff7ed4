"""A released file arrives whole and as promised, or not at all, whatever a real server does."""

from __future__ import annotations

import hashlib
import inspect
import io
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import roa_dataset as roa
from loopback import Answer, Server, running
from packages import arlen, texts, write_package, zipped
from roa_dataset import errors
from roa_dataset.cli import main
from roa_dataset.package import Package
from roa_dataset.remote import download as fetching
from roa_dataset.remote import registry, releases
from roa_dataset.remote.leftovers import temporary_folder
from roa_dataset.schema_files import SchemaError, load_schema

ROOT = Path(__file__).resolve().parent.parent
FILE = "/arlen-2.0.0-csv.zip"
BODY = random.Random(1).randbytes(300_000)
HEX = hashlib.sha256(BODY).hexdigest()


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    return roa.open(write_package(tmp_path_factory.mktemp("arlen"), arlen(), texts(), parquet=False))


@pytest.fixture
def server() -> Iterator[Server]:
    with running() as found:
        yield found


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROA_DATASET_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv(releases.HOST_VARIABLE, raising=False)
    monkeypatch.setattr("pooch.core.time.sleep", lambda seconds: None)
    lines = ["version,file,bytes,sha256", f"2.0.0,arlen-2.0.0-csv.zip,{len(BODY)},{HEX}"]
    lines += [f"1.9.0,arlen-1.9.0-{form},1,{'0' * 64}" for form in ("csv.zip", "parquet.zip", "diff.json")]
    (tmp_path / "releases.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    known = registry.released_files(tmp_path / "releases.csv")
    monkeypatch.setattr(releases, "released_files", lambda: known)


def left(folder: Path) -> list[str]:
    """Everything under the folder for downloads and the cache, except the registry."""
    found = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    return sorted(set(found) - {"releases.csv"})


def test_the_newest_known_release_is_fetched_whole(package: Package, tmp_path: Path, server: Server) -> None:
    server.answers[FILE] = Answer(body=BODY)
    written = releases.download(package, tmp_path / "new/to", host=server.address)
    assert written == tmp_path / "new/to/arlen-2.0.0-csv.zip" and written.read_bytes() == BODY
    assert left(tmp_path) == ["new/to/arlen-2.0.0-csv.zip"]
    assert releases.download(package, tmp_path / "new/to", host=server.address) == written and server.asked == [FILE]


def test_another_file_of_that_name_is_replaced_only_when_told(package: Package, tmp_path: Path, server: Server) -> None:
    server.answers[FILE] = Answer(body=BODY)
    mine = tmp_path / "arlen-2.0.0-csv.zip"
    mine.write_bytes(b"mine")
    with pytest.raises(errors.ExportError, match="found something else there"):
        releases.download(package, tmp_path, host=server.address)
    assert mine.read_bytes() == b"mine" and not server.asked
    server.answers["/bad" + FILE] = Answer(404)
    with pytest.raises(errors.DownloadFailedError):
        releases.download(package, tmp_path, host=f"{server.address}/bad", overwrite=True)
    assert mine.read_bytes() == b"mine"
    releases.download(package, tmp_path, host=server.address, overwrite=True)
    assert mine.read_bytes() == BODY


WRONG = [
    ("truncated", Answer(body=BODY[:150_000], announced=len(BODY)), errors.RoaDatasetError, "4 tries|another file", 4),
    ("corrupted", Answer(body=BODY[:-1] + b"\0"), errors.ArchiveRefusedError, "found another file; expected SHA-256", 4),
    ("shorter than announced", Answer(body=BODY, announced=len(BODY) + 9), errors.RoaDatasetError, "tries|another file", 4),
    ("longer than announced", Answer(body=BODY, announced=len(BODY) - 9), errors.ArchiveRefusedError, "another file", 4),
    ("announced as huge", Answer(body=BODY, announced=2**33), errors.ArchiveRefusedError, "expected at most", 1),
    ("empty", Answer(), errors.ArchiveRefusedError, "found another file", 4),
    ("not there", Answer(404), errors.DownloadFailedError, "found 404 Not Found; expected the file", 1),
    ("forbidden", Answer(403, b"<html>"), errors.DownloadFailedError, "found 403", 1),
    ("broken", Answer(500), errors.DownloadFailedError, "after 4 tries: 500", 4),
    ("busy", Answer(429), errors.DownloadFailedError, "after 4 tries: 429", 4),
    ("in circles", Answer(302, headers={"Location": FILE}), errors.DownloadFailedError, "redirects", None),
    ("led to plain http", Answer(302, headers={"Location": "http://example.org/x.zip"}), errors.ArchiveRefusedError,
     "example.org/x.zip: found http; expected an https", 1),
    ("led to a file", Answer(302, headers={"Location": "file:///etc/passwd"}), errors.RoaDatasetError, "found file", 1),
]  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "error", "message", "tries"), [case[1:] for case in WRONG], ids=[c[0] for c in WRONG]
)
def test_what_is_not_the_promised_file_is_refused_and_leaves_nothing(
    package: Package,
    tmp_path: Path,
    server: Server,
    answer: Answer,
    error: type[Exception],
    message: str,
    tries: int | None,
) -> None:
    server.answers[FILE] = answer
    with pytest.raises(error, match=message):
        releases.download(package, tmp_path / "to", host=server.address)
    assert left(tmp_path) == [] and tries in (None, len(server.asked))


@pytest.mark.parametrize("bad", [case[1] for case in WRONG if case[4] == 4], ids=[c[0] for c in WRONG if c[4] == 4])
def test_what_may_be_better_the_next_time_is_tried_again(
    package: Package, tmp_path: Path, server: Server, bad: Answer
) -> None:
    server.answers[FILE] = [bad, bad, Answer(body=BODY)]
    assert releases.download(package, tmp_path, host=server.address).read_bytes() == BODY
    assert len(server.asked) == 3


def test_a_server_that_stalls_is_given_up(
    package: Package, tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "_TIMEOUT", 0.15)
    end = threading.Event()
    stalled = Answer(body=BODY, halfway=lambda: end.wait(5))
    server.answers[FILE] = stalled
    with pytest.raises(errors.DownloadFailedError, match=r"after 4 tries.*timed out"):
        releases.download(package, tmp_path / "to", host=server.address)
    assert left(tmp_path) == []
    server.answers[FILE] = [stalled, Answer(body=BODY)]
    assert releases.download(package, tmp_path / "to", host=server.address).read_bytes() == BODY
    end.set()


def test_a_server_that_drips_is_given_up(
    package: Package, tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "_LONGEST", 0.2)  # every single read is quick enough
    server.answers[FILE] = Answer(body=BODY, drip=0.01)
    with pytest.raises(
        errors.DownloadFailedError, match="found no whole file after 0 seconds; expected a faster answer"
    ):
        releases.download(package, tmp_path / "to", host=server.address)
    assert left(tmp_path) == [] and len(server.asked) <= 2


def test_a_redirection_is_followed(package: Package, tmp_path: Path, server: Server) -> None:
    server.answers[FILE] = Answer(302, headers={"Location": "/elsewhere.zip"})
    server.answers["/elsewhere.zip"] = Answer(body=BODY)
    assert releases.download(package, tmp_path, host=server.address).read_bytes() == BODY


def test_nobody_at_the_address_is_told(package: Package, tmp_path: Path) -> None:
    with running() as gone:
        address = gone.address
    with pytest.raises(errors.DownloadFailedError, match="could not be fetched after 4 tries"):
        releases.download(package, tmp_path / "to", host=address)
    assert left(tmp_path) == []


def test_no_host_is_assumed_and_each_way_to_name_one_works(
    package: Package, tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(errors.DownloadFailedError, match=r"found no release host; expected one.*ROA_DATASET_RELEASES"):
        releases.download(package, tmp_path)
    wanted = registry.find(releases.released_files(), "2.0.0", "csv")
    named = Package(str(package.root))
    named.descriptor.content[releases.HOST_PROPERTY] = "https://example.org/v{version}/"
    assert releases.address_of(named, wanted, None) == f"https://example.org/v2.0.0{FILE}"
    monkeypatch.setenv(releases.HOST_VARIABLE, "https://example.net")
    assert releases.address_of(named, wanted, None) == f"https://example.net{FILE}"
    assert releases.address_of(named, wanted, "https://x.example/{version}") == f"https://x.example/2.0.0{FILE}"
    for host, found in (("http://example.org", "http"), ("ftp://example.org", "ftp"), ("some/folder", "no scheme")):
        with pytest.raises(errors.ArchiveRefusedError, match=f"found {found}; expected an https"):
            releases.download(package, tmp_path, host=host)


def test_a_version_that_this_installation_does_not_know_needs_its_hash(
    package: Package, tmp_path: Path, server: Server
) -> None:
    with pytest.raises(errors.VersionError, match=r"found '3\.0\.0'; expected one .*\(2\.0\.0, 1\.9\.0\)"):
        releases.download(package, tmp_path, version="3.0.0", host=server.address)
    with pytest.raises(errors.VersionError, match="found no release with a site file"):
        releases.download(package, tmp_path, form="site", host=server.address)
    with pytest.raises(errors.VersionError, match=r"found '2\.0\.0'; expected one whose parquet file .*\(1\.9\.0\)"):
        releases.download(package, tmp_path, form="parquet", version="2.0.0", host=server.address)
    server.answers["/arlen-3.0.0-site.zip"] = Answer(body=BODY)
    written = releases.download(package, tmp_path, "site", "3.0.0", server.address, sha256=f"sha256:{HEX.upper()}")
    assert written.read_bytes() == BODY
    with pytest.raises(errors.ArchiveRefusedError, match="64 hexadecimal"):
        releases.download(package, tmp_path, "site", "3.0.0", server.address, sha256="00")


def test_the_newest_is_newest_by_its_number(tmp_path: Path) -> None:
    rows = [registry.ReleasedFile(v, f"arlen-{v}-csv.zip", 1, HEX) for v in ("1.9.0", "1.10.0", "1.10.0-rc1", "1.2.0")]
    assert registry.find(rows, None, "csv").version == "1.10.0"
    (tmp_path / "releases.csv").write_text("version,file\n", encoding="utf-8")
    with pytest.raises(errors.DamagedDataError, match="expected version, file, bytes, sha256"):
        registry.released_files(tmp_path / "releases.csv")


def test_the_shipped_registry_is_one() -> None:
    for row in registry.released_files():
        assert row.bytes > 0 and len(row.sha256) == 64 and row.version in row.file


def run(*arguments: str) -> Result:
    apart = {"mix_stderr": False} if "mix_stderr" in inspect.signature(CliRunner).parameters else {}
    return CliRunner(**apart).invoke(main, list(arguments))


def test_the_command_downloads_what_data_reads(package: Package, tmp_path: Path, server: Server) -> None:
    body = zipped(package.root, tmp_path / "whole.zip").read_bytes()
    server.answers["/arlen-3.0.0-csv.zip"] = Answer(body=body)
    digest = hashlib.sha256(body).hexdigest()
    options = ["--version", "3.0.0", "--sha256", digest, "--from", server.address, "--to", str(tmp_path / "releases")]
    shown = run("--data", str(package.root), "download", *options, "--json")
    assert shown.exit_code == 0, shown.stderr
    written = json.loads(shown.stdout)["written"]
    assert run("--data", written, "claim", "c4").exit_code == 0
    assert run("diff", written, str(package.root)).exit_code == 0
    before = signal.getsignal(signal.SIGTERM)
    failed = run("download", "--format", "csv", "--to", str(tmp_path / "no"))
    assert failed.exit_code == 2 and "found no release host" in failed.stderr and not (tmp_path / "no").exists()
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_terminal_sees_how_far_it_is_and_a_pipe_does_not(
    package: Package, tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    server.answers[FILE] = [Answer(500), Answer(body=BODY)]
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    releases.download(package, tmp_path / "a", host=server.address)
    assert "arlen-2.0.0-csv.zip" in terminal.getvalue() and "100%" in terminal.getvalue()
    pipe = io.StringIO()
    monkeypatch.setattr(sys, "stderr", pipe)
    releases.download(package, tmp_path / "b", host=server.address)
    assert pipe.getvalue() == ""


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_download_that_is_killed_halfway_leaves_no_file(tmp_path: Path, server: Server, how: signal.Signals) -> None:
    half, end = threading.Event(), threading.Event()
    server.answers["/roa-dataset-3.0.0-csv.zip"] = Answer(body=BODY, halfway=lambda: (half.set(), end.wait(20)))
    folder = tmp_path / "to"
    folder.mkdir()
    options = ["--version", "3.0.0", "--sha256", HEX, "--from", server.address, "--to", str(folder)]
    code = f"from roa_dataset.cli import main; main({['download', *options]!r})"
    process = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, env={**os.environ})
    try:
        assert half.wait(20)
        time.sleep(0.1)
        process.send_signal(how)
        _, told = process.communicate(timeout=20)
    finally:
        process.kill()
        end.set()
    assert list(folder.iterdir()) == []
    if how == signal.SIGKILL:
        assert process.returncode == -signal.SIGKILL
    else:
        assert process.returncode == 2 and b"interrupted" in told and left(tmp_path) == []
    server.answers["/roa-dataset-3.0.0-csv.zip"] = Answer(body=BODY)
    assert run("download", *options).exit_code == 0
    assert [p.read_bytes() == BODY for p in folder.iterdir()] == [True]


def test_what_a_killed_download_left_goes_a_day_later(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    for name, age in (
        ("downloading-old", 90_000),
        ("unpacking-old", 90_000),
        ("downloading-new", 60),
        ("a" * 64, 90_000),
    ):
        (cache / name).mkdir(parents=True)
        (cache / name / "part").write_bytes(b"x")
        os.utime(cache / name, (time.time() - age,) * 2)
    with temporary_folder(cache, "downloading-") as folder:
        assert folder.is_dir()
    assert sorted(p.name for p in cache.iterdir()) == ["a" * 64, "downloading-new"]


def test_the_release_host_is_a_setting_of_the_package(tmp_path: Path) -> None:
    import shutil

    from publish.descriptor import descriptor

    shutil.copytree(ROOT / "metadata", tmp_path / "metadata")
    file = tmp_path / "metadata/package.toml"
    text = file.read_text(encoding="utf-8")
    assert releases.HOST_PROPERTY not in roa.open(roa.root).descriptor.content or "\nrelease_address" in text
    setting = 'release_address = "https://files.example/roa/v{version}"\n'
    file.write_text(setting + text.replace("\nrelease_address", "\n# release_address"), encoding="utf-8")
    schema = load_schema(tmp_path / "metadata")
    assert schema.package.release_address == "https://files.example/roa/v{version}"
    named = descriptor(schema, _Everything(), [])
    assert named[releases.HOST_PROPERTY] == schema.package.release_address
    file.write_text(setting.replace("https", "http") + text, encoding="utf-8")
    with pytest.raises(SchemaError, match="release_address"):
        load_schema(tmp_path / "metadata")


class _Everything(dict[str, bytes]):
    """A file of every name."""

    def __contains__(self, key: object) -> bool:
        return True

    def __missing__(self, key: str) -> bytes:
        return b""
