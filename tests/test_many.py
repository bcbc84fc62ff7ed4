"""Any number of texts: in any order, by any number of processes, and none changes what is read from another."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import build
from conftest import INVENTED, METADATA, RAW, ROOT, Row, Tables, read_raw, tree, write_raw
from extract import many
from extract.model import Document, Extraction
from extract.prose.rule_checks import PatternError
from extract.vocabulary import for_article, for_articles, load
from roa_dataset.versions import versions

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only a copied process has what a test changed in this one")
TEXT = (
    "{title}\n\nThe {title} were formed in Arlen in May 1921. By June 1922, the {title} had about 900 men.\n\n"
    "In 1923 the 2nd Army was commanded by Colonel Jan Brisk. The 2nd Army was disbanded in Tarn on 4 July 1924.\n"
)


def row(document_id: str, title: str, article: str, order: int | None = None, label: str = "") -> dict[str, str]:
    return {
        "document_id": document_id, "title": title, "article": article, "layout": "plain", "version_label": label,
        "version_order": str(order or ""), "language": "en", "path": f"raw/{document_id}.txt", "sha256": "", "bytes": "",
        "characters": "", "license": "CC0-1.0", "attribution": "nobody",
    }  # fmt: skip


def corpus(folder: Path, *rows: dict[str, str]) -> Path:
    """A raw folder of invented texts, each with its own title and else the same words."""
    texts = {f"{r['document_id']}.txt": TEXT.format(title=r["title"]).encode() for r in rows}
    return write_raw(folder, rows, texts)


LAKE = row("lake", "Lake Guards", "lake-guards")
HILL = row("hill", "Hill Guards", "hill-guards")
TARN = [row(f"tarn-{n}", "Tarn Guards", "tarn-guards", n, label) for n, label in ((1, "a"), (2, "b"), (3, "c"))]


def tables_of(raw: Path, jobs: int = 1) -> Tables:
    return build.build_tables(raw, METADATA, lambda line: None, jobs)[2]


def of(tables: Tables, name: str, document_id: str) -> list[Row]:
    ids = {c["claim_id"] for c in tables["claims"] if c["document_id"] == document_id}
    return [
        r for r in tables[name] if (r["claim_id"] in ids if name == "claim_spans" else r["document_id"] == document_id)
    ]


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our own texts, the invented articles and five invented texts, three of them versions of one article."""
    rows, files = map(list, ([], []))
    for folder in (RAW, INVENTED / "raw"):
        more, contents = read_raw(folder)
        rows += more
        files += contents.items()
    own = [{**r, "layout": "plain"} for r in (HILL, LAKE, *TARN)]
    files += [(f"{r['document_id']}.txt", TEXT.format(title=r["title"]).encode()) for r in own]
    columns = rows[0].keys()
    return write_raw(tmp_path_factory.mktemp("many") / "raw", [*rows, *({c: r.get(c, "") for c in columns} for r in own)],
                     dict(files))  # fmt: skip


def test_two_processes_and_another_order_give_the_same_bytes(everything: Path, tmp_path: Path) -> None:
    assert build.main(["--raw", str(everything), "--out", str(tmp_path / "one"), "--jobs", "1"]) == 0
    rows, files = read_raw(everything)
    shuffled = write_raw(tmp_path / "raw", sorted(rows, key=lambda r: r["sha256"]), files)
    assert build.main(["--raw", str(shuffled), "--out", str(tmp_path / "two"), "--jobs", "2"]) == 0
    one, two = tree(tmp_path / "one"), tree(tmp_path / "two")
    assert one.keys() == two.keys()
    assert {n for n in one if one[n] != two[n]} == {"raw/documents.csv"}, "only this file is as it was given"


def test_a_text_more_changes_no_row_of_another(everything: Path, tmp_path: Path) -> None:
    """The counts of `rules` and `entities` change, and so do the names' columns of versions: they tell of all texts."""
    together = tables_of(everything)
    rows, files = read_raw(everything)
    for kept in ("roa-newer", "lake", "tarn-2"):
        (own,) = [r for r in rows if r["document_id"] == kept]
        alone = tables_of(write_raw(tmp_path / kept, [own], {Path(own["path"]).name: files[Path(own["path"]).name]}))
        for name in ("claims", "claim_spans", "mentions", "passages", "bibliography", "links", "images", "ranks"):
            assert alone[name] == of(together, name, kept), f"{name} of {kept}"
        assert alone["claims"]


def test_homonyms_of_different_articles_are_different_entities(tmp_path: Path) -> None:
    tables = tables_of(corpus(tmp_path / "raw", LAKE, HILL, *TARN))
    found = {str(e["entity_id"]) for e in tables["entities"] if e["label"] in ("2nd Army", "Jan Brisk")}
    slugs = ("lake-guards", "hill-guards", "tarn-guards")
    assert found == {f"{kind}--{slug}" for kind in ("unit:2nd-army", "person:jan-brisk") for slug in slugs}
    ids = [c["claim_id"] for c in tables["claims"]]
    assert len(set(ids)) == len(ids) and len(ids) >= 25


