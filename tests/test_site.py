"""The site: exact texts, links that lead somewhere, HTML that parses, nothing from elsewhere, the same bytes twice."""

from __future__ import annotations

import json
import posixpath
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import html5lib
import pytest
from click.testing import CliRunner

import hostile
import roa_dataset as roa
from packages import arlen, texts, write_package
from roa_dataset.cli import main
from roa_dataset.errors import DamagedDataError, ExportError
from roa_dataset.package import Package
from roa_dataset.questions.counts import COUNTED
from roa_dataset.site.environment import escaped
from roa_dataset.site.links import anchor, entity_page
from roa_dataset.site.pieces import Quote, cut

POLICY = "default-src 'none'; style-src 'self' file:; script-src 'self' file:; base-uri 'none'; form-action 'none'"


@dataclass
class Seen(HTMLParser):
    """What a page holds: ids, addresses, elements with their attributes, and the text inside #raw."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    raw: str = ""
    pieces: list[tuple[list[str], str]] = field(default_factory=list)
    depth: int = 0

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.elements.append((tag, found))
        self.ids += [str(found["id"])] if "id" in found else []
        self.links += [str(found[name]) for name in ("href", "src") if name in found]
        if self.depth:
            self.depth += tag not in ("br", "meta", "link", "input")
            self.pieces += [((found.get("data-c") or "").split(), "")] if tag == "span" else []
        elif found.get("id") == "raw":
            self.depth = 1

    def handle_endtag(self, tag: str) -> None:
        self.depth -= 1 if self.depth else 0

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.raw += data
            self.pieces[-1] = (self.pieces[-1][0], self.pieces[-1][1] + data)


def seen(path: Path) -> Seen:
    page = Seen()
    # newline="" keeps what the file has; a browser would make LF of a CR that is not written as a reference
    with path.open(encoding="utf-8", newline="") as file:
        page.feed(file.read().replace("\r\n", "\n").replace("\r", "\n"))
    page.close()
    return page


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return roa.write_site(tmp_path_factory.mktemp("real") / "site")


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Seen]:
    return {path.relative_to(site).as_posix(): seen(path) for path in sorted(site.rglob("*.html"))}


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    package = Package(str(write_package(folder / "package", hostile.tables(), hostile.raw_texts(), parquet=False)))
    return package.write_site(folder / "site")


def test_the_text_of_a_page_is_the_raw_text_to_the_character(pages: dict[str, Seen], hostile_site: Path) -> None:
    for row in roa.load("documents", engine="records"):
        document_id = str(row["document_id"])
        assert pages[f"text-{document_id}.html"].raw == roa.document(document_id).text
    assert seen(hostile_site / f"text-{hostile.NAME}.html").raw == hostile.TEXT


def test_a_parser_of_html_reads_the_hostile_text_as_text(hostile_site: Path) -> None:
    tree = html5lib.parse((hostile_site / f"text-{hostile.NAME}.html").read_bytes(), namespaceHTMLElements=False)
    raw = next(element for element in tree.iter() if element.get("id") == "raw")
    assert "".join(raw.itertext()) == hostile.TEXT
    assert {element.tag for element in raw.iter()} == {"div", "span", "a"}
    assert {element.get("href", "#")[0] for element in raw.iter("a")} == {"#"}


def test_the_marked_pieces_of_each_claim_join_to_its_quote(pages: dict[str, Seen], hostile_site: Path) -> None:
    claims = {str(row["claim_id"]): str(row["quote"]) for row in roa.load("claims", engine="records")}
    found = joined([page for name, page in pages.items() if name.startswith("text-")])
    assert found == claims
    words = joined([seen(hostile_site / f"text-{hostile.NAME}.html")])
    assert [words[name] for name in ("h1", "h2", "h3", "h4", "h5")] == [
        hostile.BIDI, hostile.NESTED, hostile.CROSSING, hostile.MARKUP, hostile.LINES,
    ]  # fmt: skip


def test_words_that_complete_a_claim_from_elsewhere_are_marked_and_led_to(pages: dict[str, Seen], site: Path) -> None:
    claims = {row["claim_id"]: row for row in roa.load("claims", engine="records")}
    spans = [
        (row, claims[row["claim_id"]]["document_id"])
        for row in roa.load("claim_spans", engine="records")
        if row["role"] == "date_context"
        and int(str(row["char_end"])) <= int(str(claims[row["claim_id"]]["char_start"]))
    ]
    assert spans
    for row, document_id in spans:
        page = pages[f"text-{document_id}.html"]
        elements = [found for tag, found in page.elements if found.get("id") == f"at-{row['char_start']}"]
        assert str(row["claim_id"]) in str(elements[0]["data-e"]).split()
        assert f"text-{document_id}.html#at-{row['char_start']}" in page.links


def test_what_limits_a_claim_stands_with_it_on_every_page(site: Path) -> None:
    labels = {(r["scheme"], r["code"]): str(r["label"]) for r in roa.load("vocabulary", engine="records")}
    texts = {path.name: cards(path, '<li class="card" id="([^"]+)"') for path in site.glob("text-*.html")}
    table = cards(site / "claims.html", '<tr data-text.*?#([^"]+)"')
    seen_limits = set()
    for row in roa.load("claims", engine="records"):
        words = [labels["modality", row["modality"]]] if row["modality"] != "asserted" else []
        words += [labels["polarity", row["polarity"]]] if row["polarity"] != "affirmed" else []
        words += [f"“{escaped(row['hedge'])}”"] if row["hedge"] else []
        for shown in (texts[f"text-{row['document_id']}.html"][str(row["claim_id"])], table[str(row["claim_id"])]):
            assert all(word in shown for word in words), (row["claim_id"], words)
        seen_limits |= set(words)
    assert len(seen_limits) > 10


def cards(path: Path, begin: str) -> dict[str, str]:
    """Claim id → the HTML from the beginning of its card or row to that of the next."""
    parts = re.split(begin, path.read_text(encoding="utf-8"))
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def joined(found: list[Seen]) -> dict[str, str]:
    words: dict[str, str] = {}
    for page in found:
        for claim_ids, text in page.pieces:
            for claim_id in claim_ids:
                words[claim_id] = words.get(claim_id, "") + text
    return words


def test_every_address_leads_to_a_file_and_an_element_of_the_site(site: Path, pages: dict[str, Seen]) -> None:
    ids = {name: set(page.ids) for name, page in pages.items()}
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    outside = set()
    for name, page in pages.items():
        for link in page.links:
            if re.match(r"[a-z]+:", link):
                outside.add(link)
                continue
            address, fragment = urldefrag(link)
            folder = posixpath.dirname(name)
            target = posixpath.normpath(posixpath.join(folder, unquote(address))) if address else name
            assert target in files, (name, link)
            assert not fragment or unquote(fragment) in ids[target], (name, link)
    licences = roa.Package(str(roa.root)).descriptor.content["licenses"]
    assert outside <= {licence["path"] for licence in licences}


def test_ids_are_unique_on_every_page(pages: dict[str, Seen], hostile_site: Path) -> None:
    for name, page in [*pages.items(), *((path.name, seen(path)) for path in hostile_site.rglob("*.html"))]:
        assert [key for key, count in Counter(page.ids).items() if count > 1] == [], name
        assert not [key for key in page.ids if re.search(r"\s|^$", key)], name


def test_each_page_allows_nothing_but_its_own_sheet_and_script(pages: dict[str, Seen], hostile_site: Path) -> None:
    for name, page in [*pages.items(), *((path.name, seen(path)) for path in hostile_site.rglob("*.html"))]:
        policies = [a["content"] for tag, a in page.elements if a.get("http-equiv") == "Content-Security-Policy"]
        assert policies == [POLICY], name
        assert not [tag for tag, a in page.elements if "style" in a or any(key.startswith("on") for key in a)], name
        scripts = [a for tag, a in page.elements if tag == "script" and a.get("type") != "application/ld+json"]
        assert [a.get("src", "").split("/")[-1] for a in scripts] == ["site.js"], name  # type: ignore[union-attr]
        assert not {"style", "iframe", "img", "object", "embed", "base"} & {tag for tag, _ in page.elements}, name


def test_pages_are_html_without_errors(site: Path, hostile_site: Path) -> None:
    kinds = (
        "index",
        "conflicts",
        "persons",
        "data",
        "timeline",
        "map",
        "method",
        "accessibility",
        "entity/person-andrey-vlasov",
    )
    for path in [*hostile_site.rglob("*.html"), *(site / f"{kind}.html" for kind in kinds)]:
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(path.read_bytes())
        # U+000B and CR stand in the hostile text itself: no page can hold them without these two errors
        errors = [e for e in parser.errors if e[1] != "invalid-codepoint" and e[2] != {"charAsInt": 13}]
        assert errors == [], (path.name, errors[:3])


def test_the_numbers_of_the_first_page_are_those_of_the_command(site: Path) -> None:
    answer = CliRunner().invoke(main, ["info", "--json"])
    told = {row["item"]: row["value"] for row in json.loads(answer.output)}
    shown = re.findall(
        r"<li><strong>([\d,]+)</strong> ([a-z ]+)</li>", (site / "index.html").read_text(encoding="utf-8")
    )
    numbers = {name: number.replace(",", "") for number, name in shown}
    names = {"texts": "documents", "people": "persons", "units and groups": "units", "differences": "conflicts"}
    assert {names.get(name, name): number for name, number in numbers.items()} == {
        name: told[name] for name in (*COUNTED, "contradictions")
    }
    assert told["claims"] == str(roa.tables["claims"].rows)
    for table in ("persons", "units", "events", "places"):
        assert f">{told[table]} entries" in (site / f"{table}.html").read_text(encoding="utf-8")


def test_every_person_unit_event_and_place_has_a_page_with_all_its_claims(site: Path) -> None:
    for table, key in (("persons", "person_id"), ("units", "unit_id"), ("events", "event_id"), ("places", "place_id")):
        for row in roa.load(table, engine="records"):  # type: ignore[arg-type,call-overload]
            page = site / "entity" / f"{str(row[key]).replace(':', '-', 1)}.html"
            text = page.read_text(encoding="utf-8")
            for claim in roa.evidence(str(row[key])):
                assert f"#{claim.claim_id}" in text, (page.name, claim.claim_id)


def test_two_sites_of_one_package_are_the_same_bytes(hostile_site: Path, tmp_path: Path) -> None:
    again = Package(str(hostile_site)).write_site(tmp_path / "again")  # the site's folder is the package too
    files = {p.relative_to(hostile_site): p.read_bytes() for p in hostile_site.rglob("*") if p.is_file()}
    assert {p.relative_to(again): p.read_bytes() for p in again.rglob("*") if p.is_file()} == files


def test_the_site_is_made_in_less_than_three_seconds_and_its_largest_page_is_small(tmp_path: Path, site: Path) -> None:
    import gzip

    spent = []
    while (
        len(spent) < 3 and min(spent, default=9) >= 3
    ):  # a loaded machine slows a process down; the fastest run counts
        began = time.process_time()
        Package(str(roa.root)).write_site(tmp_path / f"site-{len(spent)}")
        spent.append(time.process_time() - began)
    assert min(spent) < 3
    assert max(len(gzip.compress(path.read_bytes(), mtime=0)) for path in site.rglob("*.html")) < 300_000


def test_a_folder_with_other_files_is_never_touched(tmp_path: Path) -> None:
    package = Package(str(write_package(tmp_path / "package", arlen(), texts(), parquet=False)))
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("kept")
    for overwrite in (False, True):
        with pytest.raises(ExportError, match="found other files there"):
            package.write_site(tmp_path / "mine", overwrite)
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]
    (tmp_path / "empty").mkdir()
    written = package.write_site(tmp_path / "empty")
    (written / "gone.html").write_text("old")
    with pytest.raises(ExportError, match="found a site there"):
        package.write_site(written)
    assert not (package.write_site(written, overwrite=True) / "gone.html").exists()
    with pytest.raises(ExportError, match="no such folder"):
        package.write_site(tmp_path / "not" / "there")


def test_a_report_goes_to_the_address_that_the_package_names_and_only_there(tmp_path: Path) -> None:
    folder = write_package(tmp_path / "package", arlen(), texts(), parquet=False)
    descriptor = json.loads((folder / "datapackage.json").read_text())
    for number, (address, told) in enumerate(
        ((None, None), ("javascript:alert(1)", None), ("https://bugs.example/new?label=row", "https://bugs.example/new?label=row&title="),
         ("mailto:rows@bugs.example", "mailto:rows@bugs.example?subject="))
    ):  # fmt: skip
        (folder / "datapackage.json").write_text(json.dumps({**descriptor, "report_address": address}))
        site = Package(str(folder)).write_site(tmp_path / f"site-{number}")
        page = seen(site / "text-arlen-newer.html")
        reports = [link for link in page.links if re.match(r"[a-z]+:", link)]
        assert all(link.startswith(told) for link in reports) if told else not reports
        if told:
            assert len(reports) == 3
            assert all(word in unquote(reports[2]) for word in ("c4", "2.0.0", "It had nearly 500 riders"))
        assert "arlen 2.0.0, claim c4" in (site / "text-arlen-newer.html").read_text(encoding="utf-8")


def test_no_id_leads_out_of_the_folder_or_gives_two_entities_one_page() -> None:
    ids = [
        "person:ada",
        "person:../../ada",
        "person:Ada",
        "unit:" + "a" * 300,
        "a/b",
        "",
        "person:ada\n",
        "person-ada:x",
    ]
    pages = [entity_page(entity_id) for entity_id in ids]
    assert len(set(pages)) == len(ids)
    assert pages[0] == "entity/person-ada.html"
    assert all(re.fullmatch(r"entity/[a-z0-9-]{1,140}\.html", page) for page in pages)
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", anchor(row_id)) for row_id in [*ids, "c1", "1", "a b", "é"])


def test_pieces_are_cut_at_every_edge_and_carry_the_claims_that_run_through_them() -> None:
    quotes = [Quote("x", 1, 0, 4), Quote("y", 2, 2, 6), Quote("z", 3, 2, 3)]
    pieces = cut("abcdef", quotes, elsewhere=[Quote("z", 3, 5, 6)], edges=[5])
    assert [p.completes for p in pieces] == [(), (), (), (), ("z",)]
    assert [(p.text, p.claims) for p in pieces] == [
        ("ab", ("x",)), ("c", ("x", "y", "z")), ("d", ("x", "y")), ("e", ("y",)), ("f", ("y",)),
    ]  # fmt: skip
    assert [[q.claim_id for q in p.begins] for p in pieces] == [["x"], ["y", "z"], [], [], []]
    with pytest.raises(DamagedDataError, match="character 1"):
        cut("a\0b", [])
