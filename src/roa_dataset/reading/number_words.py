"""The words and signs that numbers are written with, as regular expression fragments, and the value of a numeral.

Fragments hold no groups and are bounded, so that rules can combine them and reading stays linear.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache


def listed(text: str) -> list[str]:
    """The words of a list that is written as one text."""
    return text.split()


_BELOW_20 = listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
UNITS = {word: number for number, word in enumerate(_BELOW_20)}
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
GLYPHS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}

#: denominators of fractions; "third" is one only in "one third", "two thirds", "a third of"
DENOMINATORS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}

SP = r"[ \u00a0\u2009\u202f]{1,2}"
OSP = r"[ \u00a0\u2009\u202f]{0,2}"
DASH = "[-\u2010\u2011\u2012\u2013\u2014\u2212]"

#: a number does not begin inside a token: "RH20-2", "T-34", "3385/43", "10.1162", "−5"
LEFT = rf"(?<!\w)(?<!\w[-/_.:])(?<![0-9][,’'])(?<![0-9]{DASH})(?<![-−.#№§])"
#: and does not end inside one; a unit may be glued to it ("88mm") and a lower-case word joined to it ("12-man crew")
RIGHT = (
    rf"(?:(?!\w)|(?=(?:km|mm|cm|kg|ft|lb|mi|m)(?![a-z])))(?!{DASH}(?:[0-9]|[A-Z]))(?!-(?:st|nd|rd|th)(?!\w))"
    r"(?![/_]\w)(?![.,:’'][0-9])(?!%\w)"
)

DIGITS = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,5}|[0-9]{1,3}(?:[\u00a0\u2009\u202f][0-9]{3}){1,5}|[0-9]{1,15})(?![0-9])"
    r"(?:\.[0-9]{1,9}(?![0-9]))?[½¼¾]?|[½¼¾]"
)
DIGITS = rf"(?:{DIGITS})"
SCALE = r"(?:hundred|thousand|million|billion)(?!\w)"
SCALED = rf"(?:{DIGITS}(?:{SP}{SCALE})?)"

_unit = "(?:" + "|".join(sorted((w for w in UNITS), key=len, reverse=True)) + ")"
_tens = "(?:" + "|".join(TENS) + ")"
_below_100 = rf"(?:{_tens}(?:[- ]{_unit})?|{_unit})"
_below_1000 = rf"(?:(?:{_unit}|an?){SP}hundred(?:{SP}(?:and{SP})?{_below_100})?|{_below_100})"
WORDS = (
    rf"(?i:(?:(?:{_below_1000}|an?){SP}(?:thousand|million|billion)(?:(?:,{SP}|{SP}(?:and{SP})?){_below_1000})?"
    rf"|{_below_1000}))(?![^\W_])"
)

ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth"
    r"|(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ieth|hundredth|thousandth)(?!\w)"
)
_PART_OF_ORDINAL = re.compile(rf"(?:[- ]|{SP}and{SP}){ORDINAL}", re.IGNORECASE)
_ENDS_ROUND = re.compile(r"(?:ty|hundred|thousand|million)\Z", re.IGNORECASE)


#: what a number in words may begin with, beside a and an
FIRST_WORDS = frozenset(
    [*UNITS, *TENS, *listed("half several hundreds thousands millions billions dozens tens scores")]
)


def is_ordinal(text: str, start: int, end: int) -> bool:
    """Whether the numeral goes on as an ordinal: "twenty-first", "one hundred and third"."""
    return _ENDS_ROUND.search(text[start:end]) is not None and _PART_OF_ORDINAL.match(text, end) is not None


def plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def digits_value(text: str) -> Decimal:
    """ "11,856", "1.5 million", "2½" as a number."""
    head, *scales = text.split()
    # groups of three digits may be set apart by narrow or no-break spaces, which split() takes apart too
    while scales and scales[0][0].isdigit():
        head += scales.pop(0)
    glyph = GLYPHS.get(head[-1], Decimal(0))
    number = head.rstrip("½¼¾").replace(",", "")
    value = (Decimal(number) if number else Decimal(0)) + glyph
    for scale in scales:
        value *= SCALES[scale.lower()]
    return value


def words_value(text: str) -> Decimal:
    """ "one hundred and fifty thousand" as a number: hundreds multiply what is open, higher scales close it."""
    total = current = 0
    for word in re.findall(r"[a-z]+", text.lower()):
        if word in ("a", "an"):
            current = 1
        elif word == "hundred":
            current *= 100
        elif word in SCALES:
            total, current = total + current * SCALES[word], 0
        elif word != "and":
            current += UNITS.get(word, TENS.get(word, 0))
    return Decimal(total + current)


def trailing_scale(text: str) -> int:
    """What the scale words at the end of a numeral multiply by: "two hundred thousand" 100,000; "150" 1."""
    product = 1
    for word in reversed(text.lower().split()):
        if word not in SCALES:
            break
        product *= SCALES[word]
    return product


@lru_cache(maxsize=512)
def numeral_value(text: str) -> Decimal:
    return digits_value(text) if text[0].isdigit() or text[0] in GLYPHS else words_value(text)
