"""Template files: what is wrong with one is said with its key."""

from dataclasses import replace
from pathlib import Path

import pytest

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.pdf_template import PdfTemplate, TemplateField
from telbill_desktop.importers.pdf_text.labels import known_labels
from telbill_desktop.importers.pdf_text.template_file import load_template
from telbill_desktop.importers.pdf_text.template_writing import remove_template, save_template
from telbill_desktop.importers.pdf_text.text_reading import shipped_templates
from telbill_desktop.system.resources import resources
from tests.pages import TEMPLATE


def loaded(folder: Path, text: str) -> TelbillError:
    (folder / "ondefixe.toml").write_text(text, "utf-8")
    with pytest.raises(TelbillError) as raised:
        load_template(folder / "ondefixe.toml")
    return raised.value


def test_every_template_that_ships_can_be_used() -> None:
    shipped = shipped_templates()
    assert len(shipped) == len(list((resources() / "pdf_templates").glob("*.toml"))) >= 3
    for template in shipped:
        assert template.supplier.vat_number
        assert sum(len(text) for text in template.recognised_by) > 20


def test_labels_that_ship_name_every_field() -> None:
    assert set(known_labels().of_fields) == set(TemplateField)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('name = "Ondefixe"\nrecognised', "recognised", "name"),
        ('["Ondefixe SAS", "FR66999000011"]', '"Ondefixe"', "recognised_by"),
        ('["Ondefixe SAS", "FR66999000011"]', '["SAS"]', "recognised_by"),
        ('["Ondefixe SAS", "FR66999000011"]', "[]", "recognised_by"),
        ('"dmy"', '"day"', "date_order"),
        ('decimal_mark = ","', 'decimal_mark = ";"', "decimal_mark"),
        ('decimal_mark = ","', 'currency = "euro"', "currency"),
        ('decimal_mark = ","', 'colour = "red"', "colour"),
        ('decimal_mark = ","', 'type = "bill"', "type"),
        ('vat_number = "FR66999000011"', 'vat_number = "FR12999000011"', "supplier.vat_number"),
        ('vat_number = "FR66999000011"', 'siren = "123456789"', "supplier.siren"),
        ('vat_number = "FR66999000011"', 'site = "x"', "supplier.site"),
        ('[supplier]\nname = "Ondefixe"', "[supplier]", "supplier.name"),
        ('[fields.ttc]\nlabels = ["À payer, taxes comprises"]', "", "fields.ttc"),
        ("[fields.ttc]", "[fields.total]", "fields.total"),
        ('labels = ["Montant hors taxes"]', "labels = [12]", "fields.ht.labels"),
        ('labels = ["Montant hors taxes"]', 'labels = [":"]', "fields.ht.labels"),
        ('labels = ["Montant hors taxes"]', 'place = "left"', "fields.ht.place"),
        ('labels = ["Montant hors taxes"]', 'place = "within"', "fields.ht.pattern"),
        ('labels = ["Montant hors taxes"]', "place = 'within'\npattern = 'HT .*'", "fields.ht.pattern"),
        ('labels = ["Montant hors taxes"]', "place = 'within'\npattern = 'HT (.*'", "fields.ht.pattern"),
        ('labels = ["Montant hors taxes"]', 'constant = "0.00"', "fields.ht.constant"),
        ('labels = ["Taxe sur la valeur ajoutée"]', 'constant = "1.00"', "fields.vat.constant"),
        ('labels = ["Taxe sur la valeur ajoutée"]', 'constant = "none"', "fields.vat.constant"),
        ("[fields.ttc]", "[rows]\nvat = '(?P<rate>.)'\n[fields.ttc]", "rows.vat"),
        ("[fields.ttc]", "[rows]\nlines = '(?P<amount>.)'\n[fields.ttc]", "rows.lines"),
    ],
)
def test_what_is_wrong_is_said_with_its_key(tmp_path: Path, old: str, new: str, key: str) -> None:
    assert old in TEMPLATE
    message = loaded(tmp_path, TEMPLATE.replace(old, new, 1)).message
    assert (message.code, dict(message.params)) == ("template_invalid", {"file": "ondefixe.toml", "key": key})


@pytest.mark.parametrize("text", ["name = ", "name = 'a'\nname = 'b'", "\0"])
def test_what_is_no_toml_is_said_with_its_file(tmp_path: Path, text: str) -> None:
    message = loaded(tmp_path, text).message
    assert (message.code, message.params["file"]) == ("template_unreadable", "ondefixe.toml")


def test_a_file_of_another_encoding_is_said(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes('name = "é"'.encode("cp1252"))
    with pytest.raises(TelbillError) as raised:
        load_template(tmp_path / "latin.toml")
    assert raised.value.message.code == "template_unreadable"


def test_what_is_written_is_read_back_the_same(tmp_path: Path) -> None:
    (tmp_path / "given.toml").write_text(TEMPLATE, "utf-8")
    given = load_template(tmp_path / "given.toml")
    saved = save_template(given, tmp_path)
    assert saved == given
    assert saved.file == given.file
    for shipped in shipped_templates():
        path = tmp_path / Path(shipped.file).name
        assert save_template(_elsewhere(shipped.file, path), tmp_path) == shipped


def _elsewhere(file: str, path: Path) -> PdfTemplate:
    path.write_bytes(Path(file).read_bytes())
    return load_template(path)


def test_a_change_that_makes_no_template_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "given.toml"
    path.write_text(TEMPLATE, "utf-8")
    given = load_template(path)
    rules = dict(given.fields)
    del rules[TemplateField.TTC]
    with pytest.raises(TelbillError) as raised:
        save_template(replace(given, fields=rules), tmp_path)
    assert raised.value.message.params["key"] == "fields.ttc"
    assert path.read_text("utf-8") == TEMPLATE
    assert [one.name for one in tmp_path.iterdir()] == ["given.toml"]


def test_two_templates_of_one_name_are_two_files_and_each_is_removed_alone(tmp_path: Path) -> None:
    (tmp_path / "given.toml").write_text(TEMPLATE, "utf-8")
    given = replace(load_template(tmp_path / "given.toml"), file="")
    first, second = save_template(given, tmp_path / "kept"), save_template(given, tmp_path / "kept")
    assert [Path(one.file).name for one in (first, second)] == ["ondefixe.toml", "ondefixe_2.toml"]
    remove_template(Path(first.file))
    assert [one.name for one in (tmp_path / "kept").iterdir()] == ["ondefixe_2.toml"]
