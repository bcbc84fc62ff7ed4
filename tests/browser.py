"""Pages in Debian's chromium through Playwright: one browser for a test run, and what it complained of, page by page."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = shutil.which("chromium")
#: no GPU, no first-run page, and no call home: a closed network would fill the log with refused connections
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
#: the tags that the site is held to, WCAG 2.2 AA and what axe calls good practice
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]


@dataclass
class Shown:
    """An open page with everything that it asked for and complained of."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def go(self, address: str) -> None:
        """Shows another page, loaded anew also where only the fragment differs, and forgets what the last one did."""
        self.page.goto("about:blank")
        self.requests.clear()
        self.complaints.clear()
        self.page.goto(address)

    def violations(self) -> list[str]:
        """What axe finds, one line for each element: rule, element, what to do. Empty when there is nothing."""
        # what lies outside the window is not laid out before somebody comes near: lay out all, as after scrolling through
        self.page.evaluate(
            "for (const card of document.querySelectorAll('.card')) card.style.contentVisibility = 'visible'"
        )
        self.page.evaluate(AXE_SCRIPT)
        options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"], "preload": False}
        found: Any = self.page.evaluate("options => axe.run(document, options)", options)
        return [
            f"{rule['id']}: {node['html'][:200]} — {node['failureSummary']}"
            for rule in found["violations"]
            for node in rule["nodes"]
        ]


@contextmanager
def chromium() -> Iterator[Browser]:
    """A running browser. Without chromium the tests are skipped, and in CI (CI=true) that is a failure."""
    if CHROMIUM is None:
        message = "no chromium on this machine; `make browser` installs it on Debian"
        if os.environ.get("CI", "").lower() in ("1", "true"):
            pytest.fail(f"{message}. In CI the pages must be tested")
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def window(browser: Browser, *, width: int = 1280, script: bool = True, **context: Any) -> Iterator[Shown]:
    """An empty window that can show one page after another; `context` is what Playwright's new_context takes besides."""
    view = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=script, **context)
    found = Shown(view.new_page())
    found.page.on("request", lambda request: found.requests.append(request.url))
    found.page.on("console", lambda message: found.complaints.append(f"{message.type}: {message.text}"))
    found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
    yield found
    view.close()


@contextmanager
def shown(browser: Browser, address: str, *, width: int = 1280, script: bool = True, **context: Any) -> Iterator[Shown]:
    """The page at this address in a window of its own."""
    with window(browser, width=width, script=script, **context) as found:
        found.page.goto(address)
        yield found


def address(path: Path, fragment: str = "") -> str:
    """The file: address of a page."""
    return path.as_uri() + (f"#{fragment}" if fragment else "")
