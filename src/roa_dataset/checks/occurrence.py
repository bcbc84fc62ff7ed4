"""Where and in which texts entities occur, by their mentions and claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from roa_dataset.checks.contents import Contents, Row
from roa_dataset.versions import versions

#: kinds of passages that only list other articles
LISTS = ("see_also", "external_link", "category", "interlanguage")


class Occurrences:
    """What mentions and claims say of where an entity occurs."""

    def __init__(self, contents: Contents) -> None:
        self._passages = {str(row["passage_id"]): row for row in contents.rows("passages")}
        self._version = versions(contents.rows("documents"))
        self._at: defaultdict[str, list[Row]] = defaultdict(list)
        self._in: defaultdict[str, set[str]] = defaultdict(set)
        for table, column in (("mentions", "entity_id"), ("claims", "subject_id")):
            for row in contents.rows(table):
                passage = self._passages.get(str(row["passage_id"]))
                if row[column] is not None and passage is not None:
                    self._at[str(row[column])].append(passage)
                    self._in[str(row[column])].add(self._version.get(str(row["document_id"]), ""))

    def of(self, entity_id: str) -> tuple[str, ...]:
        """All codes of `occurrence` that hold for the entity, the widest first; at least one."""
        return occurrences(self._at.get(entity_id, ()))

    def versions(self, entity_id: str) -> set[str]:
        """`newer`, `older`: the versions that name the entity or say something of it."""
        return set(self._in.get(entity_id, ()))

    def version(self, claim: Row) -> str:
        """The version that the claim's text is."""
        return self._version.get(str(claim["document_id"]), "")

    def passage(self, claim: Row) -> Mapping[str, object]:
        """The passage of a claim; an empty row where there is none."""
        return self._passages.get(str(claim["passage_id"]), {})

    def about_title(self, claim: Row) -> object:
        """The other article that the claim's passage sums up, if it does."""
        return self.passage(claim).get("about_title")


def occurrences(passages: Sequence[Row]) -> tuple[str, ...]:
    """All codes of `occurrence` that hold for what is named in these passages, the widest first; at least one."""
    holds = {
        "article": any(
            not p["about_title"] and p["kind"] not in (*LISTS, "related_article", "reference") for p in passages
        ),
        "summary_of_other_article": any(p["about_title"] or p["kind"] == "related_article" for p in passages),
        "reference": any(p["kind"] == "reference" for p in passages),
        "list": any(p["kind"] in LISTS for p in passages),
    }
    return tuple(code for code, here in holds.items() if here) or ("claim_only",)
