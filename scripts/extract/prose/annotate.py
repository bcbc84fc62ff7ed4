"""A sentence's slots: known names, then names by grammar, ranks before persons, dates, numbers, resolved descriptions."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date as calendar_day

from extract import grammar
from extract.context import Context
from extract.model import Mention
from extract.prose.coreference import HAS_YEAR, Discourse
from extract.prose.own_names import canonical
from extract.prose.places import STATION_NAME, find_places
from extract.prose.reports import find_reports
from extract.prose.screen import SCREEN
from extract.prose.slots import Shadow, Slot, build_shadow
from extract.sentences import trim
from roa_dataset.reading.date_words import MONTHS
from roa_dataset.reading.dates import DateReading
from roa_dataset.reading.marks import MARK

#: what a mirror leaves of a link to another wiki: "Antilevsky [ ru ]"
INTERWIKI = re.compile(r"\[\s?[a-z]{2,3}\s?\]")
#: words of an event's name; a double hyphen ends it
_WORD = rf"[{grammar.UPPER}][\w’']*(?:[-–][\w’']+)*"
EVENT = re.compile(
    rf"(?:\b(?:[Bb]attle|[Ss]iege|[Ii]nvasion|Liberation|Landing|Relief|Defence|Defense|Treaty|Fall|Capture)\s(?:of|at|for)\s(?:the\s)?(?!\w+-\w+ed\b)"
    rf"{_WORD}(?:\s(?:{_WORD}|\d+\b))*)"
    rf"|\bWars?\sof\s(?:the\s)?{_WORD}(?:\s{_WORD})*"
    rf"|\bOperation\s{_WORD}(?:\s{_WORD})*"
    rf"|(?:(?<![\w-]){_WORD}\s){{1,4}}(?:War|[Uu]prising|[Cc]ampaign|[Oo]ffensive|[Rr]ebellion|Revolution|[Ii]nsurrection|[Mm]utiny|Emergency)\b"
)
#: "Gen. Weber's 2nd Army": the person ends before it
OWNER = re.compile(r"['’]s(?!\w)")
#: an abbreviation in brackets at the end of a name, with its number or without
INITIALS = re.compile(r"\s\((?:\w+\s)?(?P<letters>[A-Z]{2,6})\)\Z")
#: "on the Western Front": a theatre, not a unit
ON_THE = re.compile(r"\b(?:on|to|from|along|at) the (?:\w+ and )?\Z")
#: "Colonel (later General) Jan Nowak"
BATTALION_OF = re.compile(r"(?P<part>\S+\s(?:Battalion|Squadron|Company)),?\s(?:[Tt]he\s)?(?P<of>.+)")
#: "the Lake airmen", where that describes a unit: its men
MEN = re.compile(r"\b(?:men|soldiers|airmen|officers|pilots|sailors)\Z")
LATER_RANK = re.compile(r"\s\((?:later|then|now|afterwards)\s[A-Z][\w. -]{2,30}\)\s")
LEADING = re.compile(
    r"(?:(?:The|A|An|In|On|At|By|During|After|Before|From|Following|This|These|Its|His|Their|When|While|Both|All|Some|Many|Most"
    rf"|{'|'.join(m.capitalize() for m in MONTHS if m.isalpha())})\s+)+"
)
#: so many days before the last date of its year a day without a year may still be of that year: a text looks back a little
BACKWARD = 45


def annotate(context: Context, start: int, end: int, discourse: Discourse) -> Shadow:
    """The sentence raw[start:end] with its slots; names found by grammar become entities of the document."""
    text = context.text
    gaps = _gaps(text, start, end)
    taken: list[tuple[int, int]] = list(gaps)  # in order, apart from each other
    slots: list[Slot] = []

    def add(slot: Slot) -> None:
        at = bisect_left(taken, (slot.start, slot.end))
        if (at == 0 or taken[at - 1][1] <= slot.start) and (at == len(taken) or slot.end <= taken[at][0]):
            slots.append(slot)
            taken.insert(at, (slot.start, slot.end))

    mentions = _own(context, start, end, discourse, context.names.find(start, end))
    ranks = [m for m in SCREEN.finditer(grammar.RANK, text, start, end) if m[0].rstrip(".") not in grammar.NO_RANK]
    mentions = _with_grammar(context, start, end, mentions, discourse, ranks)
    for mention in _with_places(context, start, end, mentions):
        entity_type = context.names.entity_type(str(mention.entity_id))
        men = entity_type == "unit" and mention.kind == "description" and MEN.search(text, mention.start, mention.end)
        part = (mention.start, mention.end) if men else None
        add(Slot(entity_type, mention.start, mention.end, mention.entity_id, part=part))
    for rank in _ranks(text, end, slots, ranks):
        add(rank)
    for date in _dates(context, start, end, discourse):
        add(Slot("date", date.start, date.end, date=date))
    described = discourse.resolve(context, start, end, slots)
    for report in find_reports(context, start, end, [*slots, *described]):
        add(report)
    for number in context.numbers(start, end):
        add(Slot("number", number.start, number.end, number=number))
    for slot in described:
        add(slot)
    return build_shadow(text, start, end, slots, gaps)


def _dates(context: Context, start: int, end: int, discourse: Discourse) -> list[DateReading]:
    """The dates of a sentence; a day or month without a year is of the year named before it, in this sentence or an earlier one.

    Where that would be long before the last date of that year the text may have gone on to the next one: then it has no year.
    """
    found = []
    year, reached = discourse.year, discourse.reached
    for date in context.dates(start, end, year):
        if date.year_completed or date.edtf.startswith("XXXX"):
            again = context.dates(date.start, date.end, year)
            date = again[0] if len(again) == 1 and again[0].end == date.end else date
            if reached and date.latest and _goes_back(date.latest, reached):
                bare = context.dates(date.start, date.end)
                date = bare[0] if len(bare) == 1 else date
        elif HAS_YEAR.match(date.edtf):
            year = int(date.edtf.strip("[")[:4])
            reached = date.earliest
        found.append(date)
    return found


def _goes_back(day: str, reached: str) -> bool:
    return (calendar_day.fromisoformat(reached) - calendar_day.fromisoformat(day)).days > BACKWARD


def _gaps(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Marks and remnants of links, each with the white space before it."""
    found: list[tuple[int, int]] = []
    if text.find("[", start, end) < 0:
        return found
    for pattern in (MARK, INTERWIKI):
        for match in pattern.finditer(text, start, end):
            first = match.start()
            while first > start and text[first - 1].isspace():
                first -= 1
            found.append((first, match.end()))
    return sorted(found)


