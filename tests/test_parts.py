"""A build in parts: the same tables as of all texts at once, and no more in memory than one part and what is common to all."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pyarrow as pa
import pytest

import build
from assemble import definitions, parts, whole
from assemble.elsewhere import belonging
from assemble.evidence import PartEvidence
from conftest import METADATA, tree, write_raw
from extract import many
from extract.model import Document
from publish.rows import PublishError, clean_rows
from publish.stored import Awaited, StoredTable
from publish.tables_parquet import parquet_bytes, write_parquet
from roa_dataset.checks.named import OF_POST, spans_of
from roa_dataset.schema_files import Column, Reference, Table
from test_many import row

SHARED = (
    "{title}\n\nThe {title} were formed in Germany in May 1921. The {title}, also known as the Guard, fought against Poland "
    "in June 1922.\n\nIn 1923 the {title} were commanded by Colonel Jan Brisk. Poland attacked Germany on 4 July 1924. "
    "The Ukrainians joined the {title} in 1925.\n\nThe {title} took part in World War II. In 1941 the Ukrainians fought against "
    "the Serbs. The Croats were part of the Slovaks. About 900 Latvians surrendered to Poland in May 1926.\n"
)
TOWNS = Table(
    name="towns",
    title="Towns",
    description="One row is one town.",
    primary_key=("town_id",),
    columns=(
        Column("town_id", "string", "The id.", required=True),
        Column("code", "string", "A code.", unique=True),
        Column("founded", "date", "The day."),
        Column("twin_id", "string", "A twin town.", references=Reference("towns", "town_id")),
    ),
    package="sample",
    version="1.0.0",
)


def town(town_id: str, **cells: object) -> dict[str, object]:
    return {"town_id": town_id, "code": None, "founded": None, "twin_id": None, **cells}


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles that name the same states and peoples; the ids of the versions of one stand on both sides of another's."""
    rows = [row("hill", "Hill Guards", "hill-guards"), row("lake", "Lake Guards", "lake-guards")]
    rows += [row("a-tarn", "Tarn Guards", "tarn-guards", 1), row("z-tarn", "Tarn Guards", "tarn-guards", 2)]
    texts = {f"{r['document_id']}.txt": SHARED.format(title=r["title"]) for r in rows}
    texts["z-tarn.txt"] = texts["z-tarn.txt"].replace("May 1921", "June 1921")
    return write_raw(tmp_path_factory.mktemp("parts"), rows, {name: text.encode() for name, text in texts.items()})


