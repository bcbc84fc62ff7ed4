"""What is published is exact: the bytes of CSV and Parquet, the descriptor, the dictionary, types and citation."""

from __future__ import annotations

import ast
import csv
import datetime as dt
import hashlib
import io
import json
import subprocess
import sys
import tomllib
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import jsonschema
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.citation import citation_cff
from publish.descriptor import descriptor, descriptor_bytes
from publish.dictionary import dictionary_markdown
from publish.files import write_tree
from publish.literals import literals_module
from publish.rows import READ_AS_MISSING, PublishError, check_rows, clean_rows
from publish.tables_csv import csv_bytes
from publish.tables_parquet import arrow_schema, parquet_bytes
from roa_dataset.schema_files import Column, Reference, Schema, Table, load_schema
from roa_dataset.vocabulary_files import vocabulary_rows

ROOT = Path(__file__).parent.parent
#: the published JSON Schema of Data Package v2, from the package that `requirements-profile.lock` pins
PROFILE = Path(str(distribution("check-datapackage").locate_file("check_datapackage/schemas/data-package-2-0.json")))
Rows = list[dict[str, object]]

TOWNS = Table(
    name="towns",
    title="Towns",
    description="One row is one town.",
    primary_key=("town_id",),
    columns=(
        Column("town_id", "string", "The id.", required=True),
        Column("size", "string", "How large.", scheme="size", enum=("small", "large")),
        Column("code", "string", "A code.", pattern="[A-Z]{2}", unique=True),
        Column("people", "integer", "How many live there.", minimum=0, maximum=1000),
        Column("share", "number", "A share."),
        Column("port", "boolean", "Whether it has a port."),
        Column("founded", "date", "The day."),
        Column("twin_id", "string", "A twin town.", references=Reference("towns", "town_id")),
    ),
    package="sample",
    version="1.2.3",
)
EMPTY: dict[str, object] = dict.fromkeys(TOWNS.column_names)


def town(town_id: object, **cells: object) -> dict[str, object]:
    return {**EMPTY, "town_id": town_id, **cells}


@pytest.fixture(scope="module")
def schema() -> Schema:
    return load_schema(ROOT / "metadata")


# ---- CSV


def test_csv_is_written_byte_for_byte() -> None:
    rows = [
        town("b", size="large", people=12, share=12000.0, port=False, founded=dt.date(1208, 5, 1)),
        town("a", share=0.25, port=True, founded="1945-05-09", twin_id="b"),
        town('Ä, the "first"\nof all', size="", share=1e-07),
    ]
    assert (
        csv_bytes(TOWNS, rows)
        == (
            "town_id,size,code,people,share,port,founded,twin_id\n"
            "a,,,,0.25,true,1945-05-09,b\n"
            "b,large,,12,12000,false,1208-05-01,\n"
            '"Ä, the ""first""\nof all",,,,0.0000001,,,\n'
        ).encode()
    )


def test_csv_of_no_rows_is_the_header_alone() -> None:
    assert csv_bytes(TOWNS, []) == b"town_id,size,code,people,share,port,founded,twin_id\n"


def test_keys_sort_integers_by_value_and_strings_by_code_point() -> None:
    columns = (Column("name", "string", "A name.", required=True), Column("n", "integer", "A number.", required=True))
    table = Table("pairs", "Pairs", "One row is a pair.", ("name", "n"), columns)
    rows: Rows = [{"name": name, "n": n} for name in ("é", "a", "Z", "\U0001f600", "ﬀ") for n in (10, 9, 100)]
    keys = [(name, n) for name, n in clean_rows(table, rows)]
    assert keys == [(name, n) for name in ("Z", "a", "é", "ﬀ", "\U0001f600") for n in (9, 10, 100)]


text_cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0")).filter(
    lambda text: text == text.strip() and text not in READ_AS_MISSING
)


@given(st.dictionaries(text_cells.filter(bool), text_cells, max_size=5))
def test_any_text_comes_back_from_the_csv(cells: dict[str, str]) -> None:
    columns = (Column("k", "string", "A key.", required=True), Column("v", "string", "A value."))
    table = Table("pairs", "Pairs", "One row is a pair.", ("k",), columns)
    content = csv_bytes(table, [{"k": key, "v": value} for key, value in cells.items()]).decode("utf-8")
    records = list(csv.reader(io.StringIO(content, newline="")))
    assert records == [["k", "v"], *([key, cells[key]] for key in sorted(cells))]


