"""How many of the claims of the prose come from rules that are no one sentence's own."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from conftest import ROOT, Tables, built, read_tables

TRIAL = ROOT.parent / "shared" / "corpus" / "raw"
#: a rule that matches in so many sentences, of all texts together, is a general one
SENTENCES = 3
#: least share of the claims of the package's prose that come from such rules
SHARE = 0.65


def breadth(tables: list[Tables]) -> dict[str, int]:
    """Rule → in how many sentences, captions or notes of all these tables' texts it has stated something."""
    found: dict[str, set[object]] = defaultdict(set)
    for one in tables:
        for claim in one["claims"]:
            found[str(claim["rule_id"])].add(claim["passage_id"])
    return {rule: len(passages) for rule, passages in found.items()}


def prose_claims(tables: Tables) -> list[str]:
    """The rule of each claim of the prose."""
    prose = {rule["rule_id"] for rule in tables["rules"] if rule["layer"] == "prose"}
    return [str(claim["rule_id"]) for claim in tables["claims"] if claim["rule_id"] in prose]


def test_most_claims_of_the_prose_come_from_general_rules(tables: Tables, invented: Path, tmp_path: Path) -> None:
    if not TRIAL.is_dir():
        pytest.skip("no ../shared/corpus")
    others = [read_tables(invented), read_tables(built(TRIAL, tmp_path / "out"))]
    sentences = breadth([tables, *others])
    claims = prose_claims(tables)
    general = [rule for rule in claims if sentences[rule] >= SENTENCES]
    print(f"{len(general)} of {len(claims)} claims of the prose come from rules of {SENTENCES} sentences or more")
    assert len(claims) > 500 and len(general) >= SHARE * len(claims)


def test_a_rule_counts_once_for_each_sentence() -> None:
    claims = [
        {"rule_id": rule, "passage_id": passage}
        for rule, passage in (("a", "p1"), ("a", "p1"), ("a", "p2"), ("b", "p1"))
    ]
    rules = [{"rule_id": "a", "layer": "prose"}, {"rule_id": "b", "layer": "infobox"}]
    assert breadth([{"claims": claims}, {"claims": claims[:1]}]) == {"a": 2, "b": 1}
    assert prose_claims({"claims": claims, "rules": rules}) == ["a", "a", "a"]
