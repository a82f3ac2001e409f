"""Takes a table of the fleet in: what is new is added, what a row says otherwise is changed, the same changes nothing.

Foreign numbers are taken as they are: they are in service already, whatever addresses are known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.fleet import FleetItem, FleetItemFields
from telbill_desktop.domain.fleet_matching import KnownItem, PlacedRow, changes_of, matched, overlap
from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.item_life import Life, charged_otherwise_from, no_longer_than
from telbill_desktop.domain.numbering import number_facts
from telbill_desktop.domain.period import last_day_before
from telbill_desktop.domain.table_profile import TableField as F
from telbill_desktop.domain.table_reading import CellProblem, FleetRow, TableCounts, TableReading
from telbill_desktop.services.fleet_places import FleetRowError, Places
from telbill_desktop.store import fleet_changes, item_life
from telbill_desktop.store.catching_up import catching_up, told_late
from telbill_desktop.store.fleet_acts import carried_on, refuse_overlap
from telbill_desktop.store.queries import fleet as queries
from telbill_desktop.store.tables.fleet import assignment, fleet_item
from telbill_desktop.store.unit_of_work import UnitOfWork


class _Span(NamedTuple):
    """Days on which a number is in service; `line` is the row that says so, 0 when it was known before."""

    key: object
    start: date
    end: date | None
    label: str
    line: int


def take_fleet(unit: UnitOfWork, table: TableReading, counts: TableCounts) -> None:
    """Writes what the rows say, lines before options, and counts what became of each."""
    taking = _Taking(unit, table, counts)
    taking.take([row for row in table.fleet if not row.option_of])
    taking.take([row for row in table.fleet if row.option_of])
    counts.problems = tuple(sorted((*counts.problems, *taking.problems), key=lambda one: one.line))
    counts.other_teams = tuple(taking.places.other_teams)


class _Taking:
    """One table on its way in."""

    def __init__(self, unit: UnitOfWork, table: TableReading, counts: TableCounts) -> None:
        self.places = Places(unit)
        self.problems: list[CellProblem] = []
        self._unit, self._columns, self._counts = unit, table.columns, counts
        self._known: list[KnownItem] = []
        self._numbers: dict[str, list[_Span]] = {}
        self._lines: dict[int, FleetItem] = {}
        self._bearers: dict[tuple[int, str], list[FleetItem]] = {}
        self._options: set[tuple[int | None, int, date]] = set()

    def take(self, rows: Sequence[FleetRow]) -> None:
        """Rows that are all lines, or all options; those that speak of something known go first."""
        self._look()
        placed = [one for row in rows if (one := self._placed(row)) is not None]
        found = matched(placed, self._known)
        for at, known in sorted(found.items()):
            self._tried(placed[at], known)
        for at, one in enumerate(placed):
            if at not in found:
                self._tried(one, None)

    def _look(self) -> None:
        connection = self._unit.connection
        held = queries.assignments(connection)
        self._known = [KnownItem(item, held.get(item.id, ())) for item in queries.items(connection, None)]
        self._numbers, self._lines, self._bearers = {}, {}, {}
        self._options = {(one.item.line_id, one.item.product.id, one.item.start) for one in self._known}
        for one in self._known:
            if one.item.number and one.item.line_id is None:
                self._lines[one.item.id] = one.item
                self._bearers.setdefault((one.item.account_id, one.item.number), []).append(one.item)
                span = _Span(one.item.id, one.item.start, one.item.end, one.item.label, 0)
                self._numbers.setdefault(one.item.number, []).append(span)

    def _placed(self, row: FleetRow) -> PlacedRow | None:
        try:
            account_id = self.places.account(row)
            product_id = self.places.product(row, account_id)
            self.places.check_person(row)
            placed = PlacedRow(row, account_id, product_id)
            return self._on_its_line(placed) if row.option_of else placed
        except FleetRowError as error:
            self._refuse(row, error)
            return None

    def _on_its_line(self, placed: PlacedRow) -> PlacedRow:
        """An option with its line, of its account and in service on the option's first day; it ends with it at last.

        A change of plan took the option along to the line that follows: it is known there.
        """
        row = placed.row
        bearers = self._bearers.get((placed.account_id, row.option_of), ())
        known = (one for one in bearers if (one.id, placed.product_id, row.start) in self._options)
        line = next(known, None) or next((one for one in bearers if one.is_in_service(row.start)), None)
        if line is None:
            number = number_facts(row.option_of).shown
            raise FleetRowError("fleet_line_unknown", F.ITEM_LINE, number=number, day=row.start)
        if row.end is not None and line.end is not None:
            row = row._replace(end=min(row.end, line.end))
        if row.since is not None and line.end is not None and row.since >= line.end:
            raise FleetRowError("fleet_since_outside", F.ITEM_SINCE, day=row.since)
        return replace(placed, row=row, line_id=line.id)

    def _tried(self, placed: PlacedRow, known: KnownItem | None) -> None:
        try:
            if known is None:
                self._add(placed)
                self._counts.new += 1
            elif self._change(placed, known):
                self._counts.changed += 1
            else:
                self._counts.identical += 1
        except FleetRowError as error:
            self._refuse(placed.row, error)

    def _add(self, placed: PlacedRow) -> None:
        row = placed.row
        self._claim_number(row, row.start, row.end, None)
        person_id, _is_new = self.places.person(row)
        fields = FleetItemFields(
            account_id=placed.account_id,
            product_id=placed.product_id,
            start=row.start,
            end=row.end,
            quantity=row.quantity or 1,
            label=row.label,
            number=row.number,
            iccid=row.iccid,
            rio=row.rio,
            ported_on=row.ported_on,
            line_id=placed.line_id,
        )
        if placed.line_id is not None:
            fields = no_longer_than(self._lines[placed.line_id], fields)
        item_id = self._unit.insert(fleet_item, fleet_changes.item_row(fields))
        if person_id is not None and row.end != row.start:
            self._give(item_id, person_id, row.since or row.start, fields.end)

    def _change(self, placed: PlacedRow, known: KnownItem) -> bool:
        """Whether the row said anything otherwise, which is so now."""
        row, item = placed.row, known.item
        changes = dict(changes_of(row, known))
        end = row.end or item.end
        self._check_user(row, known)
        if changes.keys() & {"start", "end", "number"}:
            self._claim_number(row, row.start, end, item.id)
        self._refuse_days(row, item, changes)
        person_id, is_new = self.places.person(row)
        if not changes and person_id is None:
            return is_new
        self._correct(row, item, changes)
        given = person_id is not None and self._given(row, known, person_id, end)
        return bool(changes) or is_new or given

    def _refuse_days(self, row: FleetRow, item: FleetItem, changes: Mapping[str, Any]) -> None:
        """What changed its plan ends on that day: neither later nor, where its options went along, before."""
        fields = _corrected(row, item)
        if fields.end is not None and fields.end < (item.end or date.max):
            day = carried_on(self._unit.connection, fields.end, [item.id]).get(item.id)
            if day is not None:
                raise FleetRowError("item_changes_plan", F.ITEM_END, item=item.label, day=day)
        try:
            refuse_overlap(self._unit.connection, item, fields)
        except TelbillError as error:
            at = F.ITEM_END if "end" in changes else F.ITEM_START
            raise FleetRowError(error.message.code, at, **error.message.params) from error

    def _correct(self, row: FleetRow, item: FleetItem, changes: Mapping[str, Any]) -> None:
        """What the row says otherwise of the thing; its users and options follow, as in `services.fleet.edit_item`.

        Invoices that came are taken to have what a table says; but what the next one makes up for, since it was told
        late, it makes up for as it is now.
        """
        fields = _corrected(row, item)
        end = fields.end
        since = charged_otherwise_from(item, fields)
        seen = told_late(self._unit, item) if since is not None else None
        with catching_up(self._unit, [item.account_id], since, seen):
            if end is not None and end < (item.end or date.max):
                fleet_changes.end_items(self._unit, [item.id], end)
            self._unit.update(fleet_item, item.id, changes)
            item_life.follow(self._unit, item.id, Life(item.start, item.end), Life(row.start, end))

    def _check_user(self, row: FleetRow, known: KnownItem) -> None:
        """Another user than the known ones needs a day from which on, later than when the last one got it.

        So does one who is known, when the row says another day; the day of the last one may be moved.
        """
        if not row.user or not known.held:
            return
        own = [one for one in known.held if fold(one.person) == fold(row.user)]
        if own and (row.since is None or any(one.start == row.since for one in own)):
            return
        last = known.held[0]
        before = known.held[1] if last in own and len(known.held) > 1 else None
        if last in own and row.since is not None and (before is None or (before.end or date.max) <= row.since):
            return
        if row.since is None or row.since <= last.start:
            params = {"item": known.item.label, "person": last.person}
            raise FleetRowError("fleet_other_user", F.ITEM_USER, **params)

    def _given(self, row: FleetRow, known: KnownItem, person_id: int, end: date | None) -> bool:
        """Gives the thing to the row's user, unless that is so; whether anything was written."""
        item_id = known.item.id
        own = [one for one in known.held if one.person_id == person_id]
        if own and (row.since is None or any(one.start == row.since for one in own)):
            return False
        since = row.since or row.start
        if own and own[0] == known.held[0] and since < (own[0].end or date.max):
            self._unit.update(
                assignment, next(iter(queries.assignments_by_id(self._unit.connection, item_id))), {"start": since}
            )
            return True
        fleet_changes.release(self._unit, item_id, since)
        self._give(item_id, person_id, since, end)
        return True

    def _give(self, item_id: int, person_id: int, since: date, end: date | None) -> None:
        """Until the thing ends or they leave."""
        until = min((day for day in (end, self.places.left_on(person_id)) if day is not None), default=None)
        self._unit.insert(assignment, {"item_id": item_id, "person_id": person_id, "start": since, "end": until})

    def _claim_number(self, row: FleetRow, start: date, end: date | None, item_id: int | None) -> None:
        """A number is in service once at a time; an option may bear its line's."""
        if not row.number or row.option_of:
            return
        spans = self._numbers.setdefault(row.number, [])
        shown = number_facts(row.number).shown
        for one in spans:
            if (item_id is None or one.key != item_id) and overlap(start, end, one.start, one.end):
                if one.line:
                    raise FleetRowError("fleet_row_repeats", F.ITEM_NUMBER, number=shown, line=one.line)
                raise FleetRowError("number_in_use", F.ITEM_NUMBER, number=shown, item=one.label)
        kept = [one for one in spans if one.key != item_id or item_id is None]
        self._numbers[row.number] = [*kept, _Span(item_id, start, end, row.label or row.product, row.line)]

    def _refuse(self, row: FleetRow, error: FleetRowError) -> None:
        texts = {F.ACCOUNT: row.account, F.ITEM_PRODUCT: row.product, F.ITEM_USER: row.user}
        if error.at in {F.ITEM_START, F.ITEM_END}:
            day = row.start if error.at is F.ITEM_START else last_day_before(row.end)
            texts[error.at] = f"{day:%d/%m/%Y}" if day is not None else ""
        text = texts.get(error.at) or (row.option_of if error.at is F.ITEM_LINE else row.number)
        self.problems.append(CellProblem(row.line, self._columns.get(error.at), error.at, text, error.message))


def _corrected(row: FleetRow, item: FleetItem) -> FleetItemFields:
    """What is charged of a thing as a row has it; a blank says nothing."""
    end, quantity = row.end or item.end, row.quantity or item.quantity
    return FleetItemFields(item.account_id, item.product.id, row.start, end, quantity, item.paid_until)
