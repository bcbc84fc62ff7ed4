"""Names of places that no vocabulary has: capitalised words where only a place can stand.

A name counts as a place behind "in", "at", "near" …, behind "to" and "from" after a verb of movement, as the object of a verb
such as "left" or "captured", with a word of its own kind ("Camp X", "X River", "Isle of X"), and in a list that such a name
opens. What goes on with a noun in small letters is no name of a place ("in Federal service"), nor is a people's adjective alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.grammar import ECHELON, EVENT_WORD, RANK, UPPER
from extract.prose.screen import SCREEN
from roa_dataset.reading.word_lists import any_of

WORD = rf"[{UPPER}][\w’']*[\w](?:[-/][{UPPER}]?[\w’']+)*"
NAME = (
    rf"(?:(?:St|Mt|Ft)\.\s)?{WORD}(?:\s(?:{WORD}|(?:de|la|le|du|der|am|an der|of|on|upon|sur|del|las|los|el|al)\s{WORD}"
    rf"|(?:[{UPPER}]\.\s?)+{WORD})){{0,5}}"
)
MOTION = (
    r"emigrated|fled|escaped|settled|move|moved|moving|assigned|transferred|transferring|relocated|returned|returning|went|going|sent|deployed|redeployed|withdrew|withdrawn|marched|"
    r"marching|sailed|sailing|flown|flew|dispatched|despatched|shipped|posted|ordered|travelled|traveled|advanced|retreated|retired|"
    r"proceeded|arrived|departed|evacuated|recalled|removed|brought|route|journey|retreat|advance|march|movement|approaches|withdrawal|"
    r"evacuation|return|transfer|based out of|operations"
)
HELD = (
    r"left|departed|reached|entered|captured|recaptured|took|retook|defended|defending|liberated|occupied|attacked|assaulted|besieged|"
    r"garrisoned|garrisoning|crossed|crossing|seized|invaded|evacuated|quit|capturing|reaching|entering|leaving|towards|toward"
)
KIND_BEFORE = r"(?:Camp|Fort|Lake|Kingdom of|Republic of|Duchy of|Grand Duchy of|Principality of|Mount|Port|Cape|Isle of|Isles of|Island of|Gulf of|Bay of|Hill|Point|RAF Station|RAF|RNAS|NAS)"
KIND_BEHIND = (
    r"(?:River|Lake|Island|Islands|Peninsula|Fortress|Castle|Barracks|Camp|Airfield|Airport|Air Base|Air Station|Combat Base|Naval Base|Air Force Base|AFB|Arsenal|Garrison|Field|"
    r"Canal Zone|Canal|Forest|Mountains|Hills|Valley|Bay|Harbour|Harbor|Pass|Desert|Cemetery|Cathedral|Ridge|Heights|County|"
    r"Straits?|Province|Depot|river|peninsula|canal|valley|forest|fortress|airfield|islands?|mountains|archipelago|estuary)"
)
#: "Coast Army Base Camp Arlen", "Coast Army Air Base Brisk"
KIND_NAME = re.compile(
    rf"(?<![\w-])(?=[{UPPER}])(?:{KIND_BEFORE}\s{NAME}|(?:{WORD}\s){{1,3}}{KIND_BEHIND}\b(?!\s[{UPPER}]))"
)
STATION_NAME = re.compile(
    rf"(?<![\w-])(?:(?:{WORD}\s){{1,2}})?(?:Base|Air Station|Air Force Base|Air Base|Barracks)\s(?:Camp\s)?{NAME}"
)
INTRODUCED = re.compile(
    rf"\b(?=\w)(?:(?:at|in|In|At|Near|near|into|onto|out of|around|outside|throughout|across|via|through)(?:\sthe)?"
    rf"|(?:island|islands|town|towns|village|villages|towns and villages|city|cities|borough|area|port|state|county|counties|district|"
    rf"province|region|vicinity|east|west|north|south|line|peninsula|landings|jungles|colony)\s(?:of|on|in)(?:\sthe)?"
    r"|(?:fought|fighting|lande?d?|landings?|back|stationed|ashore|attacks?|assault|remained|based?|bases|operations|camped|garrison)\son(?:\sthe)?"
    rf"|{any_of(MOTION.split('|'))}\b[^.;,()\ue000-\uf8ff]{{0,60}}?\b(?:to|from|for|towards?)(?:\sthe)?|{any_of(HELD.split('|'))}(?:\sthe)?)\s(?P<name>{NAME})"
)
MORE = re.compile(
    rf",?\s(?:and|or|to|via|from)\s(?:(?:then|afterwards|later|on|finally)\s)?(?:(?:to|in|at|on)\s)?(?:the\s)?(?P<name>{NAME})|,\s(?P<next>{NAME})"
)
#: a name of a place is not followed by the noun that it belongs to
FOLLOWED = re.compile(
    r"\s*(?:[.,;:)(\[–—\ue000-\uf8ff]|$|-\s|(?:and|or|but|in|on|at|by|from|to|into|onto|until|till|where|which|who|whose|when|while|with|"
    r"during|for|as|before|after|was|were|is|are|had|has|have|under|against|via|between|since|through|near|of|also|then|following|"
    r"because|due|alongside|together|along|returning|being|over|off|again|prior|later|without|within|so|that|it|they|he|saw|took|"
    r"peninsula|island|area|region|front|sector|river|line|campaign|theatre|theater|counties|county|province|district|estuary|via|if|"
    r"once|instead|around|upon|shortly|only|east|west|north|south|remaining|serving|arriving|fighting|defending|itself|[a-z]{3,}ed|\d)\b)"
)
PEOPLES = re.compile(
    r"(?:\w+(?:ian|ean|ish|ese|can|aqi|ani)|French|Welsh|German|Dutch|Greek|Turk|Swiss|Thai|Czech|Slovak|Serb|Croat|Soviet|Nazi|Allied|Axis|Union|"
    r"Confederate|Federal|Communist|Roman|Arab|Afghan|Zulu|Boer|Pashtun|Muslim|Jewish|Christian|Catholic|Protestant|Imperial|Royal)(?:s)?"
)
#: letters only ("RAF"), an adjective ("rebel-held"), a number of a type of weapon
NO_NAME = re.compile(r"^[A-Z.]{1,6}$|-(?:held|occupied|controlled|led|backed|born|speaking)\b|\d")
DIRECTIONS = ("East", "West", "North", "South", "Front", "The", "He", "They", "It", "This", "Both")
NO_PLACE = re.compile(
    rf"\b(?:{ECHELON}|Infantry|Cavalry|Artillery|Staff|Headquarters|General|Treaty|Agreement|Review|Act|Service|Award|Medal|Cross|"
    r"Citation|Commendation|Order|Plan|Protocol|Government|Parliament|Congress|Navy|Luftwaffe|Wehrmacht|Reserve|Reserves|"
    r"Volunteer|Volunteers|Tornado|Hurricane|Spitfire|January|February|March|April|May|June|July|August|September|October|November|"
    r"December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Christmas|Easter|War|Day|Company|Tactical|Allies|Command|"
    r"English|Latin|Cyrillic|Dutch|Russian|German|French|Squadrons?|Typhoon|Lightning|Category|Exile|Army|BEF|US|British|American)\b"
)


def find_places(text: str, start: int, end: int, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches of text[start:end] that name places; none overlaps a stretch of `taken`, which are names already found."""
    shown = _without(text[start:end], [(a - start, b - start) for a, b in taken])
    found: list[tuple[int, int]] = []
    # what the text has not, it has not either where names are blanked out
    for match in KIND_NAME.finditer(shown) if SCREEN.possible(KIND_NAME, text, start, end) else ():
        if _is_place(shown, match.start(), match.end(), kind_named=True):
            found.append((match.start(), match.end()))
    for match in INTRODUCED.finditer(shown):
        at, stop = match.span("name")
        found += _listed(shown, at, stop)
    kept: list[tuple[int, int]] = []
    for first, last in sorted(set(found), key=lambda s: (s[0], -s[1])):
        if not kept or first >= kept[-1][1]:
            kept.append((first, last))
    return [(start + a, start + b) for a, b in kept]


