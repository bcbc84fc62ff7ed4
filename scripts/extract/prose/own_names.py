"""The names that an article gives its own subject: its title, what the first sentence calls it, shorter forms of both.

"The 4th Regiment Lake Volunteer Infantry was …" stands under the title "4th Lake
Volunteer Infantry Regiment": the subject of the first sentence is what the article is about. The same holds for the summary of
another article. A shorter form has no word that the title lacks, and the same number ("9th Arlen Infantry", "2d Division").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extract.context import Context
from extract.related import subject_of

BRACKET = re.compile(r"\s*\([^()]*\)\s*$")
#: "Royal Otter Fusiliers [1] (ROF)"
SHORT = re.compile(r"(?:\s?\[[^\]]*\])*\s?\((?P<short>[A-Z0-9][A-Z0-9-]{1,7})\)")
END = re.compile(r"\s?[\[(][^\])]*[\d:a-z][^\])]*$")
#: "was an infantry regiment": by which word the text may call it
CLASS = re.compile(r"\b(?:was|is|were)\s(?:an?|the|one)\s(?P<class>[^.;]*)")
#: what ends the name of a regiment that does not say it is one
REGIMENT = re.compile(
    r"\b(?:Infantry|Cavalry|Artillery|Rifles|Fusiliers|Highlanders|Hussars|Lancers|Dragoons|Guards|Foot|Borderers|Rangers)$"
)
KINDS = re.compile(r"\b(?:army|corps|division|brigade|regiment|battalion|squadron|wing|battery|legion|formation)\b")
NUMBER = re.compile(r"\d+")
SQUADRON = re.compile(r"(?:No\.?|Number)\s(?P<number>\d+)\s(?:\([^()]*\)\s)?(?P<kind>Squadron|Wing|Group|Commando)\b")
#: behind a number, words that many units share
COMMON = frozenset(
    "Infantry Cavalry Armoured Armored Airborne Mountain Field Tank Marine Light Heavy Royal Foot Rifle Guards".split()
)
#: words that a name may do without
HONOURS = frozenset("royal imperial own prince princess queen king guards volunteer united states".split())
FILLERS = frozenset("the of and no a".split())
ORDINALS = {
    "first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th", "sixth": "6th", "seventh": "7th",
    "eighth": "8th", "ninth": "9th", "tenth": "10th", "2d": "2nd", "3d": "3rd", "sqn": "squadron", "regt": "regiment",
}  # fmt: skip
LEADING_ORDINAL = re.compile(rf"(?:{'|'.join(w.capitalize() for w in ORDINALS if w.isalpha())}|\d+d)\b")


@dataclass(frozen=True)
class OwnNames:
    """The exact spellings of one entity in one discourse, and the words of its title for shorter forms."""

    entity_id: str
    entity_type: str
    spellings: re.Pattern[str]
    words: frozenset[str]
    kinds: frozenset[str]
    number: str | None

    def has_word(self, word: str) -> bool:
        """Whether the title, or a name of the first sentence, has the word ("division")."""
        return word in self.kinds or re.search(rf"\b{word}\b", self.spellings.pattern, re.IGNORECASE) is not None

    def is_short_form(self, name: str) -> bool:
        """Whether a unit's name is a shorter form of the title: the same number, no other word, the kind of unit among them."""
        words = _words(name)
        number = NUMBER.search(name)
        if self.entity_type != "unit" or not words <= self.words or (number[0] if number else None) != self.number:
            return False
        return len(words) >= 2 and (self.number is not None or self.words - words <= HONOURS)


def own_names(context: Context, entity_id: str, title: str, first_sentence: tuple[int, int] | None) -> OwnNames:
    """The names of `entity_id` by its title and by the subject of the sentence that says what it is."""
    entity_type = context.names.entity_type(entity_id)
    bare = BRACKET.sub("", title)
    spellings = {title, bare}
    subject = subject_of(context.text, *first_sentence) if first_sentence else None
    if subject:
        bracket = END.search(context.words(*subject))
        subject = (subject[0], subject[0] + bracket.start()) if bracket else subject
    if subject and _shares(context.words(*subject), bare):
        spellings.add(context.words(*subject))
        short = SHORT.match(context.text, subject[1])
        if short:
            spellings.add(short["short"])
    if entity_type == "person" and subject:
        spellings |= {s.rpartition(" ")[2] for s in (bare, context.words(*subject)) if " " in s}
    loose = _loose(bare) if entity_type == "unit" and first_sentence is not None else []
    ordered = sorted((s for s in spellings if len(s) > 1), key=len, reverse=True)
    # a title of one letter is no name that a text could be searched for; "(?!)" is found nowhere
    exact = rf"(?:{'|'.join(map(re.escape, ordered))})(?!\w)" if ordered else "(?!)"
    # a shorter spelling is not the beginning of a longer name
    shorter = rf"|(?:{'|'.join(map(re.escape, loose))})(?![\w'’])(?!\s[A-Z(])" if loose else ""
    pattern = re.compile(rf"(?<!\w)(?:{exact}{shorter})")
    number = NUMBER.search(bare)
    force = entity_type in ("unit", "organization", "group")
    kinds = _kinds(context.words(*first_sentence)) if first_sentence and subject and force else frozenset()
    if entity_type == "unit" and not KINDS.search(bare.lower()) and REGIMENT.search(bare):
        kinds |= {"regiment"}
    return OwnNames(entity_id, entity_type, pattern, _words(bare), kinds, number[0] if number else None)


def _loose(title: str) -> list[str]:
    """ "No. 18 Squadron RAF" → "No 18", "18 Squadron"; "20th Maine Volunteer Infantry" → "20th Maine"; initials ("ROF")."""
    numbered = SQUADRON.match(title)
    if numbered:
        number, kind = numbered["number"], numbered["kind"]
        signs = ("No. ", "No ", "Number ")
        return [f"{number} {kind}", *(f"{sign}{number}{behind}" for sign in signs for behind in ("", f" {kind}"))]
    words = title.split()
    if re.fullmatch(r"\d+(?:st|nd|rd|th|d)", words[0]) and len(words) > 2 and not KINDS.fullmatch(words[1].lower()):
        return [f"{words[0]} {words[1]}"] if words[1] not in COMMON else []
    initials = "".join(w[0] for w in words if w[0].isupper())
    return [initials] if len(initials) >= 3 and not any(c.isdigit() for c in title) else []


def _kinds(sentence: str) -> frozenset[str]:
    """ "was a rifle regiment of the Northern Army" → "regiment": the first word for a force that the sentence says it is."""
    said = CLASS.search(sentence)
    kind = KINDS.search(said["class"]) if said else None
    return frozenset({kind[0]}) if kind else frozenset()


def canonical(name: str) -> str:
    """ "First Battalion", "3d Division" → "1st Battalion", "3rd Division": one unit has one id."""
    return LEADING_ORDINAL.sub(lambda m: ORDINALS[m[0].lower()], name, count=1) if LEADING_ORDINAL.match(name) else name


@lru_cache(maxsize=512)
def _words(name: str) -> frozenset[str]:
    words = (w.removesuffix("’s").removesuffix("'s") for w in re.findall(r"[\w'’]+", name.casefold()))
    return frozenset(re.sub(r"^(\d+)(?:st|nd|rd|th|d)$", r"\1", ORDINALS.get(w, w)) for w in words if w not in FILLERS)


def _shares(subject: str, title: str) -> bool:
    """Whether the first sentence speaks of what the title names: half of the shorter one's words are the other's."""
    left, right = _words(subject), _words(title)
    return bool(left) and 2 * len(left & right) >= min(len(left), len(right))
