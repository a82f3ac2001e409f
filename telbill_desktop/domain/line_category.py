"""In which of the five categories a line belongs (source: Bouygues Telecom Entreprises, « Rubriques »).

The supplier's own heading decides. Without one, words of the label do, in an order that holds the source's rule: what
exceeds an add-on is communications, never an option. A line that no word tells stays unclassified.
"""

import re
from functools import lru_cache

from telbill_desktop.domain.folding import without_accents
from telbill_desktop.domain.invoice import Category

# Each heading as suppliers print it, folded to letters and spaces.
_HEADINGS = (
    (Category.USAGE, ("communication", "consommation", "usage", "call", "verbindung", "gesprach", "hors forfait")),
    (Category.OPTIONS, ("service en option", "services en option", "option", "add on", "zusatz")),
    (
        Category.EQUIPMENT,
        ("equipement", "materiel", "terminal", "terminaux", "equipment", "device", "hardware", "gerat"),
    ),
    (
        Category.ONE_OFF,
        ("acte ponctuel", "actes ponctuels", "frais", "one off", "one time", "ponctuel", "promotion", "einmalig"),
    ),
    (Category.SUBSCRIPTIONS, ("abonnement", "forfait", "subscription", "grundgebuhr", "licence", "license")),
)

# Labels, first match wins. Overage comes before options and plans, whose words it contains.
_LABELS = (
    (
        Category.USAGE,
        (
            r"depassement|hors[ -]?forfait|au dela du forfait|surconsommation|overage"
            r"|out[ -]of[ -](?:bundle|plan|allowance)|uberschreitung|ausserhalb"
        ),
    ),
    (
        Category.ONE_OFF,
        (
            r"frais|mise en service|activation|resiliation|penalite|remise exceptionnelle|geste commercial|promotion"
            r"|installation|intervention|portabilite|remplacement (?:de )?(?:la )?(?:carte )?sim|setup"
            r"|one[ -](?:off|time)|fee\b|fees\b|einrichtung|bereitstellung|gutschrift|duplicata"
        ),
    ),
    (
        Category.EQUIPMENT,
        (
            r"terminal|terminaux|telephone mobile|smartphone|tablette|tablet\b|accessoire|casque|headset|routeur|router"
            r"|iphone|galaxy|pixel \d|coque|chargeur|charger|ecran|equipement|materiel|handset|device|gerat|carte sim\b"
        ),
    ),
    (
        Category.OPTIONS,
        (
            r"\boptions?\b|service en option|services en option|additionnel|supplementaire|add[ -]?on|\bpass\b|\bpack\b"
            r"|renvoi d appel|messagerie|assurance|insurance|zusatzoption|securite|presentation du numero"
        ),
    ),
    (
        Category.USAGE,
        (
            r"communication|\bappels?\b|\bcalls?\b|\bsms\b|\bmms\b|roaming|itinerance|minutes?\b|consommation|usage"
            r"|numeros speciaux|vers l international|gesprach|verbindung|anrufe|data (?:hors|en)|conversation"
        ),
    ),
    (
        Category.SUBSCRIPTIONS,
        (
            r"abonnement|forfait|subscription|\bplan\b|licen[cs]e|\bligne\b|\bline rental\b|redevance|location|rental"
            r"|acces (?:fibre|internet|adsl|sdsl)|grundgebuhr|grundpreis|tarif\b|mensuel|monthly|fibre|numero\b"
        ),
    ),
)
_COMPILED = tuple((category, re.compile(pattern)) for category, pattern in _LABELS)


@lru_cache(maxsize=1024)  # a fleet's invoice repeats a few labels thousands of times
def category_of(heading: str | None, label: str, product_range: str | None = None) -> Category | None:
    """The category of a line with this heading (« Rubrique »), label and range of the operator; None: unclassified."""
    if heading and (named := _by_heading(_letters(heading))):
        return named
    for text in (label, product_range):
        if text:
            folded = _letters(text)
            for category, pattern in _COMPILED:
                if pattern.search(folded):
                    return category
    return None


def _by_heading(heading: str) -> Category | None:
    for category, words in _HEADINGS:
        if any(heading.startswith(word) or f" {word}" in heading for word in words):
            return category
    return None


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", without_accents(text[:500])).strip()