def _own(context: Context, start: int, end: int, discourse: Discourse, known: list[Mention]) -> list[Mention]:
    """The known names, and the names that the article, or the summary, gives what it is about."""
    found = list(known)
    for own in discourse.own:
        for match in own.spellings.finditer(context.text, start, end):
            inside = [m for m in found if m.start < match.end() and match.start() < m.end]
            if any(m.resolution == "vocabulary" for m in inside):
                continue
            found = [m for m in found if m not in inside]
            mention = _mention(context, match.start(), match.end(), own.entity_id)
            context.names.noted.append(mention)
            found.append(mention)
    return sorted(found, key=lambda m: m.start)


def _mention(context: Context, start: int, end: int, entity_id: str) -> Mention:
    return Mention(start, end, entity_id, "name", "grammar", str(context.document.row["language"]))


def _with_places(context: Context, start: int, end: int, known: list[Mention]) -> list[Mention]:
    """The names found so far, and the names of places that only their surroundings tell."""
    taken = [(m.start, m.end) for m in known]
    taken += [(d.start, d.end) for d in context.dates(start, end)]
    places = find_places(context.text, start, end, taken)
    found = [_mention(context, a, b, context.names.name(a, b, "place")) for a, b in places]
    found += _met_again(context, start, end, [*known, *found])
    return sorted([*known, *found], key=lambda m: m.start)


def _met_again(context: Context, start: int, end: int, known: list[Mention]) -> list[Mention]:
    """Persons, places and organizations that the text has named before, where no other name stands."""
    found = [
        _mention(context, a, b, entity)
        for a, b, entity in context.names.met.find(context.text, start, end)
        if all(b <= m.start or m.end <= a for m in known)
    ]
    context.names.noted += found
    return found


def _unit(context: Context, first: int, last: int, discourse: Discourse) -> str:
    """The unit of this name: what the article is about where the name is a shorter form of its title, else one of its own."""
    words = " ".join(context.words(first, last).split())
    known = context.names.known(words)
    if known and known in context.names.vocabulary.entities:
        return context.names.name(first, last, "unit")
    for own in discourse.own:
        if own.is_short_form(words):
            entity = own.entity_id
            break
    else:
        entity = context.names.discover(canonical(_of_own(words, discourse)), "unit")
    context.names.noted.append(_mention(context, first, last, entity))
    return entity


