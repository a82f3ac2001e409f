"""A French phone number in the two ways that people type it, overseas ones too."""

FRANCE = "33"
# ARCEP's numbering plan: these first digits, behind the 0, are dialled from abroad by the code of a department
# overseas, not by 33. Ranges of three digits are whole; those of 0709 are as libphonenumber has them; 639 is Mayotte's
# in part, see `at_its_code`. Blocks of four digits are those in which libphonenumber knows numbers of one territory by
# ARCEP or the ITU: landlines (0268, 0598), lines over the internet and those of platforms (0939, 0947, 0976). Of 0976
# it has 4 and 5 from nobody but a carrier: they stay where they are.
OVERSEAS = {
    # La Réunion, Mayotte
    **dict.fromkeys(("262", "263", "269", "692", "693"), "262"),
    **dict.fromkeys(("70920", "70921", "70922", "70923", "70935", "70936", "70937"), "262"),
    **dict.fromkeys(("2688", "2689", "9398", "9399", "9478", "9479", "9762", "9763", "9769"), "262"),
    # Guadeloupe, Saint-Martin, Saint-Barthélemy
    **dict.fromkeys(("590", "690", "691", "70900", "70901", "70902", "70903", "70904"), "590"),
    **dict.fromkeys(("5987", "9395", "9475", "9760", "9761", "9768"), "590"),
    # Guyane
    **dict.fromkeys(("594", "694", "70930", "70931", "70932", "70933"), "594"),
    **dict.fromkeys(("5988", "9396", "9476"), "594"),
    # Martinique
    **dict.fromkeys(("596", "696", "697", "70910", "70911", "70912", "70913"), "596"),
    **dict.fromkeys(("5989", "9397", "9477", "9766", "9767"), "596"),
}
_LENGTHS = (3, 4, 5)  # of its keys; none begins another
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
    code = "262" if national.startswith(MAYOTTE) else _code_of(national)
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
    return f"+{_code_of(national) or FRANCE}{national}"


def _code_of(national: str) -> str | None:
    return next((code for length in _LENGTHS if (code := OVERSEAS.get(national[:length])) is not None), None)
