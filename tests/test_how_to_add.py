"""The examples of the pages for contributors (docs/how-to/add-a-….md) do what the pages say."""

from __future__ import annotations

import re
import shlex
import textwrap
import tomllib
from pathlib import Path

import pytest

import add_text
import build
from conftest import METADATA, ROOT, Tables
from extract.prose import apply
from extract.prose.patterns import _rule
from extract.prose.prefilter import Prefilter
from extract.prose.trial import brief, read_text
from extract.vocabulary import load

PAGES = {name: (ROOT / f"docs/how-to/add-a-{name}.md").read_text(encoding="utf-8") for name in ("text", "name", "rule")}


def block(page: str, begins: str, ends: str = r"\n(?! |\n)") -> str:
    """The indented block of a page that begins with these words, without its indent."""
    found = re.search(rf"^( +{re.escape(begins)}.*?){ends}", PAGES[page], re.MULTILINE | re.DOTALL)
    assert found, begins
    return textwrap.dedent(found[1]) + "\n"


def run(command: str, folder: Path, file: Path) -> None:
    """A line of the page that calls add_text.py, for a file and a folder of the test."""
    arguments = shlex.split(command)
    start = arguments.index("scripts/add_text.py") + 2
    given = arguments[start:]
    if "--raw" in given:
        del given[given.index("--raw") : given.index("--raw") + 2]
    assert add_text.main([str(file), "--raw", str(folder / "raw"), *given]) == 0


def tables(folder: Path) -> Tables:
    return build.build_tables(folder / "raw", METADATA, lambda _: None)[2]


def commands() -> list[str]:
    return re.findall(r"^ +(\S*python scripts/add_text\.py .+)$", PAGES["text"], re.MULTILINE)


@pytest.fixture
def text(tmp_path: Path) -> Path:
    (words,) = re.findall(r"printf '(.+)' > \.\./lake-guards\.txt", PAGES["text"])
    file = tmp_path / "lake-guards.txt"
    file.write_text(words.replace("\\n", "\n"), encoding="utf-8")
    return file


def test_a_text_and_its_newer_version_are_added_and_compared(text: Path, tmp_path: Path) -> None:
    first, second, apart = commands()
    run(first, tmp_path, text)
    table = tmp_path / "raw" / "documents.csv"
    (old, new) = re.findall(r"sed -i 's/(.+)/(.+)/' raw/documents\.csv", PAGES["text"])[0]
    pattern = old.replace(r"\(", "(").replace(r"\)", ")")
    changed, count = re.subn(pattern, new, table.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert count == 1
    table.write_text(changed, encoding="utf-8", newline="")
    newer = tmp_path / "lake-guards-newer.txt"
    newer.write_text(text.read_text(encoding="utf-8").replace("900", "1,100"), encoding="utf-8")
    run(second, tmp_path, newer)
    found = tables(tmp_path)
    assert {a["change"] for a in found["alignments"]} == {"identical", "reworded"}
    assert [c["class"] for c in found["conflicts"]] == ["contradiction"]
    run(apart, tmp_path / "apart", text)


@pytest.mark.parametrize(
    ("begins", "layout"), [("Lake Guards\n\n    Last updated", "article_mirror"), ("|dates=", "wiki_dump")]
)
def test_a_box_is_read(begins: str, layout: str, tmp_path: Path) -> None:
    box = tmp_path / "box.txt"
    box.write_text(block("text", begins), encoding="utf-8")
    run(commands()[0].replace("plain", layout), tmp_path, box)
    said = {(c["predicate"], c["number_min"]) for c in tables(tmp_path)["claims"]}
    assert {("active", None), ("has_strength", 900), ("commands", None)} <= said


def test_an_entry_is_read_and_gives_the_text_its_entity(
    text: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(commands()[0], tmp_path, text)
    (tmp_path / "lake-guards.toml").write_text(block("name", "# Whom the texts", r"\n\n   - "), encoding="utf-8")
    monkeypatch.setattr(build, "load_entities", lambda folder: load(folder) | load(tmp_path))
    found = tables(tmp_path)
    assert {m["entity_id"] for m in found["mentions"] if m["text"] == "Lake Guards"} == {"unit:brisk-lake-guards"}
    (line,) = build.unused_entries(load(tmp_path), build.load_documents(tmp_path / "raw", build.LAYOUTS))
    assert "'Brisk Lake Guards' (unit:brisk-lake-guards)" in line


def test_a_rule_states_what_its_examples_expect(monkeypatch: pytest.MonkeyPatch) -> None:
    (entry,) = tomllib.loads(block("rule", "[[rule]]", r"\n\n   - "))["rule"]
    rule = _rule("page", entry)
    monkeypatch.setattr(apply, "prefilter", lambda: Prefilter((rule,)))
    for example in rule.examples:
        context = read_text(example.text)
        assert [brief(context, claim) for claim in context.claims] == list(example.expect)
    assert [bool(example.expect) for example in rule.examples] == [True, False]
