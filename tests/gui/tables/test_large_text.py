"""The assistant on a laptop's screen with text twice as large: everything is in reach."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QScrollArea

from telbill_desktop.domain.table_profile import TableField as F
from telbill_desktop.gui.start import Program
from telbill_desktop.gui.theme import Theme
from tests.gui.tables.conftest import TableUser
from tests.gui.test_large_text import outside
from tests.new_stores import new_store
from tests.table_files import wide_table


@pytest.fixture
def program(theme: Theme, open_window: Callable[[Path], Program], tmp_path: Path) -> Iterator[Program]:
    """The program at 1280 x 720 and 200 %."""
    theme.use("dark", 200)
    new_store(tmp_path / "store").close()
    program = open_window(tmp_path / "store")
    assert program.window is not None
    program.window.resize(1280, 720)
    yield program
    theme.use("light", 100)


def test_the_assistant_is_scrolled_down_only_and_its_table_keeps_rows(user: TableUser, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(wide_table(30))
    assistant = user.describe(tmp_path / "x.csv")
    assert assistant.width() <= user.window.width()
    assert assistant.height() <= user.window.height()
    assert not outside(assistant.import_button, assistant)
    assert not outside(assistant.parts.state, assistant)
    [area] = assistant.findChildren(QScrollArea)
    content = area.widget()
    assert content is not None
    assert content.width() <= area.viewport().width()
    preview = assistant.parts.preview
    assert preview.viewport().height() >= 3 * preview.rowHeight(0)
    area.ensureWidgetVisible(assistant.parts.form.fields[F.OPERATOR].line)
    assert not outside(assistant.parts.form.fields[F.OPERATOR].line, area.viewport())


def test_a_chooser_that_the_keyboard_reaches_comes_into_sight(user: TableUser, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(wide_table(30))
    assistant = user.describe(tmp_path / "x.csv")
    preview = assistant.parts.preview
    last = preview.bar.heads[-1]
    assert outside(last.meaning, preview.bar.viewport())
    last.meaning.setFocus()
    assert not outside(last.meaning, preview.bar.viewport())
