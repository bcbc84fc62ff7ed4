"""Five other articles in the same layouts, read with no code for them; skipped where they do not lie beside the checkout."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT, Tables, built, read_tables, read_texts
from roa_dataset.checks.evidence import check_evidence

SHARED = ROOT.parent / "shared"
CORPUS, YARDSTICK = SHARED / "corpus", SHARED / "yardstick"
pytestmark = pytest.mark.skipif(
    not (CORPUS / "facts.jsonl").is_file() or not (YARDSTICK / "recall.py").is_file(), reason="no ../shared/corpus"
)
#: least share of the facts of kind infobox that a person read in the five articles
INFOBOX = 0.75


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(CORPUS / "raw", tmp_path_factory.mktemp("corpus") / "out")


@pytest.fixture(scope="module")
def corpus_tables(corpus: Path) -> Tables:
    return read_tables(corpus)


def test_the_tables_of_the_other_articles_agree_with_their_texts(corpus: Path, corpus_tables: Tables) -> None:
    assert check_evidence(corpus_tables, read_texts(corpus, corpus_tables)) == []
    assert len(corpus_tables["documents"]) == len(list((CORPUS / "raw").glob("*.txt"))) == 5
    assert {c["document_id"] for c in corpus_tables["claims"]} == {d["document_id"] for d in corpus_tables["documents"]}


def test_what_the_boxes_of_the_other_articles_say_is_found(corpus: Path) -> None:
    command = [sys.executable, str(YARDSTICK / "recall.py"), str(corpus), str(CORPUS / "facts.jsonl"), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    found, facts = (int(part) for part in json.loads(done.stdout)["found by kind"]["infobox"].split("/"))
    print(f"found of the facts in the boxes of five other articles: {found} of {facts}")
    assert facts > 20 and found >= INFOBOX * facts


def test_units_of_other_articles_carry_their_article(corpus_tables: Tables) -> None:
    """Discovered units of different articles never share an id."""
    articles = {str(d["article"]) for d in corpus_tables["documents"]}
    discovered = [str(e["entity_id"]) for e in corpus_tables["entities"] if e["origin"] == "discovered"]
    assert discovered
    ends = tuple(f"{sign}{article}" for article in articles for sign in ("--", ":"))
    assert [e for e in discovered if not e.endswith(ends) and not e.startswith("work:")] == []
