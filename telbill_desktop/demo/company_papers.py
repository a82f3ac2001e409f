"""What the demo's user put into the archive besides invoices: Kbis, IBAN, a mandate, a framework contract. Invented."""

from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from telbill_desktop.demo.catalogue import Account, Company
from telbill_desktop.demo.french import long_day, short_name
from telbill_desktop.demo.sheet import GREY, INK, LEFT, RIGHT, Sheet, wrapped
from telbill_desktop.domain.company_document import DocumentFields, DocumentOwner
from telbill_desktop.domain.retention import DocumentKind
from telbill_desktop.services import company_documents, contract_list, invoices
from telbill_desktop.store.engine import Store

_IBAN = "FR14 2004 1010 0505 0001 3M02 606"  # the public example of the French banks; it receives nothing
_INVENTED = "Document imaginaire de la société de démonstration : il ne prouve rien."
_SIZE, _LINE = 10, 16  # points


@dataclass(frozen=True, slots=True)
class _Paper:
    """One document: what is said of it, and what it says, a paragraph each."""

    fields: DocumentFields
    paragraphs: tuple[str, ...]


def archive_papers(store: Store, company: Company, folder: Path) -> None:
    """Writes the papers into a folder and adds them to the company and to the contract that they are of."""
    first = company.accounts[0]
    own = {choice.label: choice.id for choice in invoices.companies(store)}[first.buyer.name]
    for paper in _of_company(first):
        _add(store, DocumentOwner(company_id=own), paper, first.buyer.name, folder)
    operators = {choice.label: choice.id for choice in invoices.operators(store)}
    seller = short_name(first.operator.party.name)
    sheet = contract_list.operator_sheet(store, operators[seller])
    number = first.references.framework_contract
    for contract in sheet.contracts:
        if contract.number == number:
            _add(store, DocumentOwner(contract_id=contract.id), _of_contract(first), first.operator.party.name, folder)


def _of_company(account: Account) -> tuple[_Paper, ...]:
    buyer = account.buyer
    place = ", ".join((*buyer.address.lines, buyer.address.town))
    kbis = DocumentFields(DocumentKind.COMPANY, "Extrait Kbis", date(2026, 6, 15))
    bank = DocumentFields(DocumentKind.BANK, "RIB du compte courant", date(2025, 1, 6))
    mandate = DocumentFields(DocumentKind.MANDATE, "Mandat SEPA Hexamobile", date(2025, 1, 6), date(2026, 12, 31))
    return (
        _Paper(kbis, (f"Dénomination : {buyer.name}", f"SIREN : {buyer.siren}", f"Siège : {place}")),
        _Paper(bank, (f"Titulaire : {buyer.name}", f"IBAN : {_IBAN}")),
        _Paper(mandate, (f"Créancier : {account.operator.party.name}", f"Débiteur : {buyer.name}", f"IBAN : {_IBAN}")),
    )


def _of_contract(account: Account) -> _Paper:
    number = account.references.framework_contract
    signed = date(2024, 12, 2)
    fields = DocumentFields(DocumentKind.CONTRACT, f"Contrat cadre {number}", signed)
    parties = f"Entre {account.operator.party.name} et {account.buyer.name}."
    return _Paper(fields, (f"Contrat cadre n° {number}", parties, f"Signé le {long_day(signed)}."))


def _add(store: Store, owner: DocumentOwner, paper: _Paper, author: str, folder: Path) -> None:
    name = f"{paper.fields.label.lower().replace(' ', '-')}.pdf"
    path = folder / name
    path.write_bytes(_drawn(paper, author))
    company_documents.add_file(store, owner, path, paper.fields)


def _drawn(paper: _Paper, author: str) -> bytes:
    """The same bytes every time."""
    sheet = Sheet(paper.fields.label, author, datetime.combine(paper.fields.received_on, time(6)))
    sheet.text(LEFT, 80, paper.fields.label, size=18, bold=True)
    y = 120.0
    for paragraph in (*paper.paragraphs, _INVENTED):
        for line in wrapped(paragraph, _SIZE, RIGHT - LEFT):
            sheet.text(LEFT, y, line, size=_SIZE, colour=GREY if paragraph is _INVENTED else INK)
            y += _LINE
    return sheet.finish()
