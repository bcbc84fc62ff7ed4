"""The pass before the rules: it leaves out work and never a match."""

from __future__ import annotations

import pytest

import build
from conftest import INVENTED, METADATA, RAW
from extract.layouts import LAYOUTS
from extract.prose import apply
from extract.prose.needs import START, needs_of, rarest_first
from extract.prose.patterns import load
from extract.prose.prefilter import compact
from extract.prose.screen import SCREEN, Screen
from extract.prose.slots import Shadow
from extract.read import extract
from extract.vocabulary import for_article
from extract.vocabulary import load as load_entities


@pytest.fixture(scope="module")
def shadows() -> list[Shadow]:
    """Every sixth sentence of our own texts and every third of the invented articles, as patterns see them."""
    found: list[Shadow] = []
    annotate = apply.annotate

    def noting(*arguments: object) -> Shadow:
        found.append(annotate(*arguments))  # type: ignore[arg-type]
        return found[-1]

    entities = load_entities(METADATA / "entities")
    ends = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(apply, "annotate", noting)
        for raw in (RAW, INVENTED / "raw"):
            for document in build.load_documents(raw, LAYOUTS):
                extract(document, for_article(entities, document.article))
            ends.append(len(found))
    return found[: ends[0] : 6] + found[ends[0] :: 3]


def test_the_rules_give_the_same_matches_with_and_without_it(shadows: list[Shadow]) -> None:
    prefilter = apply.prefilter()
    rules = prefilter.rules
    assert sorted(r.id for r in rules) == sorted(r.id for r in load())
    matches = 0
    for shadow in shadows:
        plain = [(rule.id, match.span()) for rule in rules for match in rule.expression.finditer(shadow.text)]
        assert [(rule.id, match.span()) for rule, match in prefilter.matches(shadow.text)] == plain
        matches += len(plain)
    assert matches > 150, "sentences without matches prove nothing"


def test_hardly_a_rule_needs_nothing() -> None:
    """A rule that any sentence could match is tried on each; one in fifty may be, lest reading grows with their number."""
    rules = load()
    assert 50 * sum(not needs_of(compact(rule.pattern)).clauses for rule in rules) <= len(rules)


@pytest.mark.parametrize(
    ("pattern", "clauses"),
    [
        ("was formed", [{"was formed"}]),
        (r"was\s+(?:re)?formed", [{"was"}, {"formed", "reformed"}]),
        ("(?:moved|marched) north", [{"moved north", "marched north"}]),
        ("(?:left|marched to .* by rail)", [{"left", "marched to "}]),
        (r"(?:left )?\w+ came", [{" came"}]),
        ("(?:left|)", []),
        (r"(?=north)sou?th(?!east)", [{"soth", "south"}]),
        ("(?:troops )+left", [{"troops "}, {"left"}]),
        ("a|bc", []),
        (r"\w+ \(", [{" ("}]),
    ],
)
def test_what_a_pattern_needs(pattern: str, clauses: list[set[str]]) -> None:
    assert [set(c) for c in needs_of(pattern).clauses] == clauses


@pytest.mark.parametrize(
    ("pattern", "first"),
    [
        ("was formed", {"was formed"}),
        (r"(?:the\s+)?army", {"the", "army"}),
        (r"(?:the|an?)\s+army", {"the", "a", "an"}),
        (r"\w+ army", None),
        (r"(?<!of )army", {"army"}),
        (r"^(?:the )?\w+", {START}),
        (r"(?:^\w+|army) came", {START, "army"}),
        (r"(?:^|, )army", {"army", ", army"}),
    ],
)
def test_what_a_match_begins_with(pattern: str, first: set[str] | None) -> None:
    found = needs_of(pattern).first
    assert (None if found is None else set(found)) == first


@pytest.mark.parametrize(
    ("pattern", "beside"),
    [
        (r"\w+(?= north)", [{" north"}]),
        (r"\w+(?! north)", []),
        (r"(?<=north )\w+", []),
        (r"(?:\w+(?= north)|\w+ south)", [{" north", " south"}]),
        (r"(?:\w+(?= north)|\w+)", []),
    ],
)
def test_what_stands_ahead_is_needed_too(pattern: str, beside: list[set[str]]) -> None:
    assert [set(c) for c in needs_of(pattern).beside] == beside


def test_the_rarest_clause_is_no_common_word_and_no_slot() -> None:
    clauses = (frozenset(["was"]), frozenset(["\ue002"]), frozenset(["disbanded", "dissolved"]))
    assert rarest_first(clauses)[0] == frozenset(["disbanded", "dissolved"])
    assert rarest_first(()) == []


def test_a_letter_that_grows_in_small_letters_does_not_shift_places(shadows: list[Shadow]) -> None:
    text = next(s.text for s in shadows if list(apply.prefilter().matches(s.text)))
    grown = "İ " + text
    plain = [(rule.id, match.span()) for rule in apply.prefilter().rules for match in rule.expression.finditer(grown)]
    assert [(rule.id, match.span()) for rule, match in apply.prefilter().matches(grown)] == plain


@pytest.mark.parametrize("space", ["  ", "\u00a0", "\n"])
def test_other_white_space_than_one_space_is_white_space(shadows: list[Shadow], space: str) -> None:
    rules, matches = apply.prefilter().rules, 0
    for shadow in shadows[::20]:
        text = shadow.text.replace(" ", space)
        plain = [(rule.id, match.span()) for rule in rules for match in rule.expression.finditer(text)]
        assert [(rule.id, match.span()) for rule, match in apply.prefilter().matches(text)] == plain
        matches += len(plain)
    assert matches > 5, "sentences without matches prove nothing"


def test_patterns_for_names_give_the_same_matches_with_and_without_the_screen(shadows: list[Shadow]) -> None:
    """All patterns that reading these sentences has used, over the sentences of one of the texts."""
    patterns = [pattern for pattern, _ in SCREEN._needs.values()]
    assert len(patterns) > 20
    screen = Screen()
    found = 0
    for document in build.load_documents(INVENTED / "raw", LAYOUTS):
        text = document.text
        for leaf in (
            leaf for top in LAYOUTS[document.layout](text) for leaf in top.leaves() if leaf.kind == "sentence"
        ):
            for pattern in patterns:
                plain = [m.span() for m in pattern.finditer(text, leaf.start, leaf.end)]
                assert [m.span() for m in screen.finditer(pattern, text, leaf.start, leaf.end)] == plain, (
                    pattern.pattern
                )
                found += len(plain)
    assert found > 50, "patterns without matches prove nothing"
