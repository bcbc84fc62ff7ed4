"""Reference marks in a sentence follow words: the claims made of those words have them, no other claim has."""

from __future__ import annotations

import pytest

from extract.prose.trial import read_text

TWO_FACTS = "The 4th Infantry Division was formed in May 1921,[ citation needed ] and was disbanded in July 1925. [2]"
SENTENCES = {
    # each fact has the mark that follows it
    TWO_FACTS: {"formed": ["[ citation needed ]"], "disbanded": ["[2]"]},
    # a mark after the full stop is that of the sentence before
    "The 4th Infantry Division was disbanded in May 1921. [3] It was formed in Norway.": {
        "disbanded": ["[3]"],
        "formed": [],
    },
    # two marks in a row follow the same words
    "The 4th Infantry Division was disbanded in May 1921 after a long and costly march home. [4] [ citation needed ]": {
        "disbanded": ["[4]", "[ citation needed ]"]
    },
    # a mark between a date and what goes on behind it is not that of what goes on
    "On 3 May 1921, it was officially renamed the 5th River Brigade, [5] with the Lake Council being formed as a "
    "council to which the Lake Army pledged loyalty.": {"formed": [], "allegiance_to": []},
    # a mark right behind a date is
    "On 3 May 1921, [6] the 4th Infantry Division was renamed the 5th River Brigade.": {"renamed_to": ["[6]"]},
}


@pytest.mark.parametrize(("text", "marked"), SENTENCES.items(), ids=lambda x: x[:40] if isinstance(x, str) else "")
def test_a_mark_belongs_to_the_claims_of_the_words_before_it(text: str, marked: dict[str, list[str]]) -> None:
    context = read_text(text)
    found: dict[str, list[str]] = {}
    for claim in context.claims:
        spans = [s for s in claim.spans if s.role in ("citation", "citation_needed")]
        if claim.predicate in marked:
            found[claim.predicate] = [s.text(text) for s in sorted(spans, key=lambda s: s.start)]
    assert found == marked
