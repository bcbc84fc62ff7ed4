"""rules/prose/*.toml: patterns over words and slots, compiled to regular expressions.

A pattern is a regular expression in which

- `{person}`, `{unit}`, `{group}`, `{organization}`, `{polity}`, `{place}`, `{event}`, `{work}`, `{object}`, `{rank}`, `{date}`,
  `{number}` stand for one slot of that type; `{actor}`, `{force}`, `{side}`, `{locus}`, `{thing}`, `{any}` for one of several types;
- `{person:chief}` gives the slot a name of its own, by which the claims refer to it;
- `{events:list}`, `{units:list}`, `{persons:list}`, `{loci:list}`, `{sides:list}`, `{names:list}` capture one or several such slots joined by commas, "and",
  "as well as"; with `each = "object=list"` they give one claim for each (`"object=list force"`: for each slot of that class only);
  with `to = "each"` the quote of each ends behind its name, that of the last at the end of the match, with `to = "name"` that of
  the last behind its name too;
- `{words:what}` captures words up to the next comma, bracket, semicolon or full stop; `{clause:what}` captures commas too;
  `{few:what}` captures one to six words;
  `{quoted:what}` a quotation with its marks, `{cap:what}` capitalised words;
- `{hedge}` captures a hedge, `{early}` "initially" or "at first", which is a qualifier; `~`, directly behind a word or slot, stands for up to eight words that do not leave the clause;
  `…` for anything within the sentence up to a semicolon;
- `{deeds}` is `{gap}` behind a person, which may also pass units and bodies;
- `{free}` directly before a slot says that no preposition governs it, so that it can be the subject of a verb;
- `{gap}` directly behind a subject stands for what may lie between it and one of its own verbs (the pattern goes on without a space);
- a space stands for any white space. Letters match in either case.

A part may name two captures, "a|b": the first that matched. A value, hedge or qualifier may name several, "a+b": all that
matched. `head = "date"`: where its own date is missing, the claim takes the date with
which its sentence or its clause begins ("In 1951 the regiment moved to …").

`head = "needed"`: without such a date there is no claim. `head = "context"`: the claim is as of that date, or of the rule's `date`, or has
`date_role`, and its quote does not reach to it (date_basis inherited). `inherit = "year"`: where no date is found so, the claim is as of the year that the
paragraph has named before (date_basis inherited); with `inherit = "date"` it has the last date of the sentences before, with
the role "within" or `date_role`.

`event = "within"`: where the claim has no date else, it takes that of the event in which it happened, where this text has said
when that was, with this role (dating.py); where it has said only when the event began, the role is "no_earlier_than".

A claim's `date` may be a capture of words instead of a slot ("after THE BATTLE"): a relative time without a value of its own;
its role is that of the preposition before or in it.

A claim's `about` is the position of the claim of this rule that it explains, or "@before", the claim of any rule that ends where
the match begins, or "@after", one that begins where the match ends (reasons.py); the subject "@explained" is that claim's, or without `about` that of the claim before. A cause,
a purpose or a condition without a date of its own has that of the claim it explains, but not what somebody wished or did (`object`).

A claim's `until` is a second date: the two are a period. The date "@before" is the last one of the sentences before in the paragraph.

A claim's `require` holds conditions, divided by "; ": "same a b" (both slots name one entity; b may be "@article"), "other a b",
"acronym a" (its words are
capitals), "name a" (they are not), "latin a" (its letters), "foreign a" (letters of another script), "fuller a" (its words are
more than the label's), "initials a b" (a is no acronym of the last words of b alone).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

from extract.hedges import EARLY
from extract.hedges import WORDS as HEDGE_WORDS
from extract.prose.rule_checks import PatternError, bad_expression, check_claims, check_example, check_keys, refuse
from extract.prose.slots import TYPES
from roa_dataset.toml_files import read_toml

FOLDER = Path(__file__).resolve().parent.parent / "rules" / "prose"
#: how the names of rule files begin, from the most exact to the broadest
BREADTHS = ("", "general-", "wide-")
RULE_KEYS = {"id", "pattern", "description", "claims", "examples", "quote"}
CLAIM_KEYS = {
    "subject", "predicate", "object", "value", "qualifier", "number", "measure", "date", "date_role", "place", "polarity",
    "modality", "until", "hedge", "attributed_to", "subject_text", "about", "from", "to", "when", "each", "places",
    "require", "head", "inherit", "event",
}  # fmt: skip
CLASSES: dict[str, tuple[str, ...]] = {
    **{name: (name,) for name in TYPES},
    "actor": ("person", "unit", "group", "organization", "polity"),
    "force": ("unit", "group"),
    "side": ("unit", "group", "polity", "organization"),
    "body": ("unit", "organization"),
    "locus": ("place", "polity"),
    "thing": ("work", "object"),
    "any": ("person", "unit", "group", "organization", "polity", "place", "event", "work", "object"),
}
PLURALS = {"events": "event", "units": "unit", "persons": "person", "loci": "locus", "sides": "side", "names": "any"}
JOIN = r"(?:\s*,)?(?:\s+(?:and|or|as\s+well\s+as))?(?:\s+(?:in|on|at|during|of))?(?:\s+the)?\s+"
MACRO = re.compile(r"\{(?P<what>[a-z]+)(?::(?P<name>[a-z_0-9]+))?\}")
#: braces that are neither a slot nor a number of repetitions: "{Unit}", "{unit" or "{unit: x}"
NO_MACRO = re.compile(r"(?<!\\)\{(?!\d*,?\d*\})[^{}]*\}?")
#: macros that stand for something and are no group
NO_GROUP = ("gap", "deeds", "free")
SLOT_CHARACTERS = "\ue001-\ue00c\ue100-\uf8ff"
#: letters match in either case everywhere but here: folding thousands of private characters is slow to compile
ATOM = rf"(?-i:[\w{SLOT_CHARACTERS}'’\-–/])+"
GAP = rf"(?:\s+{ATOM}){{0,8}}?"
WIDE = r"[^;]{0,160}?"
#: what no verb of its own has: "in the First War and the Second War"
SETTINGS = "".join(TYPES[t] for t in ("event", "place", "polity", "date"))
#: no other actor, within the clause
_PASSED = f"[^;{TYPES['person']}{TYPES['unit']}{TYPES['group']}{TYPES['organization']}]"
#: behind a subject: up to its verb, past a bracket, an apposition and other verbs of its own, never past another actor or into a clause
SAME_SUBJECT = (
    rf"(?!['’])(?:\s*\((?:[^()]|\([^()]*\)){{0,160}}\)?)?"
    rf"(?:,?\s+(?:as\s+part\s+)?of\s+(?:the\s+)?(?:[{TYPES['unit']}].|(?-i:[A-Z]\w+\s?){{1,4}}))?"
    r"(?=,|\s+(?:himself|herself|itself|was|were|is|are|had|has|have|being|would|did|also|then|later|first|again|and|which|soon|now|"
    r"previously|still|only|once|took|saw|fought|left|went|came|became|began|flew|held|lost|met|sent|spent|led|broke|"
    r"undertook|underwent|withdrew|stood|fell|kept|drew|drove|rode|won|built|made|put|set|rose|gave|bore|ran|shot|sank|cost|"
    r"taught|wrote|fled|sought|spoke|read|said|swore|chose|grew|lay|dug|struck|wore|caught|brought|sold|laid|swept|split|overran|retook|"
    r"withstood|oversaw|"
    r"operates|consists|holds|serves|flies|uses|comprises|remains|maintains|forms|includes|provides|carries|bears|belongs|traces|claims|[a-z]+ly|[a-z-]+ed)\b)"
    r"(?:,?\s+which\b)?"
    # inside a word nothing has to be looked at
    rf"(?:\B{_PASSED}|\b(?:"
    # "was led by Colonel Reed and became …": the person of a passive is passed
    rf"by\s(?:the\s)?(?:[{TYPES['rank']}].\s)?[{TYPES['person']}].(?=,\s|\s+and\s+(?:was|were|had|has|became|took|then|later|went|(?!his|her)[a-z]+ed)\b)"
    rf"|(?:to|by|under|with|from|into|of|against)\s(?:the\s)?[{TYPES['unit']}{TYPES['organization']}{TYPES['group']}].(?=\s+and\s+(?:was|were|had|has|then|later|subsequently|again|fought|took|went|saw|held|flew|left|became|[a-z-]+ed)\b)"
    r"|(?!(?:that|which|who|whose|whom|where|when|while|whilst|because|although|though|after|if|not|never|under(?!\san?\b)|by(?!\s(?:then|now)\b))\b|it\s+(?:was|is|had|has)\b"
    rf"|and\s(?:(?:its|their|his|an?|some|many|most|all|both)\b|[{TYPES['number']}]|the\s(?![{SETTINGS}])))"
    rf"{_PASSED})){{0,140}}?\s"
)
#: behind a person: as SAME_SUBJECT, past a unit or a body too ("joined the 5th Division and was wounded")
DEEDS = SAME_SUBJECT.replace(_PASSED, f"[^;{TYPES['person']}]")
#: before a slot that is to be a subject: no preposition; those of one length are looked back at together
NOT_GOVERNED = "".join(
    rf"(?<!\b(?:{words})\s)(?<!\b(?:{words})\sthe\s)(?<!\b(?:{words})\s(?-i:[{TYPES['rank']}].)\s)"
    rf"(?<!\b(?:{words})\sPresident\s)(?<!\b(?:{words})\sKing\s)(?<!\b(?:{words})\sQueen\s)"
    for words in ("to|of|in|by|at|on|as", "for", "with|from|into|like|than", "under", "against|between")
)
#: a full stop inside a word ("U.S.") does not end the words
SOLID = r"(?:[^,;:.()\s]|\.(?=[^\s]))"
LOOSE = r"(?:[^,;:.()]|\.(?=[^\s]))"
CAPTURES = {
    "words": rf"{SOLID}(?:{LOOSE}*?{SOLID})?",
    "clause": r"[^;.()\s](?:(?:[^;.]|\.(?=[^\s]))*?[^;.\s])?",
    "few": rf"{ATOM}(?:\s+{ATOM}){{0,5}}?",
    "quoted": r"[\"“„][^\"”“]{1,400}[\"”“]",
    "cap": r"(?-i:[A-ZÀ-ÖØ-Þ][\w'’-]*(?:\s+(?:of\s+|the\s+|and\s+)?[A-ZÀ-ÖØ-Þ][\w'’-]*){0,5})",
}


@dataclass(frozen=True)
class Template:
    """One claim that a rule states: part of the claim → the name of a slot or capture, or a code."""

    parts: dict[str, str]

    @cached_property
    def chooses(self) -> bool:
        """Whether a part names several captures, of which the match has one."""
        return any("|" in name for name in self.parts.values())


@dataclass(frozen=True)
class Example:
    text: str
    expect: tuple[str, ...]
    #: the text is the summary of an article of this title
    about: str = ""


@dataclass(frozen=True)
class ProseRule:
    """One rule of rules/prose/*.toml, compiled."""

    id: str
    pattern: str
    description: str
    expanded: str
    claims: tuple[Template, ...]
    examples: tuple[Example, ...]
    classes: dict[str, str]
    #: an ordinary verb, which adds nothing where a more exact rule has read the same words
    wide: bool = False
    #: the file that it stands in, for messages
    file: str = ""

    @cached_property
    def takes_event(self) -> bool:
        """Whether one of its claims may take over the date of an event."""
        return any("event" in template.parts for template in self.claims)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that the pattern itself names."""
        bare = re.sub(r"\(\?P<\w+>|\{[^{}]*\}|\\[a-zA-Z]", " ", self.pattern)
        return frozenset(re.findall(r"[a-z]+", bare.lower()))

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """Compiled when a sentence first needs it, for compiling all rules takes longer than reading a text with them."""
        try:
            return re.compile(self.expanded, re.IGNORECASE)
        except re.error as error:
            raise self.refused(error) from error

    def refused(self, error: re.error) -> PatternError:
        """What is to be said of a pattern that is no regular expression: the file, the rule and the place."""
        plain = MACRO.sub(lambda match: "x" * len(match[0]), self.pattern.replace("~", "x").replace("…", "x"))
        return bad_expression(f"{self.file}: {self.id}", self.pattern, plain, error)


@cache
def load() -> tuple[ProseRule, ...]:
    """All prose rules, by file and in the order of the files. Raises SchemaError for a file that is no TOML, PatternError for
    a rule with an unknown key, slot, capture or code, and for an id that is there twice."""
    rules: dict[str, ProseRule] = {}
    # what every text is read with comes last: it adds to what more exact rules have said
    for path in sorted(FOLDER.glob("*.toml"), key=lambda p: (_breadth(p.name), p.name)):
        top = read_toml(path, FOLDER.parent)
        top.only({"rule": list})
        for entry in top.entries("rule", label="id"):
            rule = replace(_rule(top.file, dict(entry.data)), wide=_breadth(path.name) == BREADTHS.index("wide-"))
            if rule.id in rules:
                raise refuse(f"{top.file}: {rule.id}", f"an id that {rules[rule.id].file} has too", "each id once")
            rules[rule.id] = rule
    return tuple(rules.values())


def _breadth(file: str) -> int:
    """How broad the rules of a file are: 0 for one kind of sentence, then those of any unit's article, then ordinary verbs."""
    return next((i for i, prefix in enumerate(BREADTHS) if prefix and file.startswith(prefix)), 0)


def _rule(file: str, entry: dict[str, object]) -> ProseRule:
    where = f"{file}: {entry.get('id')}"
    check_keys(where, entry, RULE_KEYS, RULE_KEYS - {"quote"})
    for key in ("claims", "examples"):
        value = entry[key]
        if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
            raise refuse(f"{where}: {key}", repr(value)[:80], "a list of tables, [{ … }, { … }]")
    claims: list[dict[str, str]] = entry["claims"]  # type: ignore[assignment]
    examples: list[dict[str, object]] = entry["examples"]  # type: ignore[assignment]
    for number, claim in enumerate(claims):
        check_keys(f"{where}: claims.{number}", claim, CLAIM_KEYS, ("subject", "predicate"))
    for number, example in enumerate(examples):
        check_example(f"{where}: examples.{number}", example)
    classes: dict[str, str] = {}
    expanded = expand(where, str(entry["pattern"]), classes)
    check_claims(where, claims, _groups(str(entry["pattern"]), classes))
    return ProseRule(
        id=str(entry["id"]),
        pattern=str(entry["pattern"]),
        description=str(entry["description"]),
        expanded=expanded,
        claims=tuple(Template(dict(claim)) for claim in claims),
        examples=tuple(Example(str(e["text"]), tuple(e["expect"]), str(e.get("about", ""))) for e in examples),  # type: ignore[arg-type]
        classes=classes,
        file=file,
    )


def _groups(pattern: str, classes: Mapping[str, str]) -> dict[str, str]:
    """Each group that the pattern names: "slot" for one slot, "list" for several, "words" for a capture."""
    kinds = {
        name: "slot" if what in CLASSES else "list" if what in PLURALS else "words" for name, what in classes.items()
    }
    named = dict.fromkeys(re.findall(r"\(\?P<(\w+)>", pattern), "words")
    return {name: kind for name, kind in kinds.items() if classes[name] not in NO_GROUP} | named


def expand(where: str, pattern: str, classes: dict[str, str]) -> str:
    """The pattern as a regular expression over a shadow; `classes` is filled with each group's class. PatternError for a slot
    that there is not; `where` is what it names."""

    def unknown(found: str) -> PatternError:
        what = found.strip("{} ").partition(":")[0]
        known = (*CLASSES, *PLURALS, *CAPTURES, *NO_GROUP, "hedge", "early")
        return refuse(f"{where}: pattern", f"the slot {found}", f"one of {', '.join(known)}", (what.lower(), known))

    def macro(match: re.Match[str]) -> str:
        what = match["what"]
        name = match["name"] or what
        if name in classes:
            raise refuse(
                f"{where}: pattern", f"two groups called {name!r}", f"one name for each, as in {{{what}:other}}"
            )
        classes[name] = what
        if what in CLASSES:
            types = "".join(TYPES[t] for t in CLASSES[what])
            return f"(?-i:[{types}])(?P<{name}>(?-i:[\ue100-\uf8ff]))"
        if what in PLURALS:
            types = "".join(TYPES[t] for t in CLASSES[PLURALS[what]])
            slot = rf"(?-i:[{types}][\ue100-\uf8ff])"
            return rf"(?P<{name}>{slot}(?:{JOIN}{slot})*)"
        if what == "gap":
            return SAME_SUBJECT
        if what == "deeds":
            return DEEDS
        if what == "free":
            return NOT_GOVERNED
        if what == "hedge":
            return rf"(?P<{name}>\b(?:{HEDGE_WORDS})\b)"
        if what == "early":
            return rf"(?P<{name}>\b(?:{EARLY})\b)"
        if what in CAPTURES:
            return f"(?P<{name}>{CAPTURES[what]})"
        raise unknown(match[0])

    odd = NO_MACRO.search(MACRO.sub("", pattern))
    if odd:
        raise unknown(odd[0])
    expanded = MACRO.sub(macro, pattern.replace("~", "\x00"))
    expanded = re.sub(r"(?<!\\) +", r"\\s+", expanded)
    return expanded.replace("\x00", GAP).replace("…", WIDE)
