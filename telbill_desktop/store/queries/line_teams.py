"""Whose a line of an invoice is: the team of who had its number on the day it charges, or of the person it names."""

from collections import defaultdict
from datetime import date

from sqlalchemy import Connection, select

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.numbering import stored_number
from telbill_desktop.store.tables.fleet import assignment, fleet_item, person

_Held = tuple[date, date | None, int | None]  # from, the first day without, the team


class LineTeams:
    """Looked up once, asked for every line. Of two who had a number on a day, the one who had it last counts."""

    def __init__(self, connection: Connection) -> None:
        self._held: dict[str, list[_Held]] = defaultdict(list)
        held = (
            select(fleet_item.c.number, assignment.c.start, assignment.c.end, person.c.team_id)
            .join(assignment, assignment.c.item_id == fleet_item.c.id)
            .join(person, person.c.id == assignment.c.person_id)
            .where(fleet_item.c.number != "")
            .order_by(assignment.c.start.desc(), assignment.c.id.desc())
        )
        for number, start, end, team_id in connection.execute(held):
            self._held[number].append((start, end, team_id))
        named = select(person.c.name, person.c.team_id).where(person.c.team_id.is_not(None))
        self._named = {fold(row.name): row.team_id for row in connection.execute(named.order_by(person.c.id.desc()))}
        self._numbers: dict[str, str] = {}

    def team_of(self, number: str | None, user: str | None, day: date) -> int | None:
        """The id of the team; None: nobody's."""
        if number:
            for start, end, team_id in self._held.get(self._stored(number), ()):
                if start <= day and (end is None or day < end):
                    return team_id
        return self._named.get(fold(user)) if user else None

    def _stored(self, written: str) -> str:
        """As the fleet holds it; empty for what is no number."""
        known = self._numbers.get(written)
        if known is None:
            try:
                known = stored_number(written)
            except TelbillError:  # an account's own reference, which nobody has
                known = ""
            self._numbers[written] = known
        return known
