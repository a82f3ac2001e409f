"""Settings come back as they were left; a broken file is set aside, a strange value ignored."""

import tomllib
from pathlib import Path

import pytest

from telbill_desktop.system.settings import FILE, Settings


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    settings = Settings.load(tmp_path)
    settings.language, settings.theme, settings.text_size = "fr", "dark", 150
    settings.opened(tmp_path / 'a "quoted" folder\n\x7f é')
    view = settings.view("invoices/list")
    view.columns, view.widths = ["date", "number"], {"date": 90, "odd key": 40}
    view.sort, view.descending, view.splitter = "ttc", True, [700, 400]
    settings.window.width, settings.window.maximized = 1300, True
    settings.save()
    assert Settings.load(tmp_path) == settings
    assert tomllib.loads((tmp_path / FILE).read_text("utf-8"))["theme"] == "dark"


def test_the_most_recent_store_comes_first_and_only_once(tmp_path: Path) -> None:
    settings = Settings.load(tmp_path)
    for name in ("a", "b", "a", *(str(number) for number in range(10))):
        settings.opened(tmp_path / name)
    assert settings.store == str(tmp_path / "9")
    assert settings.recent_stores[0] == str(tmp_path / "9")
    assert len(settings.recent_stores) == len(set(settings.recent_stores)) == 8


@pytest.mark.parametrize("content", [b"language = ", b"\xff\xfe", b"= 3"])
def test_a_file_that_cannot_be_read_is_set_aside(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    assert Settings.load(tmp_path).theme == "system"
    assert (tmp_path / "settings.unreadable.toml").read_bytes() == content


def test_values_that_make_no_sense_are_left_aside(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(
        'theme = "pink"\ntext_size = 12\nlanguage = 3\nrecent_stores = "x"\nwindow = 5\n'
        "[views.list]\nwidths = {a = -1}\n",
        "utf-8",
    )
    settings = Settings.load(tmp_path)
    assert (settings.theme, settings.text_size, settings.language) == ("system", 100, "")
    assert settings.recent_stores == []
    assert settings.window.width == 0
    assert settings.view("list").widths == {}


def test_a_path_that_is_no_text_is_not_remembered(tmp_path: Path) -> None:
    settings = Settings.load(tmp_path)
    settings.opened(tmp_path / "\udcff")
    settings.save()
    assert Settings.load(tmp_path).recent_stores == []


def test_settings_without_a_file_stay_in_memory() -> None:
    Settings(theme="dark").save()
