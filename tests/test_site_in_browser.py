"""The site as a browser shows it: for everybody, without a network, with and without scripts, and exact to the character."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import hostile
import roa_dataset as roa
from browser import address, chromium, shown, window
from packages import write_package
from roa_dataset.package import Package

#: one page of each kind, on the small hostile package
KINDS = [
    "index.html", "conflicts.html", "claims.html", "data.html", "method.html", "accessibility.html", "persons.html",
    "units.html", "events.html", "places.html", "others.html", "order-of-battle.html", "timeline.html",
    "strengths.html", "map.html", "coverage.html",
]  # fmt: skip
IN_SIGHT = """id => { const box = document.getElementById(id).getBoundingClientRect();
    return box.top < innerHeight && box.bottom > 0 }"""
#: pages with signs of their own, which the other looks could spoil
OWN = ("index.html", "conflicts.html", "claims.html", "order-of-battle.html", "timeline.html")
LOOKS = {
    "light, wide": {"width": 1280, "color_scheme": "light"},
    "dark, wide": {"width": 1280, "color_scheme": "dark"},
    "forced colours, wide": {"width": 1280, "forced_colors": "active"},
    "light, narrow": {"width": 320, "color_scheme": "light"},
    "dark, narrow": {"width": 320, "color_scheme": "dark"},
    "forced colours, narrow": {"width": 320, "forced_colors": "active"},
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return roa.write_site(tmp_path_factory.mktemp("real") / "site")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    written = write_package(folder / "package", hostile.tables(), hostile.raw_texts(), parquet=False)
    return Package(str(written)).write_site(folder / "site")


def kinds(folder: Path) -> list[tuple[Path, str]]:
    """A page of each kind and, for some, a place in it: (file, fragment)."""
    pages = [(folder / name, "") for name in KINDS]
    pages += [(path, "") for path in sorted(folder.glob("compare-*.html"))[:1]]
    first = {path.name.split("-")[0]: path for path in sorted((folder / "entity").glob("*.html"), reverse=True)}
    pages += [(path, "") for path in first.values()]
    text = folder / f"text-{hostile.NAME}.html"
    pages += [
        (text, ""), (text, "h3"), (folder / "conflicts.html", "k%3C3"), (folder / "claims.html", "words=ada&sort=2d")
    ]  # fmt: skip
    return pages


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_on_any_kind_of_page(look: str, browser: Browser, small: Path) -> None:
    """Every kind of page once; in the other looks those whose colours and widths are not those of the rest."""
    pages = kinds(small) if look == "light, narrow" else [(p, f) for p, f in kinds(small) if p.name in OWN or f == "h3"]
    found = {}
    with window(browser, **LOOKS[look]) as page:
        for path, fragment in pages:
            page.go(address(path, fragment))
            found[f"{path.name}#{fragment}"] = page.violations()
            assert page.complaints == [], path.name
            assert page.page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"), f"{path.name} is too wide"
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_axe_finds_nothing_on_pages_of_the_dataset(browser: Browser, site: Path) -> None:
    """Those that are no longer than the small ones; docs/benchmarks-site.md has one pass over the long ones."""
    found = {}
    with window(browser) as page:
        for name in ("index", "timeline", "strengths", "map", "entity/event-fighting-in-prague"):
            page.go(address(site / f"{name}.html"))
            found[name] = page.violations()
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_no_page_is_wider_than_a_phone_or_asks_for_anything_but_its_own_files(browser: Browser, site: Path) -> None:
    pages = [
        site / "text-roa-older.html",
        *(site / name for name in KINDS),
        *sorted((site / "entity").glob("*.html"))[::40],
    ]
    with window(browser, width=320) as page:
        for path in pages:
            page.go(address(path))
            assert page.page.evaluate("document.scrollingElement.scrollWidth") <= 320, path.name
            assert all(url.startswith("file:") for url in page.requests), path.name
            assert len(page.requests) <= 3, "the page, its sheet, its script"
            assert page.complaints == [], path.name


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_the_text_on_the_page_is_the_raw_text(script: bool, browser: Browser, site: Path, small: Path) -> None:
    texts = {site / f"text-{row['document_id']}.html": roa.document(str(row["document_id"])).text
             for row in roa.load("documents", engine="records")}  # fmt: skip
    texts[small / f"text-{hostile.NAME}.html"] = hostile.TEXT
    for path, text in texts.items():
        with shown(browser, address(path), script=script) as page:
            assert page.page.evaluate("document.getElementById('raw').textContent") == text
            assert not page.complaints


def test_markup_in_a_text_stays_text(browser: Browser, small: Path) -> None:
    with window(browser) as page:
        for path in [small / f"text-{hostile.NAME}.html", small / "conflicts.html", small / "claims.html"]:
            page.go(address(path))
            assert page.page.evaluate("document.querySelectorAll('img, iframe, object').length") == 0
            assert page.page.evaluate("[...document.links].every(a => !a.href.startsWith('javascript:'))")
            assert page.complaints == [], path.name  # an alert that ran would hang, one that a policy stopped complains


def test_an_address_marks_the_words_of_its_claim(browser: Browser, site: Path) -> None:
    claims = [row for row in roa.load("claims", engine="records") if row["document_id"] == "roa-newer"]
    with shown(browser, address(site / "text-roa-newer.html")) as page:
        for claim in claims[:: len(claims) // 6]:
            page.page.evaluate("id => { location.hash = id }", claim["claim_id"])
            page.page.wait_for_selector(f"#{claim['claim_id']}.on")
            marked = page.page.evaluate("[...document.querySelectorAll('#raw .on')].map(e => e.textContent).join('')")
            assert marked == claim["quote"]
            assert page.page.evaluate(IN_SIGHT, claim["claim_id"])


def test_the_keys_alone_lead_from_the_top_to_a_claim_and_its_words(browser: Browser, site: Path) -> None:
    with shown(browser, address(site / "text-roa-older.html")) as page:
        keys = page.page.keyboard
        keys.press("Tab")
        assert page.page.evaluate("document.activeElement.textContent") == "Skip to the content"
        keys.press("Enter")
        assert page.page.evaluate("document.activeElement.id") == "main"
        page.page.locator("#raw a").first.focus()
        keys.press("Enter")
        marked = page.page.locator("#raw .on")
        marked.first.wait_for()
        assert page.page.evaluate("location.hash").startswith("#c")
        keys.press("Tab")
        assert page.page.evaluate("document.activeElement.closest('.card').id === location.hash.slice(1)"), (
            "in the card"
        )
        assert page.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none", "and one sees it"


def test_the_table_of_claims_filters_sorts_and_keeps_both_in_its_address(browser: Browser, site: Path) -> None:
    rows = "[...document.querySelectorAll('#table tbody tr')].filter(r => !r.hidden)"
    with shown(browser, address(site / "claims.html")) as page:
        everything = page.page.evaluate(f"{rows}.length")
        assert everything == roa.tables["claims"].rows
        page.page.get_by_label("Words in statement or quote").fill("Zverev")
        some = page.page.evaluate(f"{rows}.length")
        assert 0 < some < everything
        assert "words=Zverev" in page.page.evaluate("location.hash")
        button = page.page.locator("thead button").nth(3)
        button.focus()
        page.page.keyboard.press("Enter")
        values = page.page.evaluate(f"{rows}.map(r => r.cells[3].textContent)")
        assert values == sorted(values)
        page.page.keyboard.press("Enter")
        assert page.page.evaluate(f"{rows}.map(r => r.cells[3].textContent)") == sorted(values, reverse=True)
        page.page.reload()
        assert page.page.evaluate(f"{rows}.length") == some
        assert page.page.locator("#f-words").input_value() == "Zverev"
        assert not page.complaints


def test_without_script_every_claim_stands_in_the_table_and_in_its_text(browser: Browser, site: Path) -> None:
    with shown(browser, address(site / "claims.html"), script=False) as page:
        assert page.page.locator("#table tbody tr:visible").count() == roa.tables["claims"].rows
        assert page.page.locator("#filter").is_hidden()


def test_a_page_is_there_at_once(browser: Browser, site: Path) -> None:
    """0.5 s is the aim, docs/benchmarks-site.md has the figures; the bound here leaves room for a loaded machine."""
    took = {}
    with window(browser) as page:
        for name in ("index", "text-roa-newer", "claims"):
            page.go(address(site / f"{name}.html"))
            took[name] = page.page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    assert max(took.values()) < 3_000, took
