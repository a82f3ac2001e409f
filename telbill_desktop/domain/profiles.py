"""The profiles and specifications that structured invoices declare (BT-24), by the names that people use."""

import re

NO_LINES = frozenset({"MINIMUM", "BASIC WL"})

_LEVELS = {
    "minimum": "MINIMUM",
    "basicwl": "BASIC WL",
    "basic": "BASIC",
    "comfort": "COMFORT",
    "en16931": "EN 16931",
    "extended": "EXTENDED",
    "extendedctcfr": "EXTENDED CTC FR",
    "xrechnung": "XRECHNUNG",
}
_FAMILIES = (
    # Factur-X and ZUGFeRD 2: urn:factur-x.eu:1p0:minimum, …#compliant#urn:zugferd.de:2p0:basic
    re.compile(r"(?:factur-x\.eu:1p0|zugferd\.de:2p[0-9]|ferd\.de:[a-z]*:?2p[0-9]):([a-z0-9-]+)$"),
    # ZUGFeRD 1: urn:ferd:CrossIndustryDocument:invoice:1p0:comfort, and the release candidate's spelling
    re.compile(r"ferd:(?:crossindustrydocument:)?invoice:(?:1p0|1\.0|rc):([a-z0-9-]+)$"),
    # French reform: …#conformant#urn.cpro.gouv.fr:1p0:extended-ctc-fr
    re.compile(r"cpro\.gouv\.fr:1p0:(?:einvoicingextract#)?([a-z0-9-]+)$"),
)
_EN16931 = "urn:cen.eu:en16931:2017"


def profile_name(identifier: str) -> str | None:
    """The usual name of a declared specification: "BASIC", "XRECHNUNG", "PEPPOL", …; None when it is unknown."""
    text = "".join(identifier.split()).casefold()
    if text == _EN16931:
        return "EN 16931"
    for family in _FAMILIES:
        if found := family.search(text):
            return _LEVELS.get(found[1].replace("-", "").replace("_", ""))
    if "xrechnung" in text:
        return "XRECHNUNG"
    if "peppol" in text:
        return "PEPPOL"
    if text.startswith((f"{_EN16931}#compliant#", f"{_EN16931}#conformant#")) and ".fr:" not in text:
        return "CIUS"  # a national usage of EN 16931: its arithmetic holds
    return None


def same_profile(declared: str, read: str) -> bool:
    """Whether the level in a PDF's metadata (« EN 16931 », « BASIC WL ») is the profile that the XML declares."""
    return _comparable(declared) == _comparable(read)


def _comparable(name: str) -> str:
    key = re.sub(r"[^a-z0-9]", "", name.casefold())
    return {"comfort": "en16931", "extendedctcfr": "extended"}.get(key, key)
