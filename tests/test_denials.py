"""What a sentence denies is not read as said: by rules that know nothing of the word that denies it."""

from __future__ import annotations

import re

import pytest

from extract.model import ClaimDraft
from extract.prose.patterns import load
from extract.prose.trial import read_text

AUXILIARY = re.compile(r"\b(?:was|were|had|has|have|did|would|could)\b")


def said(text: str, about: str = "") -> set[tuple[object, ...]]:
    """What the text is read to affirm, without the claims that show the word that denies."""
    return {key(c) for c in read_text(text, about=about).claims if c.polarity == "affirmed" and c.modality != "denied"}


def key(claim: ClaimDraft) -> tuple[object, ...]:
    return claim.subject_id, claim.predicate, claim.object_id, claim.value


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("The 4th Division was {} present at the Battle of Gorsk.", "took_part_in"),
        ("After the war the 5th Guards Regiment was {} stationed in Poland, Norway and Sweden.", "served_in"),
        ("The 4th Division was {} disbanded in 1931.", "disbanded"),
        ("The 5th Mountain Division was {} attached to the 2nd Army.", "subordinate_to"),
    ],
)
@pytest.mark.parametrize("word", ["not", "never", "no longer", "hardly"])
def test_a_word_that_denies_leaves_no_claim_that_says_the_contrary(text: str, predicate: str, word: str) -> None:
    plain = {k for k in said(text.replace("{} ", "")) if k[1] == predicate}
    assert plain, "the sentence is one that is read"
    assert not plain & said(text.format(word))


@pytest.mark.parametrize(
    "text",
    [
        "No part of the 4th Division surrendered to the 9th Army.",
        "Nobody in the 4th Division surrendered to the 9th Army.",
    ],
)
def test_what_none_of_a_force_did_is_not_told_of_it(text: str) -> None:
    assert not [k for k in said(text) if k[1] == "surrendered_to"]


def test_it_was_not_until_gives_the_date() -> None:
    (claim,) = [
        c
        for c in read_text("It was not until 1949 that the 4th Division was disbanded.").claims
        if c.predicate == "disbanded"
    ]
    assert (claim.date and claim.date.edtf, claim.date_role) == ("1949", "point")


def test_hardly_any_example_of_a_rule_is_affirmed_with_never_behind_its_first_verb() -> None:
    examples = [e for rule in load()[::16] for e in rule.examples if e.expect and AUXILIARY.search(e.text)]
    affirmed = []
    for example in examples:
        verb = AUXILIARY.search(example.text)
        assert verb
        plain = said(example.text, example.about)
        denied = f"{example.text[: verb.end()]} never{example.text[verb.end() :]}"
        affirmed += [
            (denied, claim.rule_id)
            for claim in read_text(denied, about=example.about).claims
            if claim.start <= verb.end() < claim.end - len(" never")
            and claim.polarity == "affirmed"
            and key(claim) in plain
            and "never" not in f"{claim.value} {claim.hedge}"
        ]
    assert len(examples) >= 15
    assert len(affirmed) <= 1, affirmed
