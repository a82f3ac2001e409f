"""The build's own step: compiles the catalogues, for the wheel and for an editable install alike."""

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueBuildHook(BuildHookInterface[Any]):
    """Makes `.mo` files in place; the wheel takes them with the rest of `resources/`."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Called before the files are collected."""
        root = Path(self.root)
        runpy.run_path(str(root / "packaging" / "catalogue.py"))["compile_catalogues"](root)
