"""The words and signs that dates are written with, as regular expression fragments, and what surrounds a year.

Fragments hold no groups, so that rules can put several of them into one pattern. Everything is bounded (`{0,2}`,
never `*`), so that one attempt costs the same anywhere in a text and reading stays linear.
"""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "January Januar Jänner Jan",
            "February Februar Feb",
            "March März Mar",
            "April Apr",
            "May Mai",
            "June Juni Jun",
            "July Juli Jul",
            "August Aug",
            "September Sept Sep",
            "October Oktober Oct Okt",
            "November Nov",
            "December Dezember Dec Dez",
        ),
        start=1,
    )
    for name in names.split()
}

#: short forms are months only beside a day or a year: "Jan" is a Polish first name
SHORT_MONTHS = _words("Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Okt Nov Dec Dez")

#: these words are also verbs, nouns or first names: alone they are months only after a word like "in"
AMBIGUOUS_MONTHS = frozenset({"March", "April", "May", "Mai", "June", "August"})

SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}

PARTS = {
    "early": "early",
    "beginning": "early",
    "start": "early",
    "mid": "mid",
    "middle": "mid",
    "late": "late",
    "end": "late",
    "first half": "first half",
    "early to mid": "early to mid",
    "mid to late": "mid to late",
    "second half": "second half",
    "latter half": "second half",
}

SP = r"[ \u00a0\u2009\u202f]{1,2}"
OSP = r"[ \u00a0\u2009\u202f]{0,2}"

#: hyphen-minus, hyphen, non-breaking hyphen, figure dash, en dash, em dash, minus sign
DASH = "[-\u2010\u2011\u2012\u2013\u2014\u2212]"

_full = "|".join(sorted((m for m in MONTHS if m not in SHORT_MONTHS), key=len, reverse=True))
_upper = "|".join(sorted((m.upper() for m in MONTHS if m not in SHORT_MONTHS), key=len, reverse=True))
_short = "|".join(sorted(SHORT_MONTHS, key=len, reverse=True))
MONTH = rf"(?:(?:{_full}|{_upper})(?![^\W\d_])|(?:{_short})(?![^\W\d_])\.?)"

SEASON = r"(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?!\w)"
_GAP = rf"(?:{SP}|{DASH})"
PART = (
    rf"(?:(?:[Ee]arly{_GAP}to{_GAP}mid|[Mm]id{_GAP}to{_GAP}late|[Ee]arly|[Ll]ate|[Mm]id)"
    rf"(?:{SP}in{SP}|{SP}|{DASH})"
    rf"|(?:[Bb]eginning|[Ss]tart|[Mm]iddle|[Ee]nd|(?:[Ff]irst|[Ss]econd|[Ll]atter){SP}half){SP}of{SP})"
)

#: a number or a year does not begin inside a larger token: "RH20-2/558", "3385/43", "F-4", "1,945", "isec_a.00411"
LEFT = (
    rf"(?<!\w)(?:(?<!\w[-/_.])|(?<=[Pp]re-)|(?<=[Pp]ost-)|(?<=\bc\.)|(?<=\bca\.)|(?<=[a-z]{{3}}\.))"
    rf"(?<![0-9][,:'’/])(?<![0-9]{DASH})(?<![$£€#№§])"
)
#: nor does a day or a year end inside one; a year may be glued to a capitalised word where a text lost a line break
RIGHT = rf"(?:(?!\w)|(?=[A-Z][a-z](?:[a-z]|{SP}[A-Z])))(?![-/_\u2010-\u2014\u2212][0-9])(?![-/_][A-Z])(?![.,:][0-9])"

#: a day before its month may have a full stop as in German, a day after its month never has
DAY_AFTER = r"(?:0?[1-9]|[12][0-9]|3[01])(?:(?:st|nd|rd|th)(?!\w))?(?![0-9])"
DAY = r"(?:0?[1-9]|[12][0-9]|3[01])(?:(?:st|nd|rd|th)(?!\w)|\.)?(?![0-9])"
#: "2nd" and "11th" end where a word would, and "10" does not stand before ",000"
DAY_END = r"(?!\w)(?![.,:][0-9])(?![-/_][0-9])"
YEAR = rf"(?:1[0-9]|20)[0-9]{{2}}{RIGHT}"
OF = rf"{SP}(?:of{SP})?"
#: what stands between a month and its year: "September 1945", "September, 1945", "August of 1944"
BEFORE_YEAR = rf"(?:,{OSP}|,?{SP}(?:of{SP})?)"

