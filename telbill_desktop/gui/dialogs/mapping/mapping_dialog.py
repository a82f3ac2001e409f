"""The mapping assistant: the table as it stands in the file, what its columns are, what is asked, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from telbill_desktop.domain.reading import FileStatus
from telbill_desktop.domain.table_profile import TableKind
from telbill_desktop.domain.table_sketch import Wish
from telbill_desktop.gui.ask import Question as AskedQuestion
from telbill_desktop.gui.dialogs.dialog import Dialog
from telbill_desktop.gui.dialogs.mapping import asking_worker
from telbill_desktop.gui.dialogs.mapping.column_head import Models
from telbill_desktop.gui.dialogs.mapping.field_choices import date_model, field_model, number_model
from telbill_desktop.gui.dialogs.mapping.mapping_layout import MappingParts
from telbill_desktop.gui.dialogs.mapping.plan_state import PlanState
from telbill_desktop.importers.tabular.planning import profile_of
from telbill_desktop.importers.tabular.profile_saving import key_of
from telbill_desktop.importers.tabular.suggesting import confidence_of
from telbill_desktop.services import invoices
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.domain.table_profile import ColumnFormat, TableChoice, TableField
    from telbill_desktop.domain.table_sketch import Judgement, Plan, Question, Sketch
    from telbill_desktop.gui.dialogs.mapping.asking_worker import Imported
    from telbill_desktop.gui.pages.page import PageContext

TYPING = 150  # milliseconds after a key before the plan is tried


class MappingDialog(Dialog):
    """One table. Nothing is written before Import; then its profile is kept and the next such file is known.

    A table of usage is `described` alone: the import then previews it, however large it is.
    """

    imported = Signal(object)  # asking_worker.Imported
    described = Signal(object)  # TableChoice

    def __init__(self, context: PageContext, path: Path, parent: QWidget) -> None:
        super().__init__(context.theme, tr("Describe a table"), parent)
        self._context, self._path = context, path
        self._content = asking_worker.Beginning(b"", is_whole=True)
        self._sketch: Sketch | None = None
        self._state: PlanState | None = None
        self._judged: Plan | None = None
        self._judgement: Judgement | None = None
        self._is_writing = False
        self.wish(1400, 860)
        self.parts = MappingParts(context.theme, path.name)
        self.parts.lay_out(self.body, self.size())
        self.close_button = self.add_button(tr("Cancel"), self.reject)
        self.import_button = self.add_button(tr("Import"), self._on_import, "primary")
        self.foot.insertWidget(0, self.parts.state, 1)
        self.import_button.setEnabled(False)
        self._lane = context.jobs.latest(self)
        self._later = QTimer(self, singleShot=True, interval=TYPING)
        self._later.timeout.connect(self._judge)
        self._connect()
        context.jobs.crashed.connect(self._on_crashed)
        self._read()

    def reject(self) -> None:
        """Leaves; what is being written is waited for."""
        if not self._is_writing:
            super().reject()

    def _connect(self) -> None:
        parts = self.parts
        parts.preview.chosen.connect(self._on_column_chosen)
        parts.preview.written.connect(self._on_format_chosen)
        parts.cards.answered.connect(self._on_answered)
        parts.form.said.connect(self._on_said)
        parts.form.name.line.textChanged.connect(self._say_state)  # type: ignore[union-attr] # a line
        parts.opening.wished.connect(self._on_wished)
        parts.opening.header_chosen.connect(self._on_header_chosen)
        parts.opening.kind_chosen.connect(self._on_kind_chosen)

    def _read(self) -> None:
        store, path = self._context.workspace.store, self._path

        def work(_progress: object) -> tuple[asking_worker.Beginning, list[str], list[str]]:
            content = asking_worker.beginning_in(path)
            operators, accounts = invoices.operators(store), invoices.accounts(store)
            return content, [one.label for one in operators], [one.label for one in accounts]

        self._context.jobs.read(work, self._on_read, owner=self, failed=self._on_refused)

    def _on_read(self, known: tuple[asking_worker.Beginning, list[str], list[str]]) -> None:
        self._content, operators, accounts = known
        self.parts.form.know(operators, accounts)
        self.parts.form.name.put(self._path.stem)
        self._open(Wish(), None)

    def _open(self, wish: Wish, start: str | None) -> None:
        """Has the file opened; the latest wish counts."""
        workspace, content, name = self._context.workspace, self._content, self._path.name
        self._judged = None
        self._say_state()
        self._lane.ask(
            lambda: asking_worker.sketch_in(workspace, content, name, wish, start),
            self._on_sketched,
            failed=self._on_refused,
        )

    def _on_sketched(self, found: tuple[Sketch, Judgement]) -> None:
        sketch, judgement = found
        former, self._sketch = self._state, sketch
        if former is None:
            self._state = PlanState(sketch.plan, sketch.confidence)
        else:
            former.adopt(sketch.plan, sketch.confidence)
        if sketch.profile is not None:
            self.parts.form.name.put(sketch.profile.name)
        self.parts.opening.show_sketch(sketch)
        self._show_kind(sketch.plan.kind)
        self.parts.say_remarks(sketch.survey)
        self._on_judged(sketch.plan, judgement)
        self._plan_changed(at_once=True)
        if former is None:
            self.parts.begin()

    def _show_kind(self, kind: TableKind) -> None:
        """The choosers above the columns, for rows of this kind."""
        if self._sketch is None:
            return
        models = Models(field_model(kind, self), number_model(self), date_model(self))
        self.import_button.say(tr("Go on") if kind is TableKind.USAGE else tr("Import"))
        self.parts.opening.show_kind(kind)
        self.parts.preview.show_survey(self._sketch.survey, models)

    def _plan_changed(self, *, at_once: bool = False) -> None:
        if self._state is None or self._judged == self._state.plan:
            return
        self._show_plan()
        self._say_state()
        if at_once:
            self._judge()
        else:
            self._later.start()

    def _show_plan(self) -> None:
        if self._state is None:
            return
        plan, known = self._state.plan, self._judgement
        written = {**(known.formats if known is not None else {}), **plan.formats}
        self.parts.preview.show_plan(plan, written, self._state.confidence)
        self.parts.form.show_plan(plan, known.wrong_constants if known is not None else {})

    def _judge(self) -> None:
        if self._state is None or self._sketch is None:
            return
        workspace, survey, plan = self._context.workspace, self._sketch.survey, self._state.plan
        self._lane.ask(
            lambda: asking_worker.judgement_in(workspace, survey, plan),
            lambda judgement: self._on_judged(plan, judgement),
            failed=self._on_refused,
        )

    def _on_judged(self, plan: Plan, judgement: Judgement) -> None:
        if self._state is None:
            return
        self._judged, self._judgement = plan, judgement
        self.parts.preview.show_judgement(plan, judgement)
        self.parts.cards.show_questions(judgement.questions, self._state.answered)
        self.parts.say_missing(judgement)
        self._show_plan()
        self._say_state()

    def _on_column_chosen(self, column: int, meant: TableField | None) -> None:
        self._change(lambda state: state.choose(column, meant), at_once=True)

    def _on_format_chosen(self, column: int, written: ColumnFormat) -> None:
        self._change(lambda state: state.write(column, written), at_once=True)

    def _on_said(self, field: TableField, text: str) -> None:
        self._change(lambda state: state.say(field, text), at_once=False)

    def _on_answered(self, question: Question, chosen: int) -> None:
        kind = question.answers[chosen].kind
        if kind is not None:
            self._on_kind_chosen(kind)
        else:
            self._change(lambda state: state.answer(question, chosen), at_once=True)

    def _change(self, decide: Callable[[PlanState], None], *, at_once: bool) -> None:
        if self._state is not None and not self._is_writing:
            decide(self._state)
            self._plan_changed(at_once=at_once)

    def _on_kind_chosen(self, kind: TableKind) -> None:
        if self._sketch is None:
            return
        workspace, survey = self._context.workspace, self._sketch.survey
        self._judged = None
        self._lane.ask(
            lambda: asking_worker.plan_in(workspace, survey, kind),
            lambda found: self._on_planned(*found),
            failed=self._on_refused,
        )

    def _on_planned(self, plan: Plan, judgement: Judgement) -> None:
        if self._state is not None and self._sketch is not None:
            self._state.adopt(plan, confidence_of(self._sketch.survey, plan, is_known=False))
            self._show_kind(plan.kind)
            self._on_judged(plan, judgement)
            self._plan_changed(at_once=True)

    def _on_wished(self) -> None:
        self._open_otherwise(has_header=False)

    def _on_header_chosen(self) -> None:
        self._open_otherwise(has_header=True)

    def _open_otherwise(self, *, has_header: bool) -> None:
        if self._sketch is not None:
            opening = self.parts.opening
            self._open(opening.wish(self._sketch.survey, has_header=has_header), opening.start.currentData())

    def _say_state(self) -> None:
        """What keeps the file from being imported, in a line; or that nothing does."""
        judgement, name = self._judgement, self.parts.form.name.text()
        is_current = self._state is not None and judgement is not None and self._judged == self._state.plan
        is_ready = judgement is not None and judgement.is_ready and bool(name)
        self.import_button.setEnabled(is_current and is_ready and not self._is_writing)
        if judgement is None or self._sketch is None:
            self.parts.state.setText(tr("Reading the file…"))
        else:
            is_usage = self._state is not None and self._state.plan.kind is TableKind.USAGE
            self.parts.say_state(judgement, self._sketch.survey, has_name=bool(name), is_usage=is_usage)

    def _on_import(self, replaces: str = "") -> None:
        if self._sketch is None or self._state is None or self._is_writing:
            return
        self._is_writing = True
        self._say_state()
        workspace, path, plan, start = self._context.workspace, self._path, self._state.plan, self._sketch.profile
        made = profile_of(self._sketch.survey, plan, "", self.parts.form.name.text())
        if made.kind is TableKind.USAGE:
            self._context.jobs.read(
                lambda _progress: asking_worker.keep_profile(made, plan.here, start, replaces=replaces),
                self._on_described,
                owner=self,
                failed=self._on_not_imported,
            )
            return
        self._context.jobs.write(
            lambda progress: asking_worker.import_with(
                workspace, path, made, plan.here, start, progress, replaces=replaces
            ),
            self._on_imported,
            owner=self,
            failed=self._on_not_imported,
            title=tr("Importing"),
        )

    def _on_described(self, choice: TableChoice) -> None:
        self._is_writing = False
        self.accept()
        self.described.emit(choice)

    def _on_imported(self, done: Imported) -> None:
        self._is_writing = False
        if done.result.status is FileStatus.REFUSED or done.result.table is None:
            message = done.result.message
            self.parts.say_wrong(formats.sentence(message) if message is not None else "")
            self._say_state()
            return
        if done.unsaved is not None:
            self._context.ask.tell(
                tr("The profile was not kept"), formats.sentence(done.unsaved), tr("The invoices are imported.")
            )
        self.accept()
        self.imported.emit(done)

    def _on_not_imported(self, error: TelbillError) -> None:
        self._is_writing = False
        self._say_state()
        name = self.parts.form.name.text()
        question = AskedQuestion(
            title=tr("Replace the profile {name}?").format(name=name),
            text=tr("There is one of this name. What it says now is lost; invoices that it read stay as they are."),
            act=tr("Replace"),
            destructive=True,
        )
        if error.message.code != "profile_exists":
            self._on_refused(error)
        elif self._context.ask.confirm(question):
            self._on_import(key_of(name))

    def _on_crashed(self, _error: Exception) -> None:
        """A defect of ours ended the job; the report is shown over this dialog, which can be left."""
        self._is_writing = False
        self._say_state()

    def _on_refused(self, error: TelbillError) -> None:
        self.parts.say_wrong(formats.sentence(error.message))
        self._say_state()
        if self._sketch is None:
            self.parts.state.setText("")
