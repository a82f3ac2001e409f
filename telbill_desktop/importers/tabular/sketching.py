"""What the mapping assistant asks of the worker process: a file opened and looked at, a plan tried."""

from collections.abc import Sequence
from dataclasses import replace

from telbill_desktop.domain.table_profile import TableField, TableKind, TableProfile
from telbill_desktop.domain.table_sketch import Judgement, Plan, Sketch, Survey, Wish
from telbill_desktop.importers.tabular.planning import judged
from telbill_desktop.importers.tabular.profile_files import built_in_profiles
from telbill_desktop.importers.tabular.recognising import NEARLY, Match, header_keys, match
from telbill_desktop.importers.tabular.suggesting import confidence_of, continued, suggested
from telbill_desktop.importers.tabular.surveying import survey_of

NO_PROFILE = ""
_TYPED = frozenset({TableField.OPERATOR, TableField.CURRENCY, TableField.NUMBER, TableField.ISSUE_DATE})


def sketch_of(
    content: bytes,
    name: str,
    profiles: Sequence[TableProfile],
    wish: Wish,
    start: str | None = None,
    *,
    is_beginning: bool = False,
) -> tuple[Sketch, Judgement]:
    """The file as the assistant shows it first, with its plan tried; `content` may be its beginning alone.

    `start` is the key of the profile to begin with, `NO_PROFILE` for none; None: the user's own that knows most titles.
    One that ships is never begun with unasked: it would say which operator's table this is.

    Raises:
        TelbillError: see `documents.tables.open_table`.
    """
    survey, table = survey_of(content, wish)
    known = {profile.key: profile for profile in (*built_in_profiles(), *profiles)}  # the user's go before ours
    keys = header_keys(table)
    matches = sorted((match(table, name, profile, keys) for profile in known.values()), key=lambda one: -one.score)
    near = [one for one in matches if one.score >= NEARLY and wish.header in {None, one.header} and _can_be(one)]
    begun = next((one for one in near if _begins(one.profile, start)), None)
    if begun is None:
        plan = suggested(survey)
    else:
        if begun.header != survey.header:
            survey, _ = survey_of(content, replace(wish, header=begun.header))
        plan = continued(survey, begun)
    survey = replace(survey, is_beginning=is_beginning)
    sketch = Sketch(
        survey,
        plan,
        confidence_of(survey, plan, is_known=begun is not None),
        tuple(one.profile for one in near),
        begun.profile if begun is not None else None,
    )
    return sketch, judged(survey, plan)


def _can_be(found: Match) -> bool:
    """Whether what the profile lacks can be typed: a table without the columns of lines is no table of lines."""
    return all(group & _TYPED for group in found.lacks)


def _begins(profile: TableProfile, start: str | None) -> bool:
    return profile.key == start if start is not None else not profile.built_in


def replanned(survey: Survey, kind: TableKind) -> tuple[Plan, Judgement]:
    """Another plan, after the user said what a row is."""
    plan = suggested(survey, kind)
    return plan, judged(survey, plan)
