"""Versions of one article side by side: what stayed, was reworded, moved, split, merged, or stands in one version only."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from assemble.compare.alignments import align
from assemble.passages import Passages
from conftest import METADATA, Row, Tables
from extract.model import Block, Cell, Document, Extraction
from roa_dataset.schema_files import load_schema

SCHEMA = load_schema(METADATA)

GUARD = "The guard of Arlen kept the three lower bridges through the whole winter."
FERRY = "A ferry crossed the lake twice a day until the ice had closed the harbour."
MILLS = "Nobody knows how many of the old mills beside the river were still at work."
TOLL = "The toll was halved in spring because the carters had refused to pay it."


def version(order: int, leaves: Sequence[Block | tuple[str, str]], article: str = "arlen") -> Passages:
    """One version as passages: (kind, text) pairs one after the other, or ready blocks over the same text."""
    text, blocks = "", []
    for kind, words in (leaf for leaf in leaves if isinstance(leaf, tuple)):
        start = len(text)
        cells: tuple[Cell, ...] = ()
        if kind == "infobox_field" and ":" in words:
            value = start + words.index(":") + 2
            cells = (Cell("label", start, value - 2), Cell("value", value, start + len(words)))
        text += words + "\n"
        blocks.append(Block(kind, start, start + len(words), cells=cells, marker=words.split(":")[0]))
    name = f"{article}-{order}"
    row: dict[str, object] = {"document_id": name, "article": article, "version_order": order}
    document = Document(name, article, article, "article_mirror", text, row)
    return Passages(Extraction(document, tuple(blocks), (), (), (), (), (), (), ()))


def aligned(*versions: Passages) -> list[Row]:
    tables: Tables = {"documents": [dict(v.extraction.document.row) for v in versions]}
    return align(tables, versions, SCHEMA, METADATA)


def told(rows: list[Row], *versions: Passages) -> list[tuple[str, str, str]]:
    """(change, words of the older, words of the newer version)."""
    texts = {
        i: v.extraction.document.text[b.start : b.end] for v in versions for i, b in zip(v.ids, v.blocks, strict=True)
    }
    return [
        (str(r["change"]), texts.get(str(r["left_passage_id"]), ""), texts.get(str(r["right_passage_id"]), ""))
        for r in rows
    ]


def sentences(*texts: str) -> list[tuple[str, str]]:
    return [("sentence", text) for text in texts]


@pytest.mark.parametrize(
    "same", [GUARD[:-1] + ".[3][ citation needed ]", GUARD.replace("kept", "kept,"), GUARD.upper()]
)
def test_the_same_words_are_identical_whatever_their_marks_punctuation_and_case(same: str) -> None:
    older, newer = version(1, sentences(GUARD)), version(2, sentences(same))
    [row] = aligned(older, newer)
    assert (row["change"], row["similarity"]) == ("identical", 1.0)
    assert row["alignment_id"] == "arlen-1:p0001~arlen-2:p0001"


def test_a_changed_word_is_a_rewording_with_its_similarity() -> None:
    older, newer = version(1, sentences(GUARD)), version(2, sentences(GUARD.replace("three", "four")))
    [row] = aligned(older, newer)
    assert row["change"] == "reworded"
    assert 0.9 < float(str(row["similarity"])) < 1


def test_a_sentence_that_changes_place_is_moved_and_the_others_are_not() -> None:
    older = version(1, sentences(GUARD, FERRY, MILLS, TOLL))
    newer = version(2, sentences(FERRY, MILLS, TOLL, GUARD))
    assert [(c, left) for c, left, _ in told(aligned(older, newer), older, newer)] == [
        ("moved", GUARD), ("identical", FERRY), ("identical", MILLS), ("identical", TOLL),
    ]  # fmt: skip


def test_one_sentence_that_becomes_two_is_split_and_the_reverse_is_merged() -> None:
    whole = GUARD[:-1] + ", and the carters of Brisk paid for their bread and for their lamp oil."
    part = "The carters of Brisk paid for their bread and for their lamp oil."
    older, newer = version(1, sentences(whole, FERRY)), version(2, sentences(GUARD, part, FERRY))
    assert [(c, right) for c, _, right in told(aligned(older, newer), older, newer)] == [
        ("split", GUARD), ("split", part), ("identical", FERRY),
    ]  # fmt: skip
    assert [(c, left) for c, left, _ in told(aligned(turn(newer), turn(older)), turn(newer), turn(older))] == [
        ("merged", GUARD), ("merged", part), ("identical", FERRY),
    ]  # fmt: skip


def turn(passages: Passages) -> Passages:
    """The same text as the other of two versions."""
    document = passages.extraction.document
    leaves = [(b.kind, document.text[b.start : b.end]) for b in passages.blocks]
    return version(3 - int(str(document.row["version_order"])), leaves)


def test_what_only_one_version_has_stands_alone_without_a_similarity() -> None:
    older, newer = version(1, sentences(GUARD, MILLS)), version(2, sentences(GUARD, TOLL))
    rows = aligned(older, newer)
    assert {r["change"]: r["similarity"] for r in rows} == {"identical": 1.0, "only_left": None, "only_right": None}


def test_fields_correspond_by_label_whatever_their_values_and_empty_ones_are_left_out() -> None:
    older = version(
        1,
        [("infobox_field", "Size: Corps"), ("infobox_field", "March: "), ("infobox_field", "Battles: First Lake War")],
    )
    newer = version(2, [("infobox_field", "Engagements: First Lake War"), ("infobox_field", "Size: 4,000 men")])
    assert told(aligned(older, newer), older, newer) == [
        ("reworded", "Size: Corps", "Size: 4,000 men"),
        ("identical", "Battles: First Lake War", "Engagements: First Lake War"),
    ]


@pytest.mark.parametrize("kind", ["caption", "heading", "infobox_field"])
def test_every_field_caption_and_heading_stands_in_a_row_even_where_the_other_file_has_none(kind: str) -> None:
    older = version(1, sentences(GUARD))
    newer = version(2, [*sentences(GUARD), (kind, "The harbour of Arlen under ice")])
    assert [r["change"] for r in aligned(older, newer)] == ["identical", "only_right"]


def test_a_list_that_one_version_lacks_as_a_whole_is_not_compared() -> None:
    older = version(1, [*sentences(GUARD), ("see_also", "Bridges of Brisk")])
    newer = version(2, sentences(GUARD))
    assert [r["change"] for r in aligned(older, newer)] == ["identical"]


def test_one_word_in_common_does_not_make_headings_correspond() -> None:
    older, newer = version(1, [("heading", "Articles")]), version(2, [("heading", "Other research articles")])
    assert sorted(str(r["change"]) for r in aligned(older, newer)) == ["only_left", "only_right"]


def test_of_three_versions_only_neighbours_are_compared_and_other_articles_never() -> None:
    versions = [version(n, sentences(GUARD.replace("three", str(n)))) for n in (1, 2, 3)]
    other = version(1, sentences(GUARD), article="brisk")
    rows = aligned(*versions, other)
    assert [r["alignment_id"] for r in rows] == ["arlen-1:p0001~arlen-2:p0001", "arlen-2:p0001~arlen-3:p0001"]


def test_a_line_that_one_box_has_besides_has_its_own_row_and_leaves_the_field_above_it_identical() -> None:
    older = version(1, [("infobox_field", "Kind: Ferry guard"), ("infobox_field", "Size: 40 men")])
    newer = version(
        2,
        [("infobox_field", "Kind: Ferry guard"), ("infobox_field", "Bridge guard"), ("infobox_field", "Size: 40 men")],
    )
    rows = aligned(older, newer)
    assert [(r["change"], r["similarity"]) for r in rows if r["left_passage_id"]] == [
        ("identical", 1.0), ("identical", 1.0),
    ]  # fmt: skip
    assert [r["change"] for r in rows if not r["left_passage_id"]] == ["only_right"], "what was added has its own row"


@pytest.mark.parametrize(("older", "newer"), [("anticlerical", "anti-clerical"), ("anti-clerical", "anticlerical")])
def test_a_hyphen_inside_a_word_makes_no_other_word(older: str, newer: str) -> None:
    texts = [MILLS.replace("old", word) for word in (older, newer)]
    [row] = aligned(version(1, sentences(texts[0])), version(2, sentences(texts[1])))
    assert (row["change"], row["similarity"]) == ("identical", 1.0)
    [row] = aligned(version(1, sentences(texts[0])), version(2, sentences(MILLS.replace("old", "anti clergy"))))
    assert row["change"] == "reworded"


def test_what_a_file_kept_of_a_caption_stands_beside_the_whole_one() -> None:
    caption = ("caption", "Graves of the ferrymen at the harbour of Arlen")
    for left, change in (
        ("harbour of Arlen]]", "reworded"), ("of Arlen]]", ""), ("the harbour of]]", ""), (caption[1], ""),
    ):  # fmt: skip
        older = version(1, [*sentences(GUARD), ("residue", left)])
        newer = version(2, [*sentences(GUARD), caption])
        rows = told(aligned(older, newer), older, newer)
        assert rows[1:] == [(change, left, caption[1])] if change else [("only_right", "", caption[1])]
    twice = version(2, [*sentences(GUARD), caption, ("caption", "Winter in the harbour of Arlen")])
    older = version(1, [*sentences(GUARD), ("residue", "harbour of Arlen]]")])
    assert [r["change"] for r in aligned(older, twice)] == ["identical", "only_right", "only_right"], (
        "of which of the two?"
    )


def test_fields_under_other_labels_correspond_when_their_claims_name_the_same() -> None:
    older = version(1, [("infobox_field", "Country: Vesmar")])
    newer = version(2, [("infobox_field", "Loyal to: the Republic of Vesmar, under protest")])
    tables: Tables = {
        "documents": [dict(v.extraction.document.row) for v in (older, newer)],
        "claims": [{"passage_id": v.ids[0], "object_id": "polity:vesmar"} for v in (older, newer)],
    }
    assert [r["change"] for r in align(tables, (older, newer), SCHEMA, METADATA)] == ["reworded"]
    emptied = version(1, [("infobox_field", "Country: Vesmar"), ("infobox_field", "Loyal to: ")])
    tables["documents"][0] = dict(emptied.extraction.document.row)
    changes = [r["change"] for r in align(tables, (emptied, newer), SCHEMA, METADATA)]
    assert set(changes) == {"only_left", "only_right"}, "the older box has that field itself, without a value"
    tables["claims"].pop()
    assert len(align(tables, (older, newer), SCHEMA, METADATA)) == 2


MARCH = "The board had the whole company marched to the Lower Fen at once."
RIDE = "Despite that, some of the men were taken to the Lower Fen and kept there."
FEN = "It was decided to quarter them on the Lower Fen, and most had gone by May."


def test_what_names_the_same_between_the_same_neighbours_corresponds() -> None:
    """Two old sentences that share only a rare name with one new sentence in their place were merged into it."""
    older = version(1, sentences(GUARD, MARCH, MILLS, RIDE, FERRY))
    newer = version(2, sentences(GUARD, FEN, FERRY))
    assert [(c, left) for c, left, _ in told(aligned(older, newer), older, newer)] == [
        ("identical", GUARD), ("merged", MARCH), ("only_left", MILLS), ("merged", RIDE), ("identical", FERRY),
    ]  # fmt: skip
    third = "At the Lower Fen nobody at all had asked for any such help."
    three = version(1, sentences(GUARD, MARCH, RIDE, third, FERRY))
    assert [c for c, _, _ in told(aligned(three, newer), three, newer)] == ["identical", *["merged"] * 3, "identical"]
    elsewhere = version(2, sentences(GUARD, FERRY, FEN))
    changes = {left: c for c, left, _ in told(aligned(older, elsewhere), older, elsewhere) if left}
    assert (changes[MARCH], changes[RIDE]) == ("only_left", "only_left")
    bare = version(1, sentences(MARCH, GUARD)), version(2, sentences(FEN, GUARD))
    assert sorted(c for c, _, _ in told(aligned(*bare), *bare)) == ["identical", "only_left", "only_right"]


def test_what_stands_alone_between_the_same_neighbours_corresponds_when_it_shares_words() -> None:
    lead = "Ada Brandt, a captain of the harbour, wished to join every ferry of the lake."
    later = "The captain Brandt of Vesmar had gone over to the harbour office."
    older = version(1, sentences(GUARD, lead, FERRY))
    assert [r["change"] for r in aligned(older, version(2, sentences(GUARD, later, FERRY)))][1] == "reworded"
    other = (
        "It was at Vesmar that the harbour had once more been given by everybody who lived there to that captain, whose "
        "name nobody but Brandt himself knew how to spell."
    )
    assert "only_left" in [r["change"] for r in aligned(older, version(2, sentences(GUARD, other, FERRY)))]
    rows = aligned(older, version(2, sentences(GUARD, TOLL, FERRY)))
    assert sorted(str(r["change"]) for r in rows) == ["identical", "identical", "only_left", "only_right"]


def test_what_tells_the_same_of_the_same_people_in_its_place_corresponds() -> None:
    older = version(1, sentences(GUARD, "They were given up to Vesmar.", FERRY))
    newer = version(2, sentences(GUARD, "Some 40 of its men went there in May.", FERRY))
    tables: Tables = {
        "documents": [dict(v.extraction.document.row) for v in (older, newer)],
        "claims": [
            {"passage_id": v.ids[1], "object_id": None, "subject_id": "unit:lake-guard", "predicate": "handed_over_to",
             "polarity": "affirmed", "modality": "asserted"}
            for v in (older, newer)
        ],
    }  # fmt: skip
    assert [r["change"] for r in align(tables, (older, newer), SCHEMA, METADATA)] == [
        "identical", "reworded", "identical",
    ]  # fmt: skip
    for column, value in (("predicate", "holds_rank"), ("modality", "planned"), ("subject_id", "unit:hill-corps")):
        tables["claims"][1] |= {"predicate": "handed_over_to", "modality": "asserted"} | {column: value}
        assert len(align(tables, (older, newer), SCHEMA, METADATA)) == 4, column


def test_what_is_told_a_second_time_is_no_part_of_a_split() -> None:
    caught = "Some of the men were first caught by the board and then given up to Vesmar by it."
    older = version(1, sentences(GUARD, caught, FERRY))
    newer = version(2, sentences(GUARD, "About 40 went there in May.", caught.replace("Some", "Many"), FERRY))
    claim = {"object_id": None, "subject_id": "unit:lake-guard", "predicate": "handed_over_to", "polarity": "affirmed",
             "modality": "asserted"}  # fmt: skip
    tables: Tables = {
        "documents": [dict(v.extraction.document.row) for v in (older, newer)],
        "claims": [{"passage_id": p, **claim} for p in (older.ids[1], newer.ids[1], newer.ids[2])],
    }
    changes = [r["change"] for r in align(tables, (older, newer), SCHEMA, METADATA)]
    assert sorted(str(c) for c in changes) == ["identical", "identical", "only_right", "reworded"]


def test_a_part_that_went_elsewhere_makes_a_split() -> None:
    whole = "Those who were caught were either fined at once or sent to Brisk for a year of work."
    near = "The board called them smugglers, and those who were caught were fined at once by the board."
    far = "They were then hanged or sent to Brisk."
    older = version(1, sentences(GUARD, FERRY, whole))
    newer = version(2, sentences(GUARD, far, FERRY, near))
    assert [(c, right) for c, left, right in told(aligned(older, newer), older, newer) if left == whole] == [
        ("split", near), ("split", far),
    ]  # fmt: skip


def test_one_document_has_no_alignments() -> None:
    assert aligned(version(1, sentences(GUARD, FERRY))) == []


def test_alike_in_every_word_and_identical_are_one_thing_in_the_dataset(tables: Tables) -> None:
    pairs = [r for r in tables["alignments"] if r["change"] in ("identical", "reworded", "moved")]
    assert [r for r in pairs if (r["similarity"] == 1) != (r["change"] == "identical") and r["change"] != "moved"] == []
    fields = {p["passage_id"] for p in tables["passages"] if p["kind"] in ("infobox_field", "caption")}
    stand = {r[side] for r in tables["alignments"] for side in ("left_passage_id", "right_passage_id")}
    empty = {p["passage_id"] for p in tables["passages"] if str(p["text"]).endswith("=") or not p["claim_count"]}
    assert fields - empty <= stand


def test_the_dataset_aligns_each_passage_of_prose_once_or_says_why_not(tables: Tables) -> None:
    """Every sentence of the article itself is in a row; only a split or a merger names one twice."""
    passages = [p for p in tables["passages"] if p["kind"] == "sentence" and not p["about_title"]]
    for side, whole in (("left_passage_id", "split"), ("right_passage_id", "merged")):
        rows = [r for r in tables["alignments"] if r[side]]
        seen = [r[side] for r in rows if r["change"] != whole]
        assert len(seen) == len(set(seen))
    named = {r[side] for r in tables["alignments"] for side in ("left_passage_id", "right_passage_id")}
    assert {p["passage_id"] for p in passages} <= named


def test_metadata_is_read_strictly(tmp_path: Path) -> None:
    from assemble.compare.families import load_families
    from roa_dataset.schema_files import SchemaError

    text = (METADATA / "alignment.toml").read_text(encoding="utf-8")
    (tmp_path / "alignment.toml").write_text(text.replace('"caption"', '"captoin"'), encoding="utf-8")
    with pytest.raises(SchemaError, match=r"captoin.*caption"):
        load_families(tmp_path, SCHEMA)
