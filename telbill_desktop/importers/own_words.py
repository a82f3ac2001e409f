"""What operators say beside the standard's fields: named item attributes (BG-32) and named references (BG-24)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.invoice import AccountReference, InvoiceLine, References
from telbill_desktop.domain.line_category import category_of

_ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "range": frozenset({"gamme", "productrange", "famille", "offre", "produktlinie"}),
    "heading": frozenset({"rubrique", "categorie", "category", "heading", "kategorie"}),
    "phone": frozenset(
        {"numero", "ligne", "numeroligne", "numerodeligne", "numerodetelephone", "telephone", "msisdn", "phonenumber"}
        | {"number", "line", "rufnummer", "numeroappel", "numerodappel", "nd"},
    ),
    "user": frozenset({"utilisateur", "user", "username", "collaborateur", "nomutilisateur", "benutzer", "nutzer"}),
    "order": frozenset({"nbdc", "bdc", "bondecommande", "purchaseorder", "numerobdc"}),
    "prorata": frozenset({"prorata", "proratise", "prorated", "anteilig"}),
}
_REFERENCES: Mapping[str, frozenset[str]] = {
    "business_unit": frozenset({"referencebusinessunit", "businessunit", "bu", "codeservice", "serviceexecutant"}),
    "site_1": frozenset({"referencesite1", "site1", "site", "referencesite"}),
    "site_2": frozenset({"referencesite2", "site2"}),
    "local_contract": frozenset({"ncontratlocalclient", "ncontratlocal", "contratlocal", "localcontract"}),
    "framework_contract": frozenset({"ncontratcadreclient", "ncontratcadre", "contratcadre", "frameworkcontract"}),
    "edi": frozenset({"indicateuredi", "edi"}),
    "company_code": frozenset({"coolco", "codesociete", "companycode"}),
    "radical": frozenset({"radical"}),
    "sub_account": frozenset({"souscompte", "subaccount"}),
    "client_code": frozenset({"codeclient", "numeroclient", "nclient", "customernumber", "clientcode"}),
    "account": frozenset({"centredefacturation", "comptedefacturation", "ncompte", "numerodecompte", "billingaccount"}),
}
_YES = frozenset({"oui", "yes", "true", "1", "o", "y", "ja"})
_PRORATED = re.compile(r"\bpro[ -]?rata\b|\bprorated\b|\banteilig", re.IGNORECASE)
_PHONE = re.compile(r"(?:\+|00)[1-9][0-9]{7,14}|0[1-9][0-9]{8}")


def recognised(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The attributes that this program knows, by its own names; the first of each counts."""
    return _recognised(pairs, _ATTRIBUTES)


def named_references(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The named references that this program knows, by its own names; the first of each counts."""
    return _recognised(pairs, _REFERENCES)


def phone_in(text: str | None) -> str | None:
    """The text when it is a telephone number and nothing else."""
    return text if text and _PHONE.fullmatch(re.sub(r"[ .\-()]", "", text)) else None


def line_with(line: InvoiceLine, attributes: Mapping[str, str], line_object: str | None = None) -> InvoiceLine:
    """The line with what its attributes add; `line_object` is BT-128, often the number that is billed."""
    product_range = attributes.get("range") or line.product_range
    return replace(
        line,
        product_range=product_range,
        category=category_of(attributes.get("heading"), line.label, product_range),
        phone_number=attributes.get("phone") or phone_in(line_object),
        user_name=attributes.get("user"),
        purchase_order=attributes.get("order") or line.purchase_order,
        prorated=_is_yes(attributes.get("prorata")) or bool(_PRORATED.search(line.label)),
    )


def references_with(references: References, named: Mapping[str, str]) -> References:
    """The references with the named ones; a field of the standard wins."""
    edi = named.get("edi")
    return replace(
        references,
        business_unit=named.get("business_unit") or references.business_unit,
        site_1=named.get("site_1") or references.site_1,
        site_2=named.get("site_2") or references.site_2,
        local_contract=named.get("local_contract") or references.local_contract,
        framework_contract=references.framework_contract or named.get("framework_contract"),
        edi=_is_yes(edi) if edi else references.edi,
    )


def account_with(account: AccountReference, named: Mapping[str, str]) -> AccountReference:
    """The account with the named parts; a field of the standard wins."""
    return AccountReference(
        number=account.number or named.get("account"),
        radical=named.get("radical"),
        client_code=account.client_code or named.get("client_code"),
        sub_account=named.get("sub_account"),
    )


def _recognised(pairs: Iterable[tuple[str, str]], known: Mapping[str, frozenset[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in pairs:
        key = _key(name)
        for own, words in known.items():
            if key in words and value.strip():
                found.setdefault(own, value.strip())
    return found


@lru_cache(maxsize=256)  # the same few names on every line
def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(name))


def _is_yes(text: str | None) -> bool:
    return text is not None and text.strip().casefold() in _YES
