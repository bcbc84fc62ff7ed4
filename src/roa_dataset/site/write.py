"""Writes the site into a folder: all of it or nothing."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from roa_dataset.errors import ExportError
from roa_dataset.exporting.aside import written_aside

if TYPE_CHECKING:
    from roa_dataset.package import Package

#: what shows that a folder is a site that this module wrote
_SIGNS = ("index.html", "static/site.css", "datapackage.json")


def write_site(package: Package, folder: str | Path, overwrite: bool) -> Path:
    """See Package.write_site."""
    target = Path(folder)
    if target.exists() and not target.is_dir():
        raise ExportError(f"{target}: found a file there; expected a folder or nothing. Give another name.")
    if target.is_dir() and any(target.iterdir()):
        if not all((target / sign).is_file() for sign in _SIGNS):
            raise ExportError(f"{target}: found other files there; expected an empty folder or an older site. Nothing of "
                              "it was touched; give another name.")  # fmt: skip
        if not overwrite:
            raise ExportError(f"{target}: found a site there; expected nothing. Give another name, or overwrite it.")
    if not target.parent.is_dir():
        raise ExportError(f"{target.parent}: found no such folder; expected the one to write into. Make it first.")
    written_aside(target, lambda fresh: _write(package, fresh))
    return target


def _write(package: Package, folder: Path) -> None:
    from markupsafe import Markup

    from roa_dataset.site.content import Content
    from roa_dataset.site.environment import environment
    from roa_dataset.site.pages import pages

    content = Content(package)
    templates = environment()

    @cache
    def foot(root: str, note: bool) -> Markup:
        return Markup(templates.get_template("foot.html").render(content=content, root=root, note=note))

    for page in pages(content):
        path = folder / page.path
        path.parent.mkdir(parents=True, exist_ok=True)
        root = "../" * page.path.count("/")
        html = templates.get_template(page.template).render(
            content=content, root=root, page=page, foot=foot, **page.values
        )
        path.write_bytes(html.encode("utf-8"))
    static = Path(__file__).parent / "static"
    shutil.copytree(static, folder / "static", copy_function=shutil.copyfile)
    _copy_package(package, folder)


def _copy_package(package: Package, folder: Path) -> None:
    """The data themselves, at the places that the descriptor names: the site's folder is a data package too."""
    names = [str(resource["path"]) for resource in package.descriptor.content["resources"]]
    optional = [name for name in ("LICENSE-DATA.md",) if (package.root / name).is_file()]
    for resource in package.descriptor.content["resources"]:
        package.descriptor.file(resource)  # refuses a path that leads out of the package
    for name in ("datapackage.json", *names, *optional):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(package.root / name, path)
