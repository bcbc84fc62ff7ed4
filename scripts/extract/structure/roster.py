"""Lists of units and persons: an order of battle, subordinate units, personnel, engagements, air elements.

A group of lines belongs together when a later line begins with a rank: the unit, its second designation, its commander
and remarks. Otherwise each line is read by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extract import grammar
from extract.context import Context
from extract.model import Block, Span
from extract.sentences import trim
from extract.structure import periods, remarks
from roa_dataset.reading.marks import MARK, Mark

Stretch = tuple[int, int]
#: sections whose lists say of what units a formation consists
COMPOSITION = re.compile(
    r"order of battle|composition|subordinate|component|organi[sz]ation|structure|elements|units|formations",
    re.IGNORECASE,
)
EQUIPMENT = re.compile(
    r"aircraft|equipment|weapons|vehicles|armament|boats|ships|vessels|guns|tanks|operated", re.IGNORECASE
)
LAST_BRACKET = re.compile(r"\s*\((?P<inside>[^()]*)\)$")
NUMBERING = re.compile(r"(?:[IVX]+|\d{1,2})\.\s+(?=\S)")
MIDDLE_BRACKET = re.compile(r"\((?P<inside>[A-Z0-9][^()]*\s[^()]*)\)")
#: an office at the head of a line, which may name the unit it belongs to
OFFICE = re.compile(
    r"\b(?:chief|commander|commanding|officers?|staff|chaplain|lawyer|quartermaster|adjutant|deputy|head|leader|medic|"
    r"surgeon|secretary|jury|intendant|armourer|inspector|colonel)\b",
    re.IGNORECASE,
)
#: ordinary words in a bracket at the end of a name
NOTE = re.compile(r"\s*\([a-z][^()]*\)")
#: a post that is read as a rank where a rank follows it: "Depot Commander Capt."
POST = re.compile(r"Commander\s+", re.IGNORECASE)
ECHELON = re.compile(rf"\b{grammar.ECHELON}\b", re.IGNORECASE)
#: who commands the whole; before it only its echelon may stand, for a "depot commander" commands the depot
COMMANDS = re.compile(
    r"(?:(?:overall|acting|first|last|army|corps|division(?:al)?|brigade|regiment(?:al)?|battalion|squadron|unit)\s+)?"
    r"(?:command(?:er|ing officer|ing general)|commanding|officer commanding|CO)$",
    re.IGNORECASE,
)
REMARK = re.compile(r"\s+[-–—]\s+")


@dataclass(frozen=True)
class Whole:
    """What a list is about: the entity, where its name stands, and the marks of the line that leads in."""

    entity_id: str
    span: Span | None
    marks: tuple[Span, ...]


def read_group(context: Context, table: Block, whole: Whole) -> None:
    """The claims of one group of lines."""
    items = [b for b in table.children if b.kind == "list_item"]
    for entry in _entries(context, items):
        if len(entry) > 1:
            _unit_group(context, entry, whole)
        else:
            _line(context, entry[0], whole)


def _entries(context: Context, items: list[Block]) -> list[list[Block]]:
    """Lines that belong together: a unit, lines below it, and the line that begins with a rank; else each line alone."""
    entries: list[list[Block]] = []
    waiting: list[Block] = []
    for item in items:
        waiting.append(item)
        if _rank_line(context, item):
            head = next(
                (n for n, b in enumerate(waiting) if len(waiting) - n <= 4 and _unit_at(context, b)), len(waiting) - 1
            )
            entries += [[b] for b in waiting[:head]]
            entries.append(waiting[head:])
            waiting = []
    return entries + [[b] for b in waiting]


def _rank_line(context: Context, item: Block) -> bool:
    rank = grammar.match_rank(context.text, item.start, item.end)
    return bool(rank and grammar.match_person(context.text, *trim(context.text, rank.end(), item.end)))


def _unit_at(context: Context, item: Block) -> Stretch | None:
    """The unit that a line begins with; its code name in brackets and its commander follow."""
    known = next((m for m in context.names.find(item.start, item.end) if m.start == item.start), None)
    if known and known.entity_id and context.names.entity_type(known.entity_id) in ("unit", "organization", "group"):
        return (known.start, known.end)
    match = grammar.UNIT.match(context.text, item.start, item.end)
    return match.span() if match else None


def _part_of(context: Context, unit: str, stretch: Stretch, whole: Whole) -> None:
    spans = [Span("subject", *stretch), *whole.marks, *([whole.span] if whole.span else [])]
    context.claim("roster.part-of", unit, "part_of", stretch, spans, object_id=whole.entity_id)


def _unit_group(context: Context, items: list[Block], whole: Whole) -> None:
    """Unit, second designation, commander with rank, remarks."""
    head = items[0]
    stretch = (head.start, head.end)
    unit = context.names.name(*stretch, "unit")
    _part_of(context, unit, stretch, whole)
    _kind_of(context, unit, stretch, whole)
    for item in items[1:]:
        if _rank_line(context, item):
            _commander(context, unit, stretch, item, whole)
        else:
            spans = [Span("subject", *stretch), Span("value", item.start, item.end), *whole.marks]
            context.names.noted += context.names.find(item.start, item.end)
            context.claim(
                "roster.second-designation", unit, "same_as", (head.start, item.end), spans, qualifier="designation"
            )


def _kind_of(context: Context, unit: str, stretch: Stretch, whole: Whole) -> None:
    """What its own name says a unit is: the type behind the ordinal and a bracket, and the echelon, its last word."""
    ordinal = re.compile(rf"{grammar.NUMBER}\s+(?:\([^()]*\)\s+)?").match(context.text, *stretch)
    echelon = re.compile(rf"{grammar.ECHELON}$").search(context.words(*stretch))
    if not (ordinal and echelon):
        return
    spans = [Span("subject", *stretch), *whole.marks]
    kind = Span("value", ordinal.end(), stretch[1])
    size = Span("value", stretch[0] + echelon.start(), stretch[1])
    if kind.start < size.start:
        context.claim("roster.unit-type", unit, "is_a", stretch, [*spans, kind], qualifier="unit_type")
    context.claim("roster.echelon", unit, "is_a", stretch, [*spans, size], qualifier="echelon")


def _commander(context: Context, unit: str, head: Stretch, item: Block, whole: Whole) -> None:
    rank = grammar.match_rank(context.text, item.start, item.end)
    assert rank is not None
    at = trim(context.text, rank.end(), item.end)[0]
    name = _person_at(context, at, item.end)
    person = context.names.name(*name, "person")
    spans = [Span("subject", *name), Span("object", *head), *whole.marks]
    context.claim("roster.commander", person, "commands", (item.start, name[1]), spans, object_id=unit)
    _rank(context, rank, person, name, whole)
    remarks.read(context, unit, head, trim(context.text, name[1], item.end), whole.marks)


def _person_at(context: Context, start: int, end: int) -> Stretch:
    """The person's name at this place: a known one, else by grammar, which stops before a remark's first verb."""
    known = next((m for m in context.names.find(start, end) if m.start == start), None)
    match = grammar.match_person(context.text, start, end)
    if (
        known
        and known.entity_id
        and context.names.entity_type(known.entity_id) == "person"
        and (
            match is None
            or match.end() <= known.end
            or remarks.OPENING.match(context.text, *trim(context.text, known.end, end))
        )
    ):
        return (known.start, known.end)
    if match is None:
        return (start, end)
    opening = remarks.OPENING.search(context.text, match.start() + 1, match.end())
    stop = opening.start() if opening else match.end()
    return trim(context.text, start, stop)


def _rank(context: Context, rank: re.Match[str], person: str, name: Stretch, whole: Whole) -> None:
    spans = [Span("value", rank.start(), rank.end()), Span("subject", *name), *whole.marks]
    context.claim("person.rank-before-name", person, "holds_rank", (rank.start(), name[1]), spans)


def _line(context: Context, item: Block, whole: Whole) -> None:
    """One line by itself; the marks at its end are those of all that it says."""
    section = item.section
    whole = replace(whole, marks=whole.marks + context.mark_spans(_last_marks(context, item)))
    if EQUIPMENT.search(section):
        _equipment(context, item, whole)
    elif grammar.EVENT_WORD.search(context.words(item.start, item.end)):
        _engagement(context, item, whole)
    elif grammar.match_rank(context.text, item.start, item.end):
        _ranked_person(context, item, whole)
    else:
        _unit_line(context, item, whole)


def _last_marks(context: Context, item: Block) -> list[Mark]:
    """The marks with which a line ends; a mark in its middle belongs to the words before it."""
    marks = context.marks(item.start, item.end)
    return [m for m in marks if not MARK.sub("", context.words(m.start, item.end)).strip(" .;,")]


def _equipment(context: Context, item: Block, whole: Whole) -> None:
    dates = [d for d in context.dates(item.start, item.end) if d.end == item.end]
    end = trim(context.text, item.start, dates[0].start)[1] if dates else item.end
    if end <= item.start:
        return
    spans = [Span("value", item.start, end), *whole.marks]
    parts: dict[str, object] = {}
    if dates:
        spans.append(Span("date", dates[0].start, dates[0].end))
        role = "throughout" if dates[0].kind in periods.WHOLE else "within"
        parts = {"date": dates[0], "date_role": role, "date_basis": "stated"}
    context.claim("roster.equipment", whole.entity_id, "equipped_with", (item.start, item.end), spans, **parts)


def _engagement(context: Context, item: Block, whole: Whole) -> None:
    """ "Battle of Arlen, May 4, 1902": an engagement of a section that lists them."""
    if not re.search(r"battle|campaign|engagement|operation|action|war", item.section, re.IGNORECASE):
        return
    dates = context.dates(item.start, item.end)
    end = trim(context.text, item.start, dates[0].start)[1] if dates else item.end
    while end > item.start + 1 and context.text[end - 1] in ",;:-– (":
        end -= 1
    event = context.names.name(item.start, end, "event")
    spans = [Span("object", item.start, end), Span("value", item.start, end), *whole.marks]
    parts: dict[str, object] = {}
    if dates:
        spans.append(Span("date", dates[0].start, dates[0].end))
        role = "throughout" if dates[0].kind in periods.WHOLE else "point"
        parts = {"date": dates[0], "date_role": role, "date_basis": "stated"}
    quote = (item.start, dates[0].end if dates else end)
    context.claim("roster.engagement", whole.entity_id, "took_part_in", quote, spans, object_id=event, **parts)


def _ranked_person(context: Context, item: Block, whole: Whole) -> None:
    """ "Colonel Jan Weber - resigned on December 3, 1921.": rank, person, what became of him."""
    rank = grammar.match_rank(context.text, item.start, item.end)
    assert rank is not None
    start = trim(context.text, rank.end(), item.end)[0]
    match = grammar.match_person(context.text, start, item.end)
    if match is None:
        return
    name = (start, match.end())
    person = context.names.name(*name, "person")
    if re.search(r"personnel|member|people|command|officer|leader", item.section, re.IGNORECASE):
        spans = [Span("subject", *name), *whole.marks]
        context.claim("roster.member", person, "member_of", (item.start, name[1]), spans, object_id=whole.entity_id)
    _rank(context, rank, person, name, whole)
    remark = REMARK.match(context.text, name[1], item.end)
    if remark:
        remarks.read_fate(context, person, whole.entity_id, name, trim(context.text, remark.end(), item.end))


def _unit_line(context: Context, item: Block, whole: Whole) -> None:
    """A unit, or an office, with its commander or holder; a unit by itself; an element with its years."""
    ranked = _ranks_inside(context, item)
    if ranked:
        _office_or_unit(context, item, ranked, whole)
        return
    if not (COMPOSITION.search(item.section) or whole.marks):
        return
    numbering = NUMBERING.match(context.text, item.start, item.end)
    start = numbering.end() if numbering else item.start
    end = _element_period_start(context, start, item.end)
    full = (item.start, end)
    known = context.names.known(context.words(*full)) or context.names.known(context.words(start, end))
    translation = MIDDLE_BRACKET.search(context.text, start, end)
    last = LAST_BRACKET.search(context.text, start, end)
    name = (start, end)
    if not known and last and translation and last.end() == translation.end():
        name = trim(context.text, start, last.start())
    if not known and not (context.names.known(context.words(*name)) or grammar.UNIT_SIGN.search(context.words(*name))):
        return
    # the numeral belongs to the name, and what follows a translation inside it too
    stretch = full if context.names.known(context.words(*full)) else (item.start, name[1])
    unit = context.names.name(*stretch, "unit")
    _part_of(context, unit, stretch, whole)
    # a translation that stands inside the name lacks what follows it: "(Raid Squadron) 8"
    if translation and (numbering or last) and stretch[1] <= translation.end():
        value = (translation.start("inside"), translation.end("inside"))
        spans = [Span("value", *value), Span("subject", *stretch), *whole.marks]
        context.claim(
            "roster.translation",
            unit,
            "has_name",
            (stretch[0], translation.end()),
            spans,
            qualifier="translation",
            language="en",
        )
    if end < item.end:
        quote = (item.start, item.end)
        periods.claim_periods(
            context, "roster.active", unit, quote, (end, item.end), [Span("subject", *stretch), *whole.marks]
        )


def _element_period_start(context: Context, start: int, end: int) -> int:
    """Where the years in the bracket at a line's end begin, or the line's end."""
    last = LAST_BRACKET.search(context.text, start, end)
    if (
        last
        and list(context.dates(last.start("inside"), last.end("inside")))
        and not grammar.UNIT_SIGN.search(last["inside"])
    ):
        return last.start()
    return end


def _ranks_inside(context: Context, item: Block) -> list[tuple[re.Match[str], Stretch]]:
    """Each rank with the name behind it."""
    found = []
    at = item.start
    while at < item.end:
        rank = grammar.RANK.search(context.text, at, item.end)
        if rank is None:
            break
        post = POST.match(context.text, rank.start(), item.end)
        if post and rank.start() > item.start:
            rank = grammar.RANK.match(context.text, post.end(), item.end) or rank
        at = rank.end()
        if rank[0].rstrip(".") in grammar.NO_RANK:
            continue
        start = trim(context.text, rank.end(), item.end)[0]
        person = grammar.match_person(context.text, start, item.end)
        if person and rank.start() > item.start:
            found.append((rank, person.span()))
            at = person.end()
    return found


def _office_or_unit(context: Context, item: Block, ranked: list[tuple[re.Match[str], Stretch]], whole: Whole) -> None:
    """ "3rd Infantry Regiment (Heron) Lt. Col. Jan Weber", "Chief of Staff Lt. Col. …", "Commanding officer Lt.Col. …"."""
    lead = trim(context.text, item.start, ranked[0][0].start())
    lead = (lead[0], _bare_end(context.text, *lead))
    words = context.words(*lead)
    unit = _unit_at(context, item)
    is_unit = bool(
        unit is not None
        and unit[1] <= lead[1]
        and re.fullmatch(r"\s*(?:\([^()]*\))*\s*", context.words(unit[1], lead[1]))
    )
    if not is_unit and _is_numbered_unit(words):
        unit, is_unit = _without_note(context.text, *lead), True  # its name goes on behind the echelon
    before = item.start
    for rank, name in ranked:
        person = context.names.name(*name, "person")
        quote = (item.start, name[1])
        parts, dated = _time_before(context, before, rank.start())
        before = name[1]
        if is_unit and unit:
            held = context.names.name(*unit, "unit")
            spans = [Span("subject", *name), Span("object", *unit), *dated, *whole.marks]
            context.claim("roster.unit-commander", person, "commands", quote, spans, object_id=held, **parts)
        elif COMMANDS.match(words):
            spans = [Span("subject", *name), Span("trigger", *lead), *dated, *whole.marks]
            context.claim(
                "roster.commanding-officer", person, "commands", quote, spans, object_id=whole.entity_id, **parts
            )
        elif OFFICE.search(words):  # "bridging train Maj. Jan Weber" names no office: what he was to it is not said
            spans = [Span("subject", *name), Span("value", *lead), *dated, *whole.marks]
            context.claim("roster.office", person, "holds_position", quote, spans, object_id=whole.entity_id, **parts)
        _rank(context, rank, person, name, whole)
    if is_unit and unit and COMPOSITION.search(item.section):
        _part_of(context, context.names.name(*unit, "unit"), unit, whole)


def _is_numbered_unit(words: str) -> bool:
    """Whether the words before a rank are a numbered unit with its echelon, and no office."""
    numbered = re.match(rf"{grammar.NUMBER}\s", words)
    return bool(numbered and ECHELON.search(words) and not OFFICE.search(words))


def _without_note(text: str, start: int, end: int) -> Stretch:
    """Without a bracket of ordinary words at the end ("(attached)"); a code name in one belongs to the name."""
    note = NOTE.search(text, start, end)
    return trim(text, start, note.start() if note and note.end() == end else end)


def _time_before(context: Context, start: int, end: int) -> tuple[dict[str, object], list[Span]]:
    """ "since May 4" between one holder and the next: when the next began; nothing where no such word tells it."""
    dates = context.dates(start, end)
    word = periods.ROLE.search(context.text, start, dates[0].start) if dates else None
    if not (dates and word):
        return {}, []
    parts: dict[str, object] = {"date": dates[0], "date_role": periods.ROLE_WORDS[word["word"]], "date_basis": "stated"}
    return parts, [Span("date", dates[0].start, dates[0].end)]


def _bare_end(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in ":;,- ":
        end -= 1
    return end