def in_parts(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(build, "parts_of", lambda documents: parts.parts_of(documents, most))


def test_parts_of_any_size_give_the_same_bytes_though_articles_share_entities(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trees = []
    for most in (1, 10_000_000):
        in_parts(monkeypatch, most)
        assert build.main(["--raw", str(raw), "--out", str(tmp_path / str(most))]) == 0
        trees.append(tree(tmp_path / str(most)))
    one, all_at_once = trees
    assert one.keys() == all_at_once.keys()
    assert [name for name in one if one[name] != all_at_once[name]] == []


def test_rows_about_what_several_articles_know_rest_on_the_claims_of_all(
    raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_parts(monkeypatch, 1)
    tables = build.build_tables(raw, METADATA, lambda line: None)[2]
    documents = {str(c["claim_id"]): str(c["document_id"]) for c in tables["claims"]}
    behind: dict[tuple[str, str], set[str]] = {}
    for p in tables["provenance"]:
        behind.setdefault((str(p["table_name"]), str(p["row_id"])), set()).add(documents[str(p["claim_id"])])
    several = {at for at, texts in behind.items() if len(texts - {"a-tarn", "z-tarn"}) > 1}
    assert ("events", "event:world-war-ii") in several
    names = [n for n in tables["names"] if n["entity_id"] == "polity:germany"]
    assert len({str(n["name"]) for n in names}) == len(names) >= 1
    assert all(n["in_newer"] and n["in_older"] for n in names), "one older text and the others have it"


def test_what_may_be_the_same_in_two_articles_is_told_in_the_rows_of_both(
    raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The judgement is about units of which each part knows one only."""
    hill, lake = "unit:hill-guards", "unit:lake-guards"
    judgement: dict[str, object] = {
        "left_id": hill,
        "left_name": "Hill Guards",
        "right_id": lake,
        "right_name": "Lake Guards",
    }
    judgement |= {"judgement": "unsure", "reason": "Both guard.", "decided_by": "editors", "decided_on": "2026-01-01"}
    monkeypatch.setattr(definitions, "judgement_rows", lambda folder: [{**judgement, "claim_id": None}])
    in_parts(monkeypatch, 1)
    tables = build.build_tables(raw, METADATA, lambda line: None)[2]
    perhaps = {u["unit_id"]: u["perhaps_same_as"] for u in tables["units"] if u["perhaps_same_as"]}
    assert perhaps == {hill: "Lake Guards", lake: "Hill Guards"}
    assert [(j["left_id"], j["right_id"]) for j in tables["identity_judgements"]] == [(hill, lake)]


def test_the_body_of_a_post_is_one_that_the_texts_of_its_own_article_name() -> None:
    claims = [
        claim("a", "holds_position", value="leaders of the Guard"),
        claim("b", "holds_position", value="leaders of the Reed"),
    ]
    mentions = [mention(text, entity) for text, entity in (("a", "unit:one"), ("b", "unit:two"))]
    documents = [{"document_id": text, "article": text} for text in "ab"]
    spans = spans_of({"claims": claims, "mentions": mentions, "documents": documents})
    assert [s["text"] for s in spans["a"][OF_POST]] == ["unit:one"], (
        "another article's unit of this name is no second bearer"
    )
    assert OF_POST not in spans["b"]
    both = spans_of({"claims": claims, "mentions": [*mentions, mention("a", "unit:three")], "documents": documents})
    assert OF_POST not in both["a"], "a name of two has no bearer"


def test_a_member_belongs_to_what_the_words_of_its_value_name_besides() -> None:
    words = "either as Reedmen or in the Guard"
    joined = claim("a", "member_of", value=words, quote=words, object_id="unit:guard", char_start=100)
    named = {"a": [(110, 117, "group:reedmen"), (128, 133, "unit:guard"), (140, 145, "unit:other")]}
    assert belonging([joined], named) == {"person:brisk": frozenset({"unit:guard", "group:reedmen"})}
    assert belonging([{**joined, "predicate": "part_of"}], named) == {"person:brisk": frozenset({"unit:guard"})}
    assert belonging([{**joined, "modality": "denied"}], named) == {}


def claim(document_id: str, predicate: str, **cells: object) -> dict[str, object]:
    plain = {
        "claim_id": document_id,
        "document_id": document_id,
        "passage_id": document_id,
        "subject_id": "person:brisk",
    }
    empty = dict.fromkeys(("subject_text", "object_id", "event_id", "value", "qualifier", "quote"))
    return {**empty, **plain, "predicate": predicate, "polarity": "affirmed", "modality": "asserted", **cells}


def mention(document_id: str, entity_id: str) -> dict[str, object]:
    found = {"document_id": document_id, "entity_id": entity_id, "text": "Guard", "kind": "name"}
    return {**found, "char_start": 4, "char_end": 9}


def test_no_part_is_kept_while_the_next_is_made(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_parts(monkeypatch, 1)
    alive: list[weakref.ref[object]] = []
    most = 0

    def counted(made: object) -> None:
        nonlocal most
        gc.collect()
        alive.append(weakref.ref(made))
        most = max(most, sum(one() is not None for one in alive))

    real_read, real_finish = whole.read_part, whole.Whole._finished

    def reading(*arguments: object) -> PartEvidence:
        made = real_read(*arguments)  # type: ignore[arg-type]
        counted(made)
        return made

    def finishing(self: whole.Whole, *arguments: object) -> whole.Finished:
        made = real_finish(self, *arguments)  # type: ignore[arg-type]
        counted(made)
        return made

    monkeypatch.setattr(whole, "read_part", reading)
    monkeypatch.setattr(whole.Whole, "_finished", finishing)
    build.build_tables(raw, METADATA, lambda line: None)
    assert len(alive) == 6 and most == 1, "three parts, each read and finished"


def test_versions_of_one_article_are_one_part_and_short_articles_together() -> None:
    def document(name: str, article: str, size: int) -> Document:
        return Document(name, name, article, "plain", "", {"characters": size})

    texts = [document("b", "x", 40), document("a", "x", 50), document("c", "y", 20), document("d", "z", 200)]
    texts.append(document("e", "w", 90))
    found = [[d.document_id for d in part] for part in parts.parts_of(texts, 110)]
    assert found == [["a", "b", "c"], ["d"], ["e"]]
    assert [[d.document_id for d in part] for part in parts.parts_of(texts, 1)] == [["a", "b"], ["c"], ["d"], ["e"]]


def test_processes_read_no_more_than_some_parts_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "extract", lambda document, vocabulary: None)
    taken = 0

    def endless() -> object:
        nonlocal taken
        while True:
            taken += 1
            yield []

    reading = many.extract_parts(endless(), {}, 2)  # type: ignore[arg-type]
    assert [next(reading) for _ in range(3)] == [[], [], []]
    reading.close()
    assert taken == 3 + many.AHEAD


def test_stored_rows_come_in_order_whatever_the_parts_they_came_in(tmp_path: Path) -> None:
    table = StoredTable(TOWNS, tmp_path / "towns.rows")
    for part in (range(0, 400, 2), range(401, 500), range(1, 400, 2), ()):
        table.add(clean_rows(TOWNS, [town(f"t{n:04}", founded="1921-05-04") for n in part]))
    assert [r["town_id"] for r in table] == sorted(str(r["town_id"]) for r in table)
    assert len(table) == len(list(table)) == 499
    assert next(iter(table))["founded"] == "1921-05-04"
    assert list(StoredTable(TOWNS, tmp_path / "none.rows")) == []


@pytest.mark.parametrize(
    ("first", "second", "column"),
    [(town("a"), town("a"), "town_id"), (town("a", code="X"), town("b", code="X"), "code")],
)
def test_a_key_or_unique_value_in_two_parts_is_refused(
    first: dict[str, object], second: dict[str, object], column: str, tmp_path: Path
) -> None:
    table = StoredTable(TOWNS, tmp_path / "towns.rows")
    for given in (first, second):
        table.add(clean_rows(TOWNS, [given]))
    with pytest.raises(PublishError, match=f"towns, .*, {column}: .* again"):
        list(table.cells())


def test_a_reference_into_another_part_is_checked_when_all_are_there(tmp_path: Path) -> None:
    table, awaited = StoredTable(TOWNS, tmp_path / "towns.rows"), Awaited()
    rows = clean_rows(TOWNS, [town("a", twin_id="b")])
    table.add(rows)
    awaited.note(TOWNS, rows)
    with pytest.raises(PublishError, match=r"towns, row 1 \(a\), twin_id: found 'b'"):
        awaited.check({"towns": table})
    awaited = Awaited()
    awaited.note(TOWNS, rows)
    table.add(clean_rows(TOWNS, [town("b")]))
    awaited.check({"towns": table})


def test_parquet_that_is_written_in_groups_holds_the_same_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = clean_rows(TOWNS, [town(f"t{n:05}", code=f"c{n}") for n in range(20_000)])
    whole_table = pa.parquet.read_table(pa.BufferReader(parquet_bytes(TOWNS, rows)))
    monkeypatch.setattr("publish.tables_parquet.MOST_BYTES", 1)
    sink = pa.BufferOutputStream()
    write_parquet(sink, TOWNS, rows)
    file = pa.parquet.ParquetFile(pa.BufferReader(sink.getvalue()))
    assert file.num_row_groups == 20 and file.read().equals(whole_table)


def test_a_build_leaves_nothing_in_the_temporary_folder(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(build, "write_tree", lambda *arguments: (_ for _ in ()).throw(KeyboardInterrupt))
    assert build.main(["--raw", str(raw), "--out", str(tmp_path / "out")]) == 130
    assert list((tmp_path / "temporary").iterdir()) == [] and not (tmp_path / "out").exists()
