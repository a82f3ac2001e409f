"""One template as a form: its name, what it knows its supplier by, and the words beside each value."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QLineEdit, QScrollArea, QWidget

from telbill_desktop.domain.pdf_template import FieldRule, Place, TemplateField
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system.formats import fill
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from telbill_desktop.domain.pdf_template import PdfTemplate
    from telbill_desktop.gui.theme import Theme

_BETWEEN = " | "  # texts of a list in one line


class TemplateForm(QScrollArea):
    """Shows a template and gives back what it was changed to; what makes no template is refused when it is saved."""

    edited = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._template: PdfTemplate | None = None
        self._rules: dict[TemplateField, QLineEdit] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_template(self, template: PdfTemplate) -> None:
        """Fills the form, which has a line for each field of the template."""
        self._template = template
        inner = QWidget()
        form = QFormLayout(inner)
        form.setContentsMargins(0, 0, self._theme.dp(6), 0)
        form.setHorizontalSpacing(self._theme.dp(16))
        form.setVerticalSpacing(self._theme.dp(8))
        self.name = self._line(form, tr("Name"), template.name)
        self.supplier = self._line(form, tr("Supplier"), template.supplier.name)
        self.recognised_by = self._line(form, tr("Recognised by"), _BETWEEN.join(template.recognised_by))
        self._rules = {
            field: self._line(form, _words(field, rule), _text(rule))
            for field, rule in template.fields.items()
            if rule.constant is None
        }
        note = Label(
            tr("Several texts are parted by |. A value “within a line” is found by a regular expression."), "small"
        )
        note.setWordWrap(True)
        form.addRow(note)
        self.setWidget(inner)

    def template(self) -> PdfTemplate:
        """The template as the form has it."""
        if self._template is None:
            raise TypeError(self._template)
        fields = dict(self._template.fields)
        for field, line in self._rules.items():
            fields[field] = _changed(fields[field], line.text())
        return replace(
            self._template,
            name=self.name.text().strip(),
            supplier=replace(self._template.supplier, name=self.supplier.text().strip()),
            recognised_by=_parts(self.recognised_by.text()),
            fields=fields,
        )

    def _line(self, form: QFormLayout, name: str, text: str) -> QLineEdit:
        line = QLineEdit(text)
        line.setAccessibleName(name)
        line.setCursorPosition(0)
        line.textEdited.connect(self.edited)
        form.addRow(Label(name, "soft"), line)
        return line


def _words(field: TemplateField, rule: FieldRule) -> str:
    places = {Place.RIGHT: tr("{field}, after"), Place.BELOW: tr("{field}, below"), Place.WITHIN: tr("{field}, within")}
    return fill(places[rule.place], {"field": tr(field.words)})


def _text(rule: FieldRule) -> str:
    return (rule.pattern or "") if rule.place is Place.WITHIN else _BETWEEN.join(rule.labels)


def _changed(rule: FieldRule, text: str) -> FieldRule:
    return replace(rule, pattern=text) if rule.place is Place.WITHIN else replace(rule, labels=_parts(text))


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(_BETWEEN.strip()) if part.strip())
