"""Evidence: the tables on disk agree with the raw texts, and each rule of the check finds the damage that it is for."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Callable

import pytest

from conftest import INVENTED, RAW, ROOT, Row, Tables, read_tables, read_texts
from roa_dataset.checks.evidence import SPAN_COLUMNS, check_evidence
from roa_dataset.checks.finding import Finding

#: cells of a finding that a seeded damage must name: file, column
Named = tuple[str, str]


@pytest.fixture(scope="session")
def committed() -> Tables:
    return read_tables(ROOT)


def test_the_tables_of_the_package_agree_with_the_raw_texts(committed: Tables) -> None:
    assert check_evidence(committed, read_texts(ROOT, committed)) == []


def test_the_tables_built_now_agree_with_the_raw_texts(tables: Tables, texts: dict[str, str]) -> None:
    assert check_evidence(tables, texts) == []
    assert set(texts) == {"roa-newer", "roa-older"}
    assert all(len(tables[name]) > 10 for name in SPAN_COLUMNS)


def test_the_texts_of_the_package_are_the_raw_files(package: object, texts: dict[str, str]) -> None:
    assert sorted(texts.values()) == sorted(path.read_bytes().decode() for path in RAW.glob("*.txt"))


def test_the_tables_of_the_invented_articles_agree_with_their_texts(invented: object) -> None:
    built = read_tables(invented)  # type: ignore[arg-type]
    assert check_evidence(built, read_texts(invented, built)) == []  # type: ignore[arg-type]
    assert len(built["documents"]) == len(list((INVENTED / "raw").glob("*.txt")))


def first(rows: list[Row], wanted: Callable[[Row], object]) -> Row:
    return next(row for row in rows if wanted(row))


def leaf(tables: Tables) -> Row:
    """A sentence that is not the only one of its paragraph."""
    parents = Counter(row["parent_id"] for row in tables["passages"])
    return first(tables["passages"], lambda r: r["kind"] == "sentence" and parents[r["parent_id"]] > 1)


def span_of(tables: Tables, *roles: str) -> Row:
    return first(tables["claim_spans"], lambda r: r["role"] in roles)


def claim_of(tables: Tables, claim_id: object) -> Row:
    return first(tables["claims"], lambda r: r["claim_id"] == claim_id)


def shift(row: Row, by: int = 1) -> None:
    row["char_start"] = int(str(row["char_start"])) + by
    row["char_end"] = int(str(row["char_end"])) + by


def altered(words: object) -> str:
    """The same words with one letter changed."""
    text = str(words)
    at = next(i for i, c in enumerate(text) if c.isalpha())
    return f"{text[:at]}{'x' if text[at] != 'x' else 'y'}{text[at + 1 :]}"


def shift_quote(tables: Tables) -> None:
    shift(tables["claims"][0])


def shift_mention(tables: Tables) -> None:
    shift(tables["mentions"][0])


def change_quote(tables: Tables) -> None:
    tables["claims"][0]["quote"] = altered(tables["claims"][0]["quote"])


def change_passage_text(tables: Tables) -> None:
    leaf(tables)["text"] = altered(leaf(tables)["text"])


def change_reference(tables: Tables) -> None:
    tables["bibliography"][0]["text"] = altered(tables["bibliography"][0]["text"])


def put_beyond_the_end(tables: Tables) -> None:
    tables["links"][0]["char_end"] = 10**7


def turn_around(tables: Tables) -> None:
    row = tables["ranks"][0]
    row["char_start"], row["char_end"] = row["char_end"], row["char_start"]


def move_to_unknown_text(tables: Tables) -> None:
    tables["images"][0]["document_id"] = "roa-oldest"


def drop_leaf(tables: Tables) -> None:
    tables["passages"].remove(leaf(tables))


def double_leaf(tables: Tables) -> None:
    tables["passages"].append({**leaf(tables), "passage_id": "roa-newer:p9999"})


def stretch_beyond_parent(tables: Tables) -> None:
    child = first(tables["passages"], lambda r: r["parent_id"])
    parent = first(tables["passages"], lambda r: r["passage_id"] == child["parent_id"])
    parent["char_end"] = int(str(child["char_end"])) - 1


def claim_in_other_passage(tables: Tables) -> None:
    claim = tables["claims"][0]
    passage = first(
        tables["passages"],
        lambda r: r["document_id"] == claim["document_id"] and int(str(r["char_start"])) > int(str(claim["char_end"])),
    )
    claim["passage_id"] = passage["passage_id"]


def claim_in_larger_passage(tables: Tables) -> None:
    parents = {row["passage_id"]: row["parent_id"] for row in tables["passages"]}
    claim = first(tables["claims"], lambda r: parents[r["passage_id"]])
    claim["passage_id"] = parents[claim["passage_id"]]


def claim_in_other_document(tables: Tables) -> None:
    claim = first(tables["claims"], lambda r: r["document_id"] == "roa-newer")
    claim["document_id"] = "roa-older"


def claim_in_no_passage(tables: Tables) -> None:
    tables["claims"][0]["passage_id"] = "roa-newer:p9999"


def count_claim_twice(tables: Tables) -> None:
    passage = first(tables["passages"], lambda r: r["claim_count"] == 1)
    passage["claim_count"] = 2


def span_outside_quote(tables: Tables) -> None:
    span = span_of(tables, "trigger")
    claim = claim_of(tables, span["claim_id"])
    passage = first(
        tables["passages"],
        lambda r: (
            r["document_id"] == claim["document_id"]
            and r["kind"] == "sentence"
            and int(str(r["char_start"])) > int(str(claim["char_end"]))
        ),
    )
    span.update(char_start=passage["char_start"], char_end=passage["char_end"], text=passage["text"])


def span_of_no_claim(tables: Tables) -> None:
    span_of(tables, "trigger")["claim_id"] = "c000000000000"


def cite_other_text(tables: Tables) -> None:
    older = first(tables["bibliography"], lambda r: r["document_id"] == "roa-older")
    first(tables["claim_spans"], lambda r: r["bibliography_id"])["bibliography_id"] = older["bibliography_id"]


def cite_nothing(tables: Tables) -> None:
    first(tables["claim_spans"], lambda r: r["bibliography_id"])["bibliography_id"] = "roa-newer:99"


def change_value(tables: Tables) -> None:
    claim = first(tables["claims"], lambda r: r["value"])
    claim["value"] = altered(claim["value"])


def change_hedge(tables: Tables) -> None:
    first(tables["claims"], lambda r: r["hedge"])["hedge"] = "certainly"


def drop_hedge(tables: Tables) -> None:
    first(tables["claims"], lambda r: r["hedge"])["hedge"] = None


def change_date_text(tables: Tables) -> None:
    first(tables["claims"], lambda r: r["date_text"])["date_text"] = "1066"


def change_qualifier(tables: Tables) -> None:
    first(tables["claims"], lambda r: r["claim_id"] == span_of(tables, "qualifier")["claim_id"])["qualifier"] = "x"


def need_no_citation(tables: Tables) -> None:
    first(tables["claims"], lambda r: r["citation_needed"])["citation_needed"] = False


def need_a_citation(tables: Tables) -> None:
    first(tables["claims"], lambda r: not r["citation_needed"])["citation_needed"] = True


def change_rank(tables: Tables) -> None:
    tables["ranks"][0]["transliteration"] = "Generalissimus"


def change_link(tables: Tables) -> None:
    tables["links"][0]["title"] = altered(tables["links"][0]["title"])


def change_file_name(tables: Tables) -> None:
    tables["images"][0]["file_name"] = altered(tables["images"][0]["file_name"])


def change_year(tables: Tables) -> None:
    first(tables["bibliography"], lambda r: r["published"])["published"] = "1066"


DAMAGES: dict[Callable[[Tables], None], Named] = {
    shift_quote: ("claims", "quote"),
    shift_mention: ("mentions", "text"),
    change_quote: ("claims", "quote"),
    change_passage_text: ("passages", "text"),
    change_reference: ("bibliography", "text"),
    put_beyond_the_end: ("links", "char_start"),
    turn_around: ("ranks", "char_start"),
    move_to_unknown_text: ("images", "document_id"),
    drop_leaf: ("passages", "char_start"),
    double_leaf: ("passages", "char_start"),
    stretch_beyond_parent: ("passages", "parent_id"),
    claim_in_other_passage: ("claims", "passage_id"),
    claim_in_larger_passage: ("claims", "passage_id"),
    claim_in_other_document: ("claims", "passage_id"),
    claim_in_no_passage: ("claims", "passage_id"),
    count_claim_twice: ("passages", "claim_count"),
    span_outside_quote: ("claim_spans", "char_start"),
    span_of_no_claim: ("claim_spans", "claim_id"),
    cite_other_text: ("claim_spans", "bibliography_id"),
    cite_nothing: ("claim_spans", "bibliography_id"),
    change_value: ("claims", "value"),
    change_hedge: ("claims", "hedge"),
    drop_hedge: ("claims", "hedge"),
    change_date_text: ("claims", "date_text"),
    change_qualifier: ("claims", "qualifier"),
    need_no_citation: ("claims", "citation_needed"),
    need_a_citation: ("claims", "citation_needed"),
    change_rank: ("ranks", "transliteration"),
    change_link: ("links", "title"),
    change_file_name: ("images", "file_name"),
    change_year: ("bibliography", "published"),
}


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damage_is_found_where_it_is(damage: Callable[[Tables], None], tables: Tables, texts: dict[str, str]) -> None:
    damaged = copy.deepcopy(tables)
    damage(damaged)
    found = check_evidence(damaged, texts)
    table, column = DAMAGES[damage]
    assert (f"data/{table}.csv", column) in {(f.file, f.column) for f in found}


def test_every_letter_of_a_dropped_leaf_is_missed(tables: Tables, texts: dict[str, str]) -> None:
    """Each leaf in turn: none is there for nothing."""
    passages = tables["passages"]
    parents = {row["parent_id"] for row in passages}
    leaves = [p for p in passages if p["passage_id"] not in parents and any(c.isalnum() for c in str(p["text"]))]
    for gone in leaves[:: max(1, len(leaves) // 40)]:
        without = {**tables, "passages": [p for p in passages if p is not gone]}
        # a passage that has lost its only part is a leaf itself and holds the letters
        lonely = sum(p["parent_id"] == gone["parent_id"] for p in passages) == 1 and gone["parent_id"]
        assert bool(check_evidence(without, texts)) or lonely, gone["passage_id"]


def test_a_finding_says_where_what_and_what_to_do() -> None:
    shown = str(Finding("data/claims.csv", "c1", "quote", "'a'", "'b'", "Rebuild."))
    assert shown == "data/claims.csv, c1, quote: found 'a'; expected 'b'. Rebuild."
