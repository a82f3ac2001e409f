"""What a contact is kept as, and what is none."""

import pytest

from telbill_desktop.domain.contact import ContactFields, ContactOwner, ContactRole, called, tidied
from telbill_desktop.domain.errors import TelbillError


def contact(**texts: str) -> ContactFields:
    return ContactFields(ContactRole.OTHER, **texts)


@pytest.mark.parametrize("kept", [{"name": "Zoé"}, {"phone": "+33199001234"}, {"email": "a@example.org"}])
def test_one_of_name_number_and_address_is_enough(kept: dict[str, str]) -> None:
    assert tidied(contact(**kept)) == contact(**kept)


def test_spaces_say_nothing_and_a_number_is_kept_as_it_is_dialled_from_anywhere() -> None:
    found = tidied(contact(name=" Zoé  Maillard ", phone="01 99 00 12 34", note=" le \n matin "))
    assert (found.name, found.phone, found.note) == ("Zoé Maillard", "+33199001234", "le matin")


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ({"note": "le matin"}, "contact_missing"),
        ({"name": " "}, "contact_missing"),
        ({"phone": "12"}, "number_impossible"),
        ({"email": "zoe"}, "email_impossible"),
        ({"email": "zoe@example"}, "email_impossible"),
        ({"email": "@example.org"}, "email_impossible"),
        ({"email": "zoe maillard@example.org"}, "email_impossible"),
        ({"email": "a@b@example.org"}, "email_impossible"),
        ({"email": "zoe@example."}, "email_impossible"),
        ({"email": "zoe@.org"}, "email_impossible"),
        ({"email": "zoe@example..org"}, "email_impossible"),
        ({"email": "Zoé <zoe@example.org>"}, "email_impossible"),
        ({"email": "a@example.org, b@example.org"}, "email_impossible"),
    ],
)
def test_what_is_no_contact_is_refused(texts: dict[str, str], code: str) -> None:
    with pytest.raises(TelbillError) as raised:
        tidied(contact(**texts))
    assert raised.value.message.code == code


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        ({"name": "Zoé", "phone": "+33199001234", "email": "a@example.org"}, "Zoé"),
        ({"phone": "+33199001234", "email": "a@example.org"}, "a@example.org"),
        ({"phone": "+33199001234"}, "01 99 00 12 34"),
    ],
)
def test_a_contact_is_called_by_what_a_reader_knows(texts: dict[str, str], name: str) -> None:
    assert called(contact(**texts)) == name


@pytest.mark.parametrize("ids", [{}, {"operator_id": 1, "company_id": 1}])
def test_a_contact_is_of_an_operator_or_of_a_company(ids: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="ContactOwner"):
        ContactOwner(**ids)
