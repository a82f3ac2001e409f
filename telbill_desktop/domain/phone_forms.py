"""A French phone number in the two ways that people type it, overseas ones too."""

FRANCE = "33"
# ARCEP's numbering plan: these first digits, behind the 0, are dialled from abroad by the code of a department
# overseas, not by 33. 639 is Mayotte's in part; see `numbering`.
OVERSEAS = {
    **dict.fromkeys(("262", "263", "269", "692", "693"), "262"),  # La Réunion, Mayotte
    **dict.fromkeys(("590", "690", "691"), "590"),  # Guadeloupe, Saint-Martin, Saint-Barthélemy
    **dict.fromkeys(("594", "694"), "594"),  # Guyane
    **dict.fromkeys(("596", "696", "697"), "596"),  # Martinique
}
MAYOTTE = "639"
_NATIONAL = 9  # digits behind the 0 or the code


def phone_forms(number: str) -> tuple[str, ...]:
    """The number as given and, for a French one, its other forms: `+33612…` and `0612…`; nothing for no number.

    One of overseas has both `+262692…` and `+33692…`, as which some documents write it.
    """
    digits = "".join(char for char in number if char.isdigit())
    if not digits:
        return (number,) if number else ()
    if number.strip().startswith("+" + FRANCE) or digits.startswith("00" + FRANCE):
        national = digits.removeprefix("00").removeprefix(FRANCE).removeprefix("0")
        return number, f"0{national}", f"+{FRANCE}{national}", *_from_abroad(national)
    if number.strip().startswith("+") or digits.startswith("00"):
        national = digits.removeprefix("00")[3:]
        if (abroad := _from_abroad(national)) and digits.endswith(abroad[0].removeprefix("+")):
            return number, f"0{national}", f"+{FRANCE}{national}", *abroad
    if digits.startswith("0") and len(digits) == _NATIONAL + 1:
        return number, f"+{FRANCE}{digits[1:]}", *_from_abroad(digits[1:])
    return (number,)


def _from_abroad(national: str) -> tuple[str, ...]:
    """How a national number of overseas, without its 0, is dialled from abroad; nothing for others."""
    code = "262" if national.startswith(MAYOTTE) else OVERSEAS.get(national[:3])
    return (f"+{code}{national}",) if code is not None and len(national) == _NATIONAL else ()


def at_its_code(number: str) -> str:
    """A French number with the code that it is dialled by: 33, or that of a department overseas."""
    import phonenumbers  # noqa: PLC0415 - loaded at first use

    national = number.removeprefix(f"+{FRANCE}")
    if national == number or len(national) != _NATIONAL:
        return number
    if national.startswith(MAYOTTE):  # mainland too, as far as is known: ARCEP keeps 0639 98 for works of fiction
        mayotte = phonenumbers.parse(f"0{national}", "YT")
        return f"+262{national}" if phonenumbers.is_valid_number(mayotte) else number
    return f"+{OVERSEAS.get(national[:3], FRANCE)}{national}"
