"""Layouts: no text makes a parser fail, and every letter and digit of it stands in exactly one leaf."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adversarial import EXPECTED, adversarial_files
from conftest import INVENTED, RAW
from extract.layouts import LAYOUTS
from extract.layouts.common import LayoutError, cover, glue_points
from extract.model import Block, Cell

LARGE = 200_000
FILES = adversarial_files(large=LARGE)
CLEAN = sorted(name for name, outcome in EXPECTED.items() if outcome == "clean")
REAL = sorted([*RAW.glob("*.txt"), *(INVENTED / "raw").glob("*.txt")])

#: what the two layouts look for, and what has broken parsers of the kind
FRAGMENTS = (
    *("Origins", "See also", "External links", "Order of battle", "Related Research Articles", "Last updated", "Articles"),
    *("[1]", "[ 2 ]", "[ citation needed ]", "[lower-alpha 1]", "[lower-alpha", "[[", "]]", "{{", "}}", "(", ")"),
    *("|key=", "|dates= 1794 - 1931 ", "|", "| x =", "Category:", "Category:Otters", "xx:", "cs:Vydra", "ru:Выдра", "ja:獺"),
    *("Flag (1935).svg", "Kestrel-Oberst h.svg ПолковникPolkovnikOberst", ".jpg", "Bild 1-2, Wort.jpg", "h.svg Майор"),
    *("OriginsRussian", "IIRussian", "XIIth", "1945De", "Sovietscemetery in Prague]] During", "aB", "Mc", "MacD"),
    *("Active1924", "Size Brigade", "Allegiance", "Nickname(s)", "Badge ", "Insignia", "Source: [ citation needed ]"),
    *("  1. ", "  2. 1 2 Corvane (1987): 4", "12.", "1.", "  3.", "7. Śnieżna", "Lt. Gen. Anders", "v. Chr.", "No. 5"),
    *('<span class="mw-page-title-main">', "</span>", "<", "&nbsp;", "Military unit", "The otter was a beast.", "X is a Y."),
    *("\n", "\n\n", "\n\n\n", "\r\n", "\r", "\u2028", "\x85", "\t", " ", "  ", "\u00a0", "\u2003", "\ufeff", "\u200b"),
    *("\u0301", "e\u0301", "\u202e", "\u2067", "حيوان", "חיה", "\U0001f9a6", "\U0001d513", "\U00020000", "ǆ", "ß", "İ", "²", "٣"),
    *(".", "!", "?", ":", ";", ",", '"', "“", "”", "„", "…", "—", "A", "b", "7", "a.", "A. B.", "end.Next", "end.[1]Next"),
)  # fmt: skip
fragments = st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join)
anything = st.text(max_size=200)
mixed = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=6)), max_size=30).map("".join)


def problems(text: str, blocks: Sequence[Block]) -> Iterator[str]:
    """What is wrong with a parse: letters lost or doubled, leaves out of order, children or cells outside, loose ends."""
    held = [0] * len(text)
    at = 0
    for leaf in (leaf for block in blocks for leaf in block.leaves()):
        if leaf.start < at:
            yield f"{leaf.kind} at {leaf.start} begins before {at}"
        at = leaf.end
        for i in range(leaf.start, leaf.end):
            held[i] += 1
    yield from (f"{text[i]!r} at {i} is held {n} times" for i, n in enumerate(held) if text[i].isalnum() and n != 1)
    for block in (b for top in blocks for b in top.walk()):
        where = f"{block.kind} at {block.start}–{block.end}"
        if not 0 <= block.start < block.end <= len(text):
            yield f"{where} is no stretch of the text"
        elif block.kind in ("sentence", "paragraph", "heading", "list_item") and block_is_loose(text, block):
            yield f"{where} has white space at an end: {text[block.start : block.end]!r}"
        for child in block.children:
            if not block.start <= child.start < child.end <= block.end:
                yield f"{child.kind} at {child.start}–{child.end} lies outside its parent, {where}"
        for cell in block.cells:
            if not block.start <= cell.start <= cell.end <= block.end:
                yield f"cell {cell.name} at {cell.start}–{cell.end} lies outside its {where}"


def block_is_loose(text: str, block: Block) -> bool:
    words = text[block.start : block.end]
    return words != words.strip()


def check(layout: str, text: str) -> tuple[Block, ...]:
    blocks = LAYOUTS[layout](text)
    found = list(problems(text, blocks))
    assert not found, found[:5]
    return blocks


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=200, deadline=None)
@given(text=st.one_of(fragments, mixed, anything))
def test_no_text_is_lost_doubled_or_too_much_for_a_layout(layout: str, text: str) -> None:
    check(layout, text)


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_no_cut_or_splice_of_a_real_text_is_too_much_for_a_layout(layout: str, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(REAL)).read_bytes().decode()
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 4_000)))
    check(layout, text[start:end] + data.draw(st.sampled_from(FRAGMENTS)) + text[: max(0, 400 - start)])


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_each_text_is_held_whole_in_either_layout(layout: str, path: Path) -> None:
    check(layout, path.read_bytes().decode())


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", CLEAN)
def test_an_adversarial_text_is_held_whole(layout: str, name: str) -> None:
    check(layout, FILES[name].decode())


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", ["short_lines", "glue_on_one_line", "initials_on_one_line", "open_quotes_on_one_line"])
def test_the_time_grows_no_faster_than_the_text(layout: str, name: str) -> None:
    small, large = (adversarial_files(large=size)[name].decode() for size in (12_500, 100_000))
    first = min(seconds(layout, small) for _ in range(2))
    second = min(seconds(layout, large) for _ in range(2))
    # eight times the text: linear is 8, quadratic is 64; the floor keeps the noise of a busy machine out
    assert second < 24 * max(first, 0.02), f"{first:.3f} s, then {second:.3f} s for eight times the text"


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("unit", "tail"),
    [
        ("  1. Note\n", "\n\nSee [note 1]."),
        ("Abcdefghijk remnant]] Text.", ""),
        ("Header line\n", "a h.svg МайорMayor\nb h.svg МайорMayor\n"),
        ("|key=", ""),
        ("<span class=", ""),
        ("[lower-alpha ", ""),
        ("(a. ", ""),
        ("Aa (b) See also ", ""),
    ],
)
def test_no_repeated_piece_makes_a_layout_slow(layout: str, unit: str, tail: str) -> None:
    small, large = (f"{unit * (size // len(unit))}{tail}" for size in (10_000, 80_000))
    first, second = min(seconds(layout, small) for _ in range(2)), seconds(layout, large)
    assert second < 24 * max(first, 0.02), f"{first:.3f} s, then {second:.3f} s for eight times the text"


def seconds(layout: str, text: str) -> float:
    started = time.process_time()
    LAYOUTS[layout](text)
    return time.process_time() - started


def kinds(layout: str, text: str) -> list[tuple[str, str]]:
    return [(leaf.kind, text[leaf.start : leaf.end]) for block in LAYOUTS[layout](text) for leaf in block.leaves()]


def test_a_heading_glued_to_the_sentences_around_it_is_cut_out() -> None:
    text = (
        "The otters left.OriginsRussian volunteers stayed. They ate what the river gave and they sang of the old weirs."
    )
    assert kinds("wiki_dump", text) == [
        ("sentence", "The otters left."),
        ("heading", "Origins"),
        ("sentence", "Russian volunteers stayed."),
        ("sentence", "They ate what the river gave and they sang of the old weirs."),
    ]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("XIIth Otter Corps", ["XIIth Otter Corps"]),
        ("World War IIHeron Monument", ["World War II", "Heron Monument"]),
        ("Piers McKrandaleFen Corps", ["Piers McKrandale", "Fen Corps"]),
        ("Levy (Vesmar)Waders", ["Levy (Vesmar)", "Waders"]),
        ("Punt 1801-1840Sallowe Lighter", ["Punt 1801-1840", "Sallowe Lighter"]),
        ("the ROA and the USSR", ["the ROA and the USSR"]),
    ],
)
def test_words_are_cut_where_they_are_glued_and_nowhere_else(text: str, pieces: list[str]) -> None:
    edges = [0, *glue_points(text, 0, len(text)), len(text)]
    assert [text[a:b] for a, b in itertools.pairwise(edges)] == pieces


def test_an_image_remnant_is_no_sentence_and_the_heading_before_it_is_found() -> None:
    text = "The Soviets came.The fight and the Sovietscemetery in Prague]] During the march they sang."
    assert ("residue", "cemetery in Prague]]") in kinds("wiki_dump", text)
    assert ("sentence", "During the march they sang.") in kinds("wiki_dump", text)


def test_a_glued_list_ends_at_the_heading_behind_it() -> None:
    text = "They sold them.Previous BoatsMallard GigHeron BargeWillow PuntBetween the floodsAfter the boats were sold, it ended."
    found = kinds("wiki_dump", text)
    assert [words for kind, words in found if kind == "list_item"] == ["Mallard Gig", "Heron Barge", "Willow Punt"]
    assert ("heading", "Between the floods") in found
    assert ("sentence", "After the boats were sold, it ended.") in found


def test_single_words_glued_to_each_other_are_a_list_and_no_heading() -> None:
    found = kinds("wiki_dump", "The otters kept boats of all kinds, and sold them.MallardHeronWillowTeal")
    assert found[1:] == [("list_item", word) for word in ("Mallard", "Heron", "Willow", "Teal")]


def test_a_label_that_names_its_owners_stands_whole() -> None:
    text = (
        "Title\n\nLast updated\n\nTitle\nFlags of KONR and ROA Naval Ensign.svg\nBadge Chevron.svg\n\nIt was a thing.\n"
    )
    labels = [b.marker for top in LAYOUTS["article_mirror"](text) for b in top.walk() if b.kind == "infobox_field"]
    assert labels == ["", "Flags of KONR and ROA", "Badge"]


def test_a_gap_of_two_blank_lines_ends_the_section() -> None:
    text = "T\n\nLast updated\n\nIt was.\n\nHeading\n\nUnder it.\n\n\nUnder a lost one.\n"
    found = {text[b.start : b.end]: (b.section, b.section_basis) for b in LAYOUTS["article_mirror"](text)}
    assert found["Under it."] == ("Heading", "heading")
    assert found["Under a lost one."] == ("", "lost")


@pytest.mark.parametrize(
    "blocks",
    [
        (Block("paragraph", 0, 5), Block("paragraph", 3, 8)),
        (Block("table", 0, 4, children=(Block("list_item", 0, 6),)),),
        (Block("paragraph", 0, 99),),
    ],
    ids=["overlap", "child outside", "beyond the text"],
)
def test_a_parse_that_doubles_a_letter_is_refused(blocks: tuple[Block, ...]) -> None:
    with pytest.raises(LayoutError):
        cover("abcdefgh", blocks)


def test_what_no_block_holds_becomes_residue() -> None:
    covered = cover("abc def ghi", (Block("paragraph", 4, 7),))
    assert [(b.kind, b.start, b.end) for b in covered] == [("residue", 0, 3), ("paragraph", 4, 7), ("residue", 8, 11)]


def test_the_check_itself_sees_what_it_should() -> None:
    text = "ab cd"
    assert list(problems(text, [Block("sentence", 0, 2), Block("sentence", 3, 5)])) == []
    assert list(problems(text, [Block("sentence", 0, 2)]))
    assert list(problems(text, [Block("sentence", 0, 5), Block("sentence", 3, 5)]))
    assert list(problems(text, [Block("sentence", 3, 5), Block("sentence", 0, 2)]))
    assert list(problems(text, [Block("sentence", 0, 3), Block("sentence", 3, 5)]))
    assert list(problems(text, [Block("sentence", 0, 5, cells=(Cell("value", 2, 9),))]))
