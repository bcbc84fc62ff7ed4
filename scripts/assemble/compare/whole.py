"""Words around a claim that let its reading stand alone: whole sentences and clauses, with whom their pronouns mean."""

from __future__ import annotations

import re

from assemble.compare.facts import Fact
from extract.sentences import split_sentences
from roa_dataset.reading.compared_words import MARK

#: words that stand for somebody whom the sentence before names
STANDING_FOR = frozenset(["he", "him", "his", "she", "her", "it", "they", "them", "their"])
#: a pronoun and its verb at the beginning, where nothing tells whom it means: that is told by the subject
PRONOUN = re.compile(
    r"^(?:they|he|she|it) (?:were|was|had been|had|have|has|are|is) (?:then |later |also )?", re.IGNORECASE
)
#: a group told by a pronoun at its end: "the majority of them"
GROUP_OF = re.compile(r"\bof (?:them|these|those)$", re.IGNORECASE)
#: the number of an item or a note
NUMBERED = re.compile(r"^\d{1,3}\.\s+")
#: where a clause begins
BOUNDARY = re.compile(r"[,;:(]\s*")
#: brackets of the editors, kept apart from reference marks until these are gone
OPEN, CLOSE = "\ue000", "\ue001"
PLACES = frozenset(["place", "polity"])


def clean(text: str) -> str:
    """Words of a text on one line."""
    return " ".join(text.split())


def sentence(fact: Fact) -> str:
    """The sentence in which the claim stands (the sentences, where it reaches over several), without its full stop."""
    start, end = _sentence(fact)
    return PRONOUN.sub("", NUMBERED.sub("", told(fact, start, end))).rstrip(" .")


def clause(fact: Fact) -> str:
    """The words of the claim and those before them from the beginning of its clause."""
    first, _ = _sentence(fact)
    start = fact.start - fact.passage_start
    begins = [first, *(match.end() for match in BOUNDARY.finditer(fact.passage_text, first, start))]
    return NUMBERED.sub("", told(fact, begins[-1], int(fact.get("char_end")) - fact.passage_start)).rstrip(" .,;")


def _sentence(fact: Fact) -> tuple[int, int]:
    text = fact.passage_text
    start, end = (int(fact.get(column)) - fact.passage_start for column in ("char_start", "char_end"))
    own = [(a, b) for a, b in split_sentences(text, 0, len(text)) if a < end and start < b]
    if not own:
        return 0, len(text)
    return (0 if NUMBERED.match(text) and not text[: own[0][0]].strip("0123456789. ") else own[0][0]), own[-1][1]


def told(fact: Fact, start: int, end: int) -> str:
    """The words of a stretch of the claim's passage on one line; a pronoun for somebody whom the stretch has not named before
    is followed by the name in square brackets."""
    text, words, place = fact.passage_text, "", start
    known: set[str] = set()
    for named in fact.named:
        if not start <= named.start < end:
            continue
        if text[named.start : named.end].casefold() in STANDING_FOR and named.entity not in known and named.label:
            words += f"{text[place : named.end]} {OPEN}{named.label}{CLOSE}"
            place = named.end
        known.add(named.entity)
    words = clean(MARK.sub(" ", words + text[place:end])).replace(" ,", ",").replace(" .", ".")
    return words.replace(OPEN, "[").replace(CLOSE, "]")


def of_whom(fact: Fact, shown: str) -> str:
    """The words for the claim's subject, with its name in square brackets where they end with a pronoun for it."""
    return f"{shown} [{fact.get('subject_label')}]" if GROUP_OF.search(shown) else shown


def places_named(fact: Fact) -> str:
    """The words of the claim from the first place that it names to the last; "" where it names none."""
    start, end = (int(fact.get(column)) - fact.passage_start for column in ("char_start", "char_end"))
    places = [n for n in fact.named if start <= n.start and n.end <= end and n.entity_type in PLACES]
    return clean(fact.passage_text[places[0].start : places[-1].end]) if places else ""
