"""Phone numbers, cards and RIO codes: what they are stored as, how they are shown, what cannot be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.identifiers import canonical_phone
from telbill_desktop.domain.numbering import number_facts, stored_iccid, stored_number, stored_rio
from telbill_desktop.domain.phone_forms import MAYOTTE, OVERSEAS


@pytest.mark.parametrize(
    "text",
    [
        *("06 39 98 01 07", "0639980107", "06.39.98.01.07", "06-39-98-01-07", "06/39/98/01/07", "639980107"),
        *("+33 6 39 98 01 07", "0033639980107", "33639980107", "+33 (0)6 39 98 01 07", "06\u00a039\u202f98 01 07\n"),
    ],
)
def test_a_french_number_is_stored_in_one_way_however_it_is_written(text: str) -> None:
    assert stored_number(text) == "+33639980107"


@pytest.mark.parametrize(
    ("text", "stored", "shown", "country", "kind"),
    [
        ("0199001001", "+33199001001", "01 99 00 10 01", "FR", "fixed"),
        ("06 39 98 01 07", "+33639980107", "06 39 98 01 07", "FR", "mobile"),
        ("09 72 00 00 01", "+33972000001", "09 72 00 00 01", "FR", "fixed"),
        ("0800 123 456", "+33800123456", "0 800 12 34 56", "FR", "toll_free"),
        ("0899 70 12 34", "+33899701234", "0 899 70 12 34", "FR", "special"),
        ("+32 2 555 12 34", "+3225551234", "+32 2 555 12 34", "BE", "fixed"),
        ("+41 79 123 45 67", "+41791234567", "+41 79 123 45 67", "CH", "mobile"),
        ("+44 20 7946 0958", "+442079460958", "+44 20 7946 0958", "GB", "fixed"),
        ("+1 201 555 0123", "+12015550123", "+1 201-555-0123", "US", "fixed"),
        ("+590 690 00 12 34", "+590690001234", "0690 00 12 34", "GP", "mobile"),
        ("0690 00 12 34", "+590690001234", "0690 00 12 34", "GP", "mobile"),
        ("0691 00 12 34", "+590691001234", "0691 00 12 34", "GP", "mobile"),
        ("0692 00 12 34", "+262692001234", "0692 00 12 34", "RE", "mobile"),
        ("+33 6 93 00 12 34", "+262693001234", "0693 00 12 34", "RE", "mobile"),
        ("0694 20 12 34", "+594694201234", "0694 20 12 34", "GF", "mobile"),
        ("0696 20 12 34", "+596696201234", "0696 20 12 34", "MQ", "mobile"),
        ("0697001234", "+596697001234", "0697 00 12 34", "MQ", "mobile"),
        ("0639 69 01 23", "+262639690123", "0639 69 01 23", "YT", "mobile"),
        ("0709 00 12 34", "+590709001234", "0709 00 12 34", "GP", "mobile"),
        ("0709 12 12 34", "+596709121234", "0709 12 12 34", "MQ", "mobile"),
        ("0709 21 12 34", "+262709211234", "0709 21 12 34", "RE", "mobile"),
        ("0709 31 12 34", "+594709311234", "0709 31 12 34", "GF", "mobile"),
        ("07 09 50 12 34", "+33709501234", "07 09 50 12 34", "FR", "mobile"),
        ("0269 20 12 34", "+262269201234", "0269 20 12 34", "YT", "fixed"),
        ("0262 20 12 34", "+262262201234", "0262 20 12 34", "RE", "fixed"),
        ("0269 60 12 34", "+262269601234", "0269 60 12 34", "YT", "fixed"),
        ("0590 20 12 34", "+590590201234", "0590 20 12 34", "GP", "fixed"),
        ("0594 20 12 34", "+594594201234", "0594 20 12 34", "GF", "fixed"),
        ("0596 20 12 34", "+596596201234", "0596 20 12 34", "MQ", "fixed"),
        ("0268 85 12 34", "+262268851234", "0268 85 12 34", "RE", "fixed"),
        ("0268 95 12 34", "+262268951234", "0268 95 12 34", "YT", "fixed"),
        ("02 68 75 12 34", "+33268751234", "02 68 75 12 34", "FR", "fixed"),
        ("0598 75 12 34", "+590598751234", "0598 75 12 34", "GP", "fixed"),
        ("0598 85 12 34", "+594598851234", "0598 85 12 34", "GF", "fixed"),
        ("0598 95 12 34", "+596598951234", "0598 95 12 34", "MQ", "fixed"),
        ("0939 50 12 34", "+590939501234", "0939 50 12 34", "GP", "fixed"),
        ("0939 60 12 34", "+594939601234", "0939 60 12 34", "GF", "fixed"),
        ("0939 70 12 34", "+596939701234", "0939 70 12 34", "MQ", "fixed"),
        ("0939 80 12 34", "+262939801234", "0939 80 12 34", "YT", "fixed"),
        ("0939 89 12 34", "+262939891234", "0939 89 12 34", "YT", "fixed"),
        ("0939 90 12 34", "+262939901234", "0939 90 12 34", "RE", "fixed"),
        ("09 39 40 12 34", "+33939401234", "09 39 40 12 34", "FR", "fixed"),
        ("0947 50 12 34", "+590947501234", "0947 50 12 34", "GP", "fixed"),
        ("0947 60 12 34", "+594947601234", "0947 60 12 34", "GF", "fixed"),
        ("0947 78 12 34", "+596947781234", "0947 78 12 34", "MQ", "fixed"),
        ("0947 80 12 34", "+262947801234", "0947 80 12 34", "YT", "fixed"),
        ("0947 90 12 34", "+262947901234", "0947 90 12 34", "RE", "fixed"),
        ("0976 01 12 34", "+590976011234", "0976 01 12 34", "GP", "fixed"),
        ("0976 22 12 34", "+262976221234", "0976 22 12 34", "RE", "fixed"),
        ("0976 60 12 34", "+596976601234", "0976 60 12 34", "MQ", "fixed"),
        ("0976 95 12 34", "+262976951234", "0976 95 12 34", "YT", "fixed"),
        ("09 76 45 12 34", "+33976451234", "09 76 45 12 34", "FR", "fixed"),  # nobody official says whose it is
        ("+590 800 12 34 56", "+590800123456", "+590 800 12 34 56", "GP", "toll_free"),
        ("+590 368 19 30 36", "+590368193036", "+590 368193036", "GP", "other"),
        ("+687 20 12 34", "+687201234", "+687 20.12.34", "NC", "fixed"),
        ("+800 1234 5678", "+80012345678", "+800 1234 5678", "", "toll_free"),
    ],
)
def test_a_number_says_its_country_and_its_type(text: str, stored: str, shown: str, country: str, kind: str) -> None:
    facts = number_facts(stored_number(text))
    assert stored_number(text) == stored
    assert (facts.shown.replace("\u00a0", " "), facts.country, facts.kind) == (shown, country, kind)


@given(
    st.sampled_from(["0", "+33", "+262", "+590", "+594", "+596"]),
    st.one_of(
        st.integers(100_000_000, 999_999_999).map(str),
        st.builds("{}{:06}".format, st.sampled_from([*OVERSEAS, MAYOTTE]), st.integers(0, 999_999)).map(
            lambda digits: digits[:9]
        ),
    ),
)
def test_what_is_shown_of_a_number_is_that_number_when_it_is_typed(start: str, national: str) -> None:
    stored = stored_number(f"{start}{national}")
    assert stored_number(stored) == stored
    assert stored_number(number_facts(stored).shown) == stored


@pytest.mark.parametrize("text", ["07 00 12 34 56 78 90", "+33 700 1234567890", "0033 700 123 456 7890"])
def test_a_machine_s_number_has_fourteen_digits(text: str) -> None:
    assert stored_number(text) == "+337001234567890"
    assert stored_number("+337001234567890") == "+337001234567890"
    facts = number_facts("+337001234567890")
    assert (facts.shown, facts.country, facts.kind) == ("07 00 12 34 56 78 90", "FR", "mobile")
    assert stored_number("+33 (0)7 00 12 34 56 78 90") == stored_number(facts.shown) == "+337001234567890"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "00 01 00 00 00",
            "+33 0 01 00 00 00",
            "12",
            "3900",
            "06 39 98 01",
            "06 39 98 01 07 99 9",
            "+",
            "+33",
            "*100#",
            "téléphone",
            "0639980107#",
        ),
        *(
            "0639980107;0639980108",
            "0639980107 / 0639980108",
            "Camille 0639980107",
            "Camille 07001234567890",
            "01 99 00 10 01 ext 12",
            "0" * 400,
        ),
    ],
)
def test_what_is_not_one_number_and_nothing_else_is_refused(text: str) -> None:
    with pytest.raises(TelbillError, match="number_impossible"):
        stored_number(text)


def test_a_document_s_number_overseas_exists_under_the_code_that_it_is_dialled_by() -> None:
    assert canonical_phone("06 92 12 34 56") == "+262692123456"
    assert canonical_phone("0269 61 23 45") == "+262269612345"
    assert canonical_phone("0639 98 01 07") is None  # no operator has it
    assert canonical_phone("06 12 34 56 78") == "+33612345678"


def test_nothing_stays_nothing() -> None:
    assert (stored_number(" "), stored_iccid(" "), stored_rio(" ")) == ("", "", "")
    assert number_facts("").shown == ""


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("8933 0100 0000 0000 002", "8933010000000000002"),
        ("8933010000000000002F", "8933010000000000002"),  # as a card's memory holds it
        ("89-33-20-000000-000000-2", "8933200000000000002"),
        ("8931 0410 1065 4378 9305", "89310410106543789305"),  # twenty digits
    ],
)
def test_a_card_is_stored_as_its_digits(text: str, stored: str) -> None:
    assert stored_iccid(text) == stored


@pytest.mark.parametrize(
    "text", ["8933010000000000003", "893301000000000000", "8833010000000000002", "89330100000000000O2", "89", "x" * 99]
)
def test_a_card_with_a_wrong_key_or_length_is_refused(text: str) -> None:
    with pytest.raises(TelbillError, match="iccid_impossible"):
        stored_iccid(text)


@pytest.mark.parametrize("text", ["01P123456ABC", "01 p 123456 abc", "S2-E-9X8Y7Z-1+2"])
def test_a_rio_has_twelve_characters(text: str) -> None:
    assert len(stored_rio(text)) == 12


@pytest.mark.parametrize("text", ["01P12345678", "01X123456ABC", "01P123456ABCD", "é1P123456ABC"])
def test_what_is_no_rio_is_refused(text: str) -> None:
    with pytest.raises(TelbillError, match="rio_impossible"):
        stored_rio(text)


def test_no_range_of_overseas_begins_another() -> None:
    assert not [(one, other) for one in OVERSEAS for other in OVERSEAS if one != other and other.startswith(one)]
    assert {len(one) for one in OVERSEAS} == {3, 4, 5}