def test_line_ends_inside_a_cell_come_back_as_they_were() -> None:
    columns = (Column("k", "string", "A key.", required=True),)
    table = Table("lines", "Lines", "One row is a quote.", ("k",), columns)
    quotes = ["a\rb", "a\r\nb", "a\nb", 'say "a"\r']
    content = csv_bytes(table, [{"k": quote.strip()} for quote in quotes]).decode("utf-8")
    records = list(csv.reader(io.StringIO(content, newline="")))
    assert records[1:] == [[quote.strip()] for quote in sorted(quotes)]


@pytest.mark.parametrize(
    ("cells", "column", "found", "expected"),
    [
        ({"town_id": None}, "town_id", "an empty cell", "required"),
        ({"town_id": ""}, "town_id", "an empty cell", "required"),
        ({"town_id": 3}, "town_id", "3", "a string"),
        ({"town_id": " a"}, "town_id", "' a'", "no space around"),
        ({"town_id": "a\N{NO-BREAK SPACE}"}, "town_id", "'a\\xa0'", "no space around"),
        ({"town_id": "a\0b"}, "town_id", "'a\\x00b'", "no NUL"),
        ({"town_id": "a\ud800b"}, "town_id", "'a\\ud800b'", "UTF-8"),
        ({"town_id": "NA"}, "town_id", "'NA'", "missing value"),
        ({"size": "huge"}, "size", "'huge'", "a code of the scheme size"),
        ({"code": "ABC"}, "code", "'ABC'", "[A-Z]{2}"),
        ({"people": 2.0}, "people", "2.0", "integer"),
        ({"people": True}, "people", "True", "integer"),
        ({"people": "12"}, "people", "'12'", "integer"),
        ({"people": -1}, "people", "-1", "at least 0"),
        ({"people": 1001}, "people", "1001", "at most 1000"),
        ({"share": float("nan")}, "share", "nan", "finite"),
        ({"share": 2**63}, "share", str(2**63), "63 bits"),
        ({"port": 1}, "port", "1", "True or False"),
        ({"port": "true"}, "port", "'true'", "True or False"),
        ({"founded": "1945-02-30"}, "founded", "'1945-02-30'", "YYYY-MM-DD"),
        ({"founded": "19450509"}, "founded", "'19450509'", "YYYY-MM-DD"),
        ({"founded": "1945"}, "founded", "'1945'", "YYYY-MM-DD"),
        ({"founded": dt.datetime(1945, 5, 9)}, "founded", "datetime", "YYYY-MM-DD"),
        ({"mayor": "x"}, "mayor", "an unknown column", "metadata/tables/towns.toml"),
    ],
)
def test_a_wrong_cell_is_refused(cells: dict[str, object], column: str, found: str, expected: str) -> None:
    for publish in (csv_bytes, parquet_bytes):
        with pytest.raises(PublishError) as caught:
            publish(TOWNS, [town("fine"), {**town("a"), **cells}])
        error = caught.value
        assert (error.table, error.column) == ("towns", column)
        assert error.row.startswith("row 2")
        assert found in error.found
        assert expected in error.expected
        assert error.remedy.endswith(".")


@pytest.mark.parametrize("word", sorted(READ_AS_MISSING))
def test_what_pandas_reads_as_missing_is_refused(word: str) -> None:
    import pandas as pd

    assert pd.read_csv(io.StringIO(f"a,b\n{word},x\n"))["a"].isna().all()
    with pytest.raises(PublishError, match="pandas"):
        csv_bytes(TOWNS, [town(word)])


def test_the_list_of_what_pandas_reads_as_missing_is_whole() -> None:
    from pandas._libs.parsers import STR_NA_VALUES

    assert READ_AS_MISSING | {""} == set(STR_NA_VALUES)


def test_a_missing_column_is_refused() -> None:
    row = town("a")
    del row["port"]
    with pytest.raises(PublishError, match=r"towns, row 1 \(a\), port: found no such key"):
        csv_bytes(TOWNS, [row])


