"""What a change of several things of the fleet makes of them, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telbill_desktop.domain.period import last_day_before
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from telbill_desktop.domain.fleet_edits import FleetEdit, FleetEditPlan
    from telbill_desktop.domain.messages import Param


def edit_sentences(edit: FleetEdit, plan: FleetEditPlan, account: str) -> list[str]:
    """One sentence for each part of the change; what is so already is not counted. `account` is its label."""
    said = []
    if plan.moved:
        words = ntr(
            "{count} is charged to account {account}.", "{count} are charged to account {account}.", len(plan.moved)
        )
        said.append(_filled(words, plan.moved, {"account": account}))
    if plan.labelled and edit.label:
        words = ntr("{count} is called “{label}”.", "{count} are called “{label}”.", len(plan.labelled))
        said.append(_filled(words, plan.labelled, {"label": edit.label}))
    elif plan.labelled:
        words = ntr("{count} is called as its plan.", "{count} are called as their plan.", len(plan.labelled))
        said.append(_filled(words, plan.labelled, {}))
    if plan.given and edit.user:
        params: Mapping[str, Param] = {"person": edit.user.person, "day": edit.user.since}
        if edit.user.person_id is None:
            words = ntr(
                "{count} has no user any more from {day} on, and stays in service.",
                "{count} have no user any more from {day} on, and stay in service.",
                len(plan.given),
            )
        else:
            words = ntr(
                "{count} is given to {person} from {day} on.",
                "{count} are given to {person} from {day} on.",
                len(plan.given),
            )
        said.append(_filled(words, plan.given, params))
    if plan.following:
        words = ntr(
            "{count} option follows the user of its line.",
            "{count} options follow the users of their lines.",
            len(plan.following),
        )
        said.append(_filled(words, plan.following, {}))
    if plan.ended and edit.end:
        words = ntr(
            "{count} ends on {day}, options included.", "{count} end on {day}, options included.", len(plan.ended)
        )
        said.append(_filled(words, plan.ended, {"day": last_day_before(edit.end)}))
    return said if plan.changed else [*said, tr("Nothing to change: it is so already.")]


def _filled(words: str, ids: Sequence[int], params: Mapping[str, Param]) -> str:
    return formats.fill(words, {"count": len(ids), **params})
