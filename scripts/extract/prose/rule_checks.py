"""What a rule of rules/prose/*.toml may say: checked when the rules are read, so that a slip never makes a rule silent.

A name of a slot or capture that the pattern lacks, a code that the vocabulary lacks, a part that cannot hold what is given: each
is told with the file, the rule and the part, with what was found and what was expected.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from extract.codes import codes

#: parts of a claim that hold an entity → what they may name beside a slot
ENTITY_PARTS: Mapping[str, tuple[str, ...]] = {
    "subject": ("@article", "@about", "@before", "@cited", "@units", "@explained"),
    "object": ("@article", "@about", "@before", "@cited", "@units"),
    "place": (),
    "attributed_to": ("@article", "@about"),
}
#: parts that hold words: one capture or slot, or "a|b"
WORD_PARTS = ("from", "to", "when", "measure", "places")
#: parts that may join several captures, "a+b"
JOINED_PARTS = ("value", "hedge", "qualifier", "subject_text")
#: parts that hold a code → its scheme
CODE_PARTS: Mapping[str, str] = {
    "predicate": "predicate", "date_role": "date_role", "event": "date_role", "polarity": "polarity", "modality": "modality",
}  # fmt: skip
CHOICES: Mapping[str, tuple[str, ...]] = {"head": ("date", "needed", "context"), "inherit": ("year", "date")}
#: conditions of `require` → how many slots or captures each compares
CONDITIONS: Mapping[str, int] = {
    "same": 2, "other": 2, "initials": 2, "acronym": 1, "name": 1, "latin": 1, "foreign": 1, "fuller": 1,
}  # fmt: skip
#: where the quote of each name of a list ends
OF_EACH = ("each", "name")
Groups = Mapping[str, str]


class PatternError(ValueError):
    """A rule that cannot be used; the message has its file, its id, what was found and what was expected."""


def refuse(where: str, found: str, expected: str, near: tuple[str, Iterable[str]] | None = None) -> PatternError:
    """The error for something in a rule; `near` is a word and those that may have been meant."""
    like = get_close_matches(near[0], sorted(near[1]), n=1, cutoff=0.5) if near else []
    hint = f" Did you mean {like[0]!r}?" if like else ""
    return PatternError(f"{where}: found {found}; expected {expected}.{hint}")


def check_keys(where: str, found: Mapping[str, object], allowed: Iterable[str], needed: Iterable[str]) -> None:
    """Refuses a key that nobody reads, and the lack of one that a rule, a claim or an example must have."""
    names = sorted(allowed)
    for key in found:
        if key not in names:
            raise refuse(where, f"the key {key!r}", f"keys of {', '.join(names)}", (key, names))
    for key in needed:
        if key not in found:
            raise refuse(where, f"no {key}", f"the keys {', '.join(sorted(needed))}")


def check_example(where: str, example: Mapping[str, object]) -> None:
    """Refuses an example that is not a text, or a list of what it states."""
    check_keys(where, example, ("text", "expect", "about"), ("text", "expect"))
    expect = example["expect"]
    if not isinstance(expect, list) or not all(isinstance(claim, str) for claim in expect):
        raise refuse(f"{where}.expect", repr(expect), "a list of strings, one for each claim; [] for none")


def check_claims(where: str, claims: Sequence[Mapping[str, object]], groups: Groups) -> None:
    """Refuses parts that name no group of the pattern, or no code; `groups` is group → "slot", "list" or "words"."""
    for number, claim in enumerate(claims):
        for part, value in claim.items():
            if not isinstance(value, str):
                raise refuse(f"{where}: claims.{number}.{part}", repr(value), "a string")
            _check_part(f"{where}: claims.{number}.{part}", part, value, claim, groups)
        about = str(claim.get("about", "@before"))
        if about not in ("@before", "@after") and not (about.isdecimal() and int(about) < number):
            expected = '"@before", "@after" or the place of an earlier claim of this rule, "0" for the first'
            raise refuse(f"{where}: claims.{number}.about", repr(about), expected)


def _check_part(where: str, part: str, value: str, claim: Mapping[str, object], groups: Groups) -> None:
    listed = str(claim.get("each", "")).partition("=")[0]
    if part in ENTITY_PARTS and part != listed:
        for name in value.split("|"):
            if name.startswith("@") and name in ENTITY_PARTS[part]:
                continue
            if _group(where, name, groups, ENTITY_PARTS[part]) != "slot":
                advice = f'a slot, as {{unit:{name}}}; of a list, each = "{part}={name}" makes one claim for each slot'
                raise refuse(where, f"{name!r}, a group of words or a list", advice)
    elif part in CODE_PARTS:
        known = codes(CODE_PARTS[part])
        if value not in known:
            raise refuse(where, repr(value), f"a code of the vocabulary's scheme {CODE_PARTS[part]}", (value, known))
    elif part in CHOICES:
        if value not in CHOICES[part]:
            raise refuse(where, repr(value), f"one of {', '.join(CHOICES[part])}", (value, CHOICES[part]))
    elif part in JOINED_PARTS and value.startswith("="):
        kinds = codes("name_kind")
        if part == "qualifier" and claim.get("predicate") == "has_name" and value[1:] not in kinds:
            raise refuse(where, repr(value), f"= and a kind of name: {', '.join(kinds)}", (value[1:], kinds))
    elif part in (*JOINED_PARTS, *WORD_PARTS, "number", "date", "until"):
        if (part == "to" and listed and value in OF_EACH) or (part == "date" and value == "@before"):
            return
        for name in re.split(r"[|+]", value):
            _group(where, name, groups)
    elif part == "each":
        _check_each(where, value, groups)
    elif part == "require":
        for condition in filter(None, value.split("; ")):
            _check_condition(where, condition, groups)


def _group(where: str, name: str, groups: Groups, others: Sequence[str] = ()) -> str:
    """The kind of a group; refuses a name that the pattern does not give to one."""
    if name not in groups:
        known = ", ".join((*groups, *others)) or "none"
        expected = f"the name of a slot or capture of the pattern: {known}"
        raise refuse(where, repr(name), expected, (name, others if name.startswith("@") else groups))
    return groups[name]


def _check_each(where: str, value: str, groups: Groups) -> None:
    match = re.fullmatch(r"(?P<part>\w+)=(?P<group>\w+)(?: \w+)?", value)
    if match is None or match["part"] not in ENTITY_PARTS:
        raise refuse(where, repr(value), 'PART=GROUP, as "object=list", or with a class, "object=list force"')
    _group(where, match["group"], groups)


def _check_condition(where: str, condition: str, groups: Groups) -> None:
    kind, *names = condition.split()
    if kind not in CONDITIONS:
        raise refuse(where, repr(kind), f"one of {', '.join(CONDITIONS)}", (kind, CONDITIONS))
    if len(names) != CONDITIONS[kind]:
        raise refuse(where, repr(condition), f"{kind} and {CONDITIONS[kind]} names")
    for name in names:
        if not (name == "@article" and kind in ("same", "other")):
            _group(where, name, groups)


def bad_expression(where: str, pattern: str, neutral: str, error: re.error) -> PatternError:
    """The error for a pattern that is no regular expression. `neutral` is the pattern with letters of the same number in
    the place of its slots, by which the place in the pattern as it is written is found."""
    place = ""
    try:
        re.compile(neutral)
    except re.error as own:
        if own.pos is not None and own.msg == error.msg:
            around = f"{pattern[max(0, own.pos - 20) : own.pos]}⟨here⟩{pattern[own.pos : own.pos + 20]}"
            place = f" at character {own.pos + 1} of the pattern, {around!r}"
    return refuse(f"{where}: pattern", f"{error.msg}{place}", "a regular expression with slots")
