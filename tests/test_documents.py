"""Raw texts: what is refused, with which words, and that a refusal changes nothing on disk."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

import build
from adversarial import ERROR_WORDS, EXPECTED, adversarial_files, documents_csv
from assemble import whole
from assemble.definitions import Definitions
from assemble.evidence import PartEvidence
from conftest import METADATA, RAW, read_raw, run_build, tree, write_raw
from extract.documents import RawTextError, load_documents
from extract.layouts import LAYOUTS
from extract.model import Extraction

REFUSED = sorted(name for name, outcome in EXPECTED.items() if outcome == "error")
TEXT = b"The otters held the weir.\n"
ROW = {
    "document_id": "otters",
    "title": "Otters",
    "article": "otters",
    "layout": "article_mirror",
    "version_order": "",
    "language": "en",
    "path": "raw/otters.txt",
    "sha256": "",
    "bytes": "",
    "characters": "",
    "license": "CC-BY-SA-4.0",
    "attribution": "nobody",
}
Rows = list[dict[str, str]]


def refusal(folder: Path) -> RawTextError:
    with pytest.raises(RawTextError) as caught:
        load_documents(folder, LAYOUTS)
    error = caught.value
    assert error.file and error.found and error.expected and error.advice
    for part in (error.file, error.found, error.expected, error.advice):
        assert part in str(error)
    assert str(folder) not in str(error), "a message names files of the package, never where a machine keeps them"
    return error


def raw(folder: Path, *rows: Mapping[str, str], files: Mapping[str, bytes] | None = None, pin: bool = True) -> Path:
    folder = folder if folder.name == "raw" else folder / "raw"  # as messages name it
    return write_raw(folder, list(rows), {"otters.txt": TEXT} if files is None else files, pin)


def test_the_two_texts_are_read_as_they_are_pinned() -> None:
    documents = load_documents(RAW, LAYOUTS)
    rows, files = read_raw()
    assert [d.document_id for d in documents] == sorted(row["document_id"] for row in rows)
    for document in documents:
        assert document.text.encode() == files[str(document.row["path"]).removeprefix("raw/")]
        assert len(document.text) == document.row["characters"]


def test_a_good_row_is_read_with_empty_cells_as_none(tmp_path: Path) -> None:
    (document,) = load_documents(raw(tmp_path, ROW), LAYOUTS)
    assert (document.text, document.row["version_order"], document.row["bytes"]) == (TEXT.decode(), None, len(TEXT))


@pytest.mark.parametrize(
    ("column", "value"),
    [("sha256", "0" * 64), ("bytes", "7"), ("characters", "7")],
    ids=["sha256", "bytes", "characters"],
)
def test_a_text_that_is_not_the_pinned_one_is_refused(tmp_path: Path, column: str, value: str) -> None:
    rows, files = read_raw(raw(tmp_path / "good", ROW))
    rows[0][column] = value
    error = refusal(raw(tmp_path / "bad", *rows, files=files, pin=False))
    assert error.file == "raw/otters.txt"
    assert column in error.found and value in error.expected


def test_a_changed_text_is_refused_with_all_that_its_row_should_say(tmp_path: Path) -> None:
    folder = raw(tmp_path / "texts", ROW).rename(tmp_path / "lake")
    (folder / "otters.txt").write_bytes("The otters held the wéir.\n".encode())
    error = refusal(folder)
    assert error.file == "lake/otters.txt" and "lake/documents.csv" in error.advice
    assert re.fullmatch(r"sha256 [0-9a-f]{64}, bytes 27, characters 26", error.found)
    assert re.fullmatch(r"sha256 [0-9a-f]{64}, bytes 26, characters 26, as lake/documents.csv pins it", error.expected)


def test_a_missing_text_is_refused(tmp_path: Path) -> None:
    folder = raw(tmp_path, ROW)
    (folder / "otters.txt").unlink()
    error = refusal(folder)
    assert (error.file, error.found) == ("raw/otters.txt", "no such file")


def test_a_text_that_no_row_names_is_refused(tmp_path: Path) -> None:
    error = refusal(raw(tmp_path, ROW, files={"otters.txt": TEXT, "herons.txt": TEXT}))
    assert error.file == "raw/herons.txt" and "does not name" in error.found


def test_an_unknown_layout_is_refused_with_those_there_are(tmp_path: Path) -> None:
    error = refusal(raw(tmp_path, {**ROW, "layout": "parchment"}))
    assert "parchment" in error.found and all(layout in error.expected for layout in LAYOUTS)


@pytest.mark.parametrize(
    "path", ["raw/../otters.txt", "../otters.txt", "otters.txt", "/etc/hostname", "raw/sub/o.txt", "raw/..", "raw\\o.txt", "raw/"]
)  # fmt: skip
def test_a_path_that_leads_elsewhere_is_refused(tmp_path: Path, path: str) -> None:
    (tmp_path / "otters.txt").write_bytes(TEXT)
    error = refusal(
        raw(tmp_path / "raw", {**ROW, "path": path, "sha256": "0", "bytes": "1", "characters": "1"}, files={})
    )
    assert error.file == "raw/documents.csv" and repr(path) in error.found


def test_one_id_for_two_texts_is_refused(tmp_path: Path) -> None:
    files = {"otters.txt": TEXT, "herons.txt": TEXT}
    error = refusal(raw(tmp_path, ROW, {**ROW, "path": "raw/herons.txt"}, files=files))
    assert error.file == "raw/documents.csv" and "otters twice" in error.found


def test_two_texts_of_one_version_are_refused(tmp_path: Path) -> None:
    files = {"otters.txt": TEXT, "herons.txt": TEXT}
    one, two = (
        {**ROW, "version_order": "1"},
        {**ROW, "version_order": "1", "document_id": "herons", "path": "raw/herons.txt"},
    )
    error = refusal(raw(tmp_path, one, two, files=files))
    assert "version_order 1" in error.found and "otters" in error.found and "herons" in error.found


@pytest.mark.parametrize("orders", [("", ""), ("1", ""), ("", "2")], ids=["neither", "the second", "the first"])
def test_versions_that_nobody_numbered_are_refused(orders: tuple[str, str], tmp_path: Path) -> None:
    """Without their order nothing would be compared, and nothing would say so."""
    files = {"otters.txt": TEXT, "herons.txt": TEXT}
    one = {**ROW, "version_order": orders[0]}
    two = {**ROW, "version_order": orders[1], "document_id": "herons", "path": "raw/herons.txt"}
    error = refusal(raw(tmp_path, one, two, files=files))
    lacking = "herons" if orders[0] else "otters"
    assert error.file == "raw/documents.csv" and error.found.startswith(f"row {lacking}: an empty version_order")
    assert "column version_order" in error.advice and "column article" in error.advice


def test_texts_of_different_articles_need_no_order(tmp_path: Path) -> None:
    files = {"otters.txt": TEXT, "herons.txt": TEXT}
    other = {**ROW, "document_id": "herons", "article": "herons", "path": "raw/herons.txt"}
    folder = raw(tmp_path, ROW, other, files=files)
    assert [d.document_id for d in load_documents(folder, LAYOUTS)] == ["herons", "otters"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": ""}, "title"),
        ({"bytes": "many"}, "bytes"),
        ({"version_order": "1.5"}, "version_order"),
        ({"document_id": "Two Words"}, "Two Words"),
        ({"article": "../up"}, "../up"),
        ({"language": "english"}, "english"),
        ({"version_order": "0"}, "version_order 0"),
        ({"retrieved": "yesterday"}, "retrieved 'yesterday'"),
        ({"not_before": "1945-02-30"}, "not_before '1945-02-30'"),
    ],
    ids=[
        "empty",
        "no number",
        "no whole number",
        "no slug",
        "no slug of an article",
        "no language",
        "no place",
        "no day",
        "no such day",
    ],
)
def test_a_wrong_cell_is_refused_with_its_line(tmp_path: Path, change: dict[str, str], words: str) -> None:
    good = {**ROW, "sha256": "0", "bytes": "1", "characters": "1"}
    error = refusal(raw(tmp_path, {**good, **change}, pin=False))
    assert error.file == "raw/documents.csv" and words in error.found and "line 2" in error.found


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "no such file"),
        (b"", "the columns"),
        (b"document_id,title\n", "the columns"),
        (",".join([*ROW, "colour"]).encode() + b"\n", "colour"),
        (",".join(ROW).encode() + b"\n", "no row"),
        (",".join(ROW).encode() + b"\n" + b"x," * 30 + b"\n", "more cells"),
        (b"\xff\xfe\x00", "UTF-8"),
    ],
    ids=["missing", "empty", "columns missing", "column unknown", "no row", "too many cells", "not UTF-8"],
)
def test_a_list_of_texts_that_cannot_be_read_is_refused(tmp_path: Path, content: bytes | None, words: str) -> None:
    (tmp_path / "raw").mkdir()
    if content is not None:
        (tmp_path / "raw" / "documents.csv").write_bytes(content)
    error = refusal(tmp_path / "raw")
    assert error.file == "raw/documents.csv" and words in str(error)


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small package that stands already, where refused builds are to go."""
    folder = tmp_path_factory.mktemp("standing")
    out = folder / "out"
    assert run_build(raw(folder / "raw", ROW), out).returncode == 0
    return out


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", REFUSED)
def test_a_text_that_cannot_be_used_stops_the_build_and_changes_nothing(
    name: str, layout: str, standing: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {name: adversarial_files(large=1_000)[name]}
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / f"{name}.txt").write_bytes(files[name])
    (folder / "documents.csv").write_bytes(documents_csv(files, layout))
    before = tree(standing)
    assert build.main(["--raw", str(folder), "--out", str(standing)]) == 1
    message = capsys.readouterr().err
    assert message.startswith("build failed, nothing was changed: ")
    assert f"raw/{name}.txt: found " in message and "; expected " in message
    assert all(word.casefold() in message.casefold() for word in ERROR_WORDS.get(name, ()))
    assert tree(standing) == before
    assert sorted(path.name for path in standing.parent.iterdir()) == ["out", "raw"], (
        "nothing is left beside the package"
    )


