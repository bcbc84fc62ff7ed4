"""Words that decide what a line of a box or of an order of battle says."""

from __future__ import annotations

import pytest

from extract.structure.box_words import is_ended, seated_part
from extract.structure.roster import COMMANDS, _is_numbered_unit, _without_note


def test_a_part_before_a_dash_is_no_place() -> None:
    part = seated_part("RHQ - Brisk", 0, 11)
    assert part is not None and part["part"] == "RHQ" and part.end() == 6
    assert seated_part("Brisk - Arlen", 0, 13) is None


@pytest.mark.parametrize(("words", "ended"), [("now defunct", True), ("Disbanded", True), ("Defunct mines", False)])
def test_a_state_is_no_task(words: str, ended: bool) -> None:
    assert is_ended(words) is ended


@pytest.mark.parametrize(
    ("words", "unit"),
    [("4th motorised battery of mortars", True), ("2nd commander of the brigade", False), ("Chief of Maps", False)],
)
def test_a_numbered_unit_is_no_post(words: str, unit: bool) -> None:
    assert _is_numbered_unit(words) is unit


def test_a_note_is_no_part_of_a_name_and_a_code_name_is() -> None:
    assert _without_note("4th Battery (attached)", 0, 22) == (0, 11)
    assert _without_note("4th Battery (Heron)", 0, 19) == (0, 19)


def test_who_commands_a_depot_does_not_command_the_whole() -> None:
    assert COMMANDS.match("Division commander") and not COMMANDS.match("Depot's Commander")
