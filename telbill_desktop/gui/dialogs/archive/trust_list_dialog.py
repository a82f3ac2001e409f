"""Shows what a country's trusted list is and who signed it, and trusts all that it grants."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPlainTextEdit

from telbill_desktop.domain.visible_text import visible
from telbill_desktop.gui.dialogs.dialog import Dialog
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.services import trust
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.domain.signature import CertificateFacts
    from telbill_desktop.gui.pages.page import PageContext

_SIZE = (680, 520)


class TrustListDialog(Dialog):
    """What is to be compared with what the list's keeper publishes stands first. `trusted` follows the act."""

    def __init__(
        self,
        context: PageContext,
        parent: QWidget,
        certificates: Sequence[CertificateFacts],
        trusted: Callable[[], object],
    ) -> None:
        super().__init__(context.theme, tr("Trust a country's list"), parent)
        self._context, self._trusted = context, trusted
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
        self.wrong = Label(role="bad")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        self.body.addWidget(self.wrong)
        self.add_button(tr("Cancel"), self.reject)
        count = len(self.certificates)
        words = ntr("Trust {count} certificate", "Trust {count} certificates", count).format(count=formats.count(count))
        self.trust_button = self.add_button(words, self._on_trust, "primary")
        self.wish(*_SIZE)
        self.names.setFocus()

    def _on_trust(self) -> None:
        store, certificates = self._context.workspace.store, self.certificates
        self.trust_button.setEnabled(False)  # once is enough

        def done(_count: int) -> None:
            self.accept()
            self._trusted()

        job = self._context.jobs.write(
            lambda _progress: trust.trust(store, certificates), done, owner=self, failed=self._on_refused
        )
        self.stay_for(job)

    def _on_refused(self, error: TelbillError) -> None:
        self.wrong.setText(formats.sentence(error.message))
        self.wrong.show()
        self.trust_button.setEnabled(True)


def _line(one: CertificateFacts) -> str:
    service = one.listed.service if one.listed is not None else ""
    until = tr("until {day}").format(day=formats.day(one.not_after.date()))
    return visible(" · ".join(part for part in (service, one.subject, until) if part))
