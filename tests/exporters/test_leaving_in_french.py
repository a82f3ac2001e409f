"""What an accountant is handed speaks French."""

import email
from email.policy import default
from pathlib import Path

from telbill_desktop.exporters.mail_draft import mail_draft
from telbill_desktop.services import mailing
from telbill_desktop.system import i18n
from tests.bundles import bundled, filled
from tests.new_stores import new_store

SAID = {
    "LISEZ-MOI.txt": (
        "identiques à ceux qui ont été reçus",
        "à l’horloge de cet ordinateur",
        "certutil -hashfile",
        "sha256sum -c SHA256SUMS",
        "shasum -a 256 -c SHA256SUMS",
        "personne d’autre ne s’en porte garant",
        "Seul le fichier électronique a valeur légale",
    ),
    "LISEZ-MOI.html": ('lang="fr"', "Ce que cela prouve, et ce que cela ne prouve pas"),
    "inventory.csv": ("Fichier;État;Opérateur;", ";facture;17/03/2026;50,01;10,00;60,01;EUR;"),
    "inventory.html": ("Documents de 2026", "4 documents, "),
    "reports.html": ("Verdicts sur les signatures", "n’ont pas encore été examinées"),
    "log.html": ("Journal de l’archive", "Déposé", "à conserver jusqu’au 31/12/2036"),
}


def test_a_bundle_is_in_french(tmp_path: Path) -> None:
    i18n.use_language("fr")
    with new_store(tmp_path / "store") as store:
        filled(store, tmp_path / "in")
        bundled(store, tmp_path / "2026")
    for name, sentences in SAID.items():
        text = (tmp_path / "2026" / name).read_text(encoding="utf-8-sig").replace("\u00a0", " ")
        assert [one for one in sentences if one not in text] == [], name


def test_a_mail_is_in_french(tmp_path: Path) -> None:
    i18n.use_language("fr")
    with new_store(tmp_path / "store") as store:
        deposits = filled(store, tmp_path / "in")
        content = mailing.draft_mail(store, [deposits["mars.pdf"]], mail_draft)
    mail = email.message_from_bytes(content, policy=default)
    assert mail["Subject"] == "Facture Hexamobile SA 62268557 du 17/03/2026"
    body = mail.get_body()
    assert body is not None
    text = body.get_content().replace("\u00a0", " ")
    for said in (
        "Bonjour,",
        "facture n° 62268557 du 17/03/2026, 60,01 € TTC",
        "SHA-256 : ",
        "tel que nous l’avons reçu",
    ):
        assert said in text
