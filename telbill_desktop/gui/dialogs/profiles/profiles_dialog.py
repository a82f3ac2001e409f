"""All profiles of tables: looked at, copied, corrected, renamed, deleted; files that cannot be used say why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from telbill_desktop.gui.ask import Question
from telbill_desktop.gui.dialogs.list_dialog import ListDialog
from telbill_desktop.gui.dialogs.profiles.profile_form import ProfileForm
from telbill_desktop.gui.models.record_table import RecordTable
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.gui.widgets.text import ElidedLabel
from telbill_desktop.importers.knowledge import TABLE_PROFILES, knowledge_in
from telbill_desktop.importers.tabular.profile_files import built_in_profiles
from telbill_desktop.importers.tabular.profile_saving import remove_profile, save_profile
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr
from telbill_desktop.system.paths import settings_folder

if TYPE_CHECKING:
    from telbill_desktop.domain.messages import Message
    from telbill_desktop.domain.table_profile import TableProfile
    from telbill_desktop.gui.pages.page import PageContext

NAME, ORIGIN = range(2)
NARROW = 820  # pixels at 100 % text


class Listed(NamedTuple):
    """A profile; None for a file that cannot be used, which `problem` explains."""

    key: str
    profile: TableProfile | None
    problem: Message | None = None


class ProfileTable(RecordTable[Listed]):
    """Profiles by name, and whose they are."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__((tr("Name"), tr("Origin")), parent)

    def cell(self, row: int, column: int) -> str:
        """The text of one cell."""
        listed = self.records[row]
        if listed.profile is None:
            return f"{listed.key}.toml" if column == NAME else tr("Cannot be used")
        if column == NAME:
            return listed.profile.name
        return tr("Telbill") if listed.profile.built_in else tr("Yours")


class ProfilesDialog(ListDialog[Listed]):
    """The list at the left, the profile chosen at the right. What ships with the program is edited as a copy."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        nothing = tr("There is no profile of a table yet.")
        super().__init__(
            context, parent, tr("Profiles of tables"), ProfileTable(parent), name=tr("Profiles"), empty=nothing
        )
        self._folder = settings_folder() / TABLE_PROFILES
        header = self.table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(ORIGIN, self.theme.dp(140))
        self.form = ProfileForm(context.theme)
        self.form.edited.connect(self.mark_changed)
        self.wrong.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.copy_button = Button(tr("Copy to edit"), clicked=self._on_copy)
        self.delete_button = Button(tr("Delete…"), "danger", self._on_delete)
        self.wish(1180, 760)
        self._lay_out()
        self.read()

    def read(self) -> None:
        """Reads the folder again; the profile chosen stays chosen."""
        self.lane.ask(_listed, self.show_records)

    def key_of(self, record: Listed) -> str:
        """The name of its file."""
        return record.key

    def show_record(self, record: Listed | None) -> None:
        """What a profile holds, or why its file cannot be used."""
        profile = record.profile if record is not None else None
        built_in = profile is not None and profile.built_in
        self.say(formats.sentence(record.problem) if record is not None and record.problem is not None else "")
        self.form.setVisible(profile is not None)
        self.copy_button.setVisible(profile is not None)
        self.save_button.setVisible(profile is not None and not built_in)
        self.delete_button.setVisible(record is not None and not built_in)
        if profile is not None:
            self.form.show_profile(profile)

    def save(self) -> None:
        """Writes the profile under its name."""
        edited = self.form.profile()
        if edited is not None:
            self._save(edited, instead_of=edited.key)

    def _lay_out(self) -> None:
        dp = self.theme.dp
        narrow = self.width() < dp(NARROW)
        side = QVBoxLayout()
        side.setSpacing(dp(8))
        side.addWidget(self.form, 1)
        side.addWidget(self.wrong)
        buttons = QHBoxLayout()
        buttons.addWidget(self.delete_button)
        buttons.addStretch()
        buttons.addWidget(self.copy_button)
        buttons.addWidget(self.save_button)
        side.addLayout(buttons)
        row = QBoxLayout(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        row.setSpacing(dp(16))
        row.addWidget(self.card, 2)
        row.addLayout(side, 3)
        self.body.addLayout(row, 1)
        where = formats.labelled(tr("Folder"), str(self._folder))
        self.body.addWidget(ElidedLabel(where, "small", mode=Qt.TextElideMode.ElideMiddle))

    def _on_copy(self) -> None:
        self.leave_then(self._copy)

    def _copy(self) -> None:
        listed = self.chosen()
        if listed is not None and listed.profile is not None:
            names = {one.profile.name for one in self.model.records if one.profile is not None}
            name = tr("{name} (copy)").format(name=listed.profile.name)
            number = 2
            while name in names:
                name = tr("{name} (copy {number})").format(name=listed.profile.name, number=number)
                number += 1
            self._save(replace(listed.profile, name=name), instead_of="")

    def _save(self, profile: TableProfile, *, instead_of: str) -> None:
        folder = self._folder

        def done(saved: TableProfile) -> None:
            self.on_saved(saved.key, tr("{name} saved.").format(name=saved.name), undo=False)

        self.stay_for(
            self.context.jobs.write(
                lambda _progress: save_profile(profile, folder, instead_of=instead_of),
                done,
                owner=self,
                failed=self.on_refused,
            )
        )

    def _on_delete(self) -> None:
        listed = self.chosen()
        if listed is None:
            return
        name = listed.profile.name if listed.profile is not None else f"{listed.key}.toml"
        question = Question(
            title=formats.fill(tr("Delete the profile {name}?"), {"name": name}),
            text=tr("Its tables will have to be described again. Invoices that were read stay as they are."),
            act=tr("Delete"),
            destructive=True,
        )
        if self.context.ask.confirm(question):
            folder = self._folder
            self.stay_for(
                self.context.jobs.write(
                    lambda _progress: remove_profile(listed.key, folder),
                    lambda _nothing: self.on_saved(None, "", undo=False),
                    owner=self,
                    failed=self.on_refused,
                )
            )


def _listed() -> list[Listed]:
    """The user's own, those that cannot be used too, then those that ship."""
    knowledge = knowledge_in(settings_folder())
    own = [Listed(profile.key, profile) for profile in knowledge.table_profiles]
    wrong = [Listed(str(problem.params["profile"]), None, problem) for problem in knowledge.profile_problems]
    own = sorted([*own, *wrong], key=lambda one: one.profile.name if one.profile is not None else one.key)
    return [*own, *(Listed(profile.key, profile) for profile in built_in_profiles())]
