"""The dataset card and the datasheet: no number is typed, and those that are shown are those of the tables."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

import roa_dataset as roa
from conftest import METADATA, ROOT, read_tables, read_texts
from publish.pages import PAGES, pages
from publish.report import read_texts as texts_read
from publish.rows import PublishError
from roa_dataset.schema_files import load_schema

CARD = (ROOT / "docs/dataset-card.md").read_text(encoding="utf-8")
SHEET = (ROOT / "docs/datasheet.md").read_text(encoding="utf-8")


def test_the_pages_are_those_that_the_build_makes(tmp_path: Path) -> None:
    tables = read_tables(ROOT)
    texts = [item for item, _ in texts_read(tables, read_texts(ROOT, tables))]
    schema = load_schema(METADATA)
    made = pages(METADATA, schema, tables, texts)
    assert {path: (ROOT / path).read_bytes() for path in PAGES.values()} == made, "run `make data`"
    (tmp_path / "pages").mkdir()
    for name in PAGES:
        template = (METADATA / "pages" / name).read_text(encoding="utf-8")
        (tmp_path / "pages" / name).write_text(f"{template}{{{{ numbr_of_claims }}}}\n", encoding="utf-8")
    with pytest.raises(PublishError, match=r"metadata/pages/dataset-card\.md.*numbr_of_claims"):
        pages(tmp_path, schema, tables, texts)


def test_no_number_is_typed_into_a_template() -> None:
    for name in PAGES:
        template = (METADATA / "pages" / name).read_text(encoding="utf-8")
        words = re.sub(r"\{[{%].*?[}%]\}", "", template, flags=re.DOTALL)
        # the year of a cited paper, the name of a hash and of an encoding
        assert (
            re.findall(r"\d+", words.replace("et al., 2021", "").replace("SHA-256", "").replace("UTF-8", "")) == []
        ), name


def test_the_front_matter_of_the_card_is_what_a_hub_reads() -> None:
    _, front, text = CARD.split("---\n", 2)
    described = yaml.safe_load(front)
    assert described["license"] == "cc-by-sa-4.0" and described["language"] == ["en"]
    assert [one["config_name"] for one in described["configs"]] == list(roa.tables.names)
    assert [one["config_name"] for one in described["configs"] if one.get("default")] == ["claims"]
    for one in described["configs"]:
        assert (ROOT / one["data_files"]).is_file()
    for table in roa.tables:
        assert f"| `{table.name}` | {table.rows:,} | " in text
    assert described["size_categories"] == ["n<1K" if roa.tables["claims"].rows < 1_000 else "1K<n<10K"]


def test_the_datasheet_counts_who_read_what() -> None:
    reviews = roa.load("reviews", "records")
    verdicts = Counter(str(row["verdict"]) for row in reviews)
    claims = len({row["claim_id"] for row in reviews})
    assert f"{claims:,} of {roa.tables['claims'].rows:,} claims have {len(reviews):,} verdicts" in SHEET
    for verdict, count in verdicts.items():
        assert f"{count:,} {verdict}" in SHEET
    for reader, count in Counter(row["reader"] for row in reviews).items():
        assert f"| {reader} | {count:,} |" in SHEET
    for row in roa.load("documents", "records"):
        assert f"| `{row['document_id']}` | {row['version_label']} | {row['characters']:,} |" in SHEET


@pytest.mark.parametrize("page", [*PAGES.values(), "docs/content-note.md"])
def test_links_of_the_pages_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", (ROOT / page).read_text(encoding="utf-8")):
        assert (ROOT / page).parent.joinpath(target).is_file(), target
