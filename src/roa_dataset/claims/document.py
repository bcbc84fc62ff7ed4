"""A raw text and stretches of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from roa_dataset.errors import DamagedDataError, UnknownIdError
from roa_dataset.loading.descriptor import plain_path
from roa_dataset.showing.html import html_quote

if TYPE_CHECKING:
    from roa_dataset.package import Package


@dataclass(frozen=True)
class Context:
    """A stretch of a text with what stands before and after it. As a string the stretch is between ⟦ and ⟧."""

    before: str
    quote: str
    after: str
    cut_before: bool = False
    cut_after: bool = False

    def __str__(self) -> str:
        start, end = "…" * self.cut_before, "…" * self.cut_after
        return f"{start}{self.before}⟦{self.quote}⟧{self.after}{end}"

    def _repr_html_(self) -> str:
        return html_quote("…" * self.cut_before + self.before, self.quote, self.after + "…" * self.cut_after)


@dataclass(frozen=True)
class Document:
    """A raw text of the package: a row of the table `documents` and, as `text`, the text itself."""

    document_id: str
    title: str
    article: str
    layout: str
    version_label: str | None
    version_order: int | None
    not_before: date | None
    language: str
    path: str
    sha256: str
    characters: int
    license: str
    attribution: str
    url: str | None
    lost: str | None
    note: str | None
    _package: Package = field(repr=False, compare=False)

    @cached_property
    def text(self) -> str:
        """The text decoded as UTF-8 with nothing changed: what all offsets count in, as Unicode code points.

        Raises DamagedDataError when the file is not the one that the offsets were made for.
        """
        content = (self._package.root / plain_path(self.path)).read_bytes()
        found = hashlib.sha256(content).hexdigest()
        if found != self.sha256:
            raise DamagedDataError(self.path, "", "", f"SHA-256 {found}", self.sha256)
        return content.decode("utf-8")

    def context(self, start: int, end: int, characters: int = 80) -> Context:
        """The stretch start–end of the text with so many characters before and after it."""
        first, last = max(0, start - characters), min(len(self.text), end + characters)
        text = self.text
        return Context(text[first:start], text[start:end], text[end:last], first > 0, last < len(text))


def read_document(package: Package, document_id: str) -> Document:
    """The document of this id; UnknownIdError names the nearest."""
    documents = package.index("documents", "document_id")
    if document_id not in documents:
        raise UnknownIdError("document", document_id, documents, 'roa_dataset.load("documents") lists them.')
    row = documents[document_id]
    names = [name for name in Document.__dataclass_fields__ if name != "_package"]
    return Document(**{name: row.get(name) for name in names}, _package=package)  # type: ignore[arg-type]
