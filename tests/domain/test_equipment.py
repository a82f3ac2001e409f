"""What a line of an invoice charged: a handset, a tablet, an accessory."""

import pytest

from telbill_desktop.domain.equipment import EquipmentKind, kind_of_label

CASES = {
    EquipmentKind.HANDSET: (
        "Apple iPhone",
        "iPhone 15 128 Go avec coque",
        "Smartphone Orée 12 128 Go",
        "Smartphone renforcé Granit 3",
        "Samsung Galaxy S23 Ultra",
        "SAMSUNG GALAXY A15 double SIM",
        "Google Pixel 8",
        "Téléphone DECT",
        "Mobile reconditionné",
        "Smartphone + chargeur rapide",
        "Smartphone écran 6,8 pouces",
        "2 smartphones",
        "Google smartphone",
    ),
    EquipmentKind.TABLET: (
        "Tablette d’atelier Granit Tab",
        "Apple iPad Air",
        "Samsung Galaxy Tab A9",
        "iPad 10 with keyboard",
        "Tablettes durcies",
        "Rugged tablet",
    ),
    EquipmentKind.ACCESSORY: (
        "Coque tablette",
        "Coques de protection iPhone 15",
        "Chargeur rapide 30 W",
        "Chargeur pour smartphone",
        "Apple iPhone 15 Silicone Case",
        "iPad Smart Folio",
        "Samsung Galaxy Watch 6",
        "Galaxy Buds",
        "Support voiture mobile",
        "Routeur mobile 5G",
        "Film écran iPad",
        "Étui téléphone",
        "Apple Pencil pour iPad",
        "Carte mémoire 64 Go",
        "Casque",
        "",
    ),
}


@pytest.mark.parametrize(("label", "kind"), [(label, kind) for kind, labels in CASES.items() for label in labels])
def test_a_label_says_what_was_charged(label: str, kind: EquipmentKind) -> None:
    assert kind_of_label(label) is kind
