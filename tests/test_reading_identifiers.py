"""ISBN and DOI."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roa_dataset.reading.identifiers import IsbnNotValid, doi_is_valid, isbn_is_valid, normalise_isbn


def check10(nine: str) -> str:
    # ISO 2108 the other way round: position times digit, modulo 11
    return "0123456789X"[sum((i + 1) * int(c) for i, c in enumerate(nine)) % 11]


@pytest.mark.parametrize(
    "text", ["0-85045-524-3", "0850455243", "0-8044-2957-X", "0-8044-2957-x", "978-0-306-40615-7", "978 0 306 40615 7"]
)
def test_right_isbns(text: str) -> None:
    assert isbn_is_valid(text)


@pytest.mark.parametrize(
    "text",
    ["", "0-85045-524-4", "0-85045-524-X", "X850455243", "978-0-306-40615-8", "1234567890123", "085045524", "ISBN"],
)
def test_wrong_isbns(text: str) -> None:
    assert not isbn_is_valid(text)
    with pytest.raises(IsbnNotValid, match="expected ten digits"):
        normalise_isbn(text)


def test_an_isbn_is_normalised_without_changing_its_length() -> None:
    assert normalise_isbn(" 0-85045-524-3 ") == "0850455243"
    assert normalise_isbn("0-8044-2957-x") == "080442957X"
    assert normalise_isbn("978\u20110\u2011306\u201140615\u20117") == "9780306406157"


@given(st.from_regex(r"[0-9]{9}", fullmatch=True).filter(str.isascii), st.integers(1, 10))
def test_only_one_check_digit_fits(nine: str, step: int) -> None:
    right = check10(nine)
    wrong = "0123456789X"["0123456789X".index(right) - step]
    assert isbn_is_valid(nine + right)
    assert not isbn_is_valid(nine + wrong)


@pytest.mark.parametrize("text", ["10.1162/isec_a_00411", "10.1080/13518046.2015.1030263", "10.1000/a(b)<c>;d"])
def test_right_dois(text: str) -> None:
    assert doi_is_valid(text)


@pytest.mark.parametrize("text", ["", "10.1162", "10.1162/", "10.11/a", "11.1162/a", "10.1162/a b", "doi: 10.1162/a"])
def test_wrong_dois(text: str) -> None:
    assert not doi_is_valid(text)
