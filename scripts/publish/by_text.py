"""The pages that have something of every text, docs/coverage.md and docs/contradictions.md: collected part by part, on disk."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from assemble.evidence import Tables
from publish.contradictions import SORTED_BY, contradictions, contradictions_page
from publish.report import ReadText, coverage_lines, read_texts
from publish.stored import RowFile
from roa_dataset.schema_files import Schema


class PagesByText:
    """Takes the tables of one part of the texts after the other, and writes the pages when all are there."""

    def __init__(self, schema: Schema, folder: Path) -> None:
        self._schema, self._folder = schema, folder
        self._texts: list[ReadText] = []
        self._sections = RowFile(folder / "sections.rows", (0,))
        self._contradictions = RowFile(folder / "contradictions.rows", tuple(range(SORTED_BY)))
        self._conflicts = 0

    def add(self, tables: Tables, texts: Mapping[str, str], labels: Mapping[str, str]) -> None:
        """One part: all its tables, its raw texts, and what each text is called."""
        read = read_texts(tables, texts)
        self._texts += [item for item, _ in read]
        self._sections.add([(item.document_id, section) for item, section in read])
        self._contradictions.add(sorted(contradictions(self._schema, tables, labels)))
        self._conflicts += len(tables["conflicts"])

    @property
    def texts(self) -> list[ReadText]:
        """What was read of each text, by document id."""
        return sorted(self._texts, key=lambda item: item.document_id)

    def written(self) -> dict[str, Path]:
        """The pages by their paths in the package, each with the file that holds it."""
        made = {f"docs/{name}.md": self._folder / f"{name}.md" for name in ("coverage", "contradictions")}
        coverage = coverage_lines(self.texts, (str(section) for _, section in self._sections.in_order()))
        with made["docs/coverage.md"].open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in coverage)
        count = self._contradictions.count
        page = contradictions_page(self._schema, self._contradictions.in_order(), count, self._conflicts - count)
        with made["docs/contradictions.md"].open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(page)
        return made
