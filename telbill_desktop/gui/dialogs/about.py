"""What this program is, its versions, and the licences of what it is made of."""

import platform
import sqlite3
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata, requires

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QPlainTextEdit, QWidget

import telbill_desktop
from telbill_desktop.gui.dialogs.dialog import Dialog
from telbill_desktop.gui.sidebar import Logo
from telbill_desktop.gui.theme import Theme
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system.i18n import tr
from telbill_desktop.system.resources import resources

DISTRIBUTION = "telbill-desktop"


class AboutDialog(Dialog):
    """Versions above, licences below."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, tr("About Telbill"), parent)
        self.body.insertWidget(0, Logo(theme, 22))
        purpose = Label(tr("The telecom invoices of a small French business. Works without a network."), "soft")
        purpose.setWordWrap(True)
        self.body.addWidget(purpose)
        versions = (
            f"Telbill {telbill_desktop.__version__} · Qt {qVersion()} · "
            f"Python {platform.python_version()} · SQLite {sqlite3.sqlite_version}"
        )
        stated = Label(versions)
        stated.setWordWrap(True)
        self.body.addWidget(stated)
        self.body.addWidget(Label(tr("Made with"), "small_strong"))
        licences = QPlainTextEdit("\n".join(_parts()))
        licences.setReadOnly(True)
        licences.setTabChangesFocus(True)
        licences.setAccessibleName(tr("Licences"))
        self.body.addWidget(licences, 1)
        self.add_button(tr("Close"), self.accept, "primary")
        self.wish(620, 460)


def _parts() -> Iterator[str]:
    """One line for each library that is installed, then the licence texts of fonts and icons."""
    for requirement in _requirements():
        try:
            about = metadata(requirement)
        except PackageNotFoundError:
            continue
        stated = [one for key in ("License-Expression", "License") for one in about.get_all(key, [])]
        classifiers = [
            one.rpartition(" :: ")[2] for one in about.get_all("Classifier", []) if one.startswith("License")
        ]
        licence = stated[0].partition("\n")[0] if stated else ", ".join(classifiers)
        yield f"{about['Name']} {about['Version']} — {licence}"
    for folder, name in (("fonts", "Inter"), ("icons", "Lucide")):
        yield f"\n{name}\n\n{(resources() / folder / 'LICENSE').read_text('utf-8').strip()}"


def _requirements() -> list[str]:
    try:
        needed = requires(DISTRIBUTION) or []
    except PackageNotFoundError:
        return []
    names = [one.partition(";")[0] for one in needed if "extra ==" not in one]
    return [_name(one) for one in names]


def _name(requirement: str) -> str:
    end = next((place for place, char in enumerate(requirement) if char in "<>=!~[ ("), len(requirement))
    return requirement[:end]
