"""Puts the data package into the wheel. An editable install has it in the checkout and needs no copy that could grow stale."""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CARRIED = ("datapackage.json", "data", "raw", "LICENSE-DATA.md", "docs/content-note.md")


class DataPackageHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the package's files to the wheel under roa_dataset/package."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "standard":
            build_data["force_include"].update({name: f"roa_dataset/package/{name}" for name in CARRIED})
