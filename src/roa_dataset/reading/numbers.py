"""Numbers in running text: numerals, number words, fractions, ranges, and the hedge that stands beside them.

What a number counts, and whether it is part of a date or of a name, is for the caller to say. Codes and signatures
("RH20-2/558", "T-34"), ordinals ("2nd", "third"), reference marks ("[10]") and pages ("p. 28") are not numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from roa_dataset.reading import number_words as words
from roa_dataset.reading.number_hedges import hedge_after, hedge_before
from roa_dataset.reading.number_words import DASH, LEFT, OSP, RIGHT, SCALED, SP, WORDS
from roa_dataset.reading.word_lists import any_of

__all__ = ["RULES", "NumberNotRead", "NumberReading", "NumberRule", "find_numbers", "read_number", "shift"]

Number = int | float


class NumberNotRead(ValueError):  # noqa: N818 - the name says what happened
    """A text that should be one number is none that the rules know."""


@dataclass(frozen=True, slots=True)
class NumberReading:
    """A number as a text has it, and what it means.

    `text`, `start`, `end`: the numeral alone (code points, half-open). `minimum`, `maximum`: equal for one number, None
    where open or vague. `exactness`: exact, about, at_least, at_most, range, vague. `hedge` with its span: the verbatim
    words beside it that say how exact it is ("nearly", "up to", "or more"), else empty and -1.
    """

    text: str
    start: int
    end: int
    minimum: Number | None
    maximum: Number | None
    exactness: str
    hedge: str = ""
    hedge_start: int = -1
    hedge_end: int = -1
    rule_id: str = ""


@dataclass(frozen=True)
class NumberRule:
    """One way to write a number; `read` gives its bounds (None for vague), or None when it is no number after all.

    Examples: (text with its hedge, minimum, maximum, exactness).
    """

    rule_id: str
    description: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], tuple[Number | None, Number | None] | None]
    examples: tuple[tuple[str, Number | None, Number | None, str], ...]


Bounds = tuple[Number | None, Number | None]


def _one(match: re.Match[str]) -> Bounds | None:
    if words.is_ordinal(match.string, match.start(), match.end()):
        return None
    value = words.plain(words.numeral_value(match[0]))
    return value, value


def _range(match: re.Match[str]) -> Bounds | None:
    low, high = words.numeral_value(match["a"]), words.numeral_value(match["b"])
    scale = words.trailing_scale(match["b"])
    if words.trailing_scale(match["a"]) == 1 and low * scale < high:
        # "1–2 million", "two or three hundred": the scale belongs to both sides
        low *= scale
    if match["sep"].strip() == "and" and not _BETWEEN.search(match.string, max(0, match.start() - 9), match.start()):
        return None
    if low >= high or words.is_ordinal(match.string, match.start("b"), match.end()):
        return None
    return words.plain(low), words.plain(high)


def _fraction(match: re.Match[str]) -> Bounds | None:
    count, part = match["n"].lower(), match["d"].lower()
    plural = part.endswith("s")
    if (count in ("a", "an", "one")) == plural:
        return None
    if part not in ("quarter", "quarters") and count in ("a", "an") and not _OF.match(match.string, match.end()):
        return None  # "a third" is mostly an ordinal: "A third, the 3rd Infantry, had …"
    value = words.plain(words.words_value(count) / words.DENOMINATORS[part.rstrip("s")])
    return value, value


def _half(match: re.Match[str]) -> Bounds | None:
    if _WHICH_HALF.search(match.string, max(0, match.start() - 10), match.start()):
        return None
    of = (match["of"] or "").lower()
    value = words.plain(Decimal(words.SCALES.get(of, 12 if of == "dozen" else 1)) / 2)
    return value, value


def _dozen(match: re.Match[str]) -> Bounds | None:
    value = words.plain(words.numeral_value(match["n"]) * 12)
    return value, value


def _vague(match: re.Match[str]) -> Bounds | None:
    return None, None


_BETWEEN = re.compile(r"\bbetween\s{1,2}\Z", re.IGNORECASE)
_OF = re.compile(r"\s{1,2}of(?!\w)")
_WHICH_HALF = re.compile(r"(?:first|second|latter|other|former|later)[\s-]{1,2}\Z", re.IGNORECASE)
_WORD_LEFT = r"(?<!\w)(?<!\w[-/_])"
_MANY = r"(?:hundred|thousand|million|billion|dozen)"
_MANIES = r"(?:hundreds|thousands|millions|billions|dozens|tens|scores)"

RULES: tuple[NumberRule, ...] = (
    NumberRule(
        "number.range",
        "two numerals joined by a dash, to, or, or (after between) and; the second is greater",
        re.compile(rf"{LEFT}(?P<a>{SCALED})(?P<sep>{OSP}{DASH}{OSP}|{SP}(?:to|or|and){SP})(?P<b>{SCALED}){RIGHT}"),
        _range,
        (
            ("120,000–130,000", 120000, 130000, "range"),
            ("10 to 20", 10, 20, "range"),
            ("1–2 million", 1000000, 2000000, "range"),
            ("between 300 and 400", 300, 400, "range"),
        ),
    ),
    NumberRule(
        "number.word-range",
        "two number words joined by to, or, or (after between) and; the second is greater",
        re.compile(rf"{_WORD_LEFT}(?P<a>{WORDS})(?P<sep>{SP}(?:to|or|and){SP}|{DASH}to{DASH})(?P<b>{WORDS})"),
        _range,
        (
            ("two or three", 2, 3, "range"),
            ("ten to twenty", 10, 20, "range"),
            ("two or three hundred", 200, 300, "range"),
        ),
    ),
    NumberRule(
        "number.digits",
        "digits, with commas or narrow spaces between thousands, with decimals, with a scale word",
        re.compile(rf"{LEFT}{SCALED}{RIGHT}"),
        _one,
        (
            ("11,856", 11856, 11856, "exact"),
            ("6210", 6210, 6210, "exact"),
            ("1 million", 1000000, 1000000, "exact"),
            ("1.5 million", 1500000, 1500000, "exact"),
            ("2½", 2.5, 2.5, "exact"),
            ("nearly 1 million", 1000000, 1000000, "about"),
            ("approximately 33,000", 33000, 33000, "about"),
            ("up to 300", None, 300, "at_most"),
            ("more than 60", 60, None, "at_least"),
            ("at least 47,000", 47000, None, "at_least"),
            ("just 9", 9, 9, "exact"),
            ("50 or more", 50, None, "at_least"),
        ),
    ),
    NumberRule(
        "number.word",
        "number words; whether one is a pronoun is for the caller to say",
        re.compile(rf"{_WORD_LEFT}{WORDS}"),
        _one,
        (
            ("three", 3, 3, "exact"),
            ("Two", 2, 2, "exact"),
            ("twenty-one", 21, 21, "exact"),
            ("one hundred and fifty", 150, 150, "exact"),
            ("two hundred thousand", 200000, 200000, "exact"),
            ("about a thousand", 1000, 1000, "about"),
        ),
    ),
    NumberRule(
        "number.fraction",
        "a part of a whole in words",
        re.compile(
            rf"{_WORD_LEFT}(?P<n>(?i:one|two|three|four|five|six|seven|eight|nine|an?))(?:{SP}|-)"
            r"(?P<d>(?i:half|(?:quarter|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)s?))(?!\w)"
        ),
        _fraction,
        (
            ("one quarter", 0.25, 0.25, "exact"),
            ("three-quarters", 0.75, 0.75, "exact"),
            ("as much as one quarter", None, 0.25, "at_most"),
        ),
    ),
    NumberRule(
        "number.half",
        "half of something, or of a million or a dozen",
        re.compile(rf"{_WORD_LEFT}(?i:half)(?:{SP}an?{SP}(?P<of>(?i:{_MANY})))?(?![\w-])"),
        _half,
        (("half", 0.5, 0.5, "exact"), ("half a million", 500000, 500000, "exact"), ("nearly half", 0.5, 0.5, "about")),
    ),
    NumberRule(
        "number.dozen",
        "dozens that are counted",
        re.compile(rf"{_WORD_LEFT}(?P<n>(?i:an?|{WORDS})){SP}(?i:dozen)(?!\w)"),
        _dozen,
        (("a dozen", 12, 12, "exact"), ("two dozen", 24, 24, "exact")),
    ),
    NumberRule(
        "number.vague",
        "words for many that give no number",
        re.compile(
            rf"{_WORD_LEFT}(?i:(?:several|a{SP}few|a{SP}couple)(?:{SP}{_MANY}){{0,2}}"
            rf"|(?:hundreds|thousands|millions|billions|dozens|tens{SP}of{SP}{_MANIES}|scores(?={SP}of))"
            rf"(?:{SP}of{SP}{_MANIES})?)(?!\w)"
        ),
        _vague,
        (
            ("several hundred thousand", None, None, "vague"),
            ("Thousands", None, None, "vague"),
            ("tens of thousands", None, None, "vague"),
            ("a few", None, None, "vague"),
        ),
    ),
)

# "a" and "an" are everywhere: what must follow them, so that other ones cost nothing
_AFTER_ARTICLE = (
    rf"(?=(?:{SP}|-)(?:{_MANY}|half|few|couple|quarter|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?!\w))"
)
# digits, and whole words with which a number may begin: most words are passed by
_TOKEN = re.compile(
    r"[0-9]+|[½¼¾]|(?<![^\W\d_])(?i:"
    + any_of(dict.fromkeys(words.FIRST_WORDS, r"(?![^\W\d_])") | dict.fromkeys(("a", "an"), _AFTER_ARTICLE))
    + ")"
)
_DIGIT_RULES = tuple(r for r in RULES if r.rule_id in ("number.range", "number.digits"))
_WORD_RULES = tuple(r for r in RULES if r not in _DIGIT_RULES)
# marks of references and of notes, pages, designations: what follows counts nothing
_LABELS = frozenset(words.listed("no. nr. nos. p. pp. vol. bd. № isbn issn oclc s2cid pmid jstor doi no nos"))
_MARK_BEFORE = re.compile(r"\[(?:(?:[a-z]{1,8}-)?(?:alpha|note|nb) ?)?\Z")
_PRONOUN = re.compile(r"\b(?:no|any|every|each|some)\s\Z", re.IGNORECASE)


def _is_label(text: str, start: int, end: int) -> bool:
    """Whether a numeral is a mark, a page or part of a name: "[10]", "[lower-alpha 4]", "p. 28", "No. 29"."""
    if text[end : end + 1] == "]" and _MARK_BEFORE.search(text, max(0, start - 16), start):
        return True
    before = text[max(0, start - 9) : start].rstrip()
    if not before or before[-1].isdigit():
        return False
    word = before.rsplit(None, 1)[-1].strip("([:")
    # "No 29 Squadron" is a designation, "no 29 men" a negation
    return word.lower() in _LABELS and word != "no"


def _hedged(text: str, reading: NumberReading, floor: int) -> NumberReading:
    """The reading together with the words beside it that say how exact it is."""
    hedge = hedge_before(text, reading.start, floor) or hedge_after(text, reading.end)
    if hedge is None or (hedge.exactness == "range" and reading.exactness != "range"):
        return reading
    changed = replace(reading, hedge=hedge.text, hedge_start=hedge.start, hedge_end=hedge.end)
    if reading.exactness != "exact" or hedge.exactness == "exact":
        return changed
    return replace(
        changed,
        exactness=hedge.exactness,
        minimum=None if hedge.exactness == "at_most" else reading.minimum,
        maximum=None if hedge.exactness == "at_least" else reading.maximum,
    )


def _longest_at(text: str, start: int, rules: tuple[NumberRule, ...]) -> NumberReading | None:
    best: NumberReading | None = None
    for rule in rules:
        match = rule.pattern.match(text, start)
        if match is None or (best is not None and match.end() <= best.end):
            continue
        bounds = rule.read(match)
        if bounds is None:
            continue
        low, high = bounds
        exactness = "vague" if low is None and high is None else "exact" if low == high else "range"
        best = NumberReading(match[0], start, match.end(), low, high, exactness, rule_id=rule.rule_id)
    return best


def find_numbers(text: str, *, offset: int = 0) -> list[NumberReading]:
    """All numbers of a text, in order, not overlapping: at each place the longest one, with its hedge.

    `offset` is added to all places: where the text begins in a longer one.
    """
    found: list[NumberReading] = []
    position = floor = 0
    for token in _TOKEN.finditer(text):
        if token.start() < position:
            continue
        best = _longest_at(text, token.start(), _WORD_RULES if token[0][0].isalpha() else _DIGIT_RULES)
        if best is None or _is_label(text, best.start, best.end):
            continue
        if best.text.lower() == "one" and _PRONOUN.search(text, max(0, best.start - 7), best.start):
            continue
        best = _hedged(text, best, floor)
        found.append(shift(best, offset) if offset else best)
        position = best.end
        floor = max(best.end, best.hedge_end)
    return found


def read_number(text: str) -> NumberReading:
    """The one number that the text, without the space around it, consists of, hedge included.

    Raises NumberNotRead when there is more or something else.
    """
    stripped = text.strip()
    start = text.find(stripped)
    readings = find_numbers(text)
    if len(readings) == 1:
        reading = readings[0]
        starts = reading.start if reading.hedge_start < 0 else min(reading.start, reading.hedge_start)
        if (starts, max(reading.end, reading.hedge_end)) == (start, start + len(stripped)):
            return reading
    raise NumberNotRead(
        f"number: found {stripped[:80]!r}, expected one number such as '11,856', 'up to 300' or 'three';"
        " give the numeral with its hedge only, or add a rule to roa_dataset.reading.numbers"
    )


def shift(reading: NumberReading, offset: int) -> NumberReading:
    """The same reading in a longer text, `offset` code points further on; a hedge that is not there stays at -1."""
    hedged = offset if reading.hedge_start >= 0 else 0
    return NumberReading(
        reading.text,
        reading.start + offset,
        reading.end + offset,
        reading.minimum,
        reading.maximum,
        reading.exactness,
        reading.hedge,
        reading.hedge_start + hedged,
        reading.hedge_end + hedged,
        reading.rule_id,
    )
