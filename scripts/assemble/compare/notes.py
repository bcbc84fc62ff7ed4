"""What the explanation of a conflict says besides the meaning of its type."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from assemble.compare.facts import OPEN_END, OPEN_START, Context, Fact
from assemble.compare.findings import Finding
from assemble.compare.relations import counterparts
from assemble.compare.rule_file import WITHIN, Gloss
from roa_dataset.reading.compared_words import words

#: fights so many days apart may be one
NEAR_DAYS = 7
#: what leaves open which of two it is
OR = re.compile(r"\bor\b")


def only_one_note(about: str, facts: Sequence[Fact], context: Context) -> str:
    """Of whom a fight beside the one called the only is told, and whether it falls near that one in time and place."""
    own = [fact for fact in facts if fact.subject == about]
    notes = []
    for fact in facts:
        if fact.subject != about:
            day = " ".join(fact.get("date_text").split())
            told = (
                f"The fight of {day} is told of {fact.get('subject_label')}, not of {context.labels[about]} as a whole"
            )
            notes.append(f"{told}{_near(fact, own, context)}.")
    return " ".join(dict.fromkeys(notes))


def command_note(about: str, facts: Sequence[Fact], context: Context) -> str:
    """Of whom else the text tells what it tells of the formation too, so that both are compared."""
    notes = []
    for fact in facts:
        for other in counterparts(about, fact, context):
            own = f"“{' '.join(other.get('quote').split())}”"
            told = f"The command that begins on {' '.join(fact.get('date_text').split())} is told of {fact.get('subject_label')}"
            notes.append(f"{told}; for {context.labels[about]} the same text has, from the same day: {own}.")
    return " ".join(dict.fromkeys(notes))


def limits_note(about: str, facts: Sequence[Fact], context: Context) -> str:
    """By which words only one of the two versions limits what it names."""
    by_version: dict[str, list[str]] = {}
    for fact in facts:
        hedge = " ".join(fact.get("hedge").split())
        by_version.setdefault(fact.document_id, []).extend([f"“{hedge}”"] if hedge else [])
    limits = [" and ".join(dict.fromkeys(told)) for told in by_version.values() if told]
    if len(limits) != 1 or len(by_version) < 2:
        return ""
    return f"One version limits what it names by the word {limits[0]}, the other does not."


def open_place_note(finding: Finding, glosses: Sequence[Gloss]) -> str:
    """That a caption leaves open which place it was, while the name of the file settles it; and what a word of another
    language in that name means."""
    if finding.conflict_type != "picture_place":
        return ""
    shown = sorted(finding.shown)
    left_open = [text for text in shown if OR.search(text)]
    if len(shown) != 2 or len(left_open) != 1:
        return ""
    [settled] = set(shown) - set(left_open)
    notes = [
        f"One of the two leaves open which place it was ({left_open[0]}), the other does not ({settled}): both can hold."
    ]
    for gloss in glosses:
        match = gloss.word.search(settled)
        if match:
            inside = any({*words(meaning)} & {*words(left_open[0])} for meaning in gloss.meanings)
            narrower = ", a part of one of the places left open, and so the narrower" if inside else ""
            notes.append(f"“{match[0]}” means {' or '.join(gloss.meanings)}{narrower}.")
    return " ".join(notes)


def summary_note(finding: Finding) -> str:
    """That both readings stand in one summary of another article, where the scope alone would not tell it."""
    titles = {fact.about_title for fact, _ in finding.readings}
    if finding.scope != WITHIN or "" in titles or len(titles) != 1:
        return ""
    return f"Both readings stand in the summary of “{min(titles)}”; nothing of the article itself is compared."


def _near(fact: Fact, others: Sequence[Fact], context: Context) -> str:
    for other in others:
        days = _days(fact, other)
        places = [e for e in fact.scene & other.scene if context.types.get(e) == "place"]
        if days is not None and days <= NEAR_DAYS and places:
            place = context.labels[min(places)]
            return f"; it falls {days} days from the other, by the same {place}, and may be counted to it"
    return ""


def _days(a: Fact, b: Fact) -> int | None:
    """Days between the first days of both; None without them."""
    bounds = a.bounds(), b.bounds()
    if not bounds[0] or not bounds[1] or {OPEN_START, OPEN_END} & {*bounds[0], *bounds[1]}:
        return None
    return abs((date.fromisoformat(bounds[0][0]) - date.fromisoformat(bounds[1][0])).days)


#: type → what its explanation says besides
NOTES: Mapping[str, Callable[[str, Sequence[Fact], Context], str]] = {
    "only_one": only_one_note,
    "subordination": command_note,
    "more_named": limits_note,
}
