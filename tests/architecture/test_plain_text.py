"""Names from outside are never taken for markup: Qt's own labels and boxes stay inside the wrappers."""

from tests.architecture.source import calls

GUESS_MARKUP = {"QLabel", "QMessageBox", "QToolTip", "QErrorMessage", "QWhatsThis"}
WRAPPERS = {"telbill_desktop/gui/widgets/text.py"}
TOOLTIPS = {"setToolTip", "setWhatsThis", "setStatusTip"}


def test_labels_and_boxes_are_made_by_the_plain_text_wrappers() -> None:
    made = [f"{call.place} {call.function}" for call in calls("telbill_desktop/gui") if call.function in GUESS_MARKUP]
    assert [place for place in made if place.split(":")[0] not in WRAPPERS] == []