def test_the_exit_code_of_the_command_is_1_and_the_message_is_one(tmp_path: Path, standing: Path) -> None:
    before = tree(standing)
    done = run_build(tmp_path / "nowhere", standing)
    assert done.returncode == 1 and done.stdout == ""
    assert "nowhere/documents.csv: found no such file" in done.stderr and "Traceback" not in done.stderr
    assert tree(standing) == before


def test_a_damaged_definition_of_the_tables_stops_the_build(
    tmp_path: Path, standing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    metadata = tmp_path / "metadata"
    for path in METADATA.rglob("*.toml"):
        target = metadata / path.relative_to(METADATA)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    (metadata / "tables" / "ranks.toml").write_text("nonsense = true\n", encoding="utf-8")
    monkeypatch.setattr(build, "METADATA", metadata)
    before = tree(standing)
    assert build.main(["--raw", str(RAW), "--out", str(standing)]) == 1
    assert tree(standing) == before


def test_a_claim_that_disagrees_with_its_text_is_told_with_rule_text_and_words(
    standing: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As where a rule goes astray on a text that nobody has tried: the row alone would say nothing to whoever adds it."""
    text = b"Lake Guards\n\nThe Lake Guards were formed in Arlen in May 1921.\n"
    folder = raw(tmp_path, {**ROW, "title": "Lake Guards", "layout": "plain"}, files={"otters.txt": text})
    read_part = whole.read_part

    def astray(extractions: Sequence[Extraction], definitions: Definitions) -> PartEvidence:
        part = read_part(extractions, definitions)
        span = next(s for s in part.tables["claim_spans"] if s["role"] == "date")
        span["text"] = "June 1921"
        return part

    monkeypatch.setattr(whole, "read_part", astray)
    before = tree(standing)
    assert build.main(["--raw", str(folder), "--out", str(standing)]) == 1
    message = capsys.readouterr().err
    assert re.search(
        r"text otters, rule [\w.-]+, words '[^\n]*formed in Arlen in May 1921': data/claim_spans\.csv, ", message
    )
    assert "found 'June 1921'; expected 'May 1921', the text at" in message
    assert "Rebuild" not in message and "docs/how-to/add-a-rule.md" in message and "out of documents.csv" in message
    assert tree(standing) == before
