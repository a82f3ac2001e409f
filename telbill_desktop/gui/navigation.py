"""The pages of the window, by name; each is imported when it is first shown, after the first paint."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, NamedTuple

from telbill_desktop.domain.sentence_marker import N_

if TYPE_CHECKING:
    from telbill_desktop.gui.pages.page import Page


class PageEntry(NamedTuple):
    """A page as the sidebar knows it before its module is imported."""

    name: str
    title: str
    module: str
    page: str
    needs_invoices: bool = False  # a store without any shows what to do about it instead

    def load(self) -> type[Page]:
        """The page's class; imports its module."""
        kind: type[Page] = getattr(importlib.import_module(self.module), self.page)
        return kind


PAGES: tuple[PageEntry, ...] = (
    PageEntry(
        "overview", N_("Overview"), "telbill_desktop.gui.pages.overview.page", "OverviewPage", needs_invoices=True
    ),
    PageEntry(
        "invoices", N_("Invoices"), "telbill_desktop.gui.pages.invoices.page", "InvoicesPage", needs_invoices=True
    ),
    PageEntry("upcoming", N_("To come"), "telbill_desktop.gui.pages.upcoming.page", "UpcomingPage"),
    PageEntry("fleet", N_("Fleet"), "telbill_desktop.gui.pages.fleet.page", "FleetPage"),
    PageEntry("usage", N_("Usage"), "telbill_desktop.gui.pages.usage.page", "UsagePage"),
    PageEntry("archive", N_("Archive"), "telbill_desktop.gui.pages.archive.page", "ArchivePage"),
    PageEntry("contracts", N_("Contracts"), "telbill_desktop.gui.pages.contracts.page", "ContractsPage"),
)
