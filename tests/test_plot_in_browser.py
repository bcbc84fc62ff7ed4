"""The figures as a browser draws them: with its own fonts, words stay in the picture and clear of each other."""

from __future__ import annotations

from pathlib import Path

import roa_dataset as roa
from browser import address, chromium, shown
from figures import ARMY, DAY, commander_conflict
from roa_dataset.package import installed

#: as strict as a page can be that has figures: no style attribute, no style sheet, no script, nothing fetched
POLICY = "default-src 'none'"
#: words outside their picture, and pairs of lines that lie on each other
MISPLACED = """() => [...document.querySelectorAll('svg')].flatMap(svg => {
  const box = svg.viewBox.baseVal;
  const lines = [...svg.querySelectorAll('text')].map(text => [text.getBBox(), text.textContent]);
  const out = lines.filter(([b]) => b.x < 0 || b.x + b.width > box.width || b.y < 0 || b.y + b.height > box.height + 2);
  const on = lines.flatMap(([a, one], i) => lines.slice(i + 1).filter(([b]) =>
    a.x < b.x + b.width - 1 && b.x < a.x + a.width - 1 && a.y + 4 < b.y + b.height - 4 && b.y + 4 < a.y + a.height - 4
  ).map(([_, other]) => `${one} / ${other}`));
  return [...out.map(([_, words]) => words), ...on];
})"""


def test_words_keep_clear_of_each_other_and_of_the_edge(tmp_path: Path) -> None:
    plot, conflict = roa.plot, str(commander_conflict(installed())["conflict_id"])
    figures = [
        figure.svg(prefix=f"w{width}-")
        for width in (720, 288)
        for figure in (
            plot.timeline(width=width),
            plot.timeline(ARMY, width=width),
            plot.order_of_battle(DAY, width=width),
            plot.strengths(width=width),
            plot.conflict(conflict, width=width),
            plot.places(width=width),
            plot.coverage("roa-newer", width=width),
        )
    ]
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    page = tmp_path / "figures.html"
    page.write_text(f"<!doctype html><meta charset=utf-8>{policy}<title>Figures</title>{''.join(figures)}", "utf-8")
    with chromium() as browser, shown(browser, address(page)) as found:
        assert found.page.evaluate(MISPLACED) == []
        assert found.page.locator("svg[role=img]").count() == len(figures)
        assert found.complaints == [] and found.requests == [address(page)]
