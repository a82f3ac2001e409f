"""Text is shown as it is, everywhere: what comes from a supplier is never markup."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from telbill_desktop.gui.widgets.text import ElidedLabel, Label, tooltip

GUI = Path(__file__).resolve().parents[2] / "telbill_desktop" / "gui"
HOSTILE = '<b>Hexa</b><img src="file:///etc/passwd"> & Co\n<script>x</script>'


def test_a_label_shows_markup_as_text(qtbot: QtBot) -> None:
    label = Label(HOSTILE)
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == HOSTILE


def test_a_tooltip_shows_markup_as_text() -> None:
    document = QTextDocument()
    document.setHtml(tooltip("<b>Hexa</b> & Co"))
    assert document.toPlainText() == "<b>Hexa</b> & Co"


def test_a_name_of_a_megabyte_is_cut(qtbot: QtBot) -> None:
    label = Label("x" * 1_000_000)
    qtbot.addWidget(label)
    assert len(label.text()) < 5000
    assert len(tooltip("<" * 1_000_000)) < 50_000


def test_a_label_that_is_cut_tells_the_whole_in_its_tooltip(qtbot: QtBot) -> None:
    label = ElidedLabel("Société <Anonyme> des télécommunications du Vexin")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    assert "&lt;Anonyme&gt;" in label.toolTip()
    label.resize(900, 20)
    qtbot.waitUntil(lambda: label.toolTip() == "")


@pytest.mark.parametrize("path", sorted(GUI.rglob("*.py")), ids=lambda path: str(path.relative_to(GUI)))
def test_no_widget_takes_text_for_markup_and_none_knows_a_colour(path: Path) -> None:
    source = path.read_text("utf-8")
    if path.name != "text.py":
        assert not re.search(r"\bQLabel\(|\(QLabel\)|QMessageBox|setHtml\(|RichText", source)
    assert not re.search(r"#[0-9a-fA-F]{6}\b|QColor\(|setStyleSheet\(", source) or path.name == "theme.py"
    for argument in re.findall(r"\.setToolTip\((.*)\)", source):
        assert argument.startswith(("tooltip(", "tr(", "state_name(", '""')), argument


def test_a_word_that_is_longer_than_its_line_makes_no_label_wider(qtbot: QtBot) -> None:
    label = Label("Gestionnaire" * 17)
    qtbot.addWidget(label)
    label.setWordWrap(True)
    assert label.minimumSizeHint().width() < 400
    assert label.text() == "Gestionnaire" * 17
    short = Label("Licence Advanced")
    qtbot.addWidget(short)
    assert QLabel.text(short) == "Licence Advanced"
