"""Dates: every rule's examples, what is no date, EDTF validity against the edtf package, round trips, linear time."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import replace
from pathlib import Path

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from roa_dataset.reading.date_rules import DateRule
from roa_dataset.reading.dates import (
    RULES,
    DateNotRead,
    DateReading,
    find_dates,
    read_date,
    read_period,
    takes_year,
)

RAW = Path(__file__).parent.parent / "raw"
EXAMPLES = [(rule, example) for rule in RULES for example in rule.examples]


def edtf_is_valid(text: str) -> bool:
    try:
        parse_edtf(text)
    except Exception:
        return False
    return True


def texts(found: list[DateReading]) -> list[str]:
    return [reading.text for reading in found]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=lambda value: getattr(value, "rule_id", None))
def test_every_example_is_read_by_its_own_rule(rule: DateRule, example: tuple[str, str, str, str]) -> None:
    text, edtf, earliest, latest = example
    reading = read_date(text)
    assert (reading.edtf, reading.earliest, reading.latest) == (edtf, earliest, latest)
    assert reading.rule_id == rule.rule_id
    assert (reading.text, reading.start, reading.end) == (text, 0, len(text))


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=lambda value: getattr(value, "rule_id", None))
def test_every_example_is_found_in_a_sentence(rule: DateRule, example: tuple[str, str, str, str]) -> None:
    text, edtf, _, _ = example
    sentence = f"The division fought ({text}), then rested."
    found = find_dates(sentence)
    assert [(r.text, r.edtf) for r in found] == [(text, edtf)]
    assert sentence[found[0].start : found[0].end] == text


@pytest.mark.parametrize("edtf", sorted({e[1] for _, e in EXAMPLES if e[1]}))
def test_the_edtf_of_every_example_is_valid(edtf: str) -> None:
    assert edtf_is_valid(edtf)


def test_the_oracle_refuses_what_is_not_edtf() -> None:
    assert not edtf_is_valid("[XXXX-10-21..XXXX-10-31]")
    assert not edtf_is_valid("mid-1943")


def test_rule_ids_are_unique_and_described() -> None:
    ids = [rule.rule_id for rule in RULES]
    assert len(ids) == len(set(ids))
    assert all(rule.rule_id.startswith("date.") and rule.description and rule.examples for rule in RULES)


@pytest.mark.parametrize(
    ("text", "edtf", "earliest", "latest"),
    [
        ("mid-1943", "[1943-05..1943-08]", "1943-05-01", "1943-08-31"),
        ("late 1943 or early 1944", "[1943-09..1944-04]", "1943-09-01", "1944-04-30"),
        ("the end of 1943", "[1943-09..1943-12]", "1943-09-01", "1943-12-31"),
        ("the 1930s", "193X", "1930-01-01", "1939-12-31"),
        ("winter 1943", "1943-24", "1943-12-01", "1944-02-29"),
        ("14 NOVEMBER 1944", "1944-11-14", "1944-11-14", "1944-11-14"),
        (" 5\u00a0May 1945 ", "1945-05-05", "1945-05-05", "1945-05-05"),
        ("from May 5 to 11, 1945", "1945-05-05/1945-05-11", "1945-05-05", "1945-05-11"),
        ("between late 1943 and early 1944", "1943-09/1944-04", "1943-09-01", "1944-04-30"),
        ("31 December to 2 January 1863", "1862-12-31/1863-01-02", "1862-12-31", "1863-01-02"),
        ("May 4, 1902 to June 9", "1902-05-04/1902-06-09", "1902-05-04", "1902-06-09"),
        ("Nacht vom 31. zum 1.9.43", "1943-08-31/1943-09-01", "1943-08-31", "1943-09-01"),
        ("December or January 1945", "[1944-12,1945-01]", "1944-12-01", "1945-01-31"),
    ],
)
def test_single_texts(text: str, edtf: str, earliest: str, latest: str) -> None:
    reading = read_date(text)
    assert (reading.edtf, reading.earliest, reading.latest) == (edtf, earliest, latest)


@pytest.mark.parametrize(
    "text",
    [
        "RH20-2/558",
        "AOK 2 Ia 3385/43",
        "Ia 12303/43",
        "beim Aok 2 1042/43",
        "F-4",
        "Bild 146-1969-107-03",
        "Bild 183-H27774",
        "101I-297-1704-10",
        "ISBN 0-85045-524-3",
        "ISBN 1945",
        "S2CID 1945",
        "236094319",
        "doi: 10.1162/isec_a_00411",
        "1,945 rifles",
        "1945 men",
        "a force of 1500 armed men",
        "approximately 1000 sappers",
        "a total of 1500",
        "p. 1945",
        "46 (1): 147–195",
        "http://example.org/2015/05/08/page",
        "32.1.43",
        "5.13.43",
        "1944-13",
        "0999",
        "2100",
        "10 BC",
        "on the long March south",
        "during its march south",
        "it may be",
        "May the army prevail",
        "August von Mackensen",
        "Lt. Col. Jan Decembrin",
        "the fall of Prague",
        "the first division",
        "After three days, the division",
        "the last day of organised fighting",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("31 February 1945", ["February 1945"]),
        ("1942 (Wehrmacht) / 1944 (officially) – 1945", ["1942", "1944", "1945"]),
        ("By February 1945, only one", ["February 1945"]),
        ("did not exist until autumn of 1944, after", ["autumn of 1944"]),
        ("KONR (since 28th January 1945)", ["28th January 1945"]),
        ("From May 4, 1902 until the thaw", ["May 4, 1902"]),
        ("formed in 1944 and existed until 1945", ["1944", "1945"]),
        ("A 4 November 2nd Army report", ["4 November"]),
        ("On 12 September for example, 2nd Army", ["12 September"]),
        ("In March 29 Squadron moved", ["March"]),
        ("on March 29 the division moved", ["March 29"]),
        ("By May the army", ["May"]),
        ("the pre-1939 unit", ["1939"]),
        ("(Heronet 1910-1913Von Tarn Sparrow 1913-1920Gorse", ["1910-1913", "1913-1920"]),
        ("cames ashore on February 25. [7] The", ["February 25"]),
        ("1918 – 1939\n1944 (Home Army)\n1945 – 1949", ["1918 – 1939", "1944", "1945 – 1949"]),
        ("Sept. 16, 1942 - Dec. 28, 1945\nJan. 7, 1952 - present", None),
        ("Nacht vom 12. zum 13.9.43“, 16.9.43, RH20-2/558", ["Nacht vom 12. zum 13.9.43", "16.9.43"]),
        ("in 1943, 1944 and 1945", ["1943", "1944", "1945"]),
        ("In 1945 men of the", ["1945"]),
        ("December 1862 and January 1863", ["December 1862", "January 1863"]),
        ("on 5 May 1945/46", ["1945/46"]),
        ("5 and 8 May; 9/10 June 1945", ["5 and 8 May", "9/10 June 1945"]),
    ],
)
def test_what_is_found_in_a_text(text: str, expected: list[str] | None) -> None:
    expected = text.split("\n") if expected is None else expected
    found = find_dates(text)
    assert texts(found) == expected
    assert all(text[r.start : r.end] == r.text for r in found)


def test_a_year_from_the_context_completes_and_says_so() -> None:
    (reading,) = find_dates("A 14 September communication", context_year=1943)
    assert (reading.edtf, reading.earliest, reading.year_completed) == ("1943-09-14", "1943-09-14", True)
    (stated,) = find_dates("on 14 September 1942", context_year=1943)
    assert (stated.edtf, stated.year_completed) == ("1942-09-14", False)
    (either,) = find_dates("8/9 May", context_year=1945)
    assert (either.edtf, either.year_completed) == ("[1945-05-08,1945-05-09]", True)
    (late,) = find_dates("by late October", context_year=1943)
    assert late.edtf == "[1943-10-21..1943-10-31]"


def test_a_year_that_makes_the_day_impossible_is_not_taken_from_the_context() -> None:
    assert read_date("29 February", context_year=1943).edtf == "XXXX-02-29"
    assert read_date("29 February", context_year=1944).edtf == "1944-02-29"


def test_without_a_year_there_are_no_bounds() -> None:
    for text in ("5th March", "September", "8/9 May", "late October", "between May and September", "5-8 May"):
        reading = read_date(text)
        assert reading.edtf.lstrip("[{").startswith("XXXX-")
        assert (reading.earliest, reading.latest) == ("", "")
        assert edtf_is_valid(reading.edtf)


@pytest.mark.parametrize("text", ["", " ", "in 1945", "1945 and", "the army", "May", "1945, 1946", "31.2.43", "the"])
def test_a_text_that_is_not_one_date_is_refused_with_what_was_found(text: str) -> None:
    with pytest.raises(DateNotRead, match="expected one date") as caught:
        read_date(text)
    assert repr(text.strip()) in str(caught.value)


def test_a_period_from_two_readings() -> None:
    first, second, third = find_dates("1942 (Wehrmacht) / 1944 (officially) – 1945")
    period = read_period(first, third, text="1942 … 1945")
    assert (period.edtf, period.earliest, period.latest, period.kind) == (
        "1942/1945",
        "1942-01-01",
        "1945-12-31",
        "range",
    )
    assert (period.text, period.start, period.end) == ("1942 … 1945", first.start, third.end)
    assert read_period(second, third, text="").text == "1944 … 1945"


def test_a_period_without_an_end_is_open() -> None:
    period = read_period(read_date("Jan. 7, 1952"), None, text="Jan. 7, 1952 - present")
    assert (period.edtf, period.earliest, period.latest) == ("1952-01-07/..", "1952-01-07", "")


def test_a_period_takes_the_outer_sides_of_sets_and_seasons() -> None:
    period = read_period(read_date("mid-1943"), read_date("late 1944"), text="mid-1943 to late 1944")
    assert (period.edtf, period.latest) == ("1943-05/1944-12", "1944-12-31")
    seasons = read_period(read_date("autumn 1943"), read_date("spring 1944"), text="")
    assert seasons.edtf == "1943-23/1944-21"
    assert edtf_is_valid(seasons.edtf)


def test_a_period_that_runs_backwards_or_has_no_year_is_refused() -> None:
    with pytest.raises(DateNotRead, match="1945 to 1944"):
        read_period(read_date("1945"), read_date("1944"), text="")
    with pytest.raises(DateNotRead, match="both with a year"):
        read_period(read_date("14 November"), read_date("1945"), text="")
    with pytest.raises(DateNotRead, match="relative"):
        read_period(read_date("the next day"), None, text="")


def test_an_offset_moves_the_span_and_nothing_else() -> None:
    text = "On 14 November 1944 it was read."
    moved = find_dates(text, offset=100)
    assert [replace(m, start=m.start - 100, end=m.end - 100) for m in moved] == find_dates(text)


def test_only_texts_with_a_month_or_a_season_can_take_a_year_from_their_context() -> None:
    for text in ("In 1944 it fought; the next day, 1941-45, it left.", "the 1930s and the 19th century", "no date"):
        assert not takes_year(text)
        assert find_dates(text, context_year=1944) == find_dates(text)
    assert takes_year("On 5 May it left.")
    assert takes_year("from spring to AUTUMN")


def words_of(text: str) -> list[str]:
    return text.split()


ENGLISH = words_of("January February March April May June July August September October November December")
GERMAN = words_of("Januar Februar März April Mai Juni Juli August September Oktober November Dezember")
DAYS = st.dates(dt.date(1000, 1, 1), dt.date(2099, 12, 31))


def ordinal(number: int) -> str:
    return f"{number}{'th' if 10 < number < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def styles(day: dt.date) -> list[str]:
    month, german = ENGLISH[day.month - 1], GERMAN[day.month - 1]
    return [
        f"{day.day} {month} {day.year}",
        f"{day.day:02d} {month} {day.year}",
        f"{day.day} {month}, {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{month} {day.day} {day.year}",
        f"{ordinal(day.day)} {month} {day.year}",
        f"{ordinal(day.day)} of {month} {day.year}",
        f"{month} {ordinal(day.day)}, {day.year}",
        f"{day.day}. {german} {day.year}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day} {month.upper()} {day.year}",
        day.isoformat(),
    ]


@given(DAYS, st.integers(0, 11))
def test_a_day_in_any_style_is_read_back(day: dt.date, style: int) -> None:
    text = styles(day)[style]
    reading = read_date(text)
    assert reading.edtf == reading.earliest == reading.latest == day.isoformat()
    assert texts(find_dates(f"It began on {text}.")) == [text]


@given(st.dates(dt.date(1900, 1, 1), dt.date(1999, 12, 31)))
def test_a_short_german_day_is_of_the_twentieth_century(day: dt.date) -> None:
    assert read_date(f"{day.day}.{day.month}.{day.year % 100:02d}").edtf == day.isoformat()


@given(DAYS, DAYS, st.integers(0, 11), st.sampled_from([" – ", " - ", " to ", " until "]))
def test_a_range_of_days_in_any_style_is_read_back(one: dt.date, two: dt.date, style: int, joined: str) -> None:
    first, last = sorted((one, two))
    reading = read_date(styles(first)[style] + joined + styles(last)[style])
    assert reading.edtf == f"{first.isoformat()}/{last.isoformat()}"
    assert (reading.earliest, reading.latest) == (first.isoformat(), last.isoformat())


@given(st.integers(1000, 2099), st.integers(1000, 2099))
def test_years_are_a_range_only_forwards(one: int, two: int) -> None:
    text = f"{one}–{two}"
    if one <= two:
        assert read_date(text).edtf == f"{one}/{two}"
    else:
        with pytest.raises(DateNotRead):
            read_date(text)


@settings(max_examples=60)
@given(st.integers(1000, 2099), st.sampled_from(["early", "mid", "late", "spring", "summer", "autumn", "winter"]))
def test_parts_and_seasons_are_valid_edtf_with_ordered_bounds(year: int, word: str) -> None:
    reading = read_date(f"{word} {year}")
    assert edtf_is_valid(reading.edtf)
    assert reading.earliest < reading.latest
    assert reading.earliest.startswith(str(year))


WORDS = st.sampled_from(
    words_of(
        "1 12 31 1943 1944 45 9.8.43 May June Sept. autumn early late mid- end of and or to – - / , . the from "
        "between until in Nacht vom zum st th 1930s present 2nd 10,000 men [2] ( ) № Ж 解 ½"
    )
)


@settings(max_examples=150)
@given(st.lists(st.tuples(WORDS, st.sampled_from(["", " ", " "])), max_size=14), st.sampled_from([None, 1944]))
def test_any_text_gives_ordered_spans_and_valid_edtf(parts: list[tuple[str, str]], year: int | None) -> None:
    text = "".join(word + gap for word, gap in parts)
    end = 0
    for reading in find_dates(text, context_year=year):
        assert end <= reading.start < reading.end
        assert text[reading.start : reading.end] == reading.text
        assert not reading.earliest or not reading.latest or reading.earliest <= reading.latest
        assert reading.kind == "relative" or edtf_is_valid(reading.edtf)
        end = reading.end


@given(st.text(max_size=80))
def test_no_text_makes_it_crash(text: str) -> None:
    for reading in find_dates(text):
        assert text[reading.start : reading.end] == reading.text


@pytest.mark.parametrize("unit", ["1", "1 ", "1 1 1943/", "May ", "5 May ", "1945-", "late ", "12. ", " ", "Sept. 1, "])
def test_time_grows_with_the_length_and_not_with_its_square(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        began = time.process_time()
        find_dates(text)
        return time.process_time() - began

    small, large = seconds(20_000), seconds(160_000)
    # eight times the text; a square would be 64 times
    assert large < 24 * small + 0.15


@pytest.mark.parametrize(
    "unit", ["1945", "May ", "12 14 ", "On 14 November 1944 the 1st Division, 12 men strong, left. "]
)
def test_a_megabyte_on_one_line_takes_less_than_three_seconds(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    began = time.process_time()
    find_dates(text)
    assert time.process_time() - began < 3


def test_the_dates_of_the_raw_texts_keep_their_words() -> None:
    for path in sorted(RAW.glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        found = find_dates(text)
        assert len(found) > 8
        assert all(text[r.start : r.end] == r.text for r in found)
        assert all(r.kind == "relative" or edtf_is_valid(r.edtf) for r in found)
