"""Numbers: every rule's examples, hedges and their spans, what is no number, round trips, linear time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roa_dataset.reading.numbers import RULES, NumberNotRead, NumberRule, find_numbers, read_number, shift

EXAMPLES = [(rule, example) for rule in RULES for example in rule.examples]
Bound = int | float | None


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=lambda value: getattr(value, "rule_id", None))
def test_every_example_is_read_by_its_own_rule(rule: NumberRule, example: tuple[str, Bound, Bound, str]) -> None:
    text, minimum, maximum, exactness = example
    reading = read_number(text)
    assert (reading.minimum, reading.maximum, reading.exactness) == (minimum, maximum, exactness)
    assert reading.rule_id == rule.rule_id


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=lambda value: getattr(value, "rule_id", None))
def test_every_example_is_found_in_a_sentence(rule: NumberRule, example: tuple[str, Bound, Bound, str]) -> None:
    sentence = f"Of these {example[0]} were lost."
    (found,) = find_numbers(sentence)
    assert sentence[found.start : found.end] == found.text
    assert (found.minimum, found.maximum, found.exactness) == example[1:]


def test_rule_ids_are_unique_and_described() -> None:
    ids = [rule.rule_id for rule in RULES]
    assert len(ids) == len(set(ids))
    assert all(rule.rule_id.startswith("number.") and rule.description and rule.examples for rule in RULES)


@pytest.mark.parametrize(
    ("text", "numeral", "minimum", "maximum", "exactness", "hedge"),
    [
        ("nearly 1 million", "1 million", 1000000, 1000000, "about", "nearly"),
        ("had a total of around 20,000 men", "20,000", 20000, 20000, "about", "around"),
        ("Approximately 33,000 men", "33,000", 33000, 33000, "about", "Approximately"),
        ("however, up to 300 soldiers", "300", None, 300, "at_most", "up to"),
        ("it had more than 60 in September", "60", 60, None, "at_least", "more than"),
        ("as much as one quarter of", "one quarter", None, 0.25, "at_most", "as much as"),
        ("up to about 300", "300", None, 300, "at_most", "up to about"),
        ("names just 9 units", "9", 9, 9, "exact", "just"),
        ("At least 47,000 Spaniards", "47,000", 47000, None, "at_least", "At least"),
        ("over 5,000", "5,000", 5000, None, "at_least", "over"),
        ("between 10 and 20 tanks", "10 and 20", 10, 20, "range", "between"),
        ("about 10 to 20 tanks", "10 to 20", 10, 20, "range", "about"),
        ("60 or more", "60", 60, None, "at_least", "or more"),
        ("almost several hundred", "several hundred", None, None, "vague", "almost"),
    ],
)
def test_hedges(text: str, numeral: str, minimum: Bound, maximum: Bound, exactness: str, hedge: str) -> None:
    (reading,) = find_numbers(text)
    assert (reading.text, reading.minimum, reading.maximum) == (numeral, minimum, maximum)
    assert (reading.exactness, reading.hedge) == (exactness, hedge)
    assert text[reading.hedge_start : reading.hedge_end] == hedge
    assert text[reading.start : reading.end] == numeral


@pytest.mark.parametrize(
    "text",
    [
        "RH20-2/558",
        "Bild 146-1969-107-03",
        "183-H27774",
        "ISBN 0-85045-524-3",
        "doi: 10.1162/isec_a_00411",
        "II",
        "XVth",
        "2nd",
        "No. 29",
        "No 29 Squadron",
        "№ 5",
        "T-34",
        "558/43",
        "14.9.43",
        "p. 28",
        "[10]",
        "[lower-alpha 4]",
        "second division",
        "A third, the 3rd Infantry",
        "twenty-first",
        "one hundred and first",
        "the first half of the war",
        "No one",
        "a man",
        "half-tracks",
        "11:30",
        "someone",
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert find_numbers(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("45 square miles (115 km²)", [45, 115]),
        ("12 T-34 tanks", [12]),
        ("71 battalions, while 42 battalions", [71, 42]),
        ("Two ace pilots and ten others", [2, 10]),
        ("one hundred and fifty thousand", [150000]),
        ("two hundred and seven", [207]),
        ("a hundred guns", [100]),
        ("half a dozen", [6]),
        ("88mm guns", [88]),
        ("a 12-man crew in a three-day battle", [12, 3]),
        ("12\u202f000 men", [12000]),
        ("no 29 men", [29]),
        ("3½ tonnes", [3.5]),
        ("two-thirds", [2 / 3]),
        ("a third of them", [1 / 3]),
        ("two second lieutenants", [2]),
        ("sixty seconds", [60]),
        ("1.1 million", [1100000]),
    ],
)
def test_values(text: str, values: list[float]) -> None:
    found = find_numbers(text)
    assert [r.minimum for r in found] == pytest.approx(values)
    assert [r.minimum for r in found] == [r.maximum for r in found]


def test_whole_numbers_are_integers() -> None:
    assert isinstance(read_number("1.5 million").minimum, int)
    assert isinstance(read_number("2.5").minimum, float)


@pytest.mark.parametrize(
    "text", ["several hundred thousand", "Thousands", "dozens", "hundreds of thousands", "scores of"]
)
def test_vague_numbers_have_no_bounds(text: str) -> None:
    (reading,) = find_numbers(text)
    assert (reading.minimum, reading.maximum, reading.exactness) == (None, None, "vague")


@pytest.mark.parametrize("text", ["", "men", "300 men", "about", "10 and 20", "1st"])
def test_a_text_that_is_not_one_number_is_refused_with_what_was_found(text: str) -> None:
    with pytest.raises(NumberNotRead, match="expected one number") as caught:
        read_number(text)
    assert repr(text) in str(caught.value)


def test_shift_moves_both_spans_and_leaves_an_absent_hedge_absent() -> None:
    hedged = shift(read_number("up to 300"), 10)
    assert (hedged.start, hedged.end, hedged.hedge_start, hedged.hedge_end) == (16, 19, 10, 15)
    plain = shift(read_number("300"), 10)
    assert (plain.start, plain.end, plain.hedge_start, plain.hedge_end) == (10, 13, -1, -1)


@given(st.integers(0, 10**15 - 1))
def test_an_integer_with_separators_is_read_back(number: int) -> None:
    for text in (f"{number:,}", str(number)):
        assert (read_number(text).minimum, read_number(text).maximum) == (number, number)
        assert [r.text for r in find_numbers(f"It had {text}, or so.")] == [text]


def words_of(text: str) -> list[str]:
    return text.split()


UNITS = words_of(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
TENS = words_of("twenty thirty forty fifty sixty seventy eighty ninety")


def spell(number: int) -> str:
    if number < 20:
        return UNITS[number]
    if number < 100:
        return TENS[number // 10 - 2] + (f"-{UNITS[number % 10]}" if number % 10 else "")
    if number < 1000:
        return f"{UNITS[number // 100]} hundred" + (f" and {spell(number % 100)}" if number % 100 else "")
    return f"{spell(number // 1000)} thousand" + (f" {spell(number % 1000)}" if number % 1000 else "")


@given(st.integers(0, 999_999))
def test_a_spelt_number_is_read_back(number: int) -> None:
    assert read_number(spell(number)).minimum == number
    assert read_number(spell(number).capitalize()).maximum == number


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.sampled_from(["–", "-", " to ", " – "]))
def test_a_range_is_read_back(low: int, more: int, joined: str) -> None:
    reading = read_number(f"{low:,}{joined}{low + more:,}")
    assert (reading.minimum, reading.maximum, reading.exactness) == (low, low + more, "range")


WORDS = st.sampled_from(
    words_of(
        "1 12 1,000 33,000 2nd half a one two hundred thousand million dozen and or to – - / , . up to about "
        "nearly at least over several few of thousands third quarter [2] ( ) No. T-34 ½ Ж ² % or more men"
    )
)


@settings(max_examples=150)
@given(st.lists(st.tuples(WORDS, st.sampled_from(["", " ", " "])), max_size=14))
def test_any_text_gives_ordered_spans_and_hedges_outside_them(parts: list[tuple[str, str]]) -> None:
    text = "".join(word + gap for word, gap in parts)
    end = 0
    for reading in find_numbers(text):
        assert end <= reading.start < reading.end
        assert text[reading.start : reading.end] == reading.text
        end = reading.end
        if reading.hedge:
            assert text[reading.hedge_start : reading.hedge_end] == reading.hedge
            assert reading.hedge_end <= reading.start or reading.hedge_start >= reading.end
        if reading.minimum is not None and reading.maximum is not None:
            assert reading.minimum <= reading.maximum


@given(st.text(max_size=80))
def test_no_text_makes_it_crash(text: str) -> None:
    for reading in find_numbers(text):
        assert text[reading.start : reading.end] == reading.text


@pytest.mark.parametrize(
    "unit", ["1", "1 ", "1,000,", "one hundred and ", "several hundred ", "1-", "a ", " ", "about 12 "]
)
def test_time_grows_with_the_length_and_not_with_its_square(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        began = time.process_time()
        find_numbers(text)
        return time.process_time() - began

    small, large = seconds(20_000), seconds(160_000)
    assert large < 24 * small + 0.15
