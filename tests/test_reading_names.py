"""Parts of persons' names as written: the order of surname, given name and patronymic in Latin and Cyrillic letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roa_dataset.reading.names import read_person_name


@pytest.mark.parametrize(
    ("text", "surname", "given_name", "patronymic", "order"),
    [
        ("Jan Weber", "Weber", "Jan", "", "given_first"),
        ("Weber, Jan", "Weber", "Jan", "", "surname_first"),
        ("van der Meer, Piet", "van der Meer", "Piet", "", "surname_first"),
        ("Otterov Ivan Petrovich", "Otterov", "Ivan", "Petrovich", "surname_first"),
        ("Ivan Petrovich Otterov", "Otterov", "Ivan", "Petrovich", "given_first"),
        ("Оттеров Иван Петрович", "Оттеров", "Иван", "Петрович", "surname_first"),
        ("Иван Ильич Оттеров", "Оттеров", "Иван", "Ильич", "given_first"),
        ("Piet van der Meer", "van der Meer", "Piet", "", "given_first"),
        ("Jan Weber Jr.", "Weber", "Jan", "", "given_first"),
        ("J. R. Weber", "Weber", "J. R.", "", "given_first"),
        ("Ivan Petrovich", "Petrovich", "Ivan", "", "given_first"),
        ("Otterov", "", "", "", "single"),
        ("", "", "", "", "single"),
    ],
)
def test_the_parts_of_a_name(text: str, surname: str, given_name: str, patronymic: str, order: str) -> None:
    name = read_person_name(text)
    assert (name.surname, name.given, name.patronymic, name.order) == (surname, given_name, patronymic, order)


@given(st.text(max_size=60))
def test_every_part_is_of_the_words(text: str) -> None:
    name = read_person_name(text)
    for part in (name.surname, name.given, name.patronymic):
        assert set(part.split()) <= {word.rstrip(",") for word in text.split()} | set(text.split())
