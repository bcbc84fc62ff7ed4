"""Where the installed package's files are: inside the wheel, or in the checkout that the code runs from."""

from __future__ import annotations

import os


def installed_root() -> str:
    """The folder with datapackage.json, data/ and raw/. PackageNotFoundError says where it looked.

    `os.path` rather than `pathlib`: this runs before every answer, and importing pathlib takes longer than the rest.
    """
    here = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120
    for place in (os.path.join(here, "package"), os.path.dirname(os.path.dirname(here))):  # noqa: PTH118, PTH120
        if os.path.isfile(os.path.join(place, "datapackage.json")):  # noqa: PTH113, PTH118
            return place
    from roa_dataset.errors import PackageNotFoundError

    raise PackageNotFoundError(
        "no datapackage.json in the installed package or in the checkout above it; "
        "reinstall roa-dataset, or run `make data` in a checkout"
    )
