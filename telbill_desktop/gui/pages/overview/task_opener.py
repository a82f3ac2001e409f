"""Opens what a task speaks of: an invoice, a document, a record, a list, a dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telbill_desktop.domain.archive_view import ArchiveGroup
from telbill_desktop.domain.contract_list import EntryKind
from telbill_desktop.domain.invoice_kinds import InvoiceMark, InvoiceState
from telbill_desktop.domain.invoice_list import InvoiceFilter
from telbill_desktop.domain.tasks import Task, TaskKind, TaskTarget
from telbill_desktop.gui.pages.page import Target

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.perimeter import PerimeterChoice
    from telbill_desktop.gui.pages.page import PageContext

INVOICES, ARCHIVE, CONTRACTS = "invoices", "archive", "contracts"
_LISTS = {
    TaskKind.CONFLICT: InvoiceFilter(in_conflict=True),
    TaskKind.TO_CHECK: InvoiceFilter(state=InvoiceState.TO_CHECK),
    TaskKind.TO_REVIEW: InvoiceFilter(mark=InvoiceMark.TO_REVIEW),
}
_GROUPS = {TaskKind.SIGNATURE: ArchiveGroup.CHANGED, TaskKind.RETENTION: ArchiveGroup.OVER}
_ENTRIES = {
    TaskTarget.ACCOUNT: EntryKind.ACCOUNT,
    TaskTarget.OPERATOR: EntryKind.OPERATOR,
    TaskTarget.COMPANY: EntryKind.COMPANY,
}


class TaskOpener:
    """Lives with the page."""

    def __init__(self, context: PageContext, page: QWidget) -> None:
        self._context, self._page = context, page
        self._perimeter: PerimeterChoice | None = None
        self._perimeter_name = ""

    def say_perimeter(self, choice: PerimeterChoice | None, name: str) -> None:
        """What lists are narrowed to."""
        self._perimeter, self._perimeter_name = choice, name

    def open(self, task: Task) -> None:
        """Goes there."""
        if task.kind in {TaskKind.MISSING, TaskKind.PORTAL}:
            self._open_to_fetch(task)
        elif task.target is TaskTarget.INVOICE:
            self._context.go_to(INVOICES, Target(record_id=task.record_id))
        elif task.target is TaskTarget.DEPOSIT:
            self._context.go_to(ARCHIVE, Target(record_id=task.record_id))
        elif task.kind in _LISTS:
            self._context.go_to(INVOICES, Target(options={"filter": _LISTS[task.kind]}))
        elif task.kind in _GROUPS:
            self._context.go_to(ARCHIVE, Target(options={"group": _GROUPS[task.kind]}))
        elif task.kind is TaskKind.ARCHIVE_UNSOUND:
            self._context.go_to(ARCHIVE, Target())
        elif task.target in _ENTRIES:
            self._context.go_to(CONTRACTS, Target(record_id=task.record_id, options={"kind": _ENTRIES[task.target]}))
        else:
            self._context.go_to(CONTRACTS, Target(options={"incomplete": True}))

    def _open_to_fetch(self, task: Task) -> None:
        from telbill_desktop.gui.dialogs.to_fetch.dialog import open_to_fetch  # noqa: PLC0415 - when it is asked for

        months = task.kind is TaskKind.MISSING
        open_to_fetch(self._context, self._page, self._perimeter, self._perimeter_name, months=months)
