"""Container, place and publisher from the names that stand behind a title."""

from __future__ import annotations

import re

from .cited import Captured, is_namelike, keep, last_date, skip_back, starts_upper, word_set
from .segments import Stretch, read_numbering

_PLACE_PUBLISHER = re.compile(r"(?P<place>[^:]{2,60}?)\s?:\s(?P<publisher>.{2,})$")
_PAGES_BEHIND = re.compile(r"\s?[,:]\s(?P<pages>\d{1,5}(?:\s?[–\-]\s?\d{1,5})?)$")
_NUMBERING_AT_END = re.compile(
    r"[ ,]\s?(?=(?:\d{1,4}(?:\.\d{1,3})?\s?\([^()]{1,20}\)(?:\s?:\s?[\d–\-, ]{1,30})?|"
    r"\d{1,4}\s?:\s?\d[\d–\-, ]{0,30})$)"
)
#: words that publishers have in their names and newspapers have not
PUBLISHING = re.compile(
    r"press|publish|verlag|books|editor|edition|éditions|издательств|wydawnictw|printing|office|university|"
    r"\bU of\b|\bUP\b|\bLtd\b|\bInc\b|\bGmbH\b|ministry|institut|\bcenter\b|\bcentre\b",
    re.IGNORECASE,
)
#: cities that stand alone behind a newspaper's name or before a publisher's
PLACES = word_set(
    "london;new york;new york city;washington;washington, d.c;washington, dc;berlin;paris;moscow;oxford;"
    "cambridge;chicago;boston;philadelphia;los angeles;san francisco;toronto;ottawa;sydney;melbourne;"
    "edinburgh;glasgow;dublin;manchester;prague;praha;warsaw;warszawa;vienna;wien;munich;münchen;hamburg;"
    "frankfurt;frankfurt am main;stuttgart;leipzig;cologne;köln;bonn;geneva;zürich;zurich;rome;roma;milan;"
    "madrid;barcelona;lisbon;stockholm;oslo;copenhagen;helsinki;kyiv;kiev;minsk;riga;vilnius;tallinn;"
    "saint petersburg;st. petersburg;leningrad;budapest;bucharest;belgrade;zagreb;sofia;athens;istanbul;"
    "jerusalem;tokyo;beijing;new delhi;delhi;москва;санкт-петербург;ленинград;киев;минск;tel aviv;"
    "brussels;amsterdam;the hague;leiden;graz;princeton;n.p",
    ";",
)


def imprint(text: str, names: list[Stretch], cells: dict[str, Captured], *, quoted_title: bool) -> None:
    """Container, place and publisher from the names behind the title.

    The last name is the publisher's, unless it is the only one behind a quoted title and does not look like one.
    """
    names = [_split_numbering(text, n, cells) for n in names]
    if not names:
        return
    last = names[-1] = _take_pages(text, names[-1], cells)
    stretch = text[slice(*last)]
    colon = _PLACE_PUBLISHER.match(stretch)
    alone_behind_quotes = quoted_title and len(names) == 1
    if colon and _is_place(colon["place"], strict=alone_behind_quotes):
        keep(text, "place", (last[0] + colon.start("place"), last[0] + colon.end("place")), cells)
        _publisher(text, (last[0] + colon.start("publisher"), last[1]), cells)
    elif alone_behind_quotes and not PUBLISHING.search(stretch):
        _dated(text, "container", last, cells)
        return
    elif quoted_title and len(names) > 1 and stretch.rstrip(".").lower() in PLACES:
        keep(text, "place", last, cells)
    else:
        _publisher(text, last, cells)
    if len(names) > 1:
        _dated(text, "container", names[0], cells)
    for middle in names[1:-1]:
        if text[slice(*middle)].rstrip(".").lower() in PLACES:
            keep(text, "place", middle, cells)


def _split_numbering(text: str, piece: Stretch, cells: dict[str, Captured]) -> Stretch:
    """Take a journal's numbering off the end of its name, as older templates print it: "Journal 46 (1): 147–195"."""
    start, end = piece
    low = max(start, end - 80)
    match = _NUMBERING_AT_END.search(text[low:end])
    if match and low + match.start() > start and read_numbering(text, (low + match.end(), end), cells):
        return start, low + match.start()
    return piece


def _is_place(words_: str, *, strict: bool) -> bool:
    if words_.strip().rstrip(".").lower() in PLACES:
        return True
    named = starts_upper(words_) and len(words_.split()) <= 5 and is_namelike(words_, 0)
    return not strict and named and not re.search(r"[\d()]", words_)


def _dated(text: str, name: str, piece: Stretch, cells: dict[str, Captured]) -> None:
    """A name with its date behind a comma: "U of Kansas, 2013", "The Times, 5 May 2001"."""
    start, end = piece
    date = last_date(text, start, end)
    if date and "published" not in cells:
        before = skip_back(text, start, date.start)
        if before > start and text[before - 1] == ",":
            cells["published"] = date
            end = before
    keep(text, name, (start, end), cells)


def _take_pages(text: str, piece: Stretch, cells: dict[str, Captured]) -> Stretch:
    """Take bare pages off the end of a publisher: "Otus, 112", "Harbour Press: 45–67"; a year is no page."""
    start, end = piece
    low = max(start, end - 24)
    pages = _PAGES_BEHIND.search(text[low:end])
    if pages is None or low + pages.start() <= start:
        return piece
    if "published" not in cells and re.fullmatch(r"1[4-9]\d\d|20\d\d", pages["pages"]):
        return piece
    keep(text, "pages", (low + pages.start("pages"), low + pages.end("pages")), cells)
    return start, low + pages.start()


def _publisher(text: str, piece: Stretch, cells: dict[str, Captured]) -> None:
    """The publisher, with what stands behind it: ", 2013", or, as German lists have it, ", Berlin 1999"."""
    start, end = piece
    date = last_date(text, start, end)
    comma = text.rfind(",", start, date.start) if date else -1
    if date and comma > start and text[comma + 1 : date.start].strip().lower() in PLACES:
        cells.setdefault("published", date)
        keep(text, "place", (comma + 1, date.start), cells)
        end = comma
    _dated(text, "publisher", (start, end), cells)
