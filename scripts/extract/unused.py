"""What metadata/entities has and no text: often a slip of the pen, never an error."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from difflib import get_close_matches
from operator import attrgetter

from extract.model import Document
from extract.vocabulary import EVERY, Entity

#: so many names are told; how many more there are is told as a number
TOLD = 5


def unused_entries(
    loaded: Mapping[str, Mapping[str, Entity]],
    documents: Sequence[Document],
    elsewhere: Collection[str] = (),
    text_of: Callable[[Document], str] = attrgetter("text"),
) -> list[str]:
    """A line for articles that no text has, and one for the names that stand in no text of their article.

    Entries for all articles are not looked for: most texts name few of them. `elsewhere` are articles of texts that are not
    of this build and no slip; `text_of` gives the text of a document, one after the other.
    """
    articles = {document.article for document in documents}
    lines = []
    for article in sorted(loaded.keys() - articles - set(elsewhere) - {EVERY}):
        near = get_close_matches(article, sorted(articles), n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        lines.append(f"metadata/entities: no text has the article {article!r}.{hint}")
    missing = {
        article: [(name.name, entity.entity_id) for entity in loaded[article].values() for name in entity.names]
        for article in sorted(articles & loaded.keys())
    }
    for document in documents:
        if wanted := missing.get(document.article):
            text = " ".join(text_of(document).split())
            missing[document.article] = [one for one in wanted if " ".join(one[0].split()) not in text]
    unused = [f"{name!r} ({entity_id})" for left in missing.values() for name, entity_id in left]
    if unused:
        verb, whose = (
            ("name", "stands in no text of its") if len(unused) == 1 else ("names", "stand in no text of their")
        )
        more = f" and {len(unused) - TOLD} more" if len(unused) > TOLD else ""
        lines.append(f"{len(unused)} {verb} of metadata/entities {whose} article: {', '.join(unused[:TOLD])}{more}")
    return lines
