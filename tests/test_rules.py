"""Rules are data: their examples hold, and none of them carries a number, a date or a name that a text should supply."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extract.prose.patterns import MACRO, PatternError, ProseRule, _rule, load
from extract.prose.trial import brief, read_text
from extract.rule_list import rules
from extract.vocabulary import load as load_entities

ROOT = Path(__file__).parent.parent
MONTHS = "january february march april may june july august september october november december".split()
PROSE = load()


@pytest.mark.parametrize("rule", PROSE, ids=lambda r: r.id)
def test_every_example_states_what_it_expects(rule: ProseRule) -> None:
    assert rule.examples, "a rule without an example cannot be trusted"
    for example in rule.examples:
        context = read_text(example.text, about=example.about)
        stated = [brief(context, claim) for claim in context.claims if claim.rule_id == rule.id]
        assert stated == list(example.expect), example.text


def _literals(pattern: str) -> str:
    """The pattern without slots, captures' names, quantifiers and escapes: the words that it demands."""
    bare = MACRO.sub(" ", pattern)
    bare = re.sub(r"\(\?P<\w+>", "(", bare)
    bare = re.sub(r"\(\?P=\w+\)|\(\?<?[:=!]|\(\?-?i:", "(", bare)
    bare = re.sub(r"\{\d+(?:,\d*)?\}", "", bare)
    return re.sub(r"\\[a-zA-Z]", " ", bare)


def _spellings() -> set[str]:
    names = set()
    for entities in load_entities(ROOT / "metadata" / "entities").values():
        for entity in entities.values():
            if entity.entity_type in ("work", "object"):
                continue  # titles are ordinary words ("Home")
            names |= {n.name for n in entity.names if n.kind != "description" and len(n.name) > 2}
    return names


@pytest.mark.parametrize("rule", rules().values(), ids=lambda r: r.rule_id)
def test_no_rule_holds_a_number_a_date_or_a_name(rule: object) -> None:
    literals = _literals(rule.pattern)  # type: ignore[attr-defined]
    if rule.layer == "prose":  # type: ignore[attr-defined]
        assert not re.search(r"\d", literals), literals
    words = set(re.findall(r"[a-z]+", literals.lower()))
    months = words & set(MONTHS)
    assert not months - {"may", "march"}, months
    if rule.rule_id.startswith("infobox."):  # type: ignore[attr-defined]
        return  # its pattern is a list of labels ("Allies", "Headquarters")
    found = [name for name in _spellings() if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", literals)]
    assert not found, found


def test_the_scan_sees_a_name_a_number_and_a_month() -> None:
    assert "Vlasov" in _spellings()
    assert re.search(r"\d", _literals("{unit} had 33,000 men"))
    assert not re.search(r"\d", _literals(r"{unit:u2}(?:\w+ ){0,3}(?P<x1>a)"))


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"id": "x.y", "pattern": "{unit", "claims": [], "examples": []}, None),
        ({"id": "x.y", "pattern": "{uint}", "description": "d", "claims": [], "examples": []}, "uint"),
        ({"id": "x.y", "pattern": "{unit} and {unit}", "description": "d", "claims": [], "examples": []}, "two groups"),
        ({"id": "x.y", "pattern": "a", "description": "d", "claims": [{"subjekt": "unit"}], "examples": []}, "subjekt"),
        ({"id": "x.y", "pattern": "a", "descripton": "d", "claims": [], "examples": []}, "descripton"),
    ],
)
def test_a_rule_with_a_mistake_is_refused(entry: dict[str, object], words: str | None) -> None:
    with pytest.raises(PatternError) as caught:
        _rule("trial.toml", entry)
    assert "trial.toml" in str(caught.value) and "x.y" in str(caught.value)
    assert words is None or words in str(caught.value)
