"""What a field of a form holds, to be compared with what it held before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox

from telbill_desktop.gui.pages.contracts.fields import FormField
from telbill_desktop.gui.widgets.offer_list import OfferList

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def held(field: QWidget) -> object:
    """Its text, number, check mark or choice; a field of another kind is a defect."""
    if isinstance(field, QLineEdit):
        return field.text()
    if isinstance(field, QComboBox):
        return field.currentText() if field.isEditable() else field.currentData()
    if isinstance(field, QSpinBox):
        return field.value()
    if isinstance(field, QCheckBox):
        return field.isChecked()
    if isinstance(field, OfferList):
        offer = field.current()
        return offer.key if offer else None
    if isinstance(field, FormField):
        return field.snapshot()
    raise TypeError(field)
