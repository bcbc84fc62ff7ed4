"""metadata/statements.toml: how the claims of a predicate read, and words that agree with their subject."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from roa_dataset.toml_files import SchemaError, read_toml

Row = Mapping[str, object]

SHAPES = ("both", "object", "value", "none", "number", "not_both", "not_object", "not_value", "not_none")
FIELDS = frozenset(["subject", "object", "value", "a_value", "number", "about", "was", "is"])
FIELD = re.compile(r"\{(\w+)\}")

#: ids of these types name one thing, whatever the word ends with ("United States")
ONE = ("person:", "place:", "polity:", "work:", "event:", "rank:")
MANY = re.compile(
    r"(?:(?:approximately|about|nearly|over|at least|up to|more than|an? (?:\w+ )?number of|some of|most of|many of|all of)\s)?"
    r"(?:many|some|several|most|all|others|both|few|thousands|hundreds|dozens|those|these|two|three|\d[\d,.]*)\b"
    r"|(?:an? (?:\w+ )?number|the majority) of\s|(?:an additional|a further) \d",
    re.IGNORECASE,
)
TAIL = re.compile(
    r"\s(?:(?:of|who|that|which|from|in|with|on|to|under|for|at|after|during|annexed)\b|\(|…)", re.IGNORECASE
)
#: nouns that end with s and are one
SINGULAR = re.compile(r"(?:ss|us|is|Corps|corps|headquarters)\Z")
#: the last word of several: "the airmen", "the rest"
SEVERAL = re.compile(r"(?:\w*men|people|rest)\Z")
#: a common noun of a label that names several ("Nazi POW camps"), which a proper name ("Balkans") does not show
COMMON_PLURAL = re.compile(r"[a-z]+s\Z")
#: what a label says of one, and of several
AGREE = (("was a member of", "were members of"), ("was a", "were"), ("was", "were"), ("is", "are"), ("has", "have"))

#: classes that need no article: "one of the last battles", "the first regiment"
OWN_ARTICLE = re.compile(r"(?:the|an?|one|two|three|several|some|members?)\s")
#: classes of which there is one: "the last battle"
ONLY_ONE = re.compile(r"(?:first|second|third|last|only|largest|primary)\s")
VOWEL = re.compile(r"[AEIOaeio]|[Uu](?![ksn])")


@dataclass(frozen=True)
class Forms:
    """Predicate, or predicate.qualifier → shape → the sentence with fields in braces."""

    forms: Mapping[str, Mapping[str, str]]

    def form(self, row: Row, number: str, told_about: bool) -> str | None:
        """The form for a row of `claims`; None where the predicate's label alone makes the sentence."""
        predicate = str(row["predicate"])
        forms = self.forms.get(f"{predicate}.{row['qualifier']}") or self.forms.get(predicate, {})
        if number and row["polarity"] == "affirmed" and "number" in forms:
            return forms["number"]
        told = row["value"] and row["value"] != row["object_label"]
        shape = ("both" if told else "object") if row["object_id"] else ("value" if told else "none")
        found = forms.get(shape if row["polarity"] == "affirmed" else f"not_{shape}")
        return None if found and "{about}" in found and not told_about else found

    def has_qualifier(self, row: Row) -> bool:
        """Whether the qualifier is a code that the form has already put into words."""
        return f"{row['predicate']}.{row['qualifier']}" in self.forms


def load_forms(path: Path, predicates: Mapping[str, object]) -> Forms:
    """Reads metadata/statements.toml; raises SchemaError for a predicate, shape or field that there is not."""
    forms: dict[str, dict[str, str]] = {}
    top = read_toml(path, path.parent)
    for predicate, entries in top.data.items():
        if predicate not in predicates:
            raise SchemaError(top.file, predicate, repr(predicate), "a predicate", near=(predicate, predicates))
        if not isinstance(entries, dict):
            raise SchemaError(top.file, predicate, repr(entries), f"a table [{predicate}]")
        for key, value in entries.items():
            group = value.items() if isinstance(value, dict) else [(key, value)]
            name = f"{predicate}.{key}" if isinstance(value, dict) else predicate
            for shape, form in group:
                _check(top.file, name, shape, form)
                forms.setdefault(name, {})[shape] = form
    return Forms(forms)


def _check(file: str, name: str, shape: str, form: object) -> None:
    if shape not in SHAPES:
        raise SchemaError(file, name, repr(shape), f"one of {', '.join(SHAPES)}", near=(shape, SHAPES))
    if not isinstance(form, str) or not form:
        raise SchemaError(file, f"{name}.{shape}", repr(form), "a sentence")
    for field in FIELD.findall(form):
        if field not in FIELDS:
            raise SchemaError(file, f"{name}.{shape}", f"{{{field}}}", "a field", near=(field, FIELDS))


def are_many(row: Row) -> bool:
    """Whether the subject is a plural: by its own words where the text means a part, else by its label."""
    words = str(row["subject_text"] or row["subject_label"])
    head = TAIL.split(words, maxsplit=1)[0]
    last = head.rsplit(" ", 1)[-1].strip("\"'”“")
    if not row["subject_text"] and str(row["subject_id"]).startswith(ONE):
        return str(row["subject_id"]).startswith("place:") and _is_plural(last) and bool(COMMON_PLURAL.match(last))
    return bool(MANY.match(words)) or " and " in head or SEVERAL.match(last) is not None or _is_plural(last)


def _is_plural(noun: str) -> bool:
    return noun.endswith("s") and not SINGULAR.search(noun)


def agreeing(verb: str, many: bool) -> str:
    """ "was handed over to" → "were handed over to" for several."""
    for one, several in AGREE if many else ():
        if verb == one or verb.startswith(one + " "):
            return several + verb.removeprefix(one)
    return verb


def with_article(words: str, many: bool) -> str:
    """ "committee" → "a committee", "last battle" → "the last battle", "one of the last battles" as it is; several that are one
    thing have its article too: "the Fusiliers were an infantry regiment"."""
    if OWN_ARTICLE.match(words) or (many and _is_plural(TAIL.split(words, maxsplit=1)[0])):
        return words
    if ONLY_ONE.match(words):
        return f"the {words}"
    return f"{'an' if VOWEL.match(words) else 'a'} {words}"
