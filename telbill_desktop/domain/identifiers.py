"""Whether an identifier can exist: SIREN, SIRET, VAT numbers, IBAN, BIC and phone numbers, by their check digits.

The packages behind this are loaded at first use: most starts of the program check nothing.
"""

from telbill_desktop.domain.phone_forms import at_its_code


def is_siren(text: str) -> bool:
    """Nine digits with a Luhn key (INSEE)."""
    from stdnum.fr import siren  # noqa: PLC0415 - loaded at first use

    return bool(siren.is_valid(text))


def is_siret(text: str) -> bool:
    """A SIREN and five digits; La Poste's many establishments have their own rule (INSEE)."""
    from stdnum.fr import siret  # noqa: PLC0415 - loaded at first use

    return bool(siret.is_valid(text.replace(".", "").replace(" ", "")))


def is_vat(text: str) -> bool:
    """An intra-community VAT number with its country's prefix, its key recomputed."""
    from stdnum.eu import vat  # noqa: PLC0415 - loaded at first use

    return bool(vat.is_valid(text))


def is_french_vat(text: str) -> bool:
    """A French VAT number, with or without its prefix FR, its key recomputed."""
    from stdnum.fr import tva  # noqa: PLC0415 - loaded at first use

    return bool(tva.is_valid(text))


def is_iban(text: str) -> bool:
    """Country, length and key modulo 97, and the country's own account key where there is one."""
    from stdnum import iban  # noqa: PLC0415 - loaded at first use

    return bool(iban.is_valid(text))


def is_bic(text: str) -> bool:
    """Eight or eleven characters, ISO 9362."""
    from stdnum import bic  # noqa: PLC0415 - loaded at first use

    return bool(bic.is_valid(text))


def canonical_phone(text: str, region: str = "FR") -> str | None:
    """The number in international form (`+33123456789`), or None when no such number can exist in the region.

    A French one of overseas is under the code that it is dialled by.
    """
    import phonenumbers  # noqa: PLC0415 - loaded at first use

    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    dialled = at_its_code(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    exists = phonenumbers.is_valid_number(number) or phonenumbers.is_valid_number(phonenumbers.parse(dialled))
    return dialled if exists else None


def compact(text: str) -> str:
    """An identifier without the spaces, dots and dashes that people write in it."""
    return "".join(char for char in text if char.isalnum()).upper()


def siren_of_vat(vat_number: str) -> str | None:
    """The SIREN inside a French VAT number, whatever its key."""
    text = compact(vat_number)
    return text[4:] if len(text) == 13 and text.startswith("FR") and text[4:].isdigit() else None  # noqa: PLR2004
