"""What the user has decided so far: a plan, and the questions that made it so. No widget is known here."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from telbill_desktop.domain.table_profile import FIELDS_OF, TableField
from telbill_desktop.domain.table_sketch import Confidence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from telbill_desktop.domain.table_profile import ColumnFormat
    from telbill_desktop.domain.table_sketch import Answer, Plan, Question

Value = TypeVar("Value")

FOR_THIS_FILE = (TableField.NUMBER, TableField.ISSUE_DATE)  # what no two files have in common


@dataclass(slots=True)
class Answered:
    """A question with the answer that was chosen, and what the plan said of its columns before."""

    question: Question
    chosen: int
    before: Plan


@dataclass(slots=True)
class PlanState:
    """One plan under way; every change makes a new `plan`."""

    plan: Plan
    proposed: Mapping[int, Confidence]
    answered: list[Answered] = field(default_factory=list)
    chosen: set[int] = field(default_factory=set)  # columns that the user spoke of

    @property
    def confidence(self) -> dict[int, Confidence]:
        """How sure the meaning of each column is by now."""
        sure: dict[int, Confidence] = {}
        for column, proposed in self.proposed.items():
            if column in self.plan.perhaps:
                sure[column] = Confidence.ASKED
            elif proposed is Confidence.ASKED or column in self.chosen:
                sure[column] = Confidence.CHOSEN
            else:
                sure[column] = proposed
        return sure

    def choose(self, column: int, meant: TableField | None) -> None:
        """The user said what a column is; questions about it are answered by that."""
        self.answered = [one for one in self.answered if column not in one.question.columns]
        self._decide({column: meant})

    def write(self, column: int, written: ColumnFormat) -> None:
        """The user said how a column writes its figures or days."""
        self.plan = replace(self.plan, formats={**self.plan.formats, column: written})

    def answer(self, question: Question, chosen: int) -> None:
        """The user chose an answer, the first time or instead of another."""
        former = next((one for one in self.answered if is_same(one.question, question)), None)
        if former is not None:
            self._restore(former)
            former.chosen = chosen
        else:
            self.answered.append(Answered(question, chosen, self.plan))
        self._apply(question.answers[chosen])

    def say(self, wanted: TableField, text: str) -> None:
        """The user typed a constant."""
        if wanted in FOR_THIS_FILE:
            self.plan = replace(self.plan, here={**self.plan.here, wanted: text})
        else:
            self.plan = replace(self.plan, constants={**self.plan.constants, wanted: text})

    def adopt(self, plan: Plan, proposed: Mapping[int, Confidence]) -> None:
        """Begins anew with another proposal; what was typed stays."""
        allowed = FIELDS_OF[plan.kind]
        typed = {name: text for name, text in self.plan.constants.items() if text and name in allowed}
        self.plan = replace(plan, constants={**plan.constants, **typed}, here=self.plan.here)
        self.proposed = proposed
        self.answered.clear()
        self.chosen.clear()

    def _apply(self, answer: Answer) -> None:
        self.plan = replace(
            self.plan,
            header_sure=self.plan.header_sure or answer.header,
            formats={**self.plan.formats, **answer.formats},
            constants={**self.plan.constants, **answer.constants},
            units={**self.plan.units, **answer.units},
            words={
                field: {**self.plan.words.get(field, {}), **answer.meant.get(field, {})}
                for field in {**self.plan.words, **answer.meant}
            },
        )
        self._decide(answer.columns)

    def _decide(self, meant: Mapping[int, TableField | None]) -> None:
        self.chosen |= set(meant)
        columns = {column: one for column, one in self.plan.columns.items() if column not in meant}
        columns |= {column: one for column, one in meant.items() if one is not None}
        perhaps = {column: fields for column, fields in self.plan.perhaps.items() if column not in meant}
        formats = {
            column: one
            for column, one in self.plan.formats.items()
            if column not in meant or meant[column] == self.plan.columns.get(column)
        }
        units = {column: one for column, one in self.plan.units.items() if column not in meant}
        self.plan = replace(
            self.plan, columns=dict(sorted(columns.items())), perhaps=perhaps, formats=formats, units=units
        )

    def _restore(self, former: Answered) -> None:
        """What the plan said of the question's columns before it was answered."""
        about, before, plan = set(former.question.columns), former.before, self.plan
        self.plan = replace(
            plan,
            columns={**_without(plan.columns, about), **_only(before.columns, about)},
            perhaps={**_without(plan.perhaps, about), **_only(before.perhaps, about)},
            formats={**_without(plan.formats, about), **_only(before.formats, about)},
            header_sure=before.header_sure,
        )


def is_same(one: Question, other: Question) -> bool:
    """Whether two questions ask the same of the same columns."""
    return (one.about, one.columns, one.words.code) == (other.about, other.columns, other.words.code)


def _without(values: Mapping[int, Value], columns: set[int]) -> dict[int, Value]:
    return {column: value for column, value in values.items() if column not in columns}


def _only(values: Mapping[int, Value], columns: set[int]) -> dict[int, Value]:
    return {column: value for column, value in values.items() if column in columns}
