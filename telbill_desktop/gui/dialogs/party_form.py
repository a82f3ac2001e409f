"""The form at the right of the parties' dialog: the fields of one operator, account or company."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from telbill_desktop.domain.choice import Choice
from telbill_desktop.gui.dialogs.party_kinds import PartyKind
from telbill_desktop.gui.theme import Theme
from telbill_desktop.gui.widgets.choices import keep_narrow
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system.i18n import tr


class PartyForm(QWidget):
    """Shows the fields of one entry and gives back what they hold."""

    edited = Signal()

    def __init__(self, theme: Theme, kind: PartyKind) -> None:
        super().__init__()
        self._fields: Any = None
        self._texts: dict[str, QLineEdit] = {}
        self._company: QComboBox | None = None
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(theme.dp(16))
        form.setVerticalSpacing(theme.dp(8))
        for name, words in kind.names.items():
            field = QLineEdit()
            field.setAccessibleName(tr(words))
            field.setObjectName(name)
            field.textEdited.connect(self.edited)
            self._texts[name] = field
            form.addRow(Label(tr(words), "soft"), field)
        if kind.has_company:
            self._company = QComboBox()
            keep_narrow(self._company)
            self._company.setAccessibleName(tr("Company"))
            self._company.activated.connect(self.edited)
            form.addRow(Label(tr("Company"), "soft"), self._company)
        self.setEnabled(False)

    def show_entry(self, fields: Any, companies: Sequence[Choice]) -> None:  # noqa: ANN401 - one of domain.parties
        """Fills the form."""
        self._fields = fields
        for name, field in self._texts.items():
            field.setText(getattr(fields, name))
        if self._company is not None:
            self._company.clear()
            self._company.addItem("", None)
            for company in companies:
                self._company.addItem(company.label, company.id)
            self._company.setCurrentIndex(max(self._company.findData(fields.company_id), 0))
        self.setEnabled(True)

    def clear(self) -> None:
        """Nothing is chosen."""
        self._fields = None
        for field in self._texts.values():
            field.clear()
        self.setEnabled(False)

    def entry(self) -> Any:  # noqa: ANN401 - one of domain.parties
        """The fields as they are in the form."""
        texts = {name: field.text() for name, field in self._texts.items()}
        if self._company is not None:
            return replace(self._fields, **texts, company_id=self._company.currentData())
        return replace(self._fields, **texts)