#: a year behind a day that is glued to something, so that it cannot be read: "5 May 1945/46"
YEAR_NOT_READ = re.compile(rf"{BEFORE_YEAR}(?:1[0-9]|20)[0-9]{{2}}(?![0-9])")

#: a designation, a page or a code before it: the number is no year
_LABELS = _words(
    "no. nr. № nos. p. pp. vol. iss. fol. bd. s. isbn issn oclc s2cid pmid jstor doi number page pages "
    "volume issue box folder file bild nummer hill height"
)
#: words of counting before it; those of more than one word are looked at whole
_COUNTING = _words(
    "some nearly almost least most than over total many much numbered numbering approximately roughly "
    "exactly only just additional another"
)
_COUNTING_OF = re.compile(
    r"(?:total|strength|number|force|garrison|consisting|composed|made up|up)\s(?:of|to)\s{1,2}\Z", re.IGNORECASE
)
#: after these it is a year, whatever follows
_TIME = _words("in since until till during throughout late early mid im seit bis pre post through between c. ca. circa")
_COUNTED_AFTER = re.compile(
    r"\s{0,2}(?:%|°|(?:km|mm|cm|kg|lbs?|ft|m|tons?|tonnes?)\b"
    r"|(?:(?!the\b|an?\b|its\b|their\b|his\b)[A-Za-z]{2,20}[ -])?(?:men|women|soldiers|troops|officers|marines|sailors"
    r"|airmen|prisoners|pows|volunteers|people|persons|civilians|casualties|dead|wounded|killed|missing|tanks|guns|rifles|aircraft"
    r"|vehicles|horses|battalions|companies|regiments|divisions|brigades|squadrons|units|kilometres|kilometers|miles|metres"
    r"|meters|yards|feet|pounds|roubles|dollars|days|hours|weeks|months|years|copies|members|personnel|strong|cossacks"
    r"|partisans|deserters|defectors|others)\b)",
    re.IGNORECASE,
)
#: before the name of a month that is also another word
_MONTH_CUES = _words(
    "in of by since until till from during between before after through throughout late early mid last "
    "next this im seit bis ab"
)
_UNIT_AFTER = re.compile(
    r"\s{1,2}(?:Squadron|Sqn|Division|Corps|Army|Brigade|Battalion|Regiment|Commando|Group|Company)\b"
)

_WINDOW = 28


def _word_before(text: str, start: int) -> str:
    """The word that stands before a position, in lower case, without brackets, quotes and colons around it."""
    words = text[max(0, start - _WINDOW) : start].rsplit(None, 1)
    return words[-1].lower().strip("([\"'“„:-") if words else ""


def is_counted(text: str, start: int, end: int) -> bool:
    """Whether four digits count something or number a page ("1500 men", "p. 1945") and so are not a year."""
    word = _word_before(text, start)
    if word in _LABELS or word in _COUNTING:
        return True
    if word in ("of", "to") and _COUNTING_OF.search(text, max(0, start - _WINDOW), start):
        return word == "of" or _COUNTED_AFTER.match(text, end) is not None
    return word not in _TIME and _COUNTED_AFTER.match(text, end) is not None


def is_counted_day(text: str, start: int, end: int) -> bool:
    """Whether the number after a month counts something: "in March 29 Squadron", "In May 12 tanks"."""
    if _word_before(text, start) in ("in", "im"):
        return True
    return _UNIT_AFTER.match(text, end) is not None or _COUNTED_AFTER.match(text, end) is not None


def is_month_alone(text: str, start: int, end: int) -> bool:
    """Whether a month's name without day and year is the month: "in May", not "the march south" and not "Mar"."""
    word = text[start:end]
    if word.rstrip(".") in SHORT_MONTHS:
        return False
    if word.isupper():
        word = word.title()
    return word not in AMBIGUOUS_MONTHS or _word_before(text, start) in _MONTH_CUES


def month_number(word: str) -> int:
    word = word.strip().rstrip(".")
    return MONTHS[word if word in MONTHS else word.title()]