def _of_own(words: str, discourse: Discourse) -> str:
    """ "1st Battalion The Royal Otter Fusiliers" in the article on those fusiliers: the name without theirs."""
    whole = BATTALION_OF.match(words)
    if whole and any(own.spellings.fullmatch(whole["of"]) for own in discourse.own):
        return whole["part"]
    return words


def _with_grammar(
    context: Context, start: int, end: int, known: list[Mention], discourse: Discourse, ranks: list[re.Match[str]]
) -> list[Mention]:
    """The known names, and those that grammar finds where no known name stands or that hold a known one."""
    text = context.text
    series, gone = _series(context, start, end, discourse, known)
    found = [m for m in known if m not in gone] + series
    ranked = _ranked(context, start, end, known, ranks)
    stretches = (
        *ranked,
        *_units(text, start, end),
        *_events(text, start, end),
        *_stations(text, start, end),
        *_organizations(text, start, end),
    )
    for stretch, entity_type in stretches:
        first, last = stretch
        overlapping = [m for m in found if m.start < last and first < m.end]
        if any(m.start <= first and last <= m.end for m in overlapping):
            continue
        if any(m.end > last or m.start < first for m in overlapping):
            continue
        same = [m for m in overlapping if context.names.entity_type(str(m.entity_id)) == entity_type]
        if any(_only_described(text, first, last, m) for m in same):
            continue
        met = context.names.met.person(context.words(first, last)) if entity_type == "person" else None
        if entity_type == "unit":
            entity_id = _unit(context, first, last, discourse)
        elif met:  # "Captain Krell", whom the text has named in full before
            entity_id = met
            context.names.noted.append(_mention(context, first, last, met))
        else:
            entity_id = context.names.name(first, last, entity_type)
        found = [m for m in found if m not in overlapping]
        found.append(Mention(first, last, entity_id, "name", "grammar", str(context.document.row["language"])))
    return sorted(found, key=lambda m: m.start)


def _only_described(text: str, first: int, last: int, known: Mention) -> bool:
    """ "Soviet Red Army": a known name that has no number of its own and words before it that have none either."""
    if known.kind != "name" or known.end != last or any(c.isdigit() for c in text[first:last]):
        return False
    return re.search(rf"\b{grammar.NUMBER}\b", text[first : known.start]) is None


def _ranked(
    context: Context, start: int, end: int, known: list[Mention], ranks: list[re.Match[str]]
) -> list[tuple[tuple[int, int], str]]:
    """Persons: the capitalised words behind a rank, unless a known person stands there."""
    found = []
    for rank in (*ranks, *SCREEN.finditer(grammar.SMALL_RANK, context.text, start, end)):
        later = LATER_RANK.match(context.text, rank.end(), end)
        at = later.end() if later else trim(context.text, rank.end(), end)[0]
        if at <= rank.end() - 1 or any(m.start == at for m in known):
            continue
        person = grammar.match_person(context.text, at, end)
        if person and (rank[0][0].isupper() or " " in person[0]):
            owner = OWNER.search(person[0])
            found.append(((person.start(), person.start() + owner.start() if owner else person.end()), "person"))
    for cue in SCREEN.finditer(grammar.COMMANDER, context.text, start, end):
        person = (
            None
            if grammar.match_rank(context.text, cue.end(), end)
            else grammar.match_person(context.text, cue.end(), end)
        )
        if person and " " in person[0] and not any(m.start < person.end() and cue.end() < m.end for m in known):
            name = re.sub(r"['’]s\Z", "", person[0])  # "Petrov's decision"
            found.append(((person.start(), person.start() + len(name)), "person"))
    for cue in SCREEN.finditer(grammar.OFFICE, context.text, start, end):
        person = grammar.match_person(context.text, cue.end(), end)
        if (
            person
            and (" " in person[0] or cue["royal"])
            and not any(m.start < person.end() and cue.end() < m.end for m in known)
        ):
            name = re.sub(r"['’]s\Z", "", person[0])
            found.append(((person.start(), person.start() + len(name)), "person"))
    return found + _commanding(context, start, end, known)


#: words that begin a sentence, not a name
NO_FIRST_NAME = frozenset("The In On At By His Its This When After Their She He It".split())