def test_a_double_key_is_refused() -> None:
    with pytest.raises(PublishError, match=r"towns, row 2 \(a\), town_id: found \('a',\) again"):
        csv_bytes(TOWNS, [town("a", people=1), town("a", people=2)])


def test_a_unique_value_stands_once_and_empty_cells_do_not_count() -> None:
    assert csv_bytes(TOWNS, [town("a"), town("b")]).count(b"\n") == 3
    with pytest.raises(PublishError, match=r"towns, row 2 \(AB\), code"):
        csv_bytes(TOWNS, [town("a", code="AB"), town("b", code="AB")])


# ---- Parquet


def test_parquet_has_the_types_and_meanings_of_the_schema() -> None:
    arrow = arrow_schema(TOWNS)
    types = [arrow.field(name).type for name in TOWNS.column_names]
    assert types == [pa.string()] * 3 + [pa.int64(), pa.float64(), pa.bool_(), pa.date32(), pa.string()]
    table = pq.ParquetFile(pa.BufferReader(parquet_bytes(TOWNS, [town("a")]))).read()
    assert table.schema.equals(arrow, check_metadata=True)
    assert table.schema.field("people").metadata == {b"description": b"How many live there."}
    assert table.schema.metadata[b"name"] == b"towns"
    assert table.schema.metadata[b"version"] == b"1.2.3"
    assert not table.schema.field("town_id").nullable
    assert table.schema.field("people").nullable


def test_parquet_holds_the_same_rows_as_csv() -> None:
    rows = [town("b", people=3, share=2, port=True, founded="1945-05-09"), town("a", size="small", share=0.5)]
    table = pq.ParquetFile(pa.BufferReader(parquet_bytes(TOWNS, rows))).read()
    assert table.to_pylist() == [
        town("a", size="small", share=0.5),
        town("b", people=3, share=2.0, port=True, founded=dt.date(1945, 5, 9)),
    ]


def test_parquet_is_the_same_for_rows_in_another_order() -> None:
    rows = [town(f"t{number}", people=number, share=number / 7) for number in range(100)]
    assert parquet_bytes(TOWNS, rows) == parquet_bytes(TOWNS, rows[::-1])


# ---- a whole package of the real schema, with invented rows


TEXT = b"Aville stands on a river.\r\nIt had about 300 houses.[1]\n"


def sample_tables(schema: Schema) -> dict[str, Rows]:
    """A few invented rows for the tables of the real schema; tables not named here have none."""

    def row(table: str, **cells: object) -> dict[str, object]:
        return {**dict.fromkeys(schema.table(table).column_names), **cells}

    claim = row(
        "claims", claim_id="c1", document_id="aville-old", passage_id="p1", char_start=27, char_end=50,
        quote="It had about 300 houses", statement="Aville had about 300 houses.", subject_id="place:aville",
        subject_label="Aville", predicate="has_count", number_min=300, number_max=300, number_measure="houses",
        number_exactness="about", polarity="affirmed", modality="asserted", hedge="about", citation_needed=False,
        rule_id="r1", date_earliest="1944-01-31",
    )  # fmt: skip
    document = row(
        "documents", document_id="aville-old", title="Aville", article="aville", layout="article_mirror",
        version_label="older", version_order=1, language="en", path="raw/aville.txt", bytes=len(TEXT),
        sha256=hashlib.sha256(TEXT).hexdigest(), characters=len(TEXT.decode()), license="CC-BY-SA (3.0 or 4.0)",
        attribution="Aville contributors, 'Aville'",
    )  # fmt: skip
    passage = row(
        "passages", passage_id="p1", document_id="aville-old", kind="paragraph", ordinal=0, char_start=27, char_end=54,
        text="It had about 300 houses.[1]", section_basis="lead", claim_count=1,
    )  # fmt: skip
    given: dict[str, Rows] = {
        "documents": [document],
        "passages": [passage],
        "claims": [claim],
        "claim_spans": [
            row("claim_spans", claim_id="c1", role="number", ordinal=0, char_start=40, char_end=43, text="300"),
        ],
        "rules": [
            row("rules", rule_id="r1", layer="prose", pattern="{n} houses | {n} huts", description="A *count*.",
                sentences_matched=1, claims=1, documents=1),
        ],
        "entities": [
            row("entities", entity_id="place:aville", entity_type="place", label="Aville", scope="actor",
                origin="vocabulary"),
        ],
        "vocabulary": vocabulary_rows(schema.vocabulary),
    }  # fmt: skip
    return {table.name: given.get(table.name, []) for table in schema.tables}


