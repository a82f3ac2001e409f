"""Fields to choose in."""

from PySide6.QtWidgets import QComboBox, QWidget

_LEAST = 8  # characters


def keep_narrow(field: QWidget) -> None:
    """A long name in a field to choose in makes no form wider: it ends in an ellipsis there. Others stay."""
    if isinstance(field, QComboBox):
        field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        field.setMinimumContentsLength(_LEAST)
