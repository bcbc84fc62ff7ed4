"""Who "he", "it", "this division" is: resolved where one reading is left, else left alone. Nothing is guessed.

A discourse is one paragraph (or the summary of one related article) read from its first sentence to its last.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from extract.context import Context
from extract.prose.dating import EventDates
from extract.prose.own_names import OwnNames
from extract.prose.plurals import plurals
from extract.prose.screen import SCREEN
from extract.prose.slots import TYPES, Shadow, Slot
from extract.prose.subjects import Topic, is_fronted, topic_of, towns


def _first(letter: str) -> str:
    """The first letter of a word, small or capital, be the word glued to the heading before it ("HistoryThe division"). The
    letter comes before the look back, so that a search goes from one such letter to the next."""
    either = f"[{letter.upper()}{letter}]"
    return rf"{either}(?:(?<=\b{either})|(?<=[a-z.)]{letter.upper()}))"


HE = re.compile(rf"(?P<which>{_first('h')}(?:e|im))\b")
IT = re.compile(
    rf"{_first('i')}t\b(?!\s+(?:was|is|should\s+be|has\s+been)\s+(?:\w+ly\s+)?(?:estimated|decided|felt|noted|declared|announced|said|reported|believed|feared))"
)
THEY = re.compile(rf"{_first('t')}hey\b")
#: a date with a year, as EDTF writes it
HAS_YEAR = re.compile(r"\[?\d{4}")
#: "under his command", "at the time of his death"
HIS = re.compile(r"\b(?:[Hh]is|[Hh]er)\b(?=\s(?:command|death)\b)")
#: "Their fighting spirit", "However, their membership": at the beginning of a sentence, those of whom the sentence before speaks
THEIR = re.compile(r"(?:\w+,\s+)?\b(?P<whose>[Tt]heir)\b")
#: "Their journey": at the beginning of a sentence, the force of the sentence before
THEIR_WAY = re.compile(r"(?P<whose>Their|Its)(?=\s(?:journey|route|way|travels|march|voyage)\b)")
#: "A number of them", "out of them": those with whom the sentence before begins
PARTITIVE = re.compile(
    r"\b(?:(?:number|some|many|most|several|majority|all|out)\s+of|us(?:e|ed|ing))\s+(?P<whom>them)\b", re.IGNORECASE
)
#: "X, along with his allies": "They" of the next sentence are both
PAIR = re.compile(
    rf"{TYPES['person']}(?P<one>.),?\s+(?:and|along with|together with)\s+{TYPES['group']}(?P<many>.)", re.IGNORECASE
)
ACTORS = ("person", "unit", "group", "organization", "polity")
#: "This document": the one work named just before
DOCUMENT = re.compile(r"\b(?:[Tt]his|[Tt]hat|[Tt]he)\s+(?:document|manifesto|proclamation|treaty)\b")
#: "German insistence": the people whose act the noun names, where the vocabulary knows them ("Germans")
PEOPLE = re.compile(
    r"\b(?P<people>[A-Z][a-z]+)\s+(?=(?:insistence|demands?|pressure|refusal|requests?|proposals?|offers?|objections?|opposition)\b)"
)
#: a sentence that begins with a group: an article, adjectives or a number before it, nothing else
TOPIC = re.compile(
    rf"(?:however, )?(?:(?:an?|the|these|those|some|many|most|all|both|other|few|small|large|big|group|number|of|{TYPES['number']}.)\s+)*"
    rf"{TYPES['group']}(?P<slot>.)",
    re.IGNORECASE,
)
#: "the division", "this regiment": a unit that the words before name with that word
DEFINITE = re.compile(
    rf"(?P<which>{_first('t')}h(?:e|is|at))\s+(?:(?:new|rebuilt|re-?formed|reconstituted|entire|whole|renamed|enlarged)\s+)?(?P<what>[Ww]ing|[Bb]attery|[Ll]egion|[Cc]ouncil|[Ll]eague|[Gg]roup(?=\s(?:was|had|were|has|is)\b)|[Ff]ormation(?!\s+of\b)|[Ff]lotilla|[Dd]etachment|[Cc]ommittee|[Aa]rmy|[Cc]orps|[Dd]ivision|[Bb]rigade|[Rr]egiment|[Bb]attalion|[Ss]quadron|unit|offensive)\b"
    r"(?!\s+(?:commands?|commanders?|groups?|headquarters|staffs?|schemes?|numbers?|badges?|markings?|crests?|mottos?|colours|colors|chapel|level|area|sector|system)\b)"
)
#: "the first division": the unit of that number; in "the outnumbered first division" the slot begins behind the adjective
NUMBERED = re.compile(
    r"\b(?:[Tt]he\s+|(?<=[a-z]ed\s))(?P<ordinal>first|second|third|fourth|fifth)\s+(?P<what>division|corps|army|battalion|regiment)\b"
)
GOVERNED = re.compile(r"\b(?:as|with|of|in|by|to|from|for|under|against|into|on|at)\s(?:the\s)?\Z")
#: before "it" in the middle of a sentence: "…, and by May it"
TAKEN_UP = re.compile(r"\band (?:by|in|on|from|since|until) [^,;]{3,20} \Z")
#: another clause begins
CLAUSE = re.compile(r"[,;:]|\b(?:and|but|that|who|which|when|while|after|before|because|until)\b")
#: a preposition before a person's rank or title
TITLED = re.compile(r"\b(?:with|of|in|by|to|from|for|under|against|between|and)\s(?:the\s)?(?:[A-Z][\w.-]*\s){0,3}\Z")
#: "forces loyal to him": its own subject's
BESIDE = re.compile(r"\b(?:to|with|around|behind|under|before|after|near|about|against|for|by|of)\s\Z")
SHE = re.compile(r"\b(?:Queen|Princess|Empress|Duchess|Lady|Mrs\.?|Miss|Baroness|Countess)\s\Z")
#: a preposition before a unit with which no sentence is about it
INSIDE = re.compile(r"\b(?:of|in|by|to|from|for|under|against|into|on|at|with)\s(?:the\s)?\Z")
#: words of a topic that mean only some of those whom it names
SOME = re.compile(r"\b(?:group|number|some|many|most|few)\b", re.IGNORECASE)
#: what a force does or undergoes
OF_FORCES = re.compile(
    r"\s(?:(?:was|were|had|has|have|been|also|then|later|first|again|only|subsequently|officially|formally|initially|finally|would|did|originally|soon|now|still|eventually|probably)\s)*"
    r"(?:re-?)?(?:activated|deactivated|inactivated|formed|disbanded|mustered|organi[sz]ed|raised|renamed|named|designated|amalgamated|mobili[sz]ed|"
    r"demobili[sz]ed|attached|assigned|commanded|equipped|deployed|transferred|moved|returned|fought|landed|operated|flew|served|arrived|"
    r"departed|embarked|marched|garrisoned|stationed|based|composed of|made up|part of|in action|presented with|took part|participated|"
    r"saw (?:service|action|combat)|suffered|surrendered|defended|captured|converted|merged|absorbed|active in|the (?:first|only|last)|"
    r"one of|entered combat|joined|left|comprised|consisted|numbered|belonged|attacked|counter-?attacked|advanced|withdrew|retreated|crossed|guarded|"
    r"entered|broke|held the|lost|had (?:no|only|about|some|nearly|over|its|a|\d)|in reserve|received|carried)\b"
)
ORDINALS = {"first": ("1st",), "second": ("2nd", "2d"), "third": ("3rd", "3d"), "fourth": ("4th",), "fifth": ("5th",)}
#: a sentence whose subject is a force that no slot stands for
UNKNOWN = re.compile(
    r"(?:[^,;]{0,60},\s)?(?:the|this|that)\s(?:\w+\s)?(?:wing|battery|army|corps|division|brigade|regiment|battalion|squadron|unit|legion|"
    r"company|garrison|detachment|formation|group|fleet|flotilla|troops|men)\s(?:\w+ed|was|were|had|has|took|fought|went|came|left|lost|held|broke)\b"
    r"|(?:[^,;]{0,60}[,\s])?(?:it|they)\s(?:(?:had|has|was|were|also|then)\s)?\w+",
    re.IGNORECASE,
)
#: "them" in the summary of an article about a group
THEM = re.compile(r"\b[Tt]hem\b")
UNIT_TYPES = ("unit", "organization")
#: before a name that is given
GIVEN_NAME = re.compile(
    r"\b(?:(?:name|designation|title)(?: of)?|(?:was|were|is|became|now) (?:then )?(?:named|renamed|called|designated|known as))"
    r"\s(?:the\s)?\Z"
)


@dataclass
class Discourse:
    """What has been named so far in a paragraph; `about` is the entity that a summary is about; `year` the last year named."""

    about: str | None = None
    about_type: str = ""
    subject: str | None = None
    year: int | None = None
    #: the first day of the last date that has that year of its own
    reached: str | None = None
    before: list[Slot] = field(default_factory=list)
    past: list[Slot] = field(default_factory=list)
    tail: list[Slot] = field(default_factory=list)
    topic: str | None = None
    #: the words for it, where the sentence tells of some of it only ("A small group of volunteers")
    topic_part: tuple[int, int] | None = None
    opening: str | None = None
    pairs: dict[str, str] = field(default_factory=dict)
    own: tuple[OwnNames, ...] = ()
    last: Topic = field(default_factory=Topic)
    dated: Slot | None = None
    force: str | None = None
    past_here: bool = False
    events: EventDates = field(default_factory=EventDates)
    unclear: bool = False
    #: the forces that sentences of this and earlier paragraphs were about, the last one last
    agents: list[str] = field(default_factory=list)
    #: the mark of the note or reference that is read
    marker: str = ""
    #: where the text, up to the last sentence, has named each entity last
    named: dict[str, tuple[int, int]] = field(default_factory=dict)

    def follow(self, shadow: Shadow) -> None:
        """Goes on to the next sentence; `topic` is the group with which this one begins, `opening` its first actor if a group."""
        slots = shadow.slots
        self.events.follow(shadow)
        self.last = topic_of(shadow)
        self.force = self.last.agent or self.force
        if self.last.agent and self.last.agent not in self.agents[-1:]:
            self.agents.append(self.last.agent)
        # a sentence about a force that is not known leaves none of its other units for "it" and "the division"
        self.unclear = UNKNOWN.match(shadow.text) is not None
        self.past_here = True
        groups = any(s.type == "group" for s in slots)
        topic = TOPIC.match(shadow.text) if groups else None
        self.topic = shadow.slot(topic["slot"]).entity_id if topic else None
        some = topic and SOME.search(topic[0])
        self.topic_part = (shadow.raw_start(0), shadow.raw_end(topic.end())) if topic and some else None
        named = [s for s in slots if s.entity_id]
        first = next((s for s in named if s.type in ACTORS), None)
        self.opening = first.entity_id if first and first.type == "group" else None
        self.pairs = {
            str(shadow.slot(p["many"]).entity_id): str(shadow.slot(p["one"]).entity_id)
            for p in (PAIR.finditer(shadow.text) if groups else ())
        }
        if named:
            self.before = named
            self.past += named
        for slot in slots:
            self.dated = slot if slot.date and slot.date.earliest else self.dated
            if slot.date and HAS_YEAR.match(slot.date.edtf):
                self.year = int(slot.date.edtf.strip("[")[:4])
                self.reached = slot.date.earliest

    def resolve(self, context: Context, start: int, end: int, slots: list[Slot]) -> list[Slot]:
        """The pronouns and descriptions of this sentence whose one reading is clear, as slots."""
        text = context.text
        found = []
        for match in SCREEN.finditer(NUMBERED, text, start, end):
            entity = self._numbered(context, match["ordinal"], match["what"])
            found += _slot(context, match, entity)
        for match in SCREEN.finditer(DEFINITE, text, start, end):
            found += _slot(context, match, self._definite(context, match["what"], slots, match.start()))
        for match in SCREEN.finditer(HE, text, start, end):
            found += _slot(context, match, self._he(context, slots, match))
        for match in SCREEN.finditer(IT, text, start, end):
            before = text[start : match.start()]
            if before.strip().endswith((",", "(")) or TAKEN_UP.search(before) or is_fronted(before):
                it = self._single(context, slots, match.start(), UNIT_TYPES)
                found += _slot(context, match, it or self._force(context, slots, match, end))
        for match in SCREEN.finditer(DOCUMENT, text, start, end):
            found += _slot(context, match, self._single(context, slots, match.start(), ("work",)))
        for match in SCREEN.finditer(PEOPLE, text, start, end):
            people = context.names.known(f"{match['people']}s")
            if people and context.names.entity_type(people) == "group":
                found.append(Slot("group", match.start(), match.end("people"), people, resolved=True))
        their = THEIR.match(text, start, end)
        if their and self.topic:
            found.append(
                Slot("group", their.start("whose"), their.end("whose"), self.topic, resolved=True, part=self.topic_part)
            )
        way = THEIR_WAY.match(text, start, end)
        if way and self.last.agent and not (their and self.topic):
            found.append(Slot("unit", way.start("whose"), way.end("whose"), self.last.agent, resolved=True))
        for match in SCREEN.finditer(THEY, text, start, end):
            if is_fronted(text[start : match.start()]) and (self.last.agent or self.last.men):
                found += self._taken_up(context, match)
            elif match.start() == start:
                one = self._single(context, slots, match.start(), ("group",))
                they = _slot(
                    context, match, one or (None if self.past_here else self._force(context, slots, match, end))
                )
                found += [
                    replace(s, also=(self.pairs[str(s.entity_id)],)) if s.entity_id in self.pairs else s for s in they
                ]
        for match in SCREEN.finditer(PARTITIVE, text, start, end):
            if self.opening:
                found.append(Slot("group", match.start("whom"), match.end("whom"), self.opening, resolved=True))
        if self.about_type == "group" and not any(s.type == "group" for s in (*slots, *found)):
            for match in SCREEN.finditer(THEM, text, start, end):
                found += _slot(context, match, self.about)
        for match in SCREEN.finditer(HIS, text, start, end):
            written = plurals(text, start, match.start(), slots, self.before or self.tail, self.past)
            works = {s.entity_id for s in written if s.type == "work"}
            author = context.author_of(str(works.pop())) if len(works) == 1 else None
            found += _slot(context, match, author or self._single(context, slots, match.start(), ("person",)))
        found += towns(context, start, end, slots, self.before or self.tail)
        return found + plurals(text, start, end, slots, self.before or self.tail, self.past)

    def _taken_up(self, context: Context, match: re.Match[str]) -> list[Slot]:
        """ "They" after a sentence whose subject is a force, or men of the article's force: then only a part of it."""
        if self.last.agent:
            return _slot(context, match, self.last.agent)
        return [replace(slot, part=self.last.men) for slot in _slot(context, match, self.subject)]

    def _single(self, context: Context, slots: list[Slot], at: int, types: tuple[str, ...]) -> str | None:
        """The one entity of these types that stands before: in this sentence, else in the one before, else the summary's own."""
        named = [s for s in slots if s.entity_id and s.type in types and s.end <= at]
        if types == UNIT_TYPES and (
            self.last.agent or self.about
        ):  # "After months with the 9th Army, it …" goes on about its subject
            named = [s for s in named if not GOVERNED.search(context.text, max(0, s.start - 20), s.start)]
        here = {s.entity_id for s in named}
        if here:
            return here.pop() if len(here) == 1 else None
        if self.about and self.about_type in types:
            return self.about
        if self.last.agent and context.names.entity_type(self.last.agent) in types:
            return self.last.agent
        candidates = [s for s in self.before if s.type in types]
        if types == ("person",):
            candidates = [s for s in candidates if not _told_of(context, s)] or candidates
        if types == UNIT_TYPES and self.unclear:
            return None
        if types == UNIT_TYPES:  # "it" is what the sentence before is about, not a unit that a clause of it mentions
            first = next((s for s in self.before if s.type in (*UNIT_TYPES, "group")), None)
            candidates = candidates if first in candidates else []
            if first and INSIDE.search(context.text, max(0, first.start - 20), first.start):
                return None  # "The badge of the division was white. It …"
        if len({s.entity_id for s in candidates}) == 1:
            return candidates[0].entity_id
        return None

    def _he(self, context: Context, slots: list[Slot], match: re.Match[str]) -> str | None:
        """The one person of whom "he" or "him" can speak: "him" nobody of the same clause, "he" nobody whom a preposition governs
        ("the government of President Reed ordered him"), in a life the one whose life it is where nobody else is near."""
        person = ("person",)
        here = [s for s in slots if s.entity_id and s.type == "person" and s.end <= match.start()]
        if match["which"].lower() == "him" and not BESIDE.search(
            context.text, max(0, match.start() - 10), match.start()
        ):
            open_ = [s for s in here if CLAUSE.search(context.text, s.end, match.start())]
        else:
            open_ = [s for s in here if not TITLED.search(context.text, max(0, s.start - 40), s.start)]
        found = self._single(context, open_, match.start(), person)
        if found and any(
            s.entity_id == found and SHE.search(context.text, max(0, s.start - 12), s.start) for s in self.before
        ):
            found = None
        if found is None and not here and self.subject and context.names.entity_type(self.subject) == "person":
            near = [
                s
                for s in self.before
                if s.type == "person" and not SHE.search(context.text, max(0, s.start - 12), s.start)
            ]
            return None if near else self.subject
        return found

    def _force(self, context: Context, slots: list[Slot], match: re.Match[str], end: int) -> str | None:
        """The force of which the paragraph speaks, before a verb that only a force can have ("it was disbanded")."""
        if self.unclear:
            return None
        if any(s.end <= match.start() and s.type in ACTORS for s in slots) or not OF_FORCES.match(
            context.text, match.end(), end
        ):
            return None
        spoken_of = self.force or self.subject
        return spoken_of if spoken_of and context.names.entity_type(spoken_of) == "unit" else None

    def _definite(self, context: Context, what: str, slots: list[Slot], at: int) -> str | None:
        """The one entity before whose name has the word; of several the one that the article or the summary is about, else none;
        where nothing before has it, the article's or the summary's own."""
        what = what.lower()
        if self.last.agent and self._is(context, self.last.agent, what):
            return self.last.agent
        before = () if self.unclear else self.before
        nearer = [s for s in (*before, *(s for s in slots if s.end <= at)) if s.entity_id]
        called = {str(s.entity_id) for s in nearer if self._is(context, str(s.entity_id), what)}
        own = next((e for e in (self.about, self.subject) if e and self._is(context, e, what)), None)
        if len(called) == 1:
            named = next(iter(called))
            if named in {s.entity_id for s in slots if s.end <= at} and own not in {s.entity_id for s in self.before}:
                return named
            return own if own and not self._opens(named) and not self._ends(context, named) else named
        if own and (own in called or not called):
            return own
        if not called and not own:
            return self._spoken_of_before(context, what)
        return self.force if self.force and not called and self._is(context, self.force, what) else None

    def _spoken_of_before(self, context: Context, what: str) -> str | None:
        """The last force with this word that a sentence was about; a council or a league, where the text has named but one."""
        about = next((e for e in reversed(self.agents) if self._is(context, e, what)), None)
        if about:
            return about
        bodies = {str(s.entity_id) for s in self.past if s.type == "organization"}
        fitting = [e for e in bodies if self._is(context, e, what)]
        return fitting[0] if len(fitting) == 1 else None

    def _opens(self, entity: str) -> bool:
        """Whether the sentence before begins with this force: then "the division" goes on about it."""
        return self.last.agent == entity or (bool(self.before) and self.before[0].entity_id == entity)

    def _ends(self, context: Context, entity: str) -> bool:
        """Whether the sentence before ends by giving this force its name: "it received the name of 8th Division"."""
        last = self.before[-1] if self.before else None
        return (
            last is not None
            and last.entity_id == entity
            and GIVEN_NAME.search(context.text, max(0, last.start - 40), last.start) is not None
        )

    def _is(self, context: Context, entity: str, what: str) -> bool:
        """Whether a name of the entity has the word."""
        return any(o.entity_id == entity and o.has_word(what) for o in self.own) or _called(context, entity, what)

    def _numbered(self, context: Context, ordinal: str, what: str) -> str | None:
        names = context.names.vocabulary.names()
        wanted = [f"{o} {what.capitalize()}" for o in ORDINALS[ordinal]] + [f"{o} Infantry" for o in ORDINALS[ordinal]]
        found = {names[name][0] for name in wanted if name in names}
        found |= {e.entity_id for e in context.names.discovered.values() if e.label in wanted and not self.about}
        return found.pop() if len(found) == 1 else None


def _called(context: Context, entity_id: str, what: str) -> bool:
    vocabulary = context.names.vocabulary.entities.get(entity_id)
    labels = [vocabulary.label, *(n.name for n in vocabulary.names)] if vocabulary else []
    if entity_id in context.names.discovered:
        labels.append(context.names.discovered[entity_id].label)
    if what in ("unit", "formation"):
        return context.names.entity_type(entity_id) == "unit"
    return any(re.search(rf"\b{what}\b", label, re.IGNORECASE) for label in labels)


def _told_of(context: Context, slot: Slot) -> bool:
    """Whether a person stands only as somebody's or something's: "the government of President Reed"."""
    return slot.resolved is False and TITLED.search(context.text, max(0, slot.start - 40), slot.start) is not None


def _slot(context: Context, match: re.Match[str], entity: str | None) -> list[Slot]:
    if entity is None:
        return []
    return [Slot(context.names.entity_type(entity), match.start(), match.end(), entity, resolved=True)]