@pytest.fixture(scope="module")
def tables(schema: Schema) -> dict[str, Rows]:
    return sample_tables(schema)


@pytest.fixture(scope="module")
def files(schema: Schema, tables: dict[str, Rows]) -> dict[str, bytes]:
    made = {"raw/aville.txt": TEXT}
    for table in schema.tables:
        made[f"data/{table.name}.csv"] = csv_bytes(table, tables[table.name])
        made[f"data/{table.name}.parquet"] = parquet_bytes(table, tables[table.name])
    return made | {"datapackage.json": descriptor_bytes(schema, made, tables["documents"])}


def test_whole_tables_pass(schema: Schema, tables: dict[str, Rows]) -> None:
    cleaned = check_rows(schema, tables)
    assert list(cleaned) == [table.name for table in schema.tables]
    assert len(cleaned["vocabulary"]) == sum(len(scheme.codes) for scheme in schema.vocabulary.values())


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("claims", "subject_id", "place:beville"),
        ("claims", "about_claim_id", "c2"),
        ("claim_spans", "claim_id", "c2"),
        ("claim_spans", "bibliography_id", "b1"),
        ("passages", "document_id", "aville-new"),
    ],
)
def test_a_broken_reference_is_refused(schema: Schema, table: str, column: str, value: str) -> None:
    tables = sample_tables(schema)
    tables[table][0][column] = value
    with pytest.raises(PublishError) as caught:
        check_rows(schema, tables)
    assert (caught.value.table, caught.value.column, caught.value.found) == (table, column, repr(value))


def test_tables_are_neither_missing_nor_unknown(schema: Schema, tables: dict[str, Rows]) -> None:
    with pytest.raises(PublishError, match="castles"):
        check_rows(schema, {**tables, "castles": []})
    with pytest.raises(PublishError, match="ranks"):
        check_rows(schema, {name: rows for name, rows in tables.items() if name != "ranks"})


# ---- the descriptor


def run_frictionless(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "frictionless"), "validate", "datapackage.json"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)


def test_stock_frictionless_finds_the_package_valid(files: dict[str, bytes], tmp_path: Path) -> None:
    write_tree(files, tmp_path)
    result = run_frictionless(tmp_path)
    assert result.returncode == 0, result.stdout
    assert "INVALID" not in result.stdout
    for name in ("claims", "claims-parquet", "raw-aville-old", "vocabulary"):
        assert name in result.stdout


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("data/claims.csv", b"place:aville", b"place:beville"),
        ("data/claims.csv", b"asserted", b"imagined"),
        ("data/claims.parquet", b"PAR1", b"PAR2"),
        ("raw/aville.txt", b"300", b"400"),
    ],
)
def test_stock_frictionless_finds_what_is_wrong(
    files: dict[str, bytes], schema: Schema, tmp_path: Path, path: str, old: bytes, new: bytes
) -> None:
    assert old in files[path]
    changed = {**files, path: files[path].replace(old, new)}
    if path.endswith(".csv"):  # with its right hash, so that the content itself has to be found wrong
        changed["datapackage.json"] = descriptor_bytes(schema, changed, sample_tables(schema)["documents"])
    write_tree(changed, tmp_path)
    assert run_frictionless(tmp_path).returncode == 1


def test_the_descriptor_fits_the_published_profile(files: dict[str, bytes]) -> None:
    described = json.loads(files["datapackage.json"])
    validator = jsonschema.Draft7Validator(json.loads(PROFILE.read_bytes()))
    assert [error.message for error in validator.iter_errors(described)] == []
    described["licenses"] = []
    described["resources"][0]["schema"]["fields"][0]["type"] = "strng"
    assert len(list(validator.iter_errors(described))) >= 2


