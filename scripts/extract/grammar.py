"""Names that no vocabulary has: a rank before capitalised words, an ordinal before an echelon word, an event's word.

The patterns hold words of the language (ranks, echelons, kinds of event), never a name of a person or of a unit.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİŁŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŲŹŻŽЀ-Я"
PARTICLE = r"(?:von|van|de|der|den|zu|la|le|du|di|da|bin|ibn|al|el|ten|ter|af|av|of)"
#: at most four, lest a line of nothing but initials be tried in every division
INITIALS = rf"[{UPPER}]\.(?:\s?-?[{UPPER}]\.){{0,3}}(?!\s?[{UPPER}]\.\s?[{UPPER}]\.)"
#: a short abbreviation keeps its full stop ("Wm."), a name at the end of a sentence does not take it in
NAME_WORD = rf"(?:{INITIALS}|[{UPPER}][\w’']{{0,2}}\.(?=\s[{UPPER}])|[{UPPER}]\w*(?:[’'](?!s\b)\w+)*(?:-[{UPPER}]\w*)*)"

RANK_WORD = (
    r"(?:Lieutenant|Lt|Colonel|Col|Major|Maj|Captain|Capt|General|Gen|Brigadier|Brig|Field Marshal|Marshal|Admiral|Adm|"
    r"Commodore|Commander|Cmdr|Cdr|Sergeant|Sgt|Corporal|Cpl|Private|Pvt|Ensign|Ataman|Second|First|Lance|Staff(?=\s(?:Sergeant|Sgt))|Vice|Rear|Air|"
    r"Squadron Leader|Wing Commander|Group Captain|Flight Lieutenant|MajGen|LtGen|BrigGen|LtCol|Oberst|Oberstleutnant|"
    r"Generalmajor|Generalleutnant|(?:SS-)?[A-Z][a-z]+führer|Hauptmann|Leutnant|Polkovnik|Podpolkovnik|Mayor|Kapitan|Poruchik)"
)
#: "Major General", "Lt. Col.", "Lt.Col.", "MajGen", "Second Lieutenant"; a lone First, Second, Air … is no rank
RANK = re.compile(rf"(?<![\w])(?=[A-Z]){RANK_WORD}(?:\.?\s?-?{RANK_WORD})*\b\.?")
#: ranks in running text
SMALL_RANK = re.compile(
    r"\b(?:(?:major|lieutenant|brigadier|field|colonel)\s)?(?:general|colonel|captain|major|lieutenant|marshal|admiral)\b(?=\s[A-Z])"
)
#: words behind which a person's full name stands without a rank
COMMANDER = re.compile(
    r"\b(?:commanders?,?|commanded by|led by|headed by|under the command of|under the leadership of|its chief of staff,?|leader,?|"
    r"(?:commander|colonel|commanding officer|colonel-in-chief|leader) (?:is|was))\s(?=[A-Z])"
)
#: an office or a calling in small letters, or a title, before a full name
OFFICE = re.compile(
    r"\b(?:(?:(?:the|a|an|former|historian|by)\s)?(?:[\w-]+\s)?(?:historian|author|poet|writer|journalist|lawyer|engineer|professor|politician|minister|chairman|"
    r"secretary|ambassador|consul|adjutant|president|premier|chancellor|governor|mayor|deputy|diplomat|bishop|physician|biographer|"
    r"painter|architect|designer|industrialist|editor|agent|envoy|delegate|commissar|wife|husband|son|daughter|brother|sister|father|"
    r"surgeon|chaplain|officer|commandant|married),?"
    r"|President|Minister|Chancellor|Professor|Premier|Bishop|Archbishop|Ambassador|Governor|Senator|Dr\.?|Sir|Lord|Lady"
    r"|(?P<royal>King|Queen|Prince|Princess|Emperor|Empress|Tsar|Duke|Archduke))\s(?=[A-Z])"
)
#: a body that is no force: its word first or last
BODY = (
    r"(?:Committee|Council|Government|Ministry|League|Party|Parliament|Assembly|Congress|Academy|College|School|University|Association|Society|Movement|"
    r"Commission|Court|Bureau|Institute|Federation|Alliance|Directorate|Secretariat|Senate|Agency|Board)"
)
ORGANIZATION = re.compile(
    rf"(?<![\w-])(?!(?:The|A|An|This)\s)(?:[{UPPER}][\w’'-]+\s){{1,4}}{BODY}\b(?!\s[{UPPER}])(?:\s(?:of|for)\s(?:the\s)?[{UPPER}][\w-]+(?:\s[{UPPER}][\w-]+)*)?"
    rf"|(?<![\w-]){BODY}\s(?:of|for)\s(?:(?:the|a|an)\s)?[{UPPER}][\w-]+(?:\s(?:of\sthe\s|of\s|and\s)?[{UPPER}][\w-]+){{0,5}}"
)
NO_RANK = frozenset("Second First Lance Staff Vice Rear Air Mayor".split())
PERSON = re.compile(
    # a word all in capitals behind a name is an order or a degree ("John Weber DSO")
    rf"{NAME_WORD}(?:\s(?![{UPPER}]{{2,}}\b)(?:{PARTICLE}\s){{0,2}}{NAME_WORD}){{0,4}}(?:,\s(?:Jr|Sr)\.?|\s(?:I{{1,3}}|IV|VI{{0,3}})\b)?"
)
#: "Jan Nowak commanded the division": what a person does whose full name stands before it without a rank
COMMANDED = re.compile(
    r"\s(?=(?:(?:then|later|first)\s)?(?:commanded|led|headed|took (?:over )?command|assumed command|was appointed|"
    r"became (?:the |its )?(?:new |first |second )?(?:commander|colonel|commanding officer|commandant))\b)"
)
#: a full name of two to five words
FULL_NAME = re.compile(rf"[{UPPER}][\w’'-]+(?:\s(?:{PARTICLE}|[{UPPER}]\.|[{UPPER}][\w’'-]+)){{1,4}}")
ECHELON = (
    r"(?:Army Group|Army Corps|Army|Corps|Division|Brigade|Regiment|Battalion|Squadron|Wing|Group|Company|Battery|Platoon|"
    r"Flotilla|Fleet|Legion|Detachment|Troop|Regiments|Divisions|Battalions|Marines|Rifles|Fusiliers|Hussars|Lancers|Dragoons|"
    r"Uhlans|Guards|Front|Force|Air Force|\w*[Ss]taffel|Command|Armada|Militia|Rangers|Highlanders|Borderers|Grenadiers|Yeomanry|"
    r"Light Infantry|Light Horse|Cuirassiers|Zouaves|Levy|Levies|Scouts)"
)
#: arms that end a unit's name where a number begins it ("9th Arlen Infantry")
ARM = r"(?:Infantry|Cavalry|Artillery|Engineers|Pioneers|Volunteers|Sharpshooters|Commando|Sqn)"
NUMBER = r"(?:No\.\s?\d+|\d+(?:st|nd|rd|th|d)|[IVX]+(?:th|st|nd|rd)?|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth)"
MODIFIER = rf"(?:\([{UPPER}][\w .'-]{{1,40}}\)|[\"“][{UPPER}][\w .'-]{{1,30}}[\"”]|[{UPPER}][\w.’'-]*|of|the|and|im\.)"
#: what may stand behind the echelon: "Regiment of Foot", "Regiment Arlen Volunteer Infantry", "4th Hussars Regiment"
TAIL = (
    rf"(?:\sof\s(?:Foot|Horse|Marines|Militia)\b|(?:\s[{UPPER}][\w-]+){{0,4}}?\s(?:{ECHELON}|{ARM})\b)?"
    rf"(?:\s\([{UPPER}][\w .'-]{{1,40}}\))?"
)
_NUMBERED = rf"{NUMBER}(?:\s{MODIFIER}){{0,5}}?\s(?:{ECHELON}|{ARM})\b"
#: all begin with a capital letter or a digit, which is looked at once before each of them is tried
UNIT = re.compile(
    rf"(?<![\w-])(?=[{UPPER}\d])(?:"
    # a battalion of a regiment that is named with it: "3rd Battalion, 5th Rifles"
    rf"(?:{NUMBER})\s(?:Battalion|Squadron|Company),?\s(?:[Tt]he\s)?(?:{_NUMBERED}|(?:[{UPPER}][\w’'-]+\s){{1,4}}{ECHELON}\b)"
    rf"|(?:[{UPPER}][\w-]+\s){{0,2}}{_NUMBERED}{TAIL}"
    # "Army of the Tarn"
    rf"|(?:[{UPPER}][\w-]+\s)?(?:Army|Department)\sof\s(?:the\s)?(?!{RANK_WORD}\b)[{UPPER}][\w-]+(?:\s[{UPPER}][\w-]+)?"
    rf"|(?:[{UPPER}][\w’'-]+\s){{1,4}}{ECHELON}\b(?![\w-])(?:\s\d{{1,3}}\b)?"
    # the number alone before a short word for the unit: "29 Sqn", "41 Commando"
    r"|(?<![\w.,/-])(?<!no\.\s)\d{1,3}\s(?:Sqn|Squadron|Commando|Company|Battery)\b)"
)
#: "4th, 5th and 9th Lake Regiments": numbers that share their words
SERIES = re.compile(
    rf"(?<![\w.,/-]){NUMBER}(?:,\s{NUMBER}){{0,8}},?\sand\s(?:the\s)?{NUMBER}\s(?P<shared>(?P<words>(?:{MODIFIER}\s){{0,3}}?)"
    r"(?P<kind>Regiments|Divisions|Brigades|Battalions|Squadrons|Corps|Armies|Companies|Batteries|Wings|Groups|Fusiliers|Hussars|Lancers|Dragoons|Uhlans)\b)"
)
#: an office has a unit's words and is none
NO_UNIT = re.compile(
    r"\b(?:Commandant|Commander|Governor|President|Director|Chief|Secretary|Inspector|Day|Century|Street|Avenue)\b"
)
EVENT_WORD = re.compile(
    r"\b(?:Battle|Battles|War|Wars|Operation|Campaign|Siege|Uprising|Rising|Rebellion|Revolution|Offensive|Invasion|Landing|Landings|"
    r"Defence|Relief|Raid|Blitz|Crusade|Intervention|Emergency|Conflict|Mutiny|Action|Evacuation|Insurrection)\b"
)
NOT_A_PERSON = re.compile(
    rf"\b(?:{ECHELON}|{EVENT_WORD.pattern}|Staff|Headquarters|Government|Council|List|Army|Navy|Air|Force|Museum|Memorial|Flag|Ensign|Infantry|Cavalry|Artillery|"
    r"Society|Association|Church|Cathedral|Airport|Base|Camp|Fort|Day|Medal|Cross|Order)\b"
)
UNIT_SIGN = re.compile(rf"\b{ECHELON}\b")


_LATIN = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe"}
)


@lru_cache(maxsize=512)
def slug(name: str) -> str:
    """A name as the readable part of an id: ASCII letters and digits joined by hyphens."""
    flat = unicodedata.normalize("NFKD", name.translate(_LATIN)).encode("ascii", "ignore").decode().casefold()
    words = re.findall(r"[a-z0-9]+", flat.replace("'", ""))
    if words:
        return "-".join(words)[:80].strip("-")
    return "-".join(f"u{ord(c):04x}" for c in name if c.isalnum())[:80] or "unnamed"


def match_rank(text: str, start: int, end: int) -> re.Match[str] | None:
    """A rank at this very place ("Major General", "Lt.Col."); words that are no rank by themselves are refused."""
    match = RANK.match(text, start, end)
    if match is None or match[0].rstrip(".") in NO_RANK:
        return None
    return match


def match_person(text: str, start: int, end: int) -> re.Match[str] | None:
    """A person's name at this very place: capitalised words, initials and particles."""
    match = PERSON.match(text, start, end)
    if match is None or NOT_A_PERSON.search(match[0]):
        return None
    return match


def is_person_name(text: str) -> bool:
    """Whether the whole text can be a person's name: two to five name words, no word of units, wars or things."""
    match = PERSON.fullmatch(text)
    words = [w for w in re.findall(r"\w+", text) if not re.fullmatch(PARTICLE, w)]
    return bool(match) and 2 <= len(words) <= 6 and not NOT_A_PERSON.search(text) and not any(c.isdigit() for c in text)


def guess_type(name: str) -> str:
    """The type of an entity that is known by its name only: unit, event, person or object."""
    if EVENT_WORD.search(name):
        return "event"
    if UNIT_SIGN.search(name):
        return "unit"
    return "person" if is_person_name(name) else "object"
