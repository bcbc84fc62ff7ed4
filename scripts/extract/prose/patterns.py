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
import tomllib
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

from extract.hedges import EARLY
from extract.hedges import WORDS as HEDGE_WORDS
from extract.prose.slots import TYPES

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


class PatternError(ValueError):
    """A rule that cannot be compiled; the message has its file, its id and what is wrong."""


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
            raise PatternError(f"{self.id}: {error}") from error


@cache
def load() -> tuple[ProseRule, ...]:
    """All prose rules, by file and in the order of the files; an unknown key, a doubled id or a bad pattern is refused."""
    rules: list[ProseRule] = []
    # what every text is read with comes last: it adds to what more exact rules have said
    for path in sorted(FOLDER.glob("*.toml"), key=lambda p: (_breadth(p.name), p.name)):
        for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("rule", ()):
            rule = replace(_rule(path.name, entry), wide=_breadth(path.name) == BREADTHS.index("wide-"))
            if any(r.id == rule.id for r in rules):
                raise PatternError(f"{path.name}: {rule.id} is there twice")
            rules.append(rule)
    return tuple(rules)


def _breadth(file: str) -> int:
    """How broad the rules of a file are: 0 for one kind of sentence, then those of any unit's article, then ordinary verbs."""
    return next((i for i, prefix in enumerate(BREADTHS) if prefix and file.startswith(prefix)), 0)


def _rule(file: str, entry: dict[str, object]) -> ProseRule:
    name = str(entry.get("id"))
    unknown = entry.keys() - RULE_KEYS
    if unknown or not {"id", "pattern", "description", "claims", "examples"} <= entry.keys():
        raise PatternError(f"{file}: {name}: found the keys {sorted(entry)}; expected {sorted(RULE_KEYS)}")
    classes: dict[str, str] = {}
    try:
        expanded = _compile(str(entry["pattern"]), classes)
    except PatternError as error:
        raise PatternError(f"{file}: {name}: {error}") from error
    claims = entry["claims"]
    assert isinstance(claims, list)
    for claim in claims:
        if claim.keys() - CLAIM_KEYS or not {"subject", "predicate"} <= claim.keys():
            raise PatternError(f"{file}: {name}: claim with the keys {sorted(claim)}; expected {sorted(CLAIM_KEYS)}")
    examples = entry["examples"]
    assert isinstance(examples, list)
    return ProseRule(
        id=name,
        pattern=str(entry["pattern"]),
        description=str(entry["description"]),
        expanded=expanded,
        claims=tuple(Template({k: str(v) for k, v in c.items()}) for c in claims),
        examples=tuple(Example(e["text"], tuple(e["expect"]), e.get("about", "")) for e in examples),
        classes=classes,
    )


def _compile(pattern: str, classes: dict[str, str]) -> str:
    """The pattern as a regular expression over a shadow; `classes` is filled with each group's class."""

    def macro(match: re.Match[str]) -> str:
        what = match["what"]
        name = match["name"] or what
        if name in classes:
            raise PatternError(f"two groups are called {name!r}; name one of them, as in {{{what}:other}}")
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
        raise PatternError(f"no slot or capture is called {what!r}")

    expanded = MACRO.sub(macro, pattern.replace("~", "\x00"))
    expanded = re.sub(r"(?<!\\) +", r"\\s+", expanded)
    return expanded.replace("\x00", GAP).replace("…", WIDE)
