"""The command that adds a text: the row that a build needs, or nothing at all."""

from __future__ import annotations

from pathlib import Path

import pytest

import add_text
import build
from conftest import read_raw, tree, write_raw
from extract.documents import load_documents
from extract.layouts import LAYOUTS

TEXT = "Lake Guards\r\n\r\nThe Lake Guards were formed in Arlen, Österbrisk, in May 1921.\r\n"
GIVEN = ("--title", "Lake Guards", "--license", "CC0-1.0", "--attribution", "Jan, of Arlen")


def run(file: Path, raw: Path, *more: str) -> int:
    return add_text.main([str(file), "--raw", str(raw), *GIVEN, *more])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "Lake Guards.txt"
    path.write_bytes(TEXT.encode())
    return path


def test_a_text_and_its_row_are_added_and_can_be_loaded(file: Path, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    assert run(file, raw) == 0
    (document,) = load_documents(raw, LAYOUTS)
    assert (document.document_id, document.article, document.layout) == ("lake-guards", "lake-guards", "plain")
    assert document.text == TEXT and document.row["attribution"] == "Jan, of Arlen"


def test_a_second_version_is_refused_until_each_has_its_place(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw, second = tmp_path / "raw", tmp_path / "second.txt"
    second.write_bytes(TEXT.encode() + b"More.\n")
    newer = ("--version-order", "2", "--document-id", "lake-guards-2")
    assert run(file, raw) == 0
    for more, words in (
        ((), ("write the place of lake-guards into", "--version-order", "--article")),
        (newer, ("write the place of lake-guards into the column version_order of raw/documents.csv",)),
    ):
        before = tree(raw)
        capsys.readouterr()
        assert run(second, raw, *more) == 1
        message = capsys.readouterr().err
        assert all(word in message for word in words), message
        assert tree(raw) == before
    table = raw / "documents.csv"
    numbered = table.read_bytes().replace(b"lake-guards,plain,,,", b"lake-guards,plain,,1,")
    assert numbered != table.read_bytes()
    table.write_bytes(numbered)
    assert run(second, raw, "--document-id", "lake-guards-2") == 1
    assert "lake-guards has 1" in capsys.readouterr().err
    assert run(second, raw, *newer) == 0
    assert [d.document_id for d in load_documents(raw, LAYOUTS)] == ["lake-guards", "lake-guards-2"]
    assert table.read_bytes().startswith(numbered)


@pytest.mark.parametrize(
    ("content", "more", "message"),
    [
        (b"\xff\xfe", (), "byte order mark"),
        (TEXT.encode(), ("--document-id", "taken"), "another text of this name"),
        (TEXT.encode(), ("--document-id", "Not A Slug"), "lower-case words"),
        (TEXT.encode(), ("--version-order", "first"), "a whole number"),
        (TEXT.encode(), ("--language", "english"), "BCP 47"),
        (TEXT.encode(), ("--retrieved", "yesterday"), "a day as YYYY-MM-DD"),
        (b"", (), "new.txt: found an empty file; expected a file with a text. Correct the file's name"),
        (None, (), "new.txt: found no such file; expected a file with a text. Correct the file's name"),
    ],
)
def test_what_a_build_would_refuse_is_not_added(
    content: bytes | None, more: tuple[str, ...], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows, _ = read_raw()
    row = {**rows[0], "document_id": "taken", "path": "raw/taken.txt", "layout": "plain"}
    raw = write_raw(tmp_path / "raw", [row], {"taken.txt": b"Something else."})
    before = tree(raw)
    if content is not None:
        (tmp_path / "new.txt").write_bytes(content)
    assert run(tmp_path / "new.txt", raw, *more) == 1
    assert message in capsys.readouterr().err
    assert tree(raw) == before


def test_a_text_of_another_layout_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "dump.txt").write_text("|dates= 1921 |size= 40  The guards came.", encoding="utf-8")
    assert run(tmp_path / "dump.txt", tmp_path / "raw") == 0
    assert "layout wiki_dump" in capsys.readouterr().out


def test_a_title_of_one_letter_stops_no_build(tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text(TEXT.replace("Lake Guards", "D"), encoding="utf-8")
    assert run(tmp_path / "d.txt", tmp_path / "raw", "--title", "D") == 0
    assert build.main(["--raw", str(tmp_path / "raw"), "--out", str(tmp_path / "out")]) == 0
