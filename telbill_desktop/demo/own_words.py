"""What a draft says that EN 16931 has no field for, in words that both sides of the demo's XML agree on.

References go into BG-24 (a supporting document with an identifier and a name: `IssuerAssignedID` + `Name` in CII,
`ID` + `DocumentDescription` in UBL); facts about a line go into BG-32 (item attributes: name and value).
"""

from telbill_desktop.domain.invoice import Category, InvoiceDraft, InvoiceLine

CATEGORY_WORDS = {
    Category.SUBSCRIPTIONS: "Abonnements",
    Category.OPTIONS: "Services en option",
    Category.USAGE: "Communications",
    Category.EQUIPMENT: "Équipements",
    Category.ONE_OFF: "Actes ponctuels",
}


def named_references(draft: InvoiceDraft) -> tuple[tuple[str, str], ...]:
    """Name and value of every reference without a field of its own, in the order of La Station's page."""
    references, account = draft.references, draft.account
    known = (
        ("Référence Business unit", references.business_unit),
        ("Référence Site 1", references.site_1),
        ("Référence Site 2", references.site_2),
        ("N° Contrat local client", references.local_contract),
        ("Indicateur EDI", None if references.edi is None else ("Oui" if references.edi else "Non")),
        ("COOLCO", draft.buyer.code if draft.buyer else None),
        ("Radical", account.radical),
        ("Sous-compte", account.sub_account),
    )
    return tuple((name, value) for name, value in known if value)


def attributes(line: InvoiceLine) -> tuple[tuple[str, str], ...]:
    """Name and value of what the line says besides EN 16931's own fields."""
    known = (
        ("Rubrique", CATEGORY_WORDS[line.category] if line.category else None),
        ("Gamme", line.product_range),
        ("Numéro", line.phone_number),
        ("Utilisateur", line.user_name),
        ("N° BDC", line.purchase_order),
        ("Prorata", "Oui" if line.prorated else None),
    )
    return tuple((name, value) for name, value in known if value)