def _without(text: str, taken: list[tuple[int, int]]) -> str:
    """The text with one private character for each of the characters of a name that is found already."""
    pieces, at = [], 0
    for first, last in sorted(taken):
        pieces += [text[at:first], "\ue000" * (last - max(first, at))]
        at = max(at, last)
    return "".join([*pieces, text[at:]])


def _listed(shown: str, at: int, stop: int) -> Iterator[tuple[int, int]]:
    """The name at `at`, and those that follow it in a list ("Camp Brisk, Arlen, Lower Reach")."""
    while _is_place(shown, at, stop):
        yield at, stop
        more = MORE.match(shown, stop)
        if more is None:
            return
        at, stop = more.span("name") if more["name"] else more.span("next")


def _is_place(shown: str, at: int, stop: int, kind_named: bool = False) -> bool:
    name = shown[at:stop]
    if (
        name in DIRECTIONS
        or name.split(" ")[0] in ("The", "This", "That")
        or NO_NAME.search(name)
        or NO_PLACE.search(name)
        or EVENT_WORD.search(name)
        or RANK.match(name)
        or len(name) < 3
    ):
        return False
    if PEOPLES.fullmatch(name.split(" ")[0]) and not (kind_named and " " in name):
        return False
    return kind_named or FOLLOWED.match(shown, stop) is not None
