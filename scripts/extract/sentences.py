"""A paragraph → its sentences, with true offsets.

Rules measured against hard cases (FINDINGS, "Text tools"): abbreviations and initials do not end a sentence, marks that
follow the full stop belong to the sentence before, a quotation and a bracket stay whole.
"""

from __future__ import annotations

import re

from roa_dataset.reading.marks import MARKS

#: Words after which a full stop is part of the word. Compared without dots and in lower case.
ABBREVIATIONS = frozenset(
    """lt col gen maj capt cpt sgt cpl pvt brig adm cmdr cdr mr mrs ms dr st sts prof rev hon jr sr messrs gov sen rep
    no nos nr vol vols ed eds pp p fig figs ch sec art al ca c approx cf vs v eg ie fe viz etc esp incl est
    jan feb mar apr jun jul aug sept sep oct nov dec inf div btl bn regt rgt bde sqn coy hq dept univ assn bros co corp inc ltd
    komm bzw usw zbv im ul ks gral geb us uk ussr usa ft lb mt ave blvd lcol ltcol ltgen majgen briggen rückw d chr""".split()
)
#: After an abbreviation that may also end a sentence, these words begin a new one.
STARTERS = frozenset(
    """The A An In On At By It He She They His Her Their This That These Those After Before During When While Although
    However Following As For From With Since Until Many Some Most Several All Both Two Three Soon Then Later""".split()
)
MAY_END = frozenset("us uk ussr usa co inc ltd jr sr etc corp chr".split())
#: Before a single capital letter these words make it a name of its own ("Company H."), not an initial
LETTERED = re.compile(r"\b(?:Company|Companies|Battery|Troop|Group|Section|Plan|Class|Type)\s[A-Z]$")
STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*")
NEXT = re.compile(r"\s+[\"'“„«(\[]*(?P<first>\S)")
WORD = re.compile(r"\w+")
WORD_BEFORE = re.compile(r"[^\s(\[\"“„]+$")
#: A quotation or a bracket that closes again within this many characters
LONGEST_QUOTE = 600
SHELTERS = tuple(
    re.compile(f"{opening}[^{closing}{opening}]{{0,{LONGEST_QUOTE}}}{closing}")
    for opening, closing in (('"', '"'), ("“", "”"), (r"\(", r"\)"))
) + (
    # a quotation with the closing mark at both ends: “Alle … Verbände.“
    re.compile(rf"(?<!\w)“(?=[A-ZÄÖÜ])[^“”„]{{0,{LONGEST_QUOTE}}}\w“(?!\w)"),
)

#: what a bracket or a quotation mark closes
CLOSES = {")": "(", "”": "“", '"': '"'}


def split_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of text[start:end] as (start, end), without the white space between them; together they hold all else."""
    if STOP.search(text, start, end) is None:
        whole = trim(text, start, end)
        return [whole] if whole[0] < whole[1] else []
    closed = _shelter(text, start, end)
    sentences = []
    at = start
    for match in STOP.finditer(text, start, end):
        if match.start() < at or match.start() in closed:
            continue
        stop = _with_marks(text, match.end(), end)
        if stop < end and _ends(text, at, match, stop, end):
            sentences.append((at, stop))
            at = stop
    sentences.append((at, end))
    return [s for s in (trim(text, a, b) for a, b in sentences) if s[0] < s[1]]


def _with_marks(text: str, stop: int, end: int) -> int:
    marks = MARKS.match(text, stop, end)
    return marks.end() if marks else stop


def _ends(text: str, start: int, match: re.Match[str], stop: int, end: int) -> bool:
    after = NEXT.match(text, stop, end)
    if after is None:
        # directly glued: only a mark, or nothing at all, may stand between this sentence and the next capital letter
        return stop > match.end() and text[stop : stop + 1].isupper()
    first = after["first"]
    if not (first.isupper() or first.isdigit() or first in "“„«\"'"):
        return False
    if not match[0].startswith(".") or len(match[0].rstrip("\"'”’»)]")) > 1:
        return True
    return _word_allows(text, start, match.start(), after.start("first"))


def _word_allows(text: str, start: int, dot: int, next_at: int) -> bool:
    """Whether the word before this full stop lets a sentence end here."""
    before = WORD_BEFORE.search(text, max(start, dot - 40), dot)
    word = before[0] if before else ""
    bare = word.replace(".", "").casefold().rpartition("-")[2]
    following = WORD.match(text, next_at, next_at + 30)
    starts = following is not None and following[0] in STARTERS
    if len(bare) == 1 and word[-1:].isalpha():
        return starts and not (word.isupper() and LETTERED.search(text, max(start, dot - 12), dot) is None)
    if bare in MAY_END or ("." in word and word.replace(".", "").isupper()):
        return starts
    if bare in ABBREVIATIONS:
        return False
    if word.isdigit() and len(word) <= 2:  # a German or Slavic ordinal: "7. Śnieżna", "12. zum"
        return starts
    return True


def _shelter(text: str, start: int, end: int) -> set[int]:
    """Positions of full stops inside a quotation or a bracket that closes again soon: no sentence ends there."""
    inside: set[int] = set()
    for pattern in SHELTERS:
        for match in pattern.finditer(text, start, end):
            inner_end = match.end() - 1
            for dot in re.finditer(r"[.!?…]", match[0][:-1]):
                at = match.start() + dot.start()
                # the last stop before the closing sign may end the sentence that holds the quotation
                if text[at + 1 : inner_end].strip(".!?… "):
                    inside.add(at)
    return inside


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The same stretch without white space at its ends."""
    words = text[start:end].lstrip()
    return end - len(words), end - len(words) + len(words.rstrip())


def closed(text: str, start: int, end: int) -> int:
    """The end of a stretch, behind the bracket or quotation mark that closes directly behind it what the stretch opens."""
    closing = text[end : end + 1]
    opening = CLOSES.get(closing)
    if opening is None:
        return end
    inside = text[start:end]
    is_open = inside.count(opening) % 2 if opening == closing else inside.count(opening) > inside.count(closing)
    return end + 1 if is_open else end
