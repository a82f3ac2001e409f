"""The window comes back where it was, on a screen that is still there."""

from PySide6.QtCore import QRect

from telbill_desktop.gui.geometry import placed
from telbill_desktop.system.settings import WindowLayout

LAPTOP = QRect(0, 0, 1440, 900)
BESIDE = QRect(1440, 0, 1920, 1080)


def test_the_first_time_it_stands_in_the_middle_of_the_main_screen() -> None:
    assert placed(WindowLayout(), [BESIDE]) == QRect(1440 + 240, 90, 1440, 900)


def test_a_small_screen_gets_a_window_that_fits() -> None:
    assert placed(WindowLayout(), [QRect(0, 0, 1280, 720)]) == QRect(0, 0, 1280, 720)


def test_it_comes_back_where_it_was() -> None:
    assert placed(WindowLayout(1500, 50, 1200, 800), [LAPTOP, BESIDE]) == QRect(1500, 50, 1200, 800)


def test_a_screen_that_is_gone_sends_it_to_the_main_one() -> None:
    assert placed(WindowLayout(1500, 50, 1200, 800), [LAPTOP]) == QRect(120, 50, 1200, 800)


def test_half_outside_it_is_pulled_in() -> None:
    assert placed(WindowLayout(-600, 500, 1000, 700), [LAPTOP]) == QRect(0, 200, 1000, 700)
