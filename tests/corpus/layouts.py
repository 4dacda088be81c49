"""All layouts: those to develop on stand in two modules, those to test on only in a third."""

from __future__ import annotations

from tests.corpus import layouts_held, layouts_sheets, layouts_tables
from tests.corpus.layout import LAYOUTS, Layout, Split

__all__ = ["LAYOUTS", "Layout", "Split", "layouts_held", "layouts_of", "layouts_sheets", "layouts_tables"]


def layouts_of(split: Split) -> list[Layout]:
    """Return the layouts of a split."""
    return [found for found in LAYOUTS.values() if found.split == split]
