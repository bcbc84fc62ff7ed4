"""metadata/conflicts.toml: which claims exclude, narrow or reword each other; read strictly.

The head of the file explains its keys. What a conflict type means stands in the vocabulary (`conflict_type`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assemble.compare.facts import Context, Fact
from assemble.compare.relations import APART, SAME
from roa_dataset.schema_files import Schema
from roa_dataset.toml_files import SchemaError, TomlTable, read_toml

FILE = "conflicts.toml"
BETWEEN, WITHIN, SUMMARY = "between_texts", "within_text", "with_summary_of_other_article"
ABOUT = ("first_subject", "first_object", "second_subject", "shared_place")
READING = (
    "subject", "object", "value", "quote", "number", "date", "place", "hedge", "qualifier", "subject_text", "subjects",
    "span", "sentence", "clause", "circumstance", "limited", "how_many", "line", "depicted",
)  # fmt: skip
_PATTERN_KEYS: Mapping[str, type] = {
    "predicates": list, "words": str, "without": str, "kinds": list, "not_kinds": list, "polarity": str,
    "modality": list, "object": bool, "subject_types": list, "dated": bool, "about": list, "reading": list, "lead": str,
}  # fmt: skip
_RULE_KEYS: Mapping[str, type] = {
    **dict.fromkeys(("first", "second", "beside", "same", "apart", "scopes", "reading"), list),
    **dict.fromkeys(("type", "class", "predicate", "about"), str),
    **dict.fromkeys(("sets", "more", "summaries", "functional"), bool),
    "at_most": int,
}


@dataclass(frozen=True)
class Pattern:
    """One kind of statement."""

    predicates: tuple[str, ...]
    words: re.Pattern[str] | None
    without: re.Pattern[str] | None
    kinds: tuple[str, ...]
    not_kinds: tuple[str, ...]
    polarity: str
    modality: tuple[str, ...]
    has_object: bool | None
    subject_types: tuple[str, ...]
    dated: bool
    about: tuple[Pattern, ...]
    reading: tuple[str, ...]
    lead: str

    def fits(self, fact: Fact, context: Context) -> bool:
        """Whether the claim is such a statement."""
        if self.predicates and fact.predicate not in self.predicates:
            return False
        if (self.kinds and fact.kind not in self.kinds) or fact.kind in self.not_kinds:
            return False
        if fact.get("polarity") != self.polarity or fact.get("modality") not in self.modality:
            return False
        if self.has_object is not None and bool(fact.get("object_id")) != self.has_object:
            return False
        if self.subject_types and context.types.get(fact.subject) not in self.subject_types:
            return False
        if self.dated and fact.bounds() is None:
            return False
        return self._words_fit(fact) and self._about_fits(fact, context)

    def _words_fit(self, fact: Fact) -> bool:
        words = fact.words
        return not (self.words and not self.words.search(words)) and not (self.without and self.without.search(words))

    def _about_fits(self, fact: Fact, context: Context) -> bool:
        if not self.about:
            return True
        explained = context.claims.get(fact.get("about_claim_id"))
        return explained is not None and any(pattern.fits(explained, context) for pattern in self.about)


@dataclass(frozen=True)
class Rule:
    """Two kinds of statement, what they must have in common and in what they must differ."""

    conflict_type: str
    conflict_class: str
    predicate: str
    first: tuple[Pattern, ...]
    second: tuple[Pattern, ...]
    beside: tuple[Pattern, ...]
    same: tuple[str, ...]
    apart: tuple[str, ...]
    scopes: tuple[str, ...]
    about: str
    reading: tuple[str, ...]
    sets: bool
    more: bool
    summaries: bool
    at_most: int

    @property
    def symmetric(self) -> bool:
        return not self.second


@dataclass(frozen=True)
class Gloss:
    """A word of another language and the English words that render it."""

    word: re.Pattern[str]
    meanings: tuple[str, ...]


@dataclass(frozen=True)
class RuleFile:
    rules: tuple[Rule, ...]
    glosses: tuple[Gloss, ...]
    #: predicates whose rewording changes how something is presented, not what is told of it
    framing: frozenset[str]
    #: predicates that are not compared word by word
    not_reworded: frozenset[str]


def load_rules(metadata: Path, schema: Schema) -> RuleFile:
    """The file's rules; SchemaError for unknown keys, codes and relations, and for a `functional` rule on a predicate that
    the vocabulary does not call functional."""
    top = read_toml(metadata / FILE, metadata)
    top.only({"rule": list, "gloss": list, "framing": list, "not_reworded": list})
    predicates = schema.vocabulary["predicate"].code_names
    return RuleFile(
        rules=tuple(_rule(entry, schema) for entry in top.entries("rule", label="type")),
        glosses=tuple(_gloss(entry) for entry in top.entries("gloss", label="word")),
        framing=frozenset(_codes(top, "framing", predicates)),
        not_reworded=frozenset(_codes(top, "not_reworded", predicates)),
    )


def _rule(entry: TomlTable, schema: Schema) -> Rule:
    entry.only(_RULE_KEYS)
    first = _patterns(entry, "first", schema)
    if entry.data.get("functional"):
        _check_functional(entry, first, schema)
    return Rule(
        conflict_type=entry.text("type", choices=schema.vocabulary["conflict_type"].code_names),
        conflict_class=entry.text("class", choices=schema.vocabulary["conflict_class"].code_names),
        predicate=entry.text("predicate", choices=("", *schema.vocabulary["predicate"].code_names), default=""),
        first=first,
        second=_patterns(entry, "second", schema) if "second" in entry.data else (),
        beside=_patterns(entry, "beside", schema) if "beside" in entry.data else (),
        same=_codes(entry, "same", tuple(SAME)),
        apart=_codes(entry, "apart", tuple(APART)),
        scopes=_codes(entry, "scopes", schema.vocabulary["conflict_scope"].code_names),
        about=entry.text("about", choices=ABOUT),
        reading=_codes(entry, "reading", READING),
        sets=bool(entry.data.get("sets", False)),
        more=bool(entry.data.get("more", False)),
        summaries=bool(entry.data.get("summaries", False)),
        at_most=int(entry.data.get("at_most", 0)),
    )


def _check_functional(entry: TomlTable, patterns: Sequence[Pattern], schema: Schema) -> None:
    functional = [c.code for c in schema.vocabulary["predicate"].codes if c.functional]
    for pattern in patterns:
        for name in pattern.predicates:
            if name not in functional:
                raise SchemaError(
                    entry.file, entry.key("first"), repr(name), "functional predicates", near=(name, functional)
                )


def _patterns(entry: TomlTable, name: str, schema: Schema) -> tuple[Pattern, ...]:
    found = []
    for item in entry.entries(name, label="predicates"):
        item.only(_PATTERN_KEYS)
        vocabulary = schema.vocabulary
        found.append(
            Pattern(
                predicates=_codes(item, "predicates", vocabulary["predicate"].code_names),
                words=_expression(item, "words"),
                without=_expression(item, "without"),
                kinds=_codes(item, "kinds", vocabulary["passage_kind"].code_names),
                not_kinds=_codes(item, "not_kinds", vocabulary["passage_kind"].code_names),
                polarity=item.text("polarity", choices=vocabulary["polarity"].code_names, default="affirmed"),
                modality=_codes(item, "modality", vocabulary["modality"].code_names) or ("asserted", "reported"),
                has_object=item.data.get("object"),
                subject_types=_codes(item, "subject_types", vocabulary["entity_type"].code_names),
                dated=bool(item.data.get("dated", False)),
                about=_patterns(item, "about", schema) if "about" in item.data else (),
                reading=_codes(item, "reading", READING),
                lead=f"{lead} " if (lead := item.text("lead", default="")) else "",
            )
        )
    return tuple(found)


def _codes(entry: TomlTable, name: str, allowed: Sequence[str]) -> tuple[str, ...]:
    """The list at `name`, () when it is missing; every item must be allowed."""
    if name not in entry.data:
        return ()
    codes = entry.texts(name, may_be_empty=True)
    for code in codes:
        if code not in allowed:
            raise SchemaError(
                entry.file, entry.key(name), repr(code), "one of " + ", ".join(allowed), near=(code, allowed)
            )
    return codes


def _expression(entry: TomlTable, name: str) -> re.Pattern[str] | None:
    text = entry.text(name, default="")
    try:
        return re.compile(text, re.IGNORECASE) if text else None
    except re.error as error:
        raise SchemaError(entry.file, entry.key(name), repr(text), f"a regular expression ({error})") from None


def _gloss(entry: TomlTable) -> Gloss:
    entry.only({"word": str, "meanings": list})
    word = entry.text("word")
    return Gloss(re.compile(rf"(?<!\w){re.escape(word)}\w*", re.IGNORECASE), entry.texts("meanings"))
