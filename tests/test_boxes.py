"""Information boxes of texts that nobody has seen: what their fields say, and that no field of them stops a build."""

from __future__ import annotations

from conftest import METADATA
from extract.model import ClaimDraft, Document
from extract.read import extract
from extract.vocabulary import for_article, load

BOX = (
    "|unit_name= 3rd Morvath Hussar Regiment |image=  |dates=1756-1949 |country= Morvath "
    "|size=2 companies in peace (5 in the Salt War) |battles='Saltmarsh War' 'Border War' |motto= ''First across'' "
    "|commander1= Edvard Salk |commander1_label= Last commander"
    "  The 3rd Morvath Hussar Regiment was a cavalry regiment of the Morvath Army.Category:Cavalry"
)


def claims() -> list[tuple[ClaimDraft, str]]:
    vocabulary = for_article(load(METADATA / "entities"), "morvath")
    read = extract(
        Document("morvath", "3rd Morvath Hussar Regiment", "morvath", "wiki_dump", BOX, {"language": "en"}), vocabulary
    )
    return [(claim, BOX[claim.start : claim.end]) for claim in read.claims]


def of(predicate: str) -> list[tuple[ClaimDraft, str]]:
    return [(claim, quote) for claim, quote in claims() if claim.predicate == predicate]


def test_a_label_of_its_own_behind_a_name_is_in_the_quote() -> None:
    ((claim, quote),) = of("commands")
    assert claim.qualifier == "Last commander"
    assert quote == "commander1= Edvard Salk |commander1_label= Last commander"


def test_items_that_only_quotation_marks_tell_apart_are_several() -> None:
    assert [str(c.object_id).split("--")[0] for c, _ in of("took_part_in")] == [
        "event:saltmarsh-war",
        "event:border-war",
    ]


def test_strokes_for_italics_are_no_part_of_the_words() -> None:
    assert [c.value for c, _ in of("infobox_value") if c.qualifier == "motto"] == ["First across"]


def test_the_name_in_the_box_is_a_name() -> None:
    assert ("3rd Morvath Hussar Regiment", "official") in [(c.value, c.qualifier) for c, _ in of("has_name")]


def test_a_number_in_brackets_counts_what_the_one_before_it_counts() -> None:
    first, second = of("has_strength")
    assert (first[0].number_measure, second[0].number_measure) == ("companies", "companies")
    assert second[1].endswith("(5 in the Salt War)")
