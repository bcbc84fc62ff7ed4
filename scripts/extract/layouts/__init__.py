"""The layouts of raw texts, by the name that raw/documents.csv uses. Each has one function: text → blocks."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from extract.layouts import article_mirror, wiki_dump
from extract.model import Block

LAYOUTS: Mapping[str, Callable[[str], tuple[Block, ...]]] = {
    "article_mirror": article_mirror.parse,
    "wiki_dump": wiki_dump.parse,
}