#: every property that the standard has for the objects that we write (https://datapackage.org/standard/); the published
#: profile lets unknown ones pass, so a misspelled property would not be seen
ALLOWED = {
    "package": "$schema name id title description homepage version created keywords contributors licenses sources "
               "image resources",
    "resource": "$schema name path data type title description homepage format mediatype encoding bytes hash sources "
                "licenses dialect schema",
    "dialect": "$schema header headerRows headerJoin commentRows commentChar delimiter lineTerminator quoteChar "
               "doubleQuote escapeChar nullSequence skipInitialSpace property itemType itemKeys sheetNumber sheetName "
               "table",
    "schema": "$schema fields fieldsMatch missingValues primaryKey uniqueKeys foreignKeys",
    "field": "name type format title description example constraints categories categoriesOrdered missingValues "
             "rdfType trueValues falseValues bareNumber decimalChar groupChar "
             "takenFrom scheme",  # this project's own two: docs/decisions.md, "Validation"
    "constraints": "required unique minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum jsonSchema "
                   "pattern enum",
    "key": "fields reference",
    "reference": "resource fields",
    "license": "name path title",
    "source": "title path email version",
    "contributor": "title path email givenName familyName roles organization",
}  # fmt: skip


def test_the_descriptor_has_no_property_outside_the_standard(files: dict[str, bytes]) -> None:
    found: list[str] = []

    def check(kind: str, item: dict[str, Any]) -> None:
        found.extend(f"{kind}.{key}" for key in item if key not in ALLOWED[kind].split())

    def check_head(kind: str, item: dict[str, Any]) -> None:
        check(kind, item)
        for one in ("license", "source", "contributor"):
            for part in item.get(f"{one}s", []):
                check(one, part)

    described = json.loads(files["datapackage.json"])
    check_head("package", described)
    for resource in described["resources"]:
        check_head("resource", resource)
        check("dialect", resource.get("dialect", {}))
        check("schema", resource.get("schema", {}))
        for field in resource.get("schema", {}).get("fields", []):
            check("field", field)
            check("constraints", field.get("constraints", {}))
        for key in resource.get("schema", {}).get("foreignKeys", []):
            check("key", key)
            check("reference", key["reference"])
    assert found == []


def test_the_descriptor_pins_every_file(files: dict[str, bytes], schema: Schema) -> None:
    described = json.loads(files["datapackage.json"])
    by_path = {resource["path"]: resource for resource in described["resources"]}
    assert set(by_path) == set(files) - {"datapackage.json"}
    for path, resource in by_path.items():
        assert resource["bytes"] == len(files[path])
        assert resource["hash"] == "sha256:" + hashlib.sha256(files[path]).hexdigest()
    names = [resource["name"] for resource in described["resources"]]
    assert len(set(names)) == len(names) == 2 * len(schema.tables) + 1
    parquet = by_path["data/claims.parquet"]
    assert parquet["format"] == "apache-parquet"
    assert parquet["mediatype"] == "application/vnd.apache.parquet"
    assert "type" not in parquet
    assert "schema" not in parquet


