"""The build: the same bytes anywhere, all or nothing, and tables that follow the texts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

import build
import check_rebuild
from adversarial import EXPECTED, adversarial_files, documents_csv
from assemble import whole
from conftest import INVENTED, METADATA, RAW, ROOT, Tables, built, read_raw, read_tables, run_build, tree, write_raw
from extract.layouts import LAYOUTS
from roa_dataset.checks.evidence import check_evidence

CLEAN = sorted(name for name, outcome in EXPECTED.items() if outcome == "clean")


def silent(line: str) -> None:
    """What a build says on no terminal."""


def changed(folder: Path, *changes: tuple[str, str]) -> Path:
    """A copy of raw/ in which each first wording is the second, with the pins of the new bytes."""
    rows, files = read_raw()
    for old, new in changes:
        hits = [name for name, data in files.items() if old.encode() in data]
        assert hits, f"no text has {old!r}"
        files = {name: data.replace(old.encode(), new.encode()) for name, data in files.items()}
    return write_raw(folder, rows, files)


def test_two_builds_give_the_same_bytes_whatever_the_place_the_time_zone_the_locale_and_the_order(
    package: Path, tmp_path: Path
) -> None:
    rows, files = read_raw()
    raw = write_raw(tmp_path / "a place" / "texts", rows[::-1], files)
    out = tmp_path / "élsewhere" / "out"
    other = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "271828"}
    other |= {"PYTHONUTF8": "0", "PYTHONIOENCODING": "utf-8"}
    done = run_build(raw, out, cwd=tmp_path, **other)
    assert done.returncode == 0, done.stderr
    ours, theirs = tree(package), tree(out)
    assert ours.keys() == theirs.keys()
    assert ours.pop("raw/documents.csv") != theirs.pop("raw/documents.csv"), "the rows stand in another order"
    # the descriptor has the bytes and the hash of documents.csv as it stands
    descriptors = [json.loads(files.pop("datapackage.json")) for files in (ours, theirs)]
    for descriptor in descriptors:
        for resource in descriptor["resources"]:
            if resource["path"] == "raw/documents.csv":
                del resource["bytes"], resource["hash"]
    assert descriptors[0] == descriptors[1]
    assert [name for name in ours if ours[name] != theirs[name]] == []


def test_a_second_build_into_the_same_folder_is_quick_and_changes_nothing(twin: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in twin.rglob("*") if path.is_file()}
    started = time.perf_counter()
    built(RAW, twin)
    seconds = time.perf_counter() - started
    assert {path: path.stat().st_mtime_ns for path in twin.rglob("*") if path.is_file()} == before
    print(f"the whole build: {seconds:.1f} s")
    assert seconds < 40, "five seconds on two idle cores; the bound leaves room for a loaded machine"


def test_a_build_into_an_empty_folder_is_a_whole_valid_package(package: Path) -> None:
    names = {table.stem for table in (METADATA / "tables").glob("*.toml")}
    assert {path.stem for path in (package / "data").glob("*.csv")} == names
    assert {path.stem for path in (package / "data").glob("*.parquet")} == names
    for name in (
        "datapackage.json",
        "CITATION.cff",
        "docs/data-dictionary.md",
        "docs/coverage.md",
        "docs/contradictions.md",
        "raw/documents.csv",
    ):
        assert (package / name).is_file()
    command = [str(Path(sys.executable).with_name("frictionless")), "validate", "datapackage.json"]
    done = subprocess.run(
        command, cwd=package, capture_output=True, text=True, check=False, env={**os.environ, "COLUMNS": "200"}
    )
    assert done.returncode == 0, done.stdout[-2000:]
    assert "INVALID" not in done.stdout


def test_a_failed_build_leaves_the_old_package_whole(twin: Path, tmp_path: Path) -> None:
    out = twin
    before = tree(out)
    rows, files = read_raw()
    files[min(files)] += b" One word more."
    done = run_build(write_raw(tmp_path / "raw", rows, files, pin=False), out)
    assert done.returncode == 1 and "sha256" in done.stderr and "Traceback" not in done.stderr
    assert tree(out) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["raw", "twin"]


def test_a_build_whose_tables_disagree_with_the_text_is_not_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = whole.finish_part

    def careless(*arguments: object) -> Tables:
        tables = real(*arguments)  # type: ignore[arg-type]
        tables["claims"][0]["char_end"] = int(str(tables["claims"][0]["char_end"])) - 1
        return tables

    monkeypatch.setattr(whole, "finish_part", careless)
    assert build.main(["--out", str(tmp_path / "out")]) == 1
    assert "disagree with the raw texts" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", CLEAN)
def test_an_unusual_text_is_built(name: str, layout: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adversarial.MANY", 12)  # the layouts' own tests read the long ones
    files = {name: adversarial_files(large=2_000)[name]}
    (tmp_path / f"{name}.txt").write_bytes(files[name])
    (tmp_path / "documents.csv").write_bytes(documents_csv(files, layout))
    documents, _, tables = build.build_tables(tmp_path, METADATA, silent)
    assert tables["passages"]
    assert check_evidence(tables, {d.document_id: d.text for d in documents}) == []


def cells(tables: Tables, *names: str) -> set[str]:
    """Every filled cell of these tables as a CSV file holds it."""
    filled = (cell for name in names for row in tables[name] for cell in row.values() if cell is not None)
    return {str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell) for cell in filled}


#: what → (wording of a raw text, what it becomes, the new values in the tables, the old ones); each in a structured place
CHANGES: dict[str, tuple[str, str, set[str], set[str]]] = {
    "range": ("Size Corps, 120,000–130,000", "Size Corps, 91,357–97,531", {"91357", "97531"}, {"120000", "130000"}),
    "month": (
        " (April 1945)\nNickname",
        " (June 1947)\nNickname",
        {"1947-06"},
        {"Russian Liberation Army numbered 120,000–130,000, as of April 1945."},
    ),
    "nickname": ("Vlasovtsy (Власовцы)", "Otterovtsy (Выдровцы)", {"Otterovtsy", "Выдровцы"}, {"Власовцы"}),
    "years": ("Active1942 (Wehrmacht)", "Active1936 (Wehrmacht)", {"1936/1945"}, {"1942/1945"}),
    "rank": (
        "ЕфрейторYefreytorGefreiter",
        "ЕгерьYeger'Jäger",
        {"Егерь", "Yeger'", "Jäger"},
        {"Yefreytor", "Gefreiter"},
    ),
    "year of a book": (
        "Jurado, Carlos (1983)",
        "Jurado, Carlos (1971)",
        {"1971"},
        {"Jurado, Carlos (1983). Foreign Volunteers of the Wehrmacht 1941-45"},
    ),
    "publisher": ("Osprey Publishing", "Farfield Press", {"Farfield Press"}, {"Osprey Publishing"}),
    "archival date": ("2749/43, 9.8.43", "2749/43, 3.11.41", {"3.11.41", "1941-11-03"}, {"9.8.43", "1943-08-09"}),
    "archival number": ("AOK 8 Ia 4844/3", "AOK 8 Ia 7117/3", {"AOK 8 Ia 7117/3"}, {"AOK 8 Ia 4844/3"}),
    "commander": ("Mikhail Shapalov Did", "Ivo Saltern Did", {"Ivo Saltern"}, {"Mikhail Shapalov"}),
    "rank of a commander": (
        "Major General Grigory",
        "Colonel Grigory",
        {"Colonel Grigory Zverev"},
        {"Major General Grigory Zverev"},
    ),
    "strength": ("had 11,856 men", "had 7,919 men", {"7919"}, {"11856"}),
    "hedged strength": ("of around 20,000 men", "of roughly 31,000 men", {"31000"}, {"20000"}),
    "foreign title": (
        "pl:Rosyjska Armia",
        "pl:Wydrza Armia",
        {"Wydrza Armia Wyzwoleńcza"},
        {"Rosyjska Armia Wyzwoleńcza"},
    ),
    "date of a caption": (
        "for recruits, 1944",
        "for recruits, 1938",
        {"1938-12-31"},
        {"Training classes for recruits, 1944"},
    ),
    "allegiance": ("(since 28th January 1945)", "(since 3rd March 1944)", {"1944-03-03"}, {"28th January 1945"}),
    "second designation": ("1st Division of the KONR", "9th Division of the KONR", {"9th Division of the KONR"}, set()),
    "date of a link": ("November 11, 2004", "May 2, 1999", {"May 2, 1999"}, {"November 11, 2004"}),
    "field of the dump": ("|country= Nazi Germany", "|country= Vesmar", {"Vesmar"}, {"country= Nazi Germany"}),
}


@pytest.fixture(scope="module")
def changed_tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """The tables of the texts with all changes at once: no two of them touch the same place."""
    folder = tmp_path_factory.mktemp("changed")
    return read_tables(
        built(changed(folder / "raw", *((old, new) for old, new, _, _ in CHANGES.values())), folder / "out")
    )


#: passages hold the text itself, and identity judgements name entities of the vocabulary
READ = ("claims", "claim_spans", "bibliography", "links", "images", "ranks")


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_of_the_text_is_a_change_of_the_tables(what: str, tables: Tables, changed_tables: Tables) -> None:
    _, _, new, old = CHANGES[what]
    before, after = cells(tables, *READ), cells(changed_tables, *READ)
    assert new <= after
    assert not new & before, "a value that was there before proves nothing"
    assert old <= before, "a value that was never there cannot go"
    assert not old & after


def test_a_change_elsewhere_changes_no_other_claim(tables: Tables, tmp_path: Path) -> None:
    raw = changed(tmp_path / "raw", ("had 11,856 men", "had 17,856 men"))
    after = {row["claim_id"] for row in read_tables(built(raw, tmp_path / "out"))["claims"]}
    before = {row["claim_id"] for row in tables["claims"]}
    assert len(before - after) == len(after - before) == 1


def test_one_document_alone_gives_the_same_claims(tables: Tables, tmp_path: Path) -> None:
    rows, files = read_raw()
    for row in rows:
        name = row["path"].removeprefix("raw/")
        raw = write_raw(tmp_path / row["document_id"], [row], {name: files[name]})
        alone = read_tables(built(raw, tmp_path / f"{row['document_id']}-out"))
        assert [d["document_id"] for d in alone["documents"]] == [row["document_id"]]
        for table in ("claims", "claim_spans", "passages", "bibliography", "links"):
            key = "claim_id" if table == "claim_spans" else "document_id"
            ours = {c["claim_id"] for c in tables["claims"] if c["document_id"] == row["document_id"]}
            mine = [r for r in tables[table] if r[key] in (ours if key == "claim_id" else {row["document_id"]})]
            assert alone[table] == mine


def test_other_articles_beside_ours_change_no_claim_of_ours(tables: Tables, tmp_path: Path) -> None:
    ours, theirs = read_raw(), read_raw(INVENTED / "raw")
    raw = write_raw(tmp_path / "raw", [*theirs[0], *ours[0]], {**theirs[1], **ours[1]})
    together = read_tables(built(raw, tmp_path / "out"))
    ids = {row["document_id"] for row in ours[0]}
    for table in ("claims", "passages", "bibliography", "links", "images", "ranks"):
        assert [row for row in together[table] if row["document_id"] in ids] == tables[table]
    discovered = {r["entity_id"] for r in together["entities"] if r["origin"] == "discovered"}
    assert discovered >= {r["entity_id"] for r in tables["entities"] if r["origin"] == "discovered"}


@pytest.fixture
def twin(package: Path, tmp_path: Path) -> Path:
    """A copy of the built package, as a checkout would hold it."""
    folder = tmp_path / "twin"
    for name, content in tree(package).items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return folder


def test_the_rebuild_check_is_content_with_the_same_files(package: Path, twin: Path) -> None:
    assert check_rebuild.compare(package, twin) == []


@pytest.mark.parametrize(
    "name", ["data/claims.csv", "docs/coverage.md", "datapackage.json", "CITATION.cff", "raw/documents.csv"]
)
def test_the_rebuild_check_sees_a_changed_byte(package: Path, twin: Path, name: str) -> None:
    content = (twin / name).read_bytes()
    (twin / name).write_bytes(content[:-2] + bytes([content[-2] ^ 1]) + content[-1:])
    (line,) = check_rebuild.compare(package, twin)
    assert line.startswith(f"{name}: ")


def test_the_rebuild_check_sees_a_missing_file(package: Path, twin: Path) -> None:
    (twin / "data" / "ranks.csv").unlink()
    (line,) = check_rebuild.compare(package, twin)
    assert line.startswith("data/ranks.csv: ") and "has none" in line


def test_the_rebuild_check_sees_a_file_too_many(package: Path, twin: Path) -> None:
    (twin / "data" / "rumours.csv").write_text("rumour_id\n", encoding="utf-8")
    (line,) = check_rebuild.compare(package, twin)
    assert line.startswith("data/rumours.csv: ")


def test_the_rebuild_check_sees_other_rows_in_parquet(package: Path, twin: Path) -> None:
    (twin / "data" / "ranks.parquet").write_bytes((twin / "data" / "rules.parquet").read_bytes())
    (line,) = check_rebuild.compare(package, twin)
    assert line.startswith("data/ranks.parquet: ")


def test_what_is_committed_is_where_the_checkout_has_it() -> None:
    """A guard of the tests above: they read the same files as `make data` writes."""
    assert (ROOT / "data" / "claims.csv").is_file() and (RAW / "documents.csv").is_file()
