"""One parted from several knows of which record it was; contacts; more blocks of numbers overseas have their codes."""

import json
import re

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
CODES = {
    **dict.fromkeys(("2688", "2689", "9398", "9399", "9478", "9479", "9762", "9763", "9769"), "262"),
    **dict.fromkeys(("5987", "9395", "9475", "9760", "9761", "9768"), "590"),
    **dict.fromkeys(("5988", "9396", "9476"), "594"),
    **dict.fromkeys(("5989", "9397", "9477", "9766", "9767"), "596"),
}
FRENCH = re.compile(r"\+33([0-9]{9})")
OVERSEAS = re.compile(rf"(?:0|(?:00|\+)?330?|(?:00|\+)(?:262|59[046]))(?=[0-9]{{9}}$)(?:{'|'.join(CODES)})[0-9]*")


def upgrade() -> None:
    op.add_column("fleet_item", sa.Column("parted_from", ID, nullable=True))
    _create_contact()
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


def _create_contact() -> None:
    op.create_table(
        "contact",
        sa.Column("id", ID, nullable=False),
        sa.Column("operator_id", ID, nullable=True),
        sa.Column("company_id", ID, nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_contact"),
        sa.ForeignKeyConstraint(["operator_id"], ["operator.id"], name="fk_contact_operator_id"),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name="fk_contact_company_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_contact_operator_id", "contact", ["operator_id"])
    op.create_index("ix_contact_company_id", "contact", ["company_id"])


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
    national = FRENCH.fullmatch(number)
    code = CODES.get(national[1][:4]) if national else None
    return f"+{code}{national[1]}" if national and code else number
