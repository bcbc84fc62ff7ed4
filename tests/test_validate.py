"""Validation: one report, layer by layer; each check finds what it is there for, and how the command ends."""

from __future__ import annotations

import dataclasses
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from frictionless import Checklist, Resource, system
from frictionless import Package as FrictionlessPackage

import frictionless_roa
import roa_dataset as roa
from conftest import ROOT
from packages import zipped
from roa_dataset.checks.content import CONTENT_CHECKS, content_findings
from roa_dataset.checks.contents import Contents, read_contents
from roa_dataset.checks.finding import Finding
from roa_dataset.checks.promises import check_promises
from roa_dataset.checks.run import PackageChecks
from roa_dataset.checks.style import check_style
from roa_dataset.cli import main
from roa_dataset.errors import ArchiveRefusedError, PackageNotFoundError, UnreadablePackageError
from roa_dataset.loading.descriptor import Descriptor
from roa_dataset.validation.descriptor import check_descriptor
from roa_dataset.validation.files import check_files, check_headers
from roa_dataset.validation.report import LAYERS, ValidationReport

#: everything that the fast check may not need
HEAVY = ("frictionless", "pandas", "pyarrow", "jsonschema", "roa_dataset.checks.content")


@pytest.fixture(scope="module")
def contents() -> Contents:
    return read_contents(Descriptor(str(ROOT)))


@pytest.fixture(scope="module")
def report() -> ValidationReport:
    return roa.validate(ROOT)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "package"
    folder.mkdir()
    shutil.copy(ROOT / "datapackage.json", folder)
    for resource in Descriptor(str(ROOT)).content["resources"]:
        (folder / resource["path"]).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / resource["path"], folder / resource["path"])
    return folder


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_bytes().decode("utf-8")
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode("utf-8"))


# --- the package itself


def test_the_package_is_valid_and_the_report_says_so_layer_by_layer(report: ValidationReport) -> None:
    assert report.valid and bool(report), report.text()
    assert [layer.name for layer in report.layers] == list(LAYERS)
    assert all(not layer.skipped and not layer.findings for layer in report.layers)
    assert report.text().splitlines()[0] == f"roa-dataset {roa.__version__}: valid"
    told = json.loads(report.to_json())
    assert told["valid"] is True and told["findings"] == [] and len(told["layers"]) == len(LAYERS)


