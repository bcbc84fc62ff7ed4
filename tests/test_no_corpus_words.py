"""Nothing of the trial articles, which are other people's text, gets into a tracked file; skipped where they are absent."""

from __future__ import annotations

import re
import subprocess

import pytest

from conftest import ROOT

TRIAL = ROOT.parent / "shared" / "corpus" / "raw"
#: so many words in a row are no accident
LENGTH = 7
#: turns that any article uses; nothing of them tells which one
STOCK = (
    "this article incorporates text in the public domain from the",
    "army category military units and formations established in",
)
#: made from the two texts of the package, which share their furniture with any article of the same source
MADE = ("data/", "raw/", "datapackage.json")

Run = tuple[str, ...]


def runs(text: str) -> set[Run]:
    """Each `LENGTH` words in a row, in small letters."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + LENGTH]) for i in range(len(words) - LENGTH + 1)}


def _told(run: Run) -> bool:
    """Whether the words say something: three of four letters or more, for numbers and marks repeat by chance."""
    return sum(len(word) > 3 and word.isalpha() for word in run) >= 3


def shared(texts: dict[str, str], trial: set[Run]) -> dict[str, list[str]]:
    """File → the runs of words that it has in common with `trial`."""
    common = {name: runs(text) & trial for name, text in texts.items()}
    return {name: sorted(" ".join(run) for run in found) for name, found in common.items() if found}


def _tracked() -> dict[str, str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False).stdout.decode()
    texts = {}
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if name.startswith(MADE) or not path.is_file():
            continue
        raw = path.read_bytes()
        if b"\0" not in raw:
            texts[name] = raw.decode("utf-8", "ignore")
    return texts


def _trial() -> set[Run]:
    """What the trial articles say and the package's own raw texts do not."""
    own = set().union(*(runs(path.read_text(encoding="utf-8")) for path in (ROOT / "raw").glob("*.txt")))
    theirs = set().union(*(runs(path.read_text(encoding="utf-8")) for path in TRIAL.glob("*.txt")))
    stock = set().union(*(runs(turn) for turn in STOCK))
    return {run for run in theirs - own - stock if _told(run)}


@pytest.mark.skipif(not TRIAL.is_dir(), reason="no ../shared/corpus")
def test_no_tracked_file_repeats_a_trial_article() -> None:
    texts = _tracked()
    if not texts:
        pytest.skip("not a git checkout")
    trial = _trial()
    assert len(trial) > 1000
    assert shared(texts, trial) == {}


def test_a_copied_sentence_is_seen_whatever_its_punctuation() -> None:
    sentence = "The ferrymen of Arlen kept their boats upon the northern shore."
    copied = {"notes.md": "as they say: the ferrymen of *Arlen* kept their boats upon another shore"}
    assert shared(copied, runs(sentence)) == {
        "notes.md": ["ferrymen of arlen kept their boats upon", "the ferrymen of arlen kept their boats"]
    }
    assert shared({"other.md": "The ferrymen of Arlen sold their boats."}, runs(sentence)) == {}
    assert not _told(("1", "2", "of", "the", "in", "1", "army"))