def _commanding(context: Context, start: int, end: int, known: list[Mention]) -> list[tuple[tuple[int, int], str]]:
    """Persons without a rank that begin a clause and command: "Jan Nowak commanded the division"."""
    found = []
    for deed in SCREEN.finditer(grammar.COMMANDED, context.text, start, end):
        clause = re.split(r"[,;]\s", context.text[max(start, deed.start() - 60) : deed.start()])[-1]
        first, last = deed.start() - len(clause), deed.start()
        name = grammar.FULL_NAME.fullmatch(clause)
        if not name or clause.split()[0] in NO_FIRST_NAME or not grammar.is_person_name(clause):
            continue
        if grammar.match_rank(context.text, first, end):
            continue
        if not any(m.start < last and first < m.end for m in known):
            found.append(((first, last), "person"))
    return found


def _units(text: str, start: int, end: int) -> list[tuple[tuple[int, int], str]]:
    found = []
    for match in SCREEN.finditer(grammar.UNIT, text, start, end):
        first = match.start()
        leading = LEADING.match(text, first, match.end())
        if leading:
            first = leading.end()
        if " " in text[first : match.end()] and not grammar.NO_UNIT.search(match[0]):
            front = match[0].endswith(" Front") and ON_THE.search(text, start, first)
            found.append(((first, _without_initials(match)), "place" if front else "unit"))
    return found


def _without_initials(unit: re.Match[str]) -> int:
    """Where a unit's name ends: before a bracket that only abbreviates it ("Coastal Training Force (II CTF)")."""
    bracket = INITIALS.search(unit[0])
    words = re.findall(r"\w+", unit[0][: bracket.start()]) if bracket else []
    short = "".join(word[0] for word in words).casefold().endswith(bracket["letters"].casefold()) if bracket else False
    return unit.start() + bracket.start() if bracket and short else unit.end()


def _series(
    context: Context, start: int, end: int, discourse: Discourse, known: list[Mention]
) -> tuple[list[Mention], list[Mention]]:
    """ "the 4th, 5th and 9th Lake Regiments": (each of them by its number, the last with the words that all share; what gives way)."""
    found: list[Mention] = []
    for match in SCREEN.finditer(grammar.SERIES, context.text, start, end):
        if any(m.start < match.end() and match.start() < m.end and m.resolution == "vocabulary" for m in known):
            continue
        kind = match["kind"].removesuffix("s") if not match["kind"].endswith("ies") else match["kind"][:-3] + "y"
        numbers = list(re.finditer(grammar.NUMBER, context.text[match.start() : match.start("shared")]))
        for number in numbers:
            first, last = match.start() + number.start(), match.start() + number.end()
            label = canonical(" ".join(f"{number[0]} {match['words'] or ''} {kind}".split()))
            entity = context.names.discover(label, "unit")
            own = next((o.entity_id for o in discourse.own if o.is_short_form(label)), entity)
            found.append(_mention(context, first, match.end() if number is numbers[-1] else last, own))
    context.names.noted += found
    gone = [m for m in known if any(m.start < f.end and f.start < m.end for f in found)]
    return found, gone


def _stations(text: str, start: int, end: int) -> list[tuple[tuple[int, int], str]]:
    """ "Coast Army Air Base Arlen": a place, though a unit's name stands in it."""
    return [(match.span(), "place") for match in SCREEN.finditer(STATION_NAME, text, start, end)]


def _organizations(text: str, start: int, end: int) -> list[tuple[tuple[int, int], str]]:
    """ "Committee of National Renewal", "Lake Ministry of War": bodies that are no force."""
    found = []
    for match in SCREEN.finditer(grammar.ORGANIZATION, text, start, end):
        leading = LEADING.match(text, match.start(), match.end())
        first = leading.end() if leading else match.start()
        if " " in text[first : match.end()]:
            found.append(((first, match.end()), "organization"))
    return found


def _events(text: str, start: int, end: int) -> list[tuple[tuple[int, int], str]]:
    found = []
    for match in SCREEN.finditer(EVENT, text, start, end):
        leading = LEADING.match(text, match.start(), match.end())
        first = leading.end() if leading else match.start()
        if " " in text[first : match.end()]:
            found.append(((first, match.end()), "event"))
    return found


def _ranks(text: str, end: int, slots: list[Slot], ranks: list[re.Match[str]]) -> list[Slot]:
    """Ranks that stand directly before a person."""
    persons = {s.start for s in slots if s.type == "person"}
    found = []
    for rank in ranks:
        later = LATER_RANK.match(text, rank.end(), end)
        at = later.end() if later else trim(text, rank.end(), end)[0]
        if at in persons:
            found.append(Slot("rank", rank.start(), rank.end()))
    return found