def test_every_layer_tells_of_damage_in_one_report_with_line_and_key(copy: Path, tmp_path: Path) -> None:
    (copy / "data" / "stranger.csv").write_text("x\n", encoding="utf-8")
    edit(copy / "datapackage.json", '"keywords"', '"keyword"')
    reviews = (copy / "data" / "reviews.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    reviews[1] = reviews[1].replace(",right,", ",rigth,")
    (copy / "data" / "reviews.csv").write_text("".join(reviews), encoding="utf-8")
    ranks = (copy / "data" / "ranks.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (copy / "data" / "ranks.csv").write_text("".join([ranks[0], ranks[2], ranks[1], *ranks[3:]]), encoding="utf-8")
    passages = copy / "data" / "passages.csv"
    edit(passages, "roa-newer:p0001,roa-newer,,", "roa-newer:p0001,roa-newer,roa-newer:p0002,")
    strengths = (copy / "data" / "strengths.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    header, first = strengths[0].strip().split(","), next(line for line in strengths[1:] if ",true,false," in line)
    strengths[strengths.index(first)] = first.replace(",true,false,", ",true,true,", 1)
    (copy / "data" / "strengths.csv").write_text("".join(strengths), encoding="utf-8")
    report = roa.validate(copy)
    assert not report.valid and header
    assert {finding.layer for finding in report.findings} == set(LAYERS)
    enum = next(f for f in report.findings if f.layer == "tables")
    assert (enum.file, enum.line, enum.column, enum.found) == ("data/reviews.csv", 2, "verdict", "'rigth'")
    assert enum.row == reviews[1].split(",")[0] + " " + reviews[1].split(",")[3]
    order = next(f for f in report.findings if f.layer == "style")
    assert order.file == "data/ranks.csv" and order.line == 3
    page = tmp_path / "report.html"
    written = report.to_html(page)
    assert page.read_text(encoding="utf-8") == written and "<script" not in written and "src=" not in written
    assert written.count("<caption") == 1 + len({f.layer for f in report.findings}) and "&#x27;rigth&#x27;" in written
    assert "rigth" in report._repr_html_()


# --- files and headers


def test_files_are_held_against_the_descriptor(copy: Path) -> None:
    (copy / "data" / "ranks.parquet").unlink()
    (copy / "data" / "links.csv").write_bytes((copy / "data" / "links.csv").read_bytes() + b"x")
    (copy / "raw" / "more.txt").write_text("more", encoding="utf-8")
    (copy / "data" / "places.csv").unlink()
    (copy / "data" / "places.csv").symlink_to(ROOT / "data" / "places.csv")
    found = {(f.file, f.column): f.found for f in check_files(Descriptor(str(copy)))}
    assert found["data/ranks.parquet", ""] == "no such file"
    assert ("data/links.csv", "bytes") in found and ("data/links.csv", "hash") in found
    assert found["raw/more.txt", ""] == "a file that no resource names"
    assert found["data/places.csv", ""] == "a link that leads out of the package"
    assert len(found) == 5


@pytest.mark.parametrize("path", ["../raw.txt", "/etc/passwd", "https://example.org/x.csv", "data\\x.csv"])
def test_a_path_that_leads_elsewhere_is_not_followed(copy: Path, path: str) -> None:
    content = json.loads((copy / "datapackage.json").read_text(encoding="utf-8"))
    content["resources"][0]["path"] = path
    (copy / "datapackage.json").write_text(json.dumps(content), encoding="utf-8")
    report = roa.validate(copy)
    assert repr(path) in {f.found for f in report.findings if f.layer == "files"}
    assert all(layer.skipped for layer in report.layers if layer.name not in ("files", "descriptor"))
    assert report.text().count("not checked") == len(LAYERS) - 2


def test_the_fast_check_reads_headers_and_needs_no_library(copy: Path) -> None:
    edit(copy / "data" / "links.csv", "link_id,kind", "kind,link_id")
    findings = list(check_headers(Descriptor(str(copy))))
    assert [(f.file, f.line) for f in findings] == [("data/links.csv", 1)]
    program = (
        "import sys, roa_dataset; report = roa_dataset.validate(sys.argv[1], fast=True); "
        "print(report.valid, [name for name in sys.argv[2:] if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(ROOT), *HEAVY], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "True []"


# --- the descriptor

DESCRIPTORS: Mapping[str, Callable[[dict[str, Any]], object]] = {
    "Additional properties": lambda d: d["resources"][0]["schema"]["fields"][0].update(requierd=True),
    "'licenses' is a required property": lambda d: d.pop("licenses"),
    "[] should be non-empty": lambda d: d.update(licenses=[]),
    "a day and time that there are": lambda d: d.update(created="2026-02-30T00:00:00Z"),
    "does not match": lambda d: d["resources"][0].update(hash="sha1:" + "0" * 40),
    "each name once": lambda d: d["resources"][0].update(name=d["resources"][2]["name"]),
    "columns of documents": lambda d: d["resources"][0]["schema"].update(primaryKey=["nobody"]),
    "a table of the package": lambda d: _table(d, "claims")["foreignKeys"][0]["reference"].update(resource="nowhere"),
    "a regular expression": lambda d: d["resources"][0]["schema"]["fields"][0]["constraints"].update(pattern="("),
    "a resource documents-parquet": lambda d: d["resources"].pop(1),
}


def _table(content: dict[str, Any], name: str) -> dict[str, Any]:
    schema: dict[str, Any] = next(r for r in content["resources"] if r["name"] == name)["schema"]
    return schema


@pytest.mark.parametrize("expected", DESCRIPTORS)
def test_a_descriptor_is_held_against_a_strict_profile(tmp_path: Path, expected: str) -> None:
    content = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
    (tmp_path / "datapackage.json").write_text(json.dumps(content), encoding="utf-8")
    assert list(check_descriptor(str(tmp_path), content)) == []
    DESCRIPTORS[expected](content)
    (tmp_path / "datapackage.json").write_text(json.dumps(content), encoding="utf-8")
    assert any(expected in f.expected for f in check_descriptor(str(tmp_path), content))


def test_a_property_that_stands_twice_is_found(tmp_path: Path) -> None:
    text = (ROOT / "datapackage.json").read_text(encoding="utf-8")
    twice = text.replace('"name": "roa-dataset",', '"name": "other",\n  "name": "roa-dataset",', 1)
    (tmp_path / "datapackage.json").write_text(twice, encoding="utf-8")
    assert [f.column for f in check_descriptor(str(tmp_path), json.loads(twice))] == ["name"]


# --- what the tables say: for each check a change that it must find, and that leaves every other cell alone


def changed(
    contents: Contents, table: str, column: str, value: Callable[[Any], Any], where: Callable[[Any], bool]
) -> Contents:
    rows = [dict(row) for row in contents.rows(table)]
    row = next(row for row in rows if where(row) and value(row[column]) != row[column])
    row[column] = value(row[column])
    return dataclasses.replace(contents, tables={**contents.tables, table: rows})


def dropped(contents: Contents, table: str, where: Callable[[Any], bool]) -> Contents:
    rows = list(contents.rows(table))
    rows.remove(next(row for row in rows if where(row)))
    return dataclasses.replace(contents, tables={**contents.tables, table: rows})


def run(contents: Contents, name: str) -> list[Finding]:
    check = next(check for check in CONTENT_CHECKS if check.name == name)
    return list(check.run(contents))


def other(value: Any) -> Callable[[Any], Any]:
    return lambda found: value


ANY: Callable[[Any], bool] = lambda row: True  # noqa: E731
CHANGES: list[tuple[str, str, str, Callable[[Any], Any], Callable[[Any], bool]]] = [
    ("spans", "mentions", "text", lambda text: text[:-1] + "x", ANY),
    ("spans", "passages", "claim_count", lambda count: count + 1, ANY),
    ("parts", "claim_spans", "ordinal", lambda number: number + 1, ANY),
    ("parts", "claim_spans", "bibliography_id", other(None), lambda row: row["bibliography_id"]),
    ("parts", "claims", "number_measure", lambda words: words + "s", lambda row: row["number_measure"]),
    ("parts", "claims", "attributed_to_id", other("person:ivan-kononov"), lambda row: row["attributed_to_id"]),
    ("ids", "claims", "polarity", other("negated"), lambda row: row["polarity"] == "affirmed"),
    ("ids", "claims", "value", lambda words: words + "s", lambda row: row["value"]),
    ("ids", "passages", "parent_id", other(None), lambda row: row["parent_id"]),
    ("ids", "names", "name", lambda name: name + "s", ANY),
    ("ids", "conflicts", "class", other("revision"), lambda row: row["class"] == "contradiction"),
    ("ids", "conflict_claims", "reading", lambda words: words + "s", ANY),
    ("structure", "passages", "section", lambda section: section + "s", lambda row: row["section"]),
    ("structure", "passages", "about_title", other("Another"), lambda row: row["about_title"]),
    ("structure", "mentions", "passage_id", other("roa-newer:p0001"), lambda row: row["document_id"] == "roa-newer"),
    ("structure", "mentions", "language", other("de"), lambda row: row["kind"] == "description"),
    ("events", "claims", "event_id", other(None), lambda row: row["event_id"]),
    ("documents", "bibliography", "title", lambda words: words.split()[0], lambda row: " " in str(row["title"])),
    ("documents", "bibliography", "title", other(None), lambda row: row["title"] and row["kind"] == "external_link"),
    ("documents", "bibliography", "archive_basis", other("stated"), lambda row: row["archive_basis"] == "inherited"),
    ("documents", "bibliography", "publisher", lambda words: words[:-1], lambda row: row["publisher"]),
    ("documents", "ranks", "german_equivalent", lambda words: words[:-1], ANY),
    ("documents", "documents", "characters", lambda number: number - 1, ANY),
    ("documents", "documents", "license", other("CC0-1.0"), ANY),
    ("documents", "bibliography", "times_cited", lambda number: number + 1, lambda row: row["times_cited"]),
    ("documents", "bibliography", "isbn_valid", lambda valid: not valid, lambda row: row["isbn"]),
    ("documents", "bibliography", "published_edtf", other("1901"), lambda row: row["published_edtf"]),
    ("documents", "ranks", "citation_needed", lambda needed: not needed, ANY),
    ("names", "mentions", "entity_id", other("unit:wehrmacht"), lambda row: row["kind"] == "abbreviation"),
    ("names", "mentions", "script", other("Cyrl"), lambda row: row["script"] == "Latn"),
    ("names", "names", "in_older", lambda there: not there, ANY),
    ("readings", "claims", "date_edtf", lambda edtf: edtf.replace("194", "195"), lambda row: row["date_edtf"]),
    ("readings", "claims", "date_basis", other("context"), lambda row: row["date_basis"] == "stated"),
    ("readings", "claims", "number_max", lambda number: number + 1, lambda row: row["number_max"]),
    ("bounds", "fates", "date_earliest", other("1999-01-01"), lambda row: row["date_latest"]),
    ("bounds", "images", "date_edtf", other("February 1945"), lambda row: row["date_edtf"]),
    ("bounds", "identity_judgements", "decided_on", other("2026-11-92"), ANY),
    (
        "registers",
        "vocabulary",
        "definition",
        other("The text says that it was so."),
        lambda row: row["code"] == "negated",
    ),
    ("registers", "vocabulary", "negated_label", other(None), lambda row: row["negated_label"]),
    ("registers", "rules", "layer", other("structure"), lambda row: row["layer"] == "prose" and "(?" in row["pattern"]),
    ("statements", "claims", "statement", lambda words: words.replace(" ", "  ", 1), ANY),
    ("statements", "vocabulary", "label", lambda label: label + "s", lambda row: row["code"] == "commands"),
    ("labels", "fates", "entity_label", lambda label: label + "s", ANY),
    ("labels", "entities", "label", lambda label: label + "s", lambda row: row["entity_type"] == "person"),
    ("registers", "rules", "claims", lambda count: count + 1, ANY),
    ("registers", "rules", "description", other("What somebody ordered, and to whom."), ANY),
    ("registers", "entities", "scope", other("author"), lambda row: row["entity_type"] == "unit"),
    ("registers", "entities", "origin", other("discovered"), lambda row: row["origin"] == "vocabulary"),
    ("registers", "vocabulary", "example_quote", lambda words: words + "x", lambda row: row["example_quote"]),
    ("registers", "identity_judgements", "judgement", other("same"), lambda row: row["judgement"] == "different"),
    ("registers", "reviews", "verdict", other("wrong"), lambda row: row["verdict"] == "right"),
    ("registers", "places", "latitude", other(91.0), lambda row: row["latitude"]),
    ("registers", "units", "relation_to_roa", other("joined"), lambda row: row["relation_to_roa"] == "named"),
    ("provenance", "units", "state", lambda words: words + "x", lambda row: row["state"]),
    ("provenance", "provenance", "row_id", other("unit:nobody"), lambda row: row["table_name"] == "units"),
    ("views", "units", "modality", other(None), lambda row: row["modality"]),
    ("views", "events", "hedges", other(None), lambda row: row["hedges"]),
    ("views", "postings", "in_newer", lambda there: not there, ANY),
    ("views", "strengths", "section", lambda section: f"{section}s", ANY),
    ("views", "persons", "occurs_in", other("list"), lambda row: row["occurs_in"] == "article"),
    ("views", "units", "disputed_columns", other("state"), lambda row: row["disputed_columns"] is None),
    ("view ids", "events", "label", lambda label: label + ", 1901", ANY),
    ("view ids", "event_participants", "role", lambda role: role + "s", ANY),
    ("view ids", "unit_relations", "basis", other("nominal"), lambda row: row["basis"] == "unspecified"),
    ("comparison", "alignments", "similarity", lambda share: round(share - 0.01, 3), lambda row: row["similarity"]),
    ("comparison", "alignments", "change", other("identical"), lambda row: row["change"] == "reworded"),
    (
        "comparison",
        "conflicts",
        "summary",
        lambda words: words.replace("; ", " ", 1),
        lambda row: "; " in row["summary"],
    ),
    ("comparison", "conflicts", "scope", other("within_text"), lambda row: row["scope"] == "between_texts"),
]


@pytest.mark.parametrize(
    ("check", "table", "column", "value", "where"), CHANGES, ids=[f"{c[0]}-{c[1]}-{c[2]}" for c in CHANGES]
)
def test_a_check_finds_the_cell_that_does_not_follow(
    contents: Contents, check: str, table: str, column: str, value: Callable[[Any], Any], where: Callable[[Any], bool]
) -> None:
    findings = run(changed(contents, table, column, value, where), check)
    assert findings
    assert all(f.found and f.expected and f.advice and f.file for f in findings)


def test_a_dropped_row_of_provenance_is_missed(contents: Contents) -> None:
    behind: dict[tuple[str, str, str], int] = {}
    for row in contents.rows("provenance"):
        address = (row["table_name"], row["row_id"], row["column_name"])
        behind[address] = behind.get(address, 0) + 1
    several = next(
        at for at, count in behind.items() if count > 1 and at[0] == "units" and at[2] == "described_as_written"
    )
    damaged = dropped(
        contents, "provenance", lambda row: (row["table_name"], row["row_id"], row["column_name"]) == several
    )
    findings = run(damaged, "views")
    assert [(f.file, f.row, f.column) for f in findings] == [("data/units.csv", several[1], several[2])]
    assert findings[0].words


def test_a_dropped_span_is_missed(contents: Contents) -> None:
    marked = dropped(contents, "claim_spans", lambda row: row["role"] == "citation")
    assert run(marked, "parts")
    objects = {row["claim_id"] for row in contents.rows("claims") if row["object_id"]}
    assert run(dropped(contents, "claim_spans", lambda r: r["role"] == "object" and r["claim_id"] in objects), "parts")


def test_a_circle_of_subordination_is_found(contents: Contents) -> None:
    rows = [dict(row) for row in contents.rows("claims")]
    first = next(r for r in rows if r["predicate"] == "part_of" and r["object_id"] and not r["subject_text"])
    first["polarity"], first["modality"] = "affirmed", "asserted"
    back = {**first, "subject_id": first["object_id"], "object_id": first["subject_id"]}
    damaged = dataclasses.replace(contents, tables={**contents.tables, "claims": [*rows, back]})
    assert any("no circle" in f.expected for f in run(damaged, "bounds"))


def test_a_check_that_stumbles_says_so_and_the_others_go_on(contents: Contents) -> None:
    damaged = changed(contents, "claims", "char_start", other("soon"), ANY)
    findings = content_findings(damaged)
    assert any("a check that stumbled" in f.found for f in findings)
    assert {"labels", "comparison"}.isdisjoint(f.check for f in findings if "stumbled" in f.found)


def test_a_table_that_cannot_be_read_is_no_traceback(copy: Path) -> None:
    lines = (copy / "data" / "names.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (copy / "data" / "names.csv").write_text("".join([lines[0], "one,cell\n", *lines[1:]]), encoding="utf-8")
    read = read_contents(Descriptor(str(copy)))
    assert "line 2 has 2 cells" in read.missing["names"] and "names" not in read.tables
    assert not any("stumbled" in finding.found for finding in content_findings(read))


def test_findings_name_the_line_of_the_row(contents: Contents) -> None:
    number = next(n for n, row in enumerate(contents.rows("links")) if row["kind"] == "see_also")
    name = contents.rows("links")[number]["link_id"]
    damaged = changed(contents, "links", "entity_id", other("unit:wehrmacht"), lambda row: row["link_id"] == name)
    finding = next(f for f in content_findings(damaged, ["evidence"]) if f.file == "data/links.csv")
    assert finding.line == contents.lines["links"][number] and finding.row == name and finding.check == "documents"


# --- style and promises

STYLES: Mapping[str, Callable[[bytes], bytes]] = {
    "UTF-8 without one": lambda data: b"\xef\xbb\xbf" + data,
    "LF between records": lambda data: data.replace(b"\n", b"\r\n"),
    "LF after every record": lambda data: data[:-1],
    "no space around the text": lambda data: data.replace(b",rank:", b", rank:", 1),
    "rows in the order of their key": lambda data: b"\n".join([*(lines := data.split(b"\n"))[:1], *lines[2:-1], lines[1], b""]),
    "a text that no reader takes for a missing value": lambda data: data.replace("Подпоручик".encode(), b"null"),
    "a value of type integer in its only form": lambda data: data.replace(b",13,", b",013,", 1),
}  # fmt: skip


@pytest.mark.parametrize("expected", STYLES)
def test_style_is_told_from_bytes_and_cells(copy: Path, expected: str) -> None:
    path = copy / "data" / "ranks.csv"
    before = path.read_bytes()
    path.write_bytes(STYLES[expected](before))
    assert path.read_bytes() != before
    descriptor = Descriptor(str(copy))
    findings = check_style(descriptor, read_contents(descriptor))
    assert any(expected in f.expected for f in findings) and {f.file for f in findings} == {"data/ranks.csv"}


def test_unique_keys_and_categories_are_checked(contents: Contents) -> None:
    content = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
    assert list(check_promises(contents)) == []
    schema = _table(content, "names")
    schema["uniqueKeys"] = [["entity_id"]]
    next(f for f in schema["fields"] if f["name"] == "script")["categories"] = [{"value": "Latn", "label": "Latin"}]
    found = {f.column for f in check_promises(dataclasses.replace(contents, descriptor=content))}
    assert found == {"entity_id", "script"}


# --- Parquet


def test_a_parquet_file_of_other_content_types_or_meaning_is_found(copy: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pq.ParquetFile(copy / "data" / "ranks.parquet").read()
    ordinals = [number + 1 for number in table["ordinal"].to_pylist()]
    at = table.schema.get_field_index("ordinal")
    field = table.schema.field("ordinal")
    variants = {
        "as the CSV has": table.set_column(at, field, pa.array(ordinals, pa.int64())),
        "type int64": table.set_column(at, field.with_type(pa.string()), pa.array(map(str, ordinals))),
        "13, as the CSV has": table.slice(1),
        "that of datapackage.json": table.set_column(at, field.remove_metadata(), table["ordinal"]),
        "'roa-dataset'": table.replace_schema_metadata(None),
    }
    descriptor = Descriptor(str(copy))
    checks = PackageChecks(descriptor)
    assert checks.findings("parquet") == []
    from roa_dataset.checks.parquet import check_parquet

    for expected, variant in variants.items():
        pq.write_table(variant, copy / "data" / "ranks.parquet")
        findings = list(check_parquet(descriptor, checks.contents, ["ranks"]))
        assert any(expected in f.expected for f in findings), expected
    (copy / "data" / "ranks.parquet").write_bytes(b"PAR1")
    assert [f.expected for f in check_parquet(descriptor, checks.contents, ["ranks"])] == ["a Parquet file"]


# --- our checks in plain Frictionless


def test_frictionless_finds_the_plugin_by_itself_and_runs_its_checks(copy: Path) -> None:
    assert {type(plugin).__name__ for plugin in system.plugins.values()} >= {"RoaPlugin"}
    edit(copy / "data" / "ranks.csv", ",true,", ",false,")
    package = FrictionlessPackage(str(copy / "datapackage.json"))
    checklist = Checklist.from_descriptor({"checks": [{"type": check.type} for check in frictionless_roa.CHECKS]})
    errors = package.validate(checklist, name="ranks").flatten(["type", "note"])
    own = {kind: note for kind, note in errors if kind.startswith("roa-")}
    assert set(own) == {"roa-evidence-error", "roa-parquet-error"}
    assert "citation_needed: found False; expected true" in own["roa-evidence-error"]


def test_a_check_without_its_package_says_so() -> None:
    resource = Resource(path="ranks.csv", basepath=str(ROOT / "data"))
    [(note,)] = resource.validate(Checklist(checks=[frictionless_roa.roa_style()])).flatten(["note"])
    assert "needs the whole package" in note


# --- archives, addresses and the command


def test_an_archive_is_unpacked_for_the_time_of_the_check_and_told_of(copy: Path, tmp_path: Path) -> None:
    edit(copy / "raw" / "002_8d5ee856bdc2e465.txt", "Vlasov", "Vlasof")
    archive = zipped(copy, tmp_path / "package.zip", top="package/")
    report = roa.validate(archive, fast=True)
    assert [(f.file, f.column) for f in report.findings] == [("raw/002_8d5ee856bdc2e465.txt", "hash")]
    assert report.source == str(archive)
    with pytest.raises(ArchiveRefusedError, match="expected 0000"):
        roa.validate(archive, sha256="0" * 64)


def test_what_cannot_be_checked_is_an_error_and_no_finding(tmp_path: Path) -> None:
    with pytest.raises(PackageNotFoundError):
        roa.validate(tmp_path / "nowhere")
    (tmp_path / "datapackage.json").write_text("[" * 100_000, encoding="utf-8")
    with pytest.raises(UnreadablePackageError, match="nested too deep"):
        roa.validate(tmp_path)
    (tmp_path / "datapackage.json").write_text("{}", encoding="utf-8")
    report = roa.validate(tmp_path / "datapackage.json")
    assert not report.valid and any("'resources' is a required" in f.expected for f in report.findings)


def ended(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["validate", *arguments])
    return result.exit_code, result.output


def test_the_command_ends_with_0_1_or_2(copy: Path, tmp_path: Path) -> None:
    assert ended("--fast")[0] == 0
    code, output = ended(str(copy), "--fast", "--json")
    assert code == 0 and json.loads(output)["valid"] is True
    (copy / "data" / "links.csv").unlink()
    page = tmp_path / "report.html"
    code, output = ended(str(copy), "--fast", "--report", str(page))
    assert code == 1 and "data/links.csv: found no such file" in output and page.read_text(encoding="utf-8")
    (copy / "datapackage.json").write_text("{", encoding="utf-8")
    for path in (str(copy), str(tmp_path / "nowhere"), str(page), "ftp://example.org/x.zip"):
        code, output = ended(path)
        assert code == 2 and "Traceback" not in output, path
