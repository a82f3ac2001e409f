"""What no column says: typed once, kept in the profile, or for this file alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QVBoxLayout, QWidget

from telbill_desktop.domain.field_names import FIELD_NAMES
from telbill_desktop.domain.table_profile import FIELDS_OF, TableField, TableKind
from telbill_desktop.gui.dialogs.mapping.plan_state import FOR_THIS_FILE
from telbill_desktop.gui.widgets.restyle import restyled
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from telbill_desktop.domain.messages import Message
    from telbill_desktop.domain.table_sketch import Plan
    from telbill_desktop.gui.theme import Theme

_FIELDS = (TableField.OPERATOR, TableField.ACCOUNT, TableField.CURRENCY, TableField.USAGE_UNIT, *FOR_THIS_FILE)
_OPTIONAL = {TableField.ACCOUNT, TableField.USAGE_UNIT}
_CURRENCIES = ("EUR", "USD", "GBP", "CHF")


class ConstantField(QWidget):
    """A name, a field, and what is wrong with it."""

    def __init__(self, theme: Theme, name: str, line: QLineEdit | QComboBox) -> None:
        super().__init__()
        self.line = line
        line.setAccessibleName(name)
        self.name = Label(name, "small_strong")
        self.name.setWordWrap(True)
        self.wrong = Label(role="bad")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.dp(3))
        for widget in (self.name, line, self.wrong):
            column.addWidget(widget)

    def text(self) -> str:
        """What stands in it."""
        return (self.line.currentText() if isinstance(self.line, QComboBox) else self.line.text()).strip()

    def put(self, text: str) -> None:
        """Shows a text, unless it stands there already."""
        if text == self.text():
            return
        if isinstance(self.line, QComboBox):
            self.line.setCurrentText(text)
        else:
            self.line.setText(text)

    def say(self, wrong: str) -> None:
        """Says what is wrong; "" when nothing is."""
        self.wrong.setText(wrong)
        self.wrong.setVisible(bool(wrong))
        if bool(self.line.property("invalid")) != bool(wrong):
            self.line.setProperty("invalid", bool(wrong))
            restyled(self.line)


class ConstantsForm(QWidget):
    """`said` carries a field and its text; `name` is the profile's."""

    said = Signal(object, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.fields: dict[TableField, ConstantField] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.dp(8))
        for field in _FIELDS:
            name = tr(FIELD_NAMES[field])
            if field in FOR_THIS_FILE:
                name = tr("{field} (of this file alone)").format(field=name)
            elif field in _OPTIONAL:
                name = tr("{field} (optional)").format(field=name)
            one = ConstantField(theme, name, self._line(field))
            self.fields[field] = one
            column.addWidget(one)
        self.fields[TableField.ISSUE_DATE].line.setPlaceholderText(tr("dd/mm/yyyy"))
        self.fields[TableField.USAGE_UNIT].line.setPlaceholderText("s Mo")
        self.name = ConstantField(theme, tr("Name of the profile"), QLineEdit())
        column.addWidget(self.name)

    def know(self, operators: Sequence[str], accounts: Sequence[str]) -> None:
        """Offers these while one types."""
        for field, known in ((TableField.OPERATOR, operators), (TableField.ACCOUNT, accounts)):
            completer = QCompleter(list(known), self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.fields[field].line.setCompleter(completer)

    def show_plan(self, plan: Plan, wrong: Mapping[TableField, Message]) -> None:
        """Shows what the plan says; a field that a column gives is not asked for."""
        given = set(plan.columns.values())
        texts = {**plan.constants, **plan.here}
        for field, one in self.fields.items():
            is_asked = field not in given and field in FIELDS_OF[plan.kind]
            is_asked = is_asked and (field not in FOR_THIS_FILE or plan.kind is TableKind.INVOICE_LINES)
            one.setVisible(is_asked)
            if not one.line.hasFocus():
                one.put(texts.get(field, ""))
            one.say(formats.sentence(wrong[field]) if is_asked and field in wrong else "")

    def _line(self, field: TableField) -> QLineEdit | QComboBox:
        if field is not TableField.CURRENCY:
            line = QLineEdit()
            line.textChanged.connect(lambda text: self.said.emit(field, text.strip()))
            return line
        chooser = QComboBox()
        chooser.setEditable(True)
        chooser.addItems(_CURRENCIES)
        chooser.setCurrentIndex(-1)
        chooser.currentTextChanged.connect(lambda text: self.said.emit(field, text.strip()))
        return chooser
