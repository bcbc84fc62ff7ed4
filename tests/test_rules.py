"""Rules are data: their examples hold, and none of them carries a number, a date or a name that a text should supply."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import build
from extract.prose import apply, patterns
from extract.prose.patterns import MACRO, ProseRule, _rule, load
from extract.prose.prefilter import Prefilter
from extract.prose.rule_checks import PatternError
from extract.prose.trial import brief, read_text, why
from extract.prose.trial import main as trial
from extract.rule_list import rules
from extract.vocabulary import load as load_entities
from roa_dataset.toml_files import SchemaError

ROOT = Path(__file__).parent.parent
MONTHS = "january february march april may june july august september october november december".split()
PROSE = load()


@pytest.mark.parametrize("rule", PROSE, ids=lambda r: r.id)
def test_every_example_states_what_it_expects(rule: ProseRule) -> None:
    assert rule.examples, "a rule without an example cannot be trusted"
    for example in rule.examples:
        context = read_text(example.text, about=example.about)
        stated = [brief(context, claim) for claim in context.claims if claim.rule_id == rule.id]
        assert stated == list(example.expect), f"{example.text}\n{why(rule, example.text, example.about)}"


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


SENTENCE = "The 4th Division camped at Arlen in May 1921."
GOOD: dict[str, Any] = {
    "id": "x.camped",
    "pattern": "{unit} (?P<how>camped (?:at|near) {place}(?: in {date})?)",
    "description": "Where a unit camped.",
    "claims": [{"subject": "unit", "predicate": "located_in", "object": "place", "date": "date", "from": "how"}],
    "examples": [{"text": SENTENCE, "expect": []}],
}


def claim(**changed: object) -> dict[str, Any]:
    return {**GOOD, "claims": [{**GOOD["claims"][0], **changed}]}


def pattern(words: str) -> dict[str, Any]:
    return {**GOOD, "pattern": words}


def test_a_rule_without_a_mistake_is_read() -> None:
    rule = _rule("rules/prose/trial.toml", GOOD)
    assert (rule.id, rule.file) == ("x.camped", "rules/prose/trial.toml") and rule.expression


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"id": "x.camped", "pattern": "{unit}", "claims": [], "examples": []}, "no description"),
        ({**GOOD, "descripton": "d"}, "the key 'descripton'.*mean 'description'"),
        ({**GOOD, "claims": {}}, "a list of tables"),
        ({**GOOD, "examples": [{"text": "t"}]}, r"examples\.0: found no expect"),
        ({**GOOD, "examples": [{"text": "t", "expect": "none"}]}, "a list of strings"),
        (pattern("{uint} camped"), "the slot {uint}; .*mean 'unit'"),
        (pattern("{Unit} camped"), "the slot {Unit}; .*mean 'unit'"),
        (pattern("{unit camped"), "the slot {unit camped; .*mean 'unit'"),
        (pattern("{unit} and {unit}"), "two groups called 'unit'"),
        (claim(subjekt="unit"), r"claims\.0: found the key 'subjekt'.*mean 'subject'"),
        (claim(predicate="locatedin"), r"claims\.0\.predicate: found 'locatedin'; .*mean 'located_in'"),
        (claim(modality="sure"), "the vocabulary's scheme modality"),
        (claim(date_role="untill"), "the vocabulary's scheme date_role"),
        (claim(head="heads"), "one of date, needed, context"),
        (claim(subject="units"), "'units'; expected the name of a slot or capture of the pattern: unit, .*mean 'unit'"),
        (claim(subject="@artcle"), "mean '@article'"),
        (claim(subject="how"), "'how', a group of words or a list; expected a slot"),
        ({**claim(subject="units"), "pattern": "{units} (?P<how>camped) {place} {date}"}, 'each = "subject=units"'),
        (claim(**{"from": "hwo"}), r"claims\.0\.from: found 'hwo'; .*mean 'how'"),
        (claim(to="each"), r"claims\.0\.to"),
        (claim(value="how+when"), "found 'when'"),
        (claim(each="object=list"), "found 'list'"),
        (claim(each="list"), "PART=GROUP"),
        (claim(require="same unit"), "same and 2 names"),
        (claim(require="greater unit"), "found 'greater'"),
        (claim(about="0"), "an earlier claim of this rule"),
        (claim(date=1921), "found 1921; expected a string"),
        ({**claim(predicate="has_name", value="how", qualifier="=nick"), "pattern": GOOD["pattern"]}, "a kind of name"),
    ],
)
def test_a_rule_with_a_mistake_is_refused_by_name(entry: dict[str, Any], words: str) -> None:
    with pytest.raises(PatternError, match=words) as caught:
        _rule("trial.toml", entry)
    assert str(caught.value).startswith("trial.toml: x.camped: ")


def test_a_bad_expression_is_refused_with_its_rule_and_its_place() -> None:
    """The place is that in the pattern as it is written, not in what is made of it; also where a sentence first needs it."""
    rule = _rule("rules/prose/trial.toml", pattern("{free}{unit} (?P<how>camped (?:at|near {place})? {date}"))
    with pytest.raises(PatternError) as caught:
        list(Prefilter((rule,)).matches("a sentence"))
    with pytest.raises(PatternError, match=re.escape(str(caught.value))):
        _ = rule.expression
    assert str(caught.value).startswith(
        "rules/prose/trial.toml: x.camped: pattern: found missing ), unterminated subpattern"
    )
    assert "at character 14 of the pattern, '{free}{unit} ⟨here⟩(?P<how>camped (?:at" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[[rule]]\nid = "x"\nid = "y"\n', r"prose/slip\.toml: the file: found no TOML.*line 3"),
        ('[[rules]]\nid = "x"\n', r"prose/slip\.toml: rules: found an unknown key, expected one of rule"),
    ],
)
def test_a_rule_file_that_cannot_be_read_is_refused_by_name(
    text: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "prose").mkdir()
    (tmp_path / "prose" / "slip.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(patterns, "FOLDER", tmp_path / "prose")
    with pytest.raises(SchemaError, match=words):
        load.__wrapped__()


def test_a_mistake_in_a_rule_ends_the_build_with_one_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "rules" / "prose"
    folder.mkdir(parents=True)
    rule = '[[rule]]\nid = "x.y"\npattern = "{unit} camped"\ndescription = "d"\nexamples = []\n'
    (folder / "camps.toml").write_text(rule + 'claims = [{ subject = "unit", predicate = "sits_at" }]\n')
    monkeypatch.setattr(patterns, "FOLDER", folder)
    monkeypatch.setattr(patterns, "load", load.__wrapped__)
    monkeypatch.setattr(apply, "load", load.__wrapped__)
    monkeypatch.setattr(apply, "prefilter", apply.prefilter.__wrapped__)
    assert build.main(["--out", str(tmp_path / "out")]) == 1
    message = capsys.readouterr().err
    assert message.startswith(
        "build failed, nothing was changed: rules/prose/camps.toml: x.y: claims.0.predicate: found 'sits_at'"
    )
    assert not (tmp_path / "out").exists()


def test_trial_shows_what_patterns_see_and_what_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert trial(["The Lake Guards were disbanded in Arlen in May 1921.", "--title", "Lake Guards"]) == 0
    first, *claims = capsys.readouterr().out.splitlines()
    assert first == "seen as: The {unit} were disbanded in {place} in {date}."
    assert any(re.match(r"[\w.-]+ +Lake Guards disbanded .*\[.*1921-05.*⟦", line) for line in claims), claims


def test_trial_says_that_nothing_is_read_and_how_far_a_rule_comes(capsys: pytest.CaptureFixture[str]) -> None:
    rule = next(r for r in PROSE if r.id == "meetings.meeting")
    text = "Andrey Vlasov met no other officer."
    assert trial([text, "--rule", rule.id]) == 1
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "seen as: {person} met no other officer." and out[-1].startswith("nothing is read")
    assert out[1].startswith("meetings.meeting matches up to: {person:first}(?: and") and "{person:third}" not in out[1]
    told = why(rule, "General Jan Nowak met no other officer.")
    assert told.startswith("seen as: {rank} {person} met no other officer.\n")
    assert "meetings.meeting: the pattern matches up to: " in told


@pytest.mark.parametrize(("arguments", "code"), [(["--help"], 0), ([], 2), (["text", "--rule", "no.such"], 2)])
def test_trial_has_a_help_and_refuses_what_it_cannot_use(
    arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        trial(arguments)
    assert ended.value.code == code
    assert "--article" in capsys.readouterr().out or code == 2


def test_the_map_of_the_rule_files_has_each_file_and_no_other() -> None:
    map_ = (patterns.FOLDER / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z-]+[a-z])`", map_.partition("|---")[2]))
    assert named == {path.stem for path in patterns.FOLDER.glob("*.toml")}
