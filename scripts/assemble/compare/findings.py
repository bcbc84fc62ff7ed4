"""A conflict before it becomes rows, and the words in which its readings are shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assemble.compare import whole
from assemble.compare.changed_words import named_in
from assemble.compare.facts import Fact
from assemble.compare.whole import clean
from roa_dataset.reading.compared_words import MARK

EXACTNESS = {"about": "about ", "at_least": "at least ", "at_most": "up to "}

#: a quotation that begins so few characters after its sentence begins with the sentence
OPENING = 12
#: to the end of a clause
CLAUSE = re.compile(r"[^,;:.()\[]*")
#: what stands before the participle of a passive
AUXILIARY = re.compile(r"^(?:having been|has been|had been|was|were|being|been) ", re.IGNORECASE)
#: the label of a field that a text has lost the space behind
GLUED = re.compile(r"^([A-Z][a-z]+)(?=\d)")
#: words for a number that is not given
QUANTITY = re.compile(
    r"(?:some|several|many|most|few|a few|a number of|hundreds|thousands|tens|dozens)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Finding:
    """Claims that exclude, narrow or reword each other, each with its reading as shown."""

    conflict_class: str
    conflict_type: str
    scope: str
    subject: str
    predicate: str
    readings: tuple[tuple[Fact, str], ...]
    #: what the explanation says besides the meaning of the type
    note: str = ""

    @property
    def shown(self) -> frozenset[str]:
        """The readings as text."""
        return frozenset(text for _, text in self.readings)

    @property
    def claims(self) -> frozenset[str]:
        """The ids of its claims."""
        return frozenset(fact.claim_id for fact, _ in self.readings)


def reading(fact: Fact, parts: Sequence[str]) -> str:
    """The named parts of a claim in one line; "" where it has none of them."""
    shown = [text for part in parts if (text := _part(fact, part))]
    shown = [text for place, text in enumerate(shown) if not any(named_in(text, more) for more in shown[place + 1 :])]
    return ", ".join(dict.fromkeys(shown))


def _part(fact: Fact, name: str) -> str:
    if name in ("subject", "subjects"):
        return fact.get("subject_label")
    if name == "object":
        return fact.get("object_label")
    if name == "circumstance":
        return f"“{circumstance(fact)}”"
    if name == "how_many":
        return how_many(fact)
    if name == "line":
        return GLUED.sub(lambda label: f"{label[1].lower()}: ", clean(fact.get("quote")))
    if name == "depicted":
        value, places = clean(fact.get("value")), whole.places_named(fact)
        in_name = bool(value) and value in fact.get("subject_label")
        return f"in {'the name of the file' if in_name else 'the caption'}: {places}" if places else ""
    if name == "limited":
        return limited(clean(fact.get("hedge")), clean(fact.get("value")))
    if name == "number":
        return number_words(fact)
    if name == "date":
        return clean(
            fact.get("date_text")
        )  # a date taken over from another sentence has no words here: it is told there
    if name == "place":
        return fact.get("place_label")
    if name == "sentence":
        return f"“{whole.sentence(fact)}”"
    if name == "clause":
        return f"“{whole.clause(fact)}”"
    if name in ("quote", "span"):
        return f"“{clean(fact.get('quote'))}”"
    return clean(fact.get(name))


def limited(hedge: str, value: str) -> str:
    """A limiting word in quotation marks with what it limits; the value alone where nothing limits it."""
    return ": ".join(filter(None, (f"“{hedge}”" if hedge else "", value)))


def circumstance(fact: Fact) -> str:
    """The words of the claim and those that follow to the end of the clause, without the auxiliary at the beginning."""
    start = fact.start - fact.passage_start
    end = int(fact.get("char_end")) - fact.passage_start
    follows = CLAUSE.match(fact.passage_text, end)
    words = fact.passage_text[start : follows.end() if follows else end]
    return AUXILIARY.sub("", clean(MARK.sub(" ", words))).rstrip(" .")


def how_many(fact: Fact) -> str:
    """The number with what is counted, or the words for a number before it ("some soldiers"); "" without either."""
    if fact.number():
        return number_words(fact)
    who = clean(fact.get("subject_text"))
    return who if QUANTITY.match(who) else ""


def in_passage(facts: Sequence[Fact], parts: Sequence[str], opening: int = OPENING) -> str:
    """One reading for several claims of one passage: their subjects if `parts` asks for them, and the words from the
    first to the last of their quotes, whole in quotation marks and brackets; `opening` characters before them are shown too."""
    start = min(fact.start for fact in facts) - facts[0].passage_start
    start = start if start > opening else 0
    end = max(int(fact.get("char_end")) for fact in facts) - facts[0].passage_start
    text = facts[0].passage_text
    words = whole.told(facts[0], start, _closed(text, start, end))
    quoted = f"“{whole.PRONOUN.sub('', words).rstrip(' .,;')}”"
    if "subjects" not in parts:
        return quoted
    return " and ".join(dict.fromkeys(fact.get("subject_label") for fact in facts)) + ": " + quoted


def _closed(text: str, start: int, end: int) -> int:
    """Where the stretch ends when a quotation or bracket that opens in it is closed too, if the passage closes it."""
    for opening, closing in (('"', '"'), ("“", "”"), ("(", ")")):
        stretch = text[start:end]
        still_open = stretch.count('"') % 2 if opening == closing else stretch.count(opening) > stretch.count(closing)
        if still_open and (place := text.find(closing, end)) >= 0:
            end = place + 1
    return end


def number_words(fact: Fact) -> str:
    """The number as a reader writes it, with what is counted: "about 10,000 unarmed men"."""
    low, high = fact.row["number_min"], fact.row["number_max"]
    figures = [f"{float(str(n)):,.10g}" for n in dict.fromkeys((low, high)) if n is not None]
    measure = fact.get("number_measure")
    if not figures:
        value = clean(fact.get("value"))
        return measure if value in measure else f"{value} {measure}".strip()
    if any(c.isdigit() for c in measure):  # the words hold the number already: "14 points"
        return measure
    return EXACTNESS.get(fact.get("number_exactness"), "") + "–".join(figures) + (f" {measure}" if measure else "")


def merged(findings: Iterable[Finding]) -> list[Finding]:
    """Findings with the same readings in the same passages are one: the same words said of two subjects at once."""
    found: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        texts = frozenset((fact.passage_id, text) for fact, text in finding.readings)
        key = (finding.conflict_class, finding.conflict_type, finding.scope, texts)
        known = found.get(key)
        if known is None:
            found[key] = finding
            continue
        readings = {fact.claim_id: (fact, text) for fact, text in (*known.readings, *finding.readings)}
        found[key] = Finding(
            known.conflict_class, known.conflict_type, known.scope, known.subject, known.predicate,
            tuple(readings.values()),
        )  # fmt: skip
    return list(found.values())


def without_parts(findings: Sequence[Finding]) -> list[Finding]:
    """Without those whose readings are all told, in the same passages, by another finding of the type: counted once."""
    told = [frozenset((fact.passage_id, text) for fact, text in finding.readings) for finding in findings]
    return [
        finding
        for place, finding in enumerate(findings)
        if not any(
            (told[place] < told[other] or (told[place] == told[other] and other < place))
            and _kind(findings[other]) == _kind(finding)
            for other in range(len(findings))
        )
    ]


def _kind(finding: Finding) -> tuple[str, str, str]:
    return finding.conflict_class, finding.conflict_type, finding.scope
