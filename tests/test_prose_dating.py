"""Dates that a claim takes over from the event in which it happened: only where the text has said when that event was."""

from __future__ import annotations

import pytest

from extract.model import ClaimDraft
from extract.prose.trial import read_text

BEGAN = "The 4th Infantry Division joined the Arlen Uprising, which started on 5 May 1931. "
HELD = "In May 1931 the 9th Army took part in the Brenn Offensive. "


def fights(text: str) -> list[ClaimDraft]:
    """The claims of the text that say who fought whom, in the order of the text."""
    return sorted((c for c in read_text(text).claims if c.predicate == "fought_against"), key=lambda c: c.start)


@pytest.mark.parametrize(
    ("text", "role", "edtf"),
    [
        (BEGAN + "The division fought against the 9th Army in the town.", "no_earlier_than", "1931-05-05"),
        (HELD + "The 9th Army fought against the 4th Legion, a test of the town.", "within", "1931-05"),
        (HELD + "It rained. The 9th Army fought against the 4th Legion, a test of the town.", "within", "1931-05"),
        (HELD + "The 9th Army fought against the 4th Legion in the Brenn Offensive.", "within", "1931-05"),
        # its own date is better than the event's
        (HELD + "The 9th Army fought against the 4th Legion on 3 May 1931, in the town.", "point", "1931-05-03"),
    ],
)
def test_a_fight_in_an_event_has_the_date_of_the_event(text: str, role: str, edtf: str) -> None:
    claim = fights(text)[-1]
    assert (claim.date_role, claim.date and claim.date.edtf) == (role, edtf)
    if role != "point":
        (words,) = [s for s in claim.spans if s.role == "date_context"]
        assert claim.date_basis == "inherited" and "May 1931" in words.text(text)


@pytest.mark.parametrize(
    "text",
    [
        # nothing says that this is the same fighting
        HELD + "The 9th Army fought against the 4th Legion.",
        # another date, or another event, stands between
        HELD + "In 1934 it rained. The 9th Army fought against the 4th Legion in the town.",
        HELD + "The Brenn War went on. The 9th Army fought against the 4th Legion in the town.",
        # the text does not say when the event was
        "The 9th Army took part in the Brenn Offensive. The 9th Army fought against the 4th Legion in the town.",
    ],
)
def test_a_fight_that_may_be_another_has_no_date(text: str) -> None:
    assert fights(text)[-1].date is None


@pytest.mark.parametrize(
    ("day", "edtf"),
    [
        ("June 3", "1931-06-03"),
        # a text looks back a little
        ("May 3", "1931-05-03"),
        # long before the last date of that year it may have gone on to the next one
        ("February 3", "XXXX-02-03"),
    ],
)
def test_a_day_without_a_year_has_the_last_one_unless_the_text_may_have_gone_on(day: str, edtf: str) -> None:
    text = f"The 4th Division moved to Lorn on May 20, 1931. The 5th Division moved to Lorn on {day}."
    claim = read_text(text).claims[-1]
    assert claim.date and claim.date.edtf == edtf


def test_the_unit_of_a_sentence_is_the_one_that_was_just_given_its_name() -> None:
    text = (
        "The 4th Division was active in the town. One of them received the name of 9th Lake Division. "
        "Commanded by Col. Jan Nowak, the unit was composed of three regiments."
    )
    claims = [c for c in read_text(text, about="4th Division").claims if c.predicate == "composed_of"]
    assert [c.subject_id.split("--")[0] for c in claims] == ["unit:9th-lake-division"]
