"""One sentence, or a paragraph, through the prose rules: for the rules' own examples and for people who write rules.

    python -m extract.prose.trial "By March, the 4th Infantry Division was …"      (with scripts/ on the path)

Prints each sentence as the patterns see it, with {slots}, then each claim with its rule, what it states as an example's `expect` has
it, and its quote in ⟦ ⟧. Exit code 0: something is read; 1: nothing is read, or a rule or an entry cannot be used; 2: usage.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from extract import grammar
from extract.context import Context
from extract.layouts.common import cover, paragraph
from extract.model import ClaimDraft, Document
from extract.names import Names
from extract.prose.annotate import annotate
from extract.prose.apply import read_prose
from extract.prose.discourses import discourses
from extract.prose.patterns import ProseRule, expand
from extract.prose.patterns import load as load_rules
from extract.prose.rule_checks import PatternError
from extract.prose.slots import INDEX_BASE, TYPES
from extract.vocabulary import EVERY, Vocabulary, for_article, load
from roa_dataset.toml_files import SchemaError

#: two characters of a shadow that stand for a name, a date, a number or a rank
SLOT = re.compile(f"([{''.join(TYPES.values())}])[{chr(INDEX_BASE)}-\uf8ff]")
METADATA = Path(__file__).resolve().parents[3] / "metadata"
#: invented entities for the examples of rules (articles = ["example"])
EXAMPLES = Path(__file__).resolve().parent.parent / "rules" / "examples"
EXAMPLE = "example"


def context_of(text: str, title: str = "Trial", article: str = EVERY, about: str = "") -> Context:
    """The context in which `text` is one paragraph of an article of this title, or the summary of the article `about`."""
    document = Document("trial", title, "trial", "trial", text, {"language": "en"})
    loaded = load(METADATA / "entities") | load(EXAMPLES)
    vocabulary: Vocabulary = for_article(loaded, EXAMPLE if article == EVERY else article)
    names = Names(document, vocabulary)
    blocks = cover(text, [replace(paragraph(text, 0, len(text)), about_title=about)])
    subject = names.known(title) or names.discover(title, "unit")
    context = Context(document, blocks, names, subject)
    if about and not names.known(about):
        names.discover(about, grammar.guess_type(about))
    return context


def read_text(text: str, title: str = "Trial", article: str = EVERY, about: str = "") -> Context:
    """The context after the prose rules have read `text`."""
    context = context_of(text, title, article, about)
    read_prose(context)
    return context


def shadows(context: Context) -> list[str]:
    """Each sentence as patterns run over it. The context must not have been read yet."""
    found = []
    for discourse, places in discourses(context):
        for start, end in places:
            shadow = annotate(context, start, end, discourse)
            discourse.follow(shadow)
            found.append(shadow.text)
    return found


def seen(shadow: str) -> str:
    """A sentence as people read it: "The {unit} camped at {place} in {date}."."""
    types = {character: name for name, character in TYPES.items()}
    return SLOT.sub(lambda match: f"{{{types[match[1]]}}}", shadow)


def reached(rule: ProseRule, sentences: Sequence[str]) -> str:
    """How much of the rule's pattern a sentence matches from its start on: where it stops is what the sentence lacks."""
    for end in sorted({m.start() for m in re.finditer(r"(?<=.)(?: |\{|\(|\)|$)", rule.pattern)}, reverse=True):
        part = rule.pattern[:end].rstrip()
        open_groups = len(re.findall(r"(?<!\\)\(", part)) - len(re.findall(r"(?<!\\)\)", part))
        try:
            expression = re.compile(expand(rule.id, part + ")" * open_groups, {}), re.IGNORECASE)
        except (re.error, PatternError):
            continue  # cut in the middle of something
        if any(expression.search(sentence) for sentence in sentences):
            return part
    return ""


def why(rule: ProseRule, text: str, about: str = "") -> str:
    """What is to be said where a rule does not state what was expected of a text."""
    sentences = shadows(context_of(text, about=about))
    lines = [f"seen as: {seen(sentence)}" for sentence in sentences]
    part = reached(rule, sentences)
    if part == rule.pattern.rstrip():
        told = (
            "the whole pattern matches: look at the claims, and at what other rules state of the same words before it"
        )
    else:
        told = f"the pattern matches up to: {part or 'nothing of it'}"
    return "\n".join([*lines, f"{rule.id}: {told}"])


def brief(context: Context, claim: ClaimDraft) -> str:
    """ "SUBJECT predicate OBJECT VALUE NUMBER" with what else the claim holds in square brackets."""
    parts = [context.names.label(claim.subject_id), claim.predicate]
    if claim.object_id:
        parts.append(context.names.label(claim.object_id))
    if claim.value:
        parts.append(f"“{claim.value}”" if claim.object_id else claim.value)
    if claim.number:
        low, high = claim.number.minimum, claim.number.maximum
        shown = "–".join(str(n) for n in ((low,) if low == high else (low, high)) if n is not None)
        parts.append(
            f"{claim.number.exactness} {shown}".strip() + (f" {claim.number_measure}" if claim.number_measure else "")
        )
    extra = [
        ("", claim.subject_text), ("q=", claim.qualifier), ("", claim.date and f"{claim.date_role} {claim.date.edtf}"),
        ("at ", claim.place_id and context.names.label(claim.place_id)), ("", claim.polarity if claim.polarity != "affirmed" else None),
        ("", claim.modality if claim.modality != "asserted" else None), ("hedge=", claim.hedge),
        ("by ", claim.attributed_to_id and context.names.label(claim.attributed_to_id)),
    ]  # fmt: skip
    if claim.about is not None:
        extra.append(("about ", context.claims[claim.about].predicate))
    shown_extra = "; ".join(f"{k}{v}" for k, v in extra if v)
    return " ".join(parts) + (f" [{shown_extra}]" if shown_extra else "")


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints what the rules read in the text given."""
    parser = argparse.ArgumentParser(
        "extract.prose.trial", description="What the prose rules read in a sentence or paragraph."
    )
    parser.add_argument("text", nargs="+", help="the sentence or paragraph, in quotation marks")
    parser.add_argument(
        "--title", default="Russian Liberation Army", help="the title of the article (default: %(default)s)"
    )
    parser.add_argument(
        "--article", default="russian-liberation-army", help="whose entries of metadata/entities (default: %(default)s)"
    )
    parser.add_argument("--rule", help="a rule's id: how much of its pattern the text matches")
    options = parser.parse_args(arguments)
    given = (" ".join(options.text), options.title, options.article)
    try:
        rules = [rule for rule in load_rules() if rule.id == options.rule] if options.rule else []
        sentences = shadows(context_of(*given))
        context = read_text(*given)
    except (SchemaError, PatternError) as error:
        print(f"nothing was read: {error}", file=sys.stderr)
        return 1
    if options.rule and not rules:
        parser.error(f"no rule has the id {options.rule}; the ids stand in scripts/extract/rules/prose/*.toml")
    for sentence in sentences:
        print(f"seen as: {seen(sentence)}")
    for rule in rules:
        print(f"{rule.id} matches up to: {reached(rule, sentences) or 'nothing of it'}")
    for claim in context.claims:
        print(f"{claim.rule_id:32} {brief(context, claim)}   ⟦{context.text[claim.start : claim.end]}⟧")
    if not context.claims:
        print("nothing is read: no rule states a claim of these words")
    return 0 if context.claims else 1


if __name__ == "__main__":
    sys.exit(main())
