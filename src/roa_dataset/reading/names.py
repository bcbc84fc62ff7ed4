"""The parts of a person's name as a text writes it: which word is the surname, and whether it stands first.

Rules: a comma ends a surname that stands first ("Weber, Jan"); a Russian patronymic at the end has the given name before it and
the surname at the beginning ("Otterov Ivan Petrovich"), one in the middle has the surname behind it; else the last word is the
surname, with the particles before it ("van der Meer"). Latin and Cyrillic letters are read alike. Nothing is guessed of a
single word: it is the whole name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["PersonName", "read_person_name"]

PATRONYMIC = re.compile(
    r"\w{2,}(?:ovich|evich|ievich|yevich|ovitch|evitch|ovič|evič|owitsch|ewitsch|owicz|ewicz|ovna|evna|yevna|ович|евич|овна|евна)\Z"
    r"|(?:Il(?:'|’)?ich|Ilyich|Kuzmich|Fomich|Lukich|Nikitich|Ильич|Кузьмич|Фомич|Лукич|Никитич)\Z",
    re.IGNORECASE,
)
PARTICLES = frozenset("von van de der den zu la le du di da bin ibn al el ten ter af av of".split())
#: what follows a name and is no part of the surname
SUFFIX = re.compile(r",?\s(?:Jr|Sr)\.?\Z|\s(?:I{2,3}|IV|VI{0,3})\Z")


@dataclass(frozen=True)
class PersonName:
    """A name in parts, verbatim; `order` is given_first, surname_first, or single (one word: no part is told apart)."""

    text: str
    surname: str
    given: str
    patronymic: str
    order: str
    rule_id: str


def read_person_name(text: str) -> PersonName:
    """The parts of one person's name (no rank, no title before it)."""
    words = SUFFIX.sub("", text.strip()).split()
    if len(words) < 2:
        return PersonName(text, "", "", "", "single", "name.single")
    cut = next((n for n, word in enumerate(words[:-1], 1) if word.endswith(",")), 0)
    if cut:
        return _parts(text, " ".join(words[:cut]).rstrip(","), words[cut:], "surname_first", "name.comma")
    if len(words) == 3 and PATRONYMIC.match(words[2]) and not PATRONYMIC.match(words[1]):
        return _parts(text, words[0], words[1:], "surname_first", "name.patronymic-last")
    first = len(words) - 1
    while first > 1 and words[first - 1] in PARTICLES:
        first -= 1
    return _parts(text, " ".join(words[first:]), words[:first], "given_first", "name.last-word")


def _parts(text: str, surname: str, others: list[str], order: str, rule_id: str) -> PersonName:
    patronymic = others[-1] if len(others) > 1 and PATRONYMIC.match(others[-1]) else ""
    given = " ".join(others[:-1] if patronymic else others)
    return PersonName(text, surname, given, patronymic, order, rule_id)
