"""metadata/ is read strictly: what is right is read whole, what is wrong is refused by file and key."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from roa_dataset.schema_files import Reference, Schema, SchemaError, load_schema, load_vocabulary
from roa_dataset.vocabulary_files import vocabulary_rows

METADATA = Path(__file__).parent.parent / "metadata"

PACKAGE = """\
name = "sample"
title = "A sample"
version = "1.2.3"
created = 2026-01-31T00:00:00Z
description = "Two tables."
keywords = ["sample"]
tables = ["towns", "visits"]
[[licenses]]
name = "CC-BY-SA-4.0"
title = "Creative Commons Attribution-ShareAlike 4.0"
path = "https://creativecommons.org/licenses/by-sa/4.0/"
[[contributors]]
title = "Some people"
roles = ["Editor"]
[raw_texts]
license_path = "LICENSE-DATA.md"
description = "A raw text."
"""
TOWNS = """\
name = "towns"
title = "Towns"
description = "One row is one town."
primary_key = ["town_id"]
[[columns]]
name = "town_id"
type = "string"
description = "The town's id."
required = true
pattern = "[a-z]+"
[[columns]]
name = "size"
type = "string"
description = "How large it is."
scheme = "size"
"""
VISITS = """\
name = "visits"
title = "Visits"
description = "One row is one visit."
primary_key = ["town_id", "ordinal"]
[[columns]]
name = "town_id"
type = "string"
description = "The town."
required = true
references = "towns.town_id"
[[columns]]
name = "ordinal"
type = "integer"
description = "The place of the visit."
required = true
minimum = 1
"""
SIZES = """\
scheme = "size"
description = "How large a town is."
[[code]]
code = "small"
label = "small"
definition = "Fewer than others."
[[code]]
code = "large"
label = "large"
definition = "More than others."
"""
PREDICATES = """\
scheme = "predicate"
description = "What is said."
[[code]]
code = "grew"
label = "grew"
inverse_label = ""
negated_label = "did not grow"
definition = "It became larger."
domain = ["L"]
range = []
functional = true
functional_within = "date"
view = ""
example_quote = "the town grew"
"""
FILES = {
    "package.toml": PACKAGE,
    "tables/towns.toml": TOWNS,
    "tables/visits.toml": VISITS,
    "vocabulary/sizes.toml": SIZES,
    "vocabulary/predicates.toml": PREDICATES,
}


def write_metadata(folder: Path, changed: str = "", old: str = "", new: str = "") -> Path:
    """The sample metadata; in the file `changed`, `old` (which must stand there) is replaced by `new` once."""
    for name, content in FILES.items():
        path = folder / "metadata" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name == changed:
            assert old in content
            content = content.replace(old, new, 1)
        path.write_text(content, encoding="utf-8")
    return folder / "metadata"


def test_a_sample_is_read_whole(tmp_path: Path) -> None:
    schema = load_schema(write_metadata(tmp_path))
    assert [table.name for table in schema.tables] == ["towns", "visits"]
    towns, visits = schema.tables
    assert towns.primary_key == ("town_id",)
    assert towns.column("town_id").required
    assert towns.column("town_id").pattern == "[a-z]+"
    assert not towns.column("size").required
    assert towns.column("size").enum == ("small", "large")
    assert visits.column("town_id").references == Reference("towns", "town_id")
    assert visits.column("ordinal").minimum == 1
    assert (visits.package, visits.version) == ("sample", "1.2.3")
    assert schema.package.created == dt.datetime(2026, 1, 31, tzinfo=dt.UTC)
    assert schema.package.licenses[0].name == "CC-BY-SA-4.0"
    grew = schema.vocabulary["predicate"].code("grew")
    assert (grew.domain, grew.range, grew.functional, grew.functional_within) == (("L",), (), True, "date")


def test_the_order_of_tables_is_that_of_the_package(tmp_path: Path) -> None:
    folder = write_metadata(tmp_path, "package.toml", '["towns", "visits"]', '["visits", "towns"]')
    assert [table.name for table in load_schema(folder).tables] == ["visits", "towns"]


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "found", "nearest"),
    [
        ("tables/towns.toml", "required = true", "requierd = true", "columns.town_id.requierd", "unknown", "required"),
        ("tables/towns.toml", 'title = "Towns"', 'titel = "Towns"', "titel", "unknown", "title"),
        ("tables/towns.toml", "required = true", 'required = "yes"', "columns.town_id.required", "'yes'", ""),
        ("tables/towns.toml", "required = true", "required = 1", "columns.town_id.required", "1", ""),
        ("tables/towns.toml", "required = true\n", "", "columns.town_id.required", "none", ""),
        ("tables/towns.toml", 'type = "string"', 'type = "strng"', "columns.town_id.type", "'strng'", "string"),
        ("tables/towns.toml", 'scheme = "size"', 'scheme = "sizes"', "columns.size.scheme", "'sizes'", "size"),
        ("tables/towns.toml", '"[a-z]+"', '"[a-z"', "columns.town_id.pattern", "'[a-z'", ""),
        ("tables/towns.toml", 'name = "towns"', 'name = "town"', "name", "'town'", ""),
        ("tables/towns.toml", 'name = "size"', 'name = "town_id"', "columns.town_id", "twice", ""),
        ("tables/towns.toml", '["town_id"]', '["town"]', "primary_key", "'town'", "town_id"),
        ("tables/towns.toml", '"The town\'s id."', '""', "columns.town_id.description", "''", ""),
        ("tables/towns.toml", '"The town\'s id."', '"The id. "', "columns.town_id.description", "'The id. '", ""),
        ("tables/visits.toml", "towns.town_id", "town.town_id", "columns.town_id.references", "'town.", "towns"),
        ("tables/visits.toml", "towns.town_id", "towns.size", "columns.town_id.references", "'towns.size'", ""),
        ("tables/visits.toml", "towns.town_id", "towns", "columns.town_id.references", "'towns'", ""),
        ("tables/visits.toml", "minimum = 1", "minimum = true", "columns.ordinal.minimum", "True", ""),
        ("tables/visits.toml", "minimum = 1", 'pattern = "1"', "columns.ordinal.type", "'integer'", ""),
        ("package.toml", '"visits"]', '"visit"]', "tables", "'visit'", "visits"),
        ("package.toml", '"towns", ', "", "tables", "no 'towns'", ""),
        ("package.toml", "1.2.3", "1.2", "version", "'1.2'", ""),
        ("package.toml", "2026-01-31T00:00:00Z", "2026-01-31", "created", "", ""),
        ("package.toml", "2026-01-31T00:00:00Z", "2026-01-31T00:00:00+01:00", "created", "+01:00", ""),
        ("package.toml", "[[licenses]]", "[[licences]]", "licences", "unknown", "licenses"),
        ("package.toml", 'roles = ["Editor"]', "roles = []", "contributors.Some people.roles", "[]", ""),
        ("package.toml", 'name = "sample"', "name = ", "the file", "no TOML", ""),
        ("vocabulary/sizes.toml", 'code = "large"', 'code = "small"', "code.small.code", "again", ""),
        ("vocabulary/sizes.toml", "definition", "defintion", "code.small.defintion", "unknown", "definition"),
        ("vocabulary/sizes.toml", "definition", 'domain = ["L"]\ndefinition', "code.small.domain", "unknown", ""),
        ("vocabulary/predicates.toml", "functional = true\n", "", "code.grew.functional", "nothing", ""),
        ("vocabulary/predicates.toml", 'scheme = "predicate"', 'scheme = "size"', "code.grew.domain", "unknown", ""),
    ],
)
def test_what_is_wrong_is_named(
    tmp_path: Path, file: str, old: str, new: str, key: str, found: str, nearest: str
) -> None:
    folder = write_metadata(tmp_path, file, old, new)
    with pytest.raises(SchemaError) as caught:
        load_schema(folder)
    error = caught.value
    assert error.file == f"metadata/{file}"
    assert error.key == key
    assert found in error.found
    assert nearest in ("", error.nearest)
    assert str(tmp_path) not in str(error)


def test_a_reference_has_the_type_of_what_it_refers_to(tmp_path: Path) -> None:
    folder = write_metadata(tmp_path, "tables/visits.toml", 'type = "string"', 'type = "integer"')
    with pytest.raises(SchemaError, match=r"columns\.town_id\.references: found type integer, expected type string"):
        load_schema(folder)


def test_a_scheme_stands_in_one_file(tmp_path: Path) -> None:
    folder = write_metadata(tmp_path)
    (folder / "vocabulary/more-sizes.toml").write_text(SIZES, encoding="utf-8")
    with pytest.raises(SchemaError, match=r"vocabulary/sizes\.toml: scheme: found 'size' again"):
        load_vocabulary(folder)


def test_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match=r"metadata/package\.toml: the file: found no such file"):
        load_schema(tmp_path / "metadata")
    with pytest.raises(SchemaError, match=r"metadata/vocabulary: \*\.toml: found no file"):
        load_vocabulary(tmp_path / "metadata")


def test_the_vocabulary_becomes_rows(tmp_path: Path) -> None:
    rows = vocabulary_rows(load_vocabulary(write_metadata(tmp_path)))
    assert [(row["scheme"], row["code"]) for row in rows] == [
        ("predicate", "grew"), ("size", "small"), ("size", "large"),
    ]  # fmt: skip
    assert rows[0]["negated_label"] == "did not grow"
    assert rows[0]["inverse_label"] is None


@pytest.fixture(scope="module")
def real() -> Schema:
    return load_schema(METADATA)


def test_the_dataset_has_the_columns_of_the_data_model(real: Schema) -> None:
    assert real.table("claims").column_names == (
        "claim_id", "document_id", "passage_id", "char_start", "char_end", "quote", "statement", "subject_id",
        "subject_label", "subject_text", "predicate", "object_id", "object_label", "value", "qualifier", "number_min",
        "number_max", "number_measure", "number_exactness", "date_text", "date_edtf", "date_earliest", "date_latest",
        "date_role", "date_basis", "place_id", "place_label", "polarity", "modality", "hedge", "attributed_to_id",
        "citation_needed", "event_id", "about_claim_id", "rule_id",
    )  # fmt: skip
    assert real.table("claim_spans").primary_key == ("claim_id", "role", "ordinal")
    assert real.table("identity_judgements").primary_key == ("left_id", "left_name", "right_id", "right_name")
    assert real.table("vocabulary").primary_key == ("scheme", "code")
    assert real.table("bibliography").column("isbn_valid").type == "boolean"


def test_offsets_are_there_in_pairs_and_from_zero(real: Schema) -> None:
    with_offsets = [table for table in real.tables if "char_start" in table.column_names]
    assert len(with_offsets) == 8
    for table in with_offsets:
        assert table.column("char_start").minimum == 0
        assert table.column("char_end").minimum == 1
        assert table.column("char_start").required
        assert table.column("char_end").required


def test_every_table_and_column_says_what_it_is(real: Schema) -> None:
    for table in real.tables:
        assert table.description.endswith(".")
        for column in table.columns:
            assert re.fullmatch(r"[A-Z0-9].*\.", column.description), f"{table.name}.{column.name}"
            assert "  " not in column.description


def test_no_description_holds_a_year_or_a_count_of_the_texts(real: Schema) -> None:
    words = [table.description for table in real.tables] + [c.description for t in real.tables for c in t.columns]
    standards = r"ISO \d+|SHA-256"
    assert not [text for text in words if re.search(r"\d{3}", re.sub(standards, "", text))]