def test_the_descriptor_says_what_the_schema_says(files: dict[str, bytes], schema: Schema) -> None:
    described = json.loads(files["datapackage.json"])
    assert described["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert described["created"] == "2026-11-22T00:00:00Z"
    assert described["version"] == schema.package.version
    assert described["licenses"][0]["name"] == "CC-BY-SA-4.0"
    assert described["sources"] == [{"title": "Aville contributors, 'Aville' (older text)"}]
    claims = next(resource for resource in described["resources"] if resource["name"] == "claims")["schema"]
    fields = {field["name"]: field for field in claims["fields"]}
    assert list(fields) == list(schema.table("claims").column_names)
    assert fields["char_start"]["constraints"] == {"required": True, "minimum": 0}
    assert fields["modality"]["constraints"]["enum"] == list(schema.vocabulary["modality"].code_names)
    assert "constraints" not in fields["hedge"]
    assert claims["primaryKey"] == ["claim_id"]
    assert claims["missingValues"] == [""]
    assert {"fields": ["about_claim_id"], "reference": {"fields": ["claim_id"]}} in claims["foreignKeys"]
    to_rules = {"fields": ["rule_id"], "reference": {"resource": "rules", "fields": ["rule_id"]}}
    assert to_rules in claims["foreignKeys"]


def test_the_descriptor_names_all_files_and_no_others(
    files: dict[str, bytes], schema: Schema, tables: dict[str, Rows]
) -> None:
    documents = tables["documents"]
    with pytest.raises(PublishError, match=r"data/castles\.csv"):
        descriptor(schema, {**files, "data/castles.csv": b""}, documents)
    with pytest.raises(PublishError, match=r"raw/aville\.txt"):
        descriptor(schema, {path: content for path, content in files.items() if "raw" not in path}, documents)
    assert descriptor(schema, {**files, "docs/notes.md": b""}, documents) == json.loads(files["datapackage.json"])


# ---- dictionary, types, citation


def test_the_dictionary_explains_every_table_column_and_code(schema: Schema, tables: dict[str, Rows]) -> None:
    text = dictionary_markdown(schema, tables).decode()
    for table in schema.tables:
        section = text.split(f"\n## {table.name}\n")[1].split("\n## ")[0]
        for column in table.columns:
            assert section.count(f"\n| `{column.name}` | {column.type} |") == 1
            if column.scheme:
                assert f"(#{column.scheme}-scheme)" in section
    for scheme in schema.vocabulary.values():
        section = text.split(f"\n### {scheme.name} (scheme)\n")[1].split("\n### ")[0]
        listed = [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")]
        assert listed == list(scheme.code_names)
    assert "| [claims](#claims) | 1 | 35 | `claim_id` |" in text
    assert text.endswith("|\n")


def test_no_cell_of_the_dictionary_breaks_its_grid(schema: Schema, tables: dict[str, Rows]) -> None:
    text = dictionary_markdown(schema, tables).decode()
    assert r"| `pattern` | \{n\} houses \| \{n\} huts |" in text
    assert r"| `description` | A \*count\*. |" in text
    width = 0
    for line in text.splitlines():
        cells = line.replace(r"\|", "").count("|")
        if not cells:
            width = 0
        elif width:
            assert cells == width, line
        else:
            width = cells


def test_the_dictionary_shows_the_fullest_row(schema: Schema) -> None:
    tables = sample_tables(schema)
    first = tables["entities"][0]
    tables["entities"] += [{**first, "entity_id": "place:beville", "label": "B_ville", "note": "x" * 200}]
    text = dictionary_markdown(schema, tables).decode().split("\n## entities\n")[1]
    assert r"| `label` | B\_ville |" in text
    assert f"| `note` | {'x' * 160} … |" in text


def test_literals_hold_the_codes(schema: Schema) -> None:
    source = literals_module(schema).decode()
    names = {
        node.targets[0].id: ast.unparse(node.value)
        for node in ast.parse(source).body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    assert set(names) == {"TableName", *("".join(map(str.title, s.split("_"))) + "Code" for s in schema.used_schemes)}
    for code in schema.vocabulary["predicate"].code_names:
        assert repr(code) in names["PredicateCode"]
    assert names["TableName"].count("'") == 2 * len(schema.tables)


@pytest.mark.parametrize("words", ["ruff check --select=E,F,I,UP", "ruff format --check"])
def test_literals_are_as_ruff_wants_them(schema: Schema, tmp_path: Path, words: str) -> None:
    path = tmp_path / "literals.py"
    path.write_bytes(literals_module(schema))
    tool, *options = words.split()
    options += ["--isolated", "--no-cache", "--line-length=120", str(path)]
    command = [str(Path(sys.executable).parent / tool), *options]
    result = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert result.returncode == 0, result.stdout


def test_the_citation_file_agrees_with_the_package(schema: Schema, tables: dict[str, Rows]) -> None:
    import yaml  # comes with frictionless

    cited = yaml.safe_load(citation_cff(schema.package, tables["documents"]))
    assert cited["cff-version"] == "1.2.0"
    assert (cited["type"], cited["license"]) == ("dataset", "CC-BY-SA-4.0")
    assert (cited["title"], cited["version"]) == (schema.package.title, schema.package.version)
    assert cited["abstract"] == schema.package.description
    assert cited["date-released"] == "2026-11-22"
    assert cited["references"][0]["title"] == "Aville"
    assert cited["references"][0]["authors"] == [{"name": "Aville contributors"}]
    assert hashlib.sha256(TEXT).hexdigest() in cited["references"][0]["notes"]


def test_the_version_is_where_the_build_backend_looks_for_it(schema: Schema) -> None:
    text = (ROOT / "metadata/package.toml").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line.startswith("version = ")] == [
        f'version = "{schema.package.version}"'
    ]
    assert tomllib.loads(text)["version"] == schema.package.version
