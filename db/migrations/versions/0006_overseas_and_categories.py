"""Numbers of overseas are dialled by their codes (`+33692…` becomes `+262692…`); charges to come have a category."""

import json
import re

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

CODES = {
    **dict.fromkeys(("262", "263", "269", "692", "693"), "262"),
    **dict.fromkeys(("70920", "70921", "70922", "70923", "70935", "70936", "70937"), "262"),
    **dict.fromkeys(("590", "690", "691", "70900", "70901", "70902", "70903", "70904"), "590"),
    **dict.fromkeys(("594", "694", "70930", "70931", "70932", "70933"), "594"),
    **dict.fromkeys(("596", "696", "697", "70910", "70911", "70912", "70913"), "596"),
}
FRENCH = re.compile(r"\+33([0-9]{9})")
OVERSEAS = re.compile(
    rf"(?:0|(?:00|\+)?330?|(?:00|\+)(?:262|59[046]))(?=[0-9]{{9}}$)(?:{'|'.join((*CODES, '639'))})[0-9]*"
)


def upgrade() -> None:
    op.add_column("planned_charge", sa.Column("category", sa.Text(), nullable=True))
    connection = op.get_bind()
    rows = connection.execute(sa.text("SELECT id, number FROM fleet_item WHERE number LIKE '+33%'")).all()
    changed = [{"key": key, "number": new} for key, number in rows if (new := _dialled(number)) != number]
    if changed:
        connection.execute(sa.text("UPDATE fleet_item SET number = :number WHERE id = :key"), changed)
    _rewrite_journal(connection)
    phones = connection.execute(
        sa.text("SELECT DISTINCT phone_number FROM invoice_line WHERE phone_number IS NOT NULL")
    ).scalars()
    if any(OVERSEAS.fullmatch(re.sub(r"[^+0-9]", "", phone)) for phone in phones):
        # What is searched is derived: left empty here, filled by the program when all migrations are through.
        connection.execute(sa.text("DELETE FROM invoice_search_text"))
        connection.execute(sa.text("DELETE FROM invoice_search_line"))


def _rewrite_journal(connection: sa.Connection) -> None:
    """Images are compared with the records and written back: they hold the number as the records do now."""
    asked = sa.text("SELECT id, before, after FROM act_change WHERE table_name = 'fleet_item'")
    written = sa.text("UPDATE act_change SET before = :before, after = :after WHERE id = :id")
    for key, *images in connection.execute(asked).all():
        before, after = (image and _rewritten(image) for image in images)
        if [before, after] != images:
            connection.execute(written, {"before": before, "after": after, "id": key})


def _rewritten(text: str) -> str:
    """An image, of one record or of many, its numbers as they are dialled; one without any stays as it is written."""
    image = json.loads(text)
    was = json.dumps(image)
    for part in (image, image.get("shared"), image.get("varying")):
        if isinstance(part, dict) and "number" in part:
            number = part["number"]
            part["number"] = [_dialled(one) for one in number] if isinstance(number, list) else _dialled(number)
    if "number" in image.get("columns", ()):  # as the first stores of version 5 have it
        at = image["columns"].index("number")
        image["rows"] = [[*row[:at], _dialled(row[at]), *row[at + 1 :]] for row in image["rows"]]
    changed = json.dumps(image) != was
    return json.dumps(image, ensure_ascii=False, sort_keys=True, separators=(",", ":")) if changed else text


def _dialled(number: str) -> str:
    if not (national := FRENCH.fullmatch(number)):
        return number
    if national[1].startswith("639"):
        import phonenumbers  # noqa: PLC0415 - one range in part of Mayotte, and only here

        mayotte = phonenumbers.is_valid_number(phonenumbers.parse(f"0{national[1]}", "YT"))
        return f"+262{national[1]}" if mayotte else number
    code = CODES.get(national[1][:3]) or CODES.get(national[1][:5], "33")
    return f"+{code}{national[1]}"
