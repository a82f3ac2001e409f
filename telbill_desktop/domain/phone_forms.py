"""A French phone number in the two ways that people type it."""

FRANCE = "33"


def phone_forms(number: str) -> tuple[str, ...]:
    """The number as given and, for a French one, its other form: `+33612…` and `0612…`; nothing for no number."""
    digits = "".join(char for char in number if char.isdigit())
    if not digits:
        return (number,) if number else ()
    if number.strip().startswith("+" + FRANCE) or digits.startswith("00" + FRANCE):
        national = digits.removeprefix("00").removeprefix(FRANCE).removeprefix("0")
        return number, f"0{national}", f"+{FRANCE}{national}"
    if digits.startswith("0") and len(digits) == 10:  # noqa: PLR2004 - France's numbering plan
        return number, f"+{FRANCE}{digits[1:]}"
    return (number,)
