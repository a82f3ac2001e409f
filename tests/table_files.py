"""Tables as operators hand them out, made in memory."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from openpyxl import Workbook  # type: ignore[import-untyped] # its stubs are not worth a package

Value = str | int | float | Decimal | date | None


def csv_bytes(rows: Sequence[Sequence[str]], *, delimiter: str = ";", encoding: str = "utf-8-sig") -> bytes:
    """A delimited file, as a portal exports it."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx_bytes(rows: Sequence[Sequence[Value]], *, sheet: str = "Feuil1", others: Sequence[str] = ()) -> bytes:
    """A workbook with typed cells; `others` are sheets with a word in them."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(list(row))
    for name in others:
        book.create_sheet(name).append(["Lisez-moi"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


# A table that the program has never seen: forty columns, French titles, each kind of figure written in its own way.
WIDE_TITLES = (
    "Réf. facture", "Émise le", "Échéance", "Type de pièce", "Société", "SIREN", "Code client", "Compte de facturation",
    "Radical", "Sous-compte", "Contrat cadre", "N° de contrat", "N° d'engagement", "Début de période", "Fin de période",
    "Abonnements", "Options", "Communications voix", "Communications data", "SMS", "Équipements", "Remises",
    "Montant HT", "Total HT", "TVA", "Montant TTC", "Net à payer", "Date de prélèvement bancaire", "Mode de paiement",
    "IBAN", "Statut", "Nb de lignes", "Téléphone de contact", "E-mail", "Adresse", "Code postal", "Ville", "Pays",
    "Observations", "Lien",
)  # fmt: skip


def wide_row(number: int) -> list[str]:
    """One invoice of the wide table: HT with a decimal comma, TTC with a decimal point, days in two orders."""
    ht, month = 1234 + number, number % 12 + 1
    vat = Decimal(ht) / 5
    return [
        f"FR-2026-{number:05}", f"{number % 28 + 1:02}/{month:02}/2026", f"2026-{month:02}-28",
        "Avoir" if number % 10 == 9 else "Facture", "Ateliers Bréal", "732829320", f"C{number:06}", f"3.{number:07}",
        "884512", "", "CC-2024-7", f"CL-{number % 3}", "", f"01/{month:02}/2026", f"28/{month:02}/2026",
        "900,00", "120,50", "100,00", "113,50", "0,00", "0,00", "0,00",
        f"{_french(Decimal(ht))}", f"{_french(Decimal(ht) + 50)}", f"{vat:.2f}", f"{ht + vat:.2f}", f"{ht + vat:.2f}",
        f"2026-{month:02}-28", "Prélèvement", "FR7630006000011234567890189", "Émise", str(number % 7 + 1),
        "01 23 45 67 89", "compta@breal.example", "4 rue des Forges", "35000", "Rennes", "France", "", "",
    ]  # fmt: skip


def wide_table(rows: int = 60) -> bytes:
    """The wide table as a CSV of Windows."""
    return csv_bytes([WIDE_TITLES, *(wide_row(number) for number in range(rows))], encoding="cp1252")


def _french(amount: Decimal) -> str:
    return f"{amount:,.2f}".replace(",", "\u00a0").replace(".", ",")
