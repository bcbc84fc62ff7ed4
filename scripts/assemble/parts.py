"""The texts of a build in parts, which are assembled one after the other: memory holds one part, whatever the number of texts.

A part is one article with all its versions, for these are compared with each other, or several short articles, for each part
has costs of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.model import Document

#: characters up to which articles are put together into one part
CHARACTERS = 100_000


def parts_of(documents: Sequence[Document], most: int = CHARACTERS) -> list[tuple[Document, ...]]:
    """The documents by article, short articles together, in the order of the first document of each article.

    No part has more than `most` characters, but for an article that is longer itself.
    """
    articles: dict[str, list[Document]] = {}
    for document in sorted(documents, key=lambda d: d.document_id):
        articles.setdefault(document.article, []).append(document)
    parts: list[list[Document]] = []
    size = most
    for versions in articles.values():
        own = sum(int(str(d.row["characters"])) for d in versions)
        if size + own > most:
            parts.append([])
            size = 0
        parts[-1] += versions
        size += own
    return [tuple(part) for part in parts]
