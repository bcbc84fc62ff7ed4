"""The content note: one page, read by the library, the site and the archives alike."""

from __future__ import annotations

from pathlib import Path

import roa_dataset as roa
from packages import arlen, texts, write_package

ROOT = Path(__file__).resolve().parent.parent


def test_the_note_is_read_whole_from_its_page() -> None:
    page = " ".join((ROOT / "docs/content-note.md").read_text(encoding="utf-8").split())
    assert len(roa.content_note) == page.count(" ## ") >= 4
    for point in roa.content_note:
        assert f"## {point.title} {point.text}" in page
        assert not set(point.text) & set("*_`[]<>|#"), "plain text, so that any page can show it"


def test_the_note_travels_with_an_archive_and_a_copy_without_one_has_no_points(tmp_path: Path) -> None:
    bare = roa.open(write_package(tmp_path / "p", arlen(), texts()))
    assert bare.content_note == ()
    again = roa.open(roa.export(tmp_path / "roa.zip", tables=["documents"]))
    assert again.content_note == roa.content_note