def test_the_newest_of_an_article_is_newer_whatever_its_label_and_number() -> None:
    rows: list[Row] = [
        {"document_id": f"a{n}", "article": "a", "version_order": n, "version_label": "x"} for n in (3, 1, 2)
    ]
    rows += [{"document_id": "b", "article": "b", "version_order": None}]
    rows += [{"document_id": "c", "article": "c", "version_order": 1}]
    assert versions(rows) == {"a1": "older", "a2": "older", "a3": "newer", "b": "newer", "c": "newer"}


def test_names_tell_the_newest_text_from_older_ones(tmp_path: Path) -> None:
    rows = [dict(r) for r in TARN]
    raw = corpus(tmp_path / "raw", LAKE, *rows)
    newest = raw / "tarn-3.txt"
    changed = newest.read_bytes().replace(b"2nd Army", b"5th Army")
    given, files = read_raw(raw)
    tables = tables_of(write_raw(tmp_path / "changed", given, files | {"tarn-3.txt": changed}))
    found = {(str(n["entity_id"]), n["in_newer"], n["in_older"]) for n in tables["names"] if "Army" in str(n["name"])}
    assert found == {
        ("unit:2nd-army--lake-guards", True, False),
        ("unit:2nd-army--tarn-guards", False, True),
        ("unit:5th-army--tarn-guards", True, False),
    }


def test_an_article_with_the_slug_of_a_known_entity_is_not_taken_for_it() -> None:
    vocabulary = for_article(load(METADATA / "entities"), "russian-liberation-army")
    known = next(k for k in vocabulary.entities if k.startswith("unit:"))
    slug = known.partition(":")[2]
    document = Document(
        "x", "Brisk Division", slug, "plain", "The Brisk Division was formed in 1921.", {"language": "en"}
    )
    assert {c.subject_id for c in many.extract(document, vocabulary).claims} == {f"{known}--{slug}"}


def test_articles_without_a_vocabulary_of_their_own_share_one() -> None:
    loaded = load(METADATA / "entities")
    found = for_articles(loaded, ["russian-liberation-army", "lake", "hill"])
    assert found["lake"] is found["hill"] and found["lake"] is not found["russian-liberation-army"]
    assert found["lake"].entities == for_article(loaded, "lake").entities


def failing(kind: str) -> object:
    """`extract`, which fails for one of the texts."""
    real = many.extract

    def extract(document: Document, vocabulary: object) -> Extraction:
        if document.document_id == "hill":
            if kind == "error":
                raise PatternError("hill: found a bad pattern")
            os._exit(1)
        return real(document, vocabulary)  # type: ignore[arg-type]

    return extract


@LINUX
@pytest.mark.parametrize(
    ("kind", "jobs", "message"),
    [("error", "1", "a bad pattern"), ("error", "2", "a bad pattern"), ("gone", "2", "try again with --jobs 1")],
)
def test_a_text_that_fails_ends_the_build_with_one_message(
    kind: str,
    jobs: str,
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    raw = corpus(tmp_path / "raw", LAKE, HILL, *TARN)
    monkeypatch.setattr(many, "extract", failing(kind))
    assert build.main(["--raw", str(raw), "--out", str(tmp_path / "out"), "--jobs", jobs]) == 1
    told = capsys.readouterr().err
    assert message in told and "nothing was changed" in told and "Traceback" not in told
    assert not (tmp_path / "out").exists() and multiprocessing.active_children() == []


@LINUX
def test_an_interrupt_ends_the_build_without_a_word_from_its_processes(tmp_path: Path) -> None:
    rows = [row(f"text-{n}", "Lake Guards", f"article-{n}") for n in range(4)]
    long = (TEXT.format(title="Lake Guards") * 2_000).encode()
    raw = write_raw(tmp_path / "raw", rows, {f"text-{n}.txt": long for n in range(4)})
    command = [sys.executable, str(ROOT / "scripts" / "build.py"), "--raw", str(raw), "--out", str(tmp_path / "out")]
    process = subprocess.Popen([*command, "--jobs", "2"], stderr=subprocess.PIPE, start_new_session=True, text=True)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while process.poll() is None and not children.read_text():
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=20)
    assert (process.returncode, told) == (130, "build interrupted, nothing was changed\n")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("jobs", ["0", "-1", "two", "1.5"])
def test_a_number_of_processes_that_is_none_is_refused(jobs: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        build.main(["--jobs", jobs])
    assert ended.value.code == 2 and "expected a whole number" in capsys.readouterr().err
