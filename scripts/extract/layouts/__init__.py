"""The layouts of raw texts, by the name that raw/documents.csv uses. Each has one function: text → blocks."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from extract.layouts import article_mirror, plain, wiki_dump
from extract.layouts.common import groups
from extract.model import Block

LAYOUTS: Mapping[str, Callable[[str], tuple[Block, ...]]] = {
    "article_mirror": article_mirror.parse,
    "plain": plain.parse,
    "wiki_dump": wiki_dump.parse,
}

#: layouts in which a line may end anywhere in a sentence
WRAPPED = frozenset({"plain"})


def foreign_layout(text: str, layout: str) -> str | None:
    """The layout whose signs the text has where it has none of the layout that documents.csv names; else None.

    Any text can be read in any layout, with nothing lost; in the wrong one, fewer claims are found. The build says so.
    """
    signs = {name for name, has_sign in SIGNS.items() if has_sign(text)}
    return None if layout in signs or not signs else min(signs)


def _is_mirror(text: str) -> bool:
    second = [text[g.start : g.end] for g in groups(text[:HEAD])[1:2]]
    return bool(second) and second[0].startswith("Last updated")


def _is_dump(text: str) -> bool:
    return bool(wiki_dump.template(text[:HEAD])[1])


#: the signs stand at the beginning of a text
HEAD = 5_000
SIGNS: Mapping[str, Callable[[str], bool]] = {"article_mirror": _is_mirror, "wiki_dump": _is_dump}
