"""The pages of the site: which there are, with which template, and what each of them shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from roa_dataset.site import comparison_pages, data_page, differences, entity_pages, figure_pages, text_page
from roa_dataset.site.table_page import claim_rows, facets

if TYPE_CHECKING:
    from roa_dataset.site.content import Content


@dataclass(frozen=True)
class Page:
    """One page: its path in the site, its template, its title, and what the template needs beside the content.

    `here` is the path of the page of the navigation that it belongs to.
    """

    path: str
    template: str
    title: str
    here: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


def pages(content: Content) -> Iterator[Page]:
    """All pages, made one by one."""
    chosen = differences.example(content)
    figure = figure_pages.example_picture(content, chosen.conflict.conflict_id) if chosen else None
    yield Page("index.html", "index.html", content.head["title"], "index.html", {"example": chosen, "figure": figure})
    for document in content.documents:
        path = content.links.text(document.document_id)
        title = f"{document.title}, {content.text_label(document.document_id)}"
        yield Page(path, "text.html", title, path, text_page.values(content, document))
    yield from _comparisons(content)
    yield Page("conflicts.html", "conflicts.html", "Where the texts differ", "conflicts.html",
               {"groups": differences.groups(content)})  # fmt: skip
    for path, title, values in entity_pages.lists(content):
        yield Page(path, "entities.html", title, path, values)
    for entity in content.paged_entities:
        values = entity_pages.values(content, entity)
        yield Page(values["path"], "entity.html", str(entity["label"]), values["list_path"], values)
    for path, title, values in figure_pages.figure_pages(content):
        yield Page(path, "figures.html", title, path, values)
    yield Page("claims.html", "claims.html", "All claims", "claims.html",
               {"rows": claim_rows(content), "facets": facets(content)})  # fmt: skip
    yield Page("data.html", "data.html", "Data", "data.html", data_page.values(content))
    yield Page("method.html", "method.html", "Method and limits", "method.html")
    yield Page("accessibility.html", "accessibility.html", "Accessibility", "accessibility.html")


def _comparisons(content: Content) -> Iterator[Page]:
    for older, newer in comparison_pages.neighbours(content):
        path = comparison_pages.path_of(content, older, newer)
        yield Page(path, "comparison.html", f"{newer.title}: two versions side by side", path,
                   comparison_pages.values(content, older, newer))  # fmt: skip
