"""One sentence, or a paragraph, through the prose rules: for the rules' own examples and for people who write rules.

python -m extract.prose.trial "By March, the 4th Infantry Division was …"      (with scripts/ on the path)
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from extract import grammar
from extract.context import Context
from extract.layouts.common import cover, paragraph
from extract.model import ClaimDraft, Document
from extract.names import Names
from extract.prose.apply import read_prose
from extract.vocabulary import EVERY, Vocabulary, for_article, load

METADATA = Path(__file__).resolve().parents[3] / "metadata"
#: invented entities for the examples of rules (articles = ["example"])
EXAMPLES = Path(__file__).resolve().parent.parent / "rules" / "examples"
EXAMPLE = "example"


def read_text(text: str, title: str = "Trial", article: str = EVERY, about: str = "") -> Context:
    """The context after the prose rules have read `text` as one paragraph of an article of this title, or as the summary of
    the article `about`."""
    document = Document("trial", title, "trial", "trial", text, {"language": "en"})
    loaded = load(METADATA / "entities") | load(EXAMPLES)
    vocabulary: Vocabulary = for_article(loaded, EXAMPLE if article == EVERY else article)
    names = Names(document, vocabulary)
    blocks = cover(text, [replace(paragraph(text, 0, len(text)), about_title=about)])
    subject = names.known(title) or names.discover(title, "unit")
    context = Context(document, blocks, names, subject)
    if about and not names.known(about):
        names.discover(about, grammar.guess_type(about))
    read_prose(context)
    return context


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


def main() -> int:
    """Prints the claims of the text given, each with its rule and its quote."""
    context = read_text(" ".join(sys.argv[1:]), "Russian Liberation Army", "russian-liberation-army")
    for claim in context.claims:
        print(f"{claim.rule_id:32} {brief(context, claim)}   ⟦{context.text[claim.start : claim.end]}⟧")
    return 0 if context.claims else 1


if __name__ == "__main__":
    sys.exit(main())
