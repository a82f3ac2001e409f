"""Cells painted once and cells painted again look the same: the second time their texts are laid out."""

from PySide6.QtGui import QImage

from telbill_desktop.gui.delegates.cells import CellDelegate
from tests.gui.invoices.user import User


def picture(user: User) -> QImage:
    return user.page.table.viewport().grab().toImage()


def test_a_cell_looks_the_same_when_it_is_painted_again(user: User) -> None:
    delegate = user.page.table.itemDelegate()
    assert isinstance(delegate, CellDelegate)
    delegate._laid_out.clear()
    first = picture(user)
    assert not all(known.words for known in delegate._laid_out.values())
    second = picture(user)
    assert all(known.words for known in delegate._laid_out.values())
    assert first == second == picture(user)
