"""What a bar of filters says in words, for paper and files of what it leaves on screen."""

from PySide6.QtWidgets import QWidget

from telbill_desktop.gui.widgets.filter_field import FilterField
from telbill_desktop.gui.widgets.quick_filter import QuickFilter


def said_filters(bar: QWidget) -> str:
    """The text that is searched, each filter that is set, each chip; nothing where everything is shown."""
    from telbill_desktop.gui.widgets.chip import Chip  # noqa: PLC0415 - made when a filter without a field is set

    typed = [f"\u201c{field.text()}\u201d" for field in bar.findChildren(QuickFilter) if field.text().strip()]
    set_ = [field.said for field in bar.findChildren(FilterField) if field.said]
    return " · ".join([*typed, *set_, *(chip.words for chip in bar.findChildren(Chip))])
