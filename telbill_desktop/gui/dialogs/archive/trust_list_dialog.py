"""Shows what a country's trusted list is and who signed it, and trusts all that it grants."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPlainTextEdit

from telbill_desktop.domain.visible_text import visible
from telbill_desktop.gui.dialogs.acting import ActingDialog
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.services import trust
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.signature import CertificateFacts
    from telbill_desktop.gui.pages.page import PageContext

_SIZE = (680, 520)


class TrustListDialog(ActingDialog):
    """What is to be compared with what the list's keeper publishes stands first. `trusted` follows the act."""

    def __init__(
        self,
        context: PageContext,
        parent: QWidget,
        certificates: Sequence[CertificateFacts],
        trusted: Callable[[], object],
    ) -> None:
        super().__init__(context, tr("Trust a country's list"), parent)
        self._trusted = trusted
        self.certificates = list(certificates)
        self.notes = [formats.sentence(one) for one in trust.notes_on(certificates, datetime.now(UTC))]
        for note in self.notes:
            label = Label(visible(note))
            label.setWordWrap(True)
            self.body.addWidget(label)
        self.names = QPlainTextEdit("\n".join(_line(one) for one in self.certificates))
        self.names.setReadOnly(True)
        self.names.setTabChangesFocus(True)
        self.names.setAccessibleName(tr("Certificates of the list"))
        self.body.addWidget(self.names, 1)
        self.body.addWidget(self.wrong)
        self.add_button(tr("Cancel"), self.reject)
        count = len(self.certificates)
        words = ntr("Trust {count} certificate", "Trust {count} certificates", count).format(count=formats.count(count))
        self.trust_button = self.add_button(words, self._on_trust, "primary")
        self.wish(*_SIZE)
        self.names.setFocus()

    def _on_trust(self) -> None:
        store, certificates = self.context.workspace.store, self.certificates
        self.act(self.trust_button, lambda: trust.trust(store, certificates), lambda _count: self._trusted())


def _line(one: CertificateFacts) -> str:
    service = one.listed.service if one.listed is not None else ""
    until = tr("until {day}").format(day=formats.day(one.not_after.date()))
    return visible(" · ".join(part for part in (service, one.subject, until) if part))
