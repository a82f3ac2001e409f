"""Shows certificates with what identifies them, and trusts the one that the user chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout

from telbill_desktop.domain.visible_text import visible
from telbill_desktop.gui.dialogs.acting import ActingDialog
from telbill_desktop.gui.models.archive_words import certificate_facts
from telbill_desktop.gui.widgets.facts import FactGrid
from telbill_desktop.gui.widgets.scrolled import Scrolled
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.services import trust
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.signature import CertificateFacts
    from telbill_desktop.gui.pages.page import PageContext

_SIZE = (620, 480)
_LONGEST = 70  # characters of a name beside its button; the facts below have all of it


class TrustDialog(ActingDialog):
    """Nothing is chosen beforehand: trusting is an act of its own. `trusted` follows it."""

    def __init__(
        self,
        context: PageContext,
        parent: QWidget,
        certificates: Sequence[CertificateFacts],
        trusted: Callable[[], object],
    ) -> None:
        super().__init__(context, tr("Trust a signer"), parent)
        self._trusted = trusted
        self.certificates = list(certificates)
        text = Label(
            tr(
                "To trust a certificate is to say that you know whose it is: what it signed, or what was signed with "
                "certificates that it issued, is then called trusted. Compare its fingerprint with the one that the "
                "operator or its authority publishes; you can take the trust back at any time, and the log keeps both."
            )
        )
        text.setWordWrap(True)
        self.body.addWidget(text)
        self.group = QButtonGroup(self)
        self.choices: list[QRadioButton] = []
        column = QVBoxLayout()
        column.setSpacing(context.theme.dp(6))
        for at, one in enumerate(self.certificates):
            name = visible(one.subject)
            cut = name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"
            choice = QRadioButton((_role(at, one, len(self.certificates)) + cut).replace("&", "&&"))
            choice.setAccessibleName(name)
            self.group.addButton(choice, at)
            self.choices.append(choice)
            facts = FactGrid(context.theme)
            facts.show_facts(certificate_facts(one))
            column.addWidget(choice)
            column.addWidget(facts)
            column.addSpacing(context.theme.dp(8))
        column.addStretch()
        self.body.addWidget(Scrolled(column), 1)
        self.body.addWidget(self.wrong)
        self.add_button(tr("Cancel"), self.reject)
        self.trust_button = self.add_button(tr("Trust this certificate"), self._on_trust, "primary")
        self.trust_button.setEnabled(False)
        self.group.idClicked.connect(lambda _at: self.trust_button.setEnabled(True))
        self.wish(*_SIZE)
        if self.choices:
            self.choices[0].setFocus()

    def _on_trust(self) -> None:
        chosen, store = self.certificates[self.group.checkedId()], self.context.workspace.store
        self.act(self.trust_button, lambda: trust.trust(store, [chosen]), lambda _count: self._trusted())


def _role(at: int, one: CertificateFacts, count: int) -> str:
    """Whose a certificate of a chain is: the signer's, or an issuer's."""
    if count == 1:
        return ""
    if at == 0:
        return tr("Signer") + " — "
    return (tr("Authority") if one.subject == one.issuer else tr("Issuer")) + " — "
