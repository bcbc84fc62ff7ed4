"""metadata/entities: an entry with a mistake is refused by file and entry, and what no text names is told."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

import build
from assemble.entities import judgement_rows
from conftest import METADATA, RAW, read_raw, write_raw
from extract import infobox_lines, rule_list
from extract.model import Document
from extract.unused import unused_entries
from extract.vocabulary import VocabularyError, load
from roa_dataset.toml_files import SchemaError

HEAD = '# Forces.\narticles = ["lake-guards"]\n'
GOOD = {
    "id": '"unit:lake-guards"',
    "type": '"unit"',
    "label": '"Lake Guards"',
    "names": '[{ name = "Lake Guards", language = "en", kind = "official" }]',
}


def entry(**changed: str) -> str:
    return "\n[[entity]]\n" + "".join(f"{key} = {value}\n" for key, value in {**GOOD, **changed}.items() if value)


def entities(folder: Path, *entries: str, head: str = HEAD) -> Path:
    (folder / "entities").mkdir(exist_ok=True)
    (folder / "entities" / "forces.toml").write_text(head + "".join(entries), encoding="utf-8")
    return folder / "entities"


def names(*spellings: str, kind: str = "short", language: str = "en") -> str:
    return "[" + ", ".join(f'{{ name = "{s}", language = "{language}", kind = "{kind}" }}' for s in spellings) + "]"


def test_an_entry_without_a_mistake_is_read(tmp_path: Path) -> None:
    (guards,) = load(entities(tmp_path, entry()))["lake-guards"].values()
    assert (guards.entity_id, guards.scope, guards.names[0].kind) == ("unit:lake-guards", "actor", "official")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"type": '"troop"'}, r"unit:lake-guards\.type: found 'troop', expected one of person, unit"),
        ({"type": '"group"'}, r"unit:lake-guards\.id: found 'unit:lake-guards', expected group:slug"),
        ({"id": '"unit:Lake Guards"'}, "expected unit:slug"),
        ({"label": ""}, r"unit:lake-guards\.label: found nothing"),
        ({"scope": '"actors"'}, "found 'actors'.*mean 'actor'"),
        ({"kind": '"town"'}, "no kind for a unit"),
        ({"nots": '"?"'}, "an unknown key.*mean 'note'"),
        ({"id": '"place:arlen"', "type": '"place"', "kind": '"twon"'}, "found 'twon'.*mean 'town'"),
        ({"names": names("BLG", kind="nickame")}, r"names\.1\.kind: found 'nickame'.*mean 'nickname'"),
        ({"names": names("BLG", language="english")}, r"names\.1\.language: found 'english'"),
        ({"names": '[{ name = "BLG", language = "en" }]'}, r"names\.1\.kind: found nothing"),
        ({"names": '["BLG"]'}, r"names\.1: found 'BLG', expected \{ name"),
    ],
)
def test_an_entry_with_a_mistake_is_refused_by_name(changed: dict[str, str], words: str, tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match=words) as caught:
        load(entities(tmp_path, entry(**changed)))
    assert str(caught.value).startswith(f"{tmp_path.name}/entities/forces.toml: entity.")


def test_a_refusal_comes_whole_from_another_process() -> None:
    told = VocabularyError("a.toml", "id", "'aples'", "a fruit", near=("aples", ["apples"]))
    error = pickle.loads(pickle.dumps(told))
    assert (type(error), str(error), vars(error)) == (VocabularyError, str(told), vars(told))
    assert error.nearest == "apples" and "Did you mean 'apples'?" in str(error)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('articles = ["lake-guards"\n[[entity]]\n', r"forces\.toml: the file: found no TOML.*line 2"),
        ("", r"forces\.toml: articles: found None"),
        ('articles = ["Lake Guards"]\n', r"articles: found 'Lake Guards', expected slugs of articles"),
        (HEAD + '[[entities]]\nid = "unit:x"\n', "an unknown key, expected one of articles, entity"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_by_name(text: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match=words):
        load(entities(tmp_path, head=text))


def test_a_spelling_of_two_entities_of_one_article_is_refused(tmp_path: Path) -> None:
    other = entry(id='"group:guards"', type='"group"', label='"guards"', names=names("Guards", "Lake Guards"))
    with pytest.raises(VocabularyError, match=r"group:guards\.names: found 'Lake Guards', .* unit:lake-guards too"):
        load(entities(tmp_path, entry(), other))
    with pytest.raises(VocabularyError, match=r"unit:lake-guards\.id: found 'unit:lake-guards' again"):
        load(entities(tmp_path, entry(), entry(label='"Guards"')))


def test_an_article_may_give_a_spelling_of_all_articles_a_meaning_of_its_own(tmp_path: Path) -> None:
    folder = entities(tmp_path, entry())
    general = 'articles = ["*"]\n' + entry(id='"group:guards"', type='"group"', label='"guards"')
    (folder / "general.toml").write_text(general, encoding="utf-8")
    assert set(load(folder)) == {"lake-guards", "*"}


def test_a_mistake_ends_the_build_with_one_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    load_entities = build.load_entities
    folder = entities(tmp_path, entry(type='"troop"'))
    monkeypatch.setattr(build, "load_entities", lambda _: load_entities(folder))
    assert build.main(["--out", str(tmp_path / "out")]) == 1
    message = capsys.readouterr().err
    assert message.startswith("build failed, nothing was changed: ") and message.count("\n") == 1
    assert "forces.toml: entity.unit:lake-guards.type: found 'troop'" in message and not (tmp_path / "out").exists()


def document(text: str, article: str = "lake-guards") -> Document:
    return Document(article, "Lake Guards", article, "plain", text, {})


def test_what_no_text_of_its_article_names_is_told(tmp_path: Path) -> None:
    loaded = load(entities(tmp_path, entry(names=names("Lake Guards", "Lake\u00a0Men", "Lake Gards"))))
    (line,) = unused_entries(loaded, [document("The Lake\nGuards, or Lake\u00a0Men, rested.")])
    assert line == "1 name of metadata/entities stands in no text of its article: 'Lake Gards' (unit:lake-guards)"
    (line,) = unused_entries(loaded, [document("Lake Guards, Lake Men, Lake Gards.", "lake-gards")])
    assert line == "metadata/entities: no text has the article 'lake-guards'. Did you mean 'lake-gards'?"


def test_many_names_are_told_in_one_line(tmp_path: Path) -> None:
    loaded = load(entities(tmp_path, entry(names=names(*(f"Guard {letter}" for letter in "ABCDEFGH")))))
    (line,) = unused_entries(loaded, [document("Nobody is named.")])
    assert line.startswith(
        "8 names of metadata/entities stand in no text of their article: 'Guard A' (unit:lake-guards), "
    )
    assert line.endswith("'Guard E' (unit:lake-guards) and 3 more")


def test_all_names_of_the_package_stand_in_a_text() -> None:
    assert unused_entries(load(METADATA / "entities"), build.load_documents(RAW, build.LAYOUTS)) == []


def test_texts_apart_from_ours_are_not_told_of_ours(tmp_path: Path) -> None:
    loaded = load(METADATA / "entities")
    known = [document("The Lake Guards rested."), *build.load_documents(RAW, build.LAYOUTS)]
    assert unused_entries(loaded, known[:1], {d.article for d in known}) == []


JUDGEMENT = {
    "left_id": '"unit:a"', "left_name": '"A"', "right_id": '"unit:b"', "right_name": '"B"', "judgement": '"different"',
    "reason": '"Both are named."', "decided_by": '"nobody"', "decided_on": '"2026-11-22"',
}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"judgement": '"differnt"'}, r"unit:a\.judgement: found 'differnt'.*mean 'different'"),
        ({"decided_on": '"today"'}, r"unit:a\.decided_on: found 'today'"),
        ({"reason": ""}, r"unit:a\.reason: found nothing"),
        ({"resaon": '"?"'}, "an unknown key.*mean 'reason'"),
    ],
)
def test_a_judgement_with_a_mistake_is_refused_by_name(changed: dict[str, str], words: str, tmp_path: Path) -> None:
    lines = "".join(f"{key} = {value}\n" for key, value in {**JUDGEMENT, **changed}.items() if value)
    (tmp_path / "judgements.toml").write_text(f"[[judgement]]\n{lines}", encoding="utf-8")
    with pytest.raises(SchemaError, match=words):
        judgement_rows(tmp_path)


LINE = 'id = "infobox.x"\nlabels = ["X"]\nkeys = []\nreader = "words"\npredicate = "is_a"\ndescription = "d"\n'
RULE = 'id = "x"\nlayer = "structure"\npattern = "p"\ndescription = "d"\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (LINE.replace("is_a", "is_an"), r"infobox\.x\.predicate: found 'is_an'.*mean 'is_a'"),
        (LINE.replace("reader", "raeder"), "an unknown key.*mean 'reader'"),
        (LINE.replace("keys = []\n", ""), r"infobox\.x\.keys: found None"),
        (LINE + "\n[[line]]\n" + LINE, r"infobox\.x\.id: found 'infobox\.x' again"),
    ],
)
def test_a_line_of_the_box_with_a_mistake_is_refused_by_name(
    text: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "infobox.toml").write_text("[[line]]\n" + text, encoding="utf-8")
    monkeypatch.setattr(infobox_lines, "RULES", tmp_path / "infobox.toml")
    with pytest.raises(SchemaError, match=words):
        infobox_lines.lines.__wrapped__()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (RULE.replace('"structure"', '"structures"'), r"rule\.x\.layer: found 'structures'.*mean 'structure'"),
        (RULE + "[[rule]]\n" + RULE, r"rule\.x\.id: found 'x' again"),
        (RULE.replace('"x"', '"meetings.meeting"'), "meetings.meeting: found an id that a rule of structure.toml"),
    ],
)
def test_a_rule_of_the_structure_with_a_mistake_is_refused_by_name(
    text: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "structure.toml").write_text("[[rule]]\n" + text, encoding="utf-8")
    monkeypatch.setattr(rule_list, "FILE", tmp_path / "structure.toml")
    with pytest.raises(SchemaError, match=words):
        rule_list.rules.__wrapped__()


def test_a_line_of_the_box_without_a_reader_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    line = replace(infobox_lines.by_label()["Size"], reader="szie")
    monkeypatch.setattr(infobox_lines, "line_of", lambda label: line)
    rows, _ = read_raw()
    row = {**rows[0], "document_id": "lake", "article": "lake", "path": "raw/lake.txt", "layout": "article_mirror"}
    text = b"Lake Guards\n\nLast updated\n\nLake Guards\nSize900 men\n\nThe Lake Guards rested.\n"
    with pytest.raises(SchemaError, match=r"line\.infobox\.\w+\.reader: found 'szie', expected one of words"):
        build.build_tables(write_raw(tmp_path / "raw", [row], {"lake.txt": text}), METADATA, lambda _: None)
