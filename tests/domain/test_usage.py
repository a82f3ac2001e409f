"""What a record of usage is: what is kept of a number, where a call goes, in which category it is."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telbill_desktop.domain.period import Period
from telbill_desktop.domain.usage import (
    KeyMaker,
    UsageCategory,
    UsageUnit,
    day_in,
    first_key_of,
    first_of,
    following,
    month_of,
    said_of,
    whole_months,
    without_last_digits,
    without_numbers,
)
from telbill_desktop.domain.usage_category import kind_of
from telbill_desktop.domain.usage_destination import compact_number, deciding_part, destination_of, is_told_by_four
from telbill_desktop.importers.usage.category_file import category_words

days = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("called", "kept"),
    [
        ("0612345678", "061234*"),
        ("+33612345678", "+3361234*"),
        ("061234****", "061234*"),  # as the operator masked it
        ("0812345678", "081234*"),
        ("3103", "3103"),
        ("118218", "118218"),
        ("Messagerie vocale", "Messagerie vocale"),
        ("Tel 0612345678", "Tel 061234*"),
        ("sip:+33612345678@10.20.30.40", "sip:+3361234*"),  # a telephone's address
        ("0612345678@voip.fr", "061234*"),
        ("0612345678Dupont", "061234*"),
        ("0612345678;0712345678", "061234*"),
        ("06_12_34_56_78", "06_12_34_*"),
        ("06123456780144556677", "061234*"),  # of two numbers in a cell the second is not kept
        ("0612345678101", "061234*"),
        ("+33612345678101", "+3361234*"),
        ("00330612345678101", "0033061234*"),
        ("sip:3361234567801445566", "sip:3361234*"),
        ("+493012345678493012345679", "+493*"),  # abroad nobody knows where the first of them ends
        ("+491701234567890", "+49170123456*"),
        ("06_12_34_56_78_01_44_55_66_77", "06_12_34_*"),
        ("Messagerie888", "Messagerie888"),  # as long as no digits are there than a service has
        ("", None),
    ],
)
def test_the_last_four_digits_of_a_number_called_are_not_kept(called: str, kept: str | None) -> None:
    assert without_last_digits(called) == kept


@pytest.mark.parametrize(
    ("label", "kept"),
    [
        ("Renvoi vers 06 98 76 54 32", "Renvoi vers 069876*"),
        ("Renvoi 0698765432, puis 01.44.55.66.77.", "Renvoi 069876*, puis 014455*."),
        ("Transfert +33 6 98 76 54 32", "Transfert +3369876*"),
        ("Transfert +33 (0)6 98 76 54 32", "Transfert +33069876*"),
        ("Transfert (0033698765432)", "Transfert (003369876*)"),
        ("Transfert 00 33 6 98 76 54 32", "Transfert 003369876*"),
        ("Renvoi vers 33698765432", "Renvoi vers 3369876*"),  # as exchanges write it
        ("Appels vers +212 612-345678", "Appels vers +21261234*"),
        ("Appels reçus 0 800 123 456", "Appels reçus 0 800 123 456"),  # one's own
        ("Numéro vert 0800123456", "Numéro vert 0800123456"),
        ("Forfait 100 Go du 01/02/2026 au 28/02/2026", "Forfait 100 Go du 01/02/2026 au 28/02/2026"),
        ("Contrat 20260301123456", "Contrat 20260301123456"),
        ("Lot 336987654321", "Lot 336987654321"),
        ("SMS+ 3 103", "SMS+ 3 103"),
    ],
)
def test_a_number_in_the_words_of_a_label_loses_its_last_digits_too(label: str, kept: str) -> None:
    assert without_numbers(label) == kept


@given(days, st.integers(0, 800))
def test_whole_months_are_those_that_the_days_hold_whole(start: date, length: int) -> None:
    period = Period(start, start + timedelta(days=length))
    every = {month_of(period.start + timedelta(days=at)) for at in range(length)}
    whole = [
        month for month in sorted(every) if first_of(month) >= period.start and first_of(following(month)) <= period.end
    ]
    assert whole_months(period) == ((whole[0], whole[-1]) if whole else None)


@given(days, st.text(max_size=20))
def test_keys_of_a_day_lie_between_that_day_and_the_next(day: date, said: str) -> None:
    key = KeyMaker(b"secret").key((day - date(1970, 1, 1)).days, said)
    assert first_key_of(day) <= key < first_key_of(day + timedelta(days=1))
    assert day_in(key) == day


@pytest.mark.parametrize(
    "other",
    [
        said_of("+33612345679", "s", 37351, "0698765432", 93, 125_000, ""),
        said_of("+33612345678", "n", 37351, "0698765432", 93, 125_000, ""),
        said_of("+33612345678", "s", 37352, "0698765432", 93, 125_000, ""),
        said_of("+33612345678", "s", 37351, "0698765433", 93, 125_000, ""),
        said_of("+33612345678", "s", 37351, "0698765432", 94, 125_000, ""),
        said_of("+33612345678", "s", 37351, "0698765432", 93, 125_001, ""),
        said_of("+33612345678", "s", 37351, "0698765432", 93, 125_000, "a"),
    ],
)
def test_records_that_differ_in_anything_have_other_keys(other: str) -> None:
    said = said_of("+33612345678", "s", 37351, "0698765432", 93, 125_000, "")
    assert KeyMaker(b"secret").key(1, said) not in {KeyMaker(b"secret").key(1, other), KeyMaker(b"other").key(1, said)}


@pytest.mark.parametrize(
    ("number", "category", "country"),
    [
        ("01 44 55 66 77", UsageCategory.NATIONAL_FIXED, "FR"),
        ("06.12.34.56.78", UsageCategory.NATIONAL_MOBILE, "FR"),
        ("+33 (0)6 12 34 56 78", UsageCategory.NATIONAL_MOBILE, "FR"),
        ("0033144556677", UsageCategory.NATIONAL_FIXED, "FR"),
        ("33698765432", UsageCategory.NATIONAL_MOBILE, "FR"),  # a spreadsheet took its + for a sign
        ("331445566**", UsageCategory.NATIONAL_FIXED, "FR"),
        ("3369876543", None, ""),
        ("33098765432", None, ""),
        ("0692123456", UsageCategory.NATIONAL_MOBILE, "RE"),
        ("+262692123456", UsageCategory.NATIONAL_MOBILE, "RE"),
        ("0262123456", UsageCategory.NATIONAL_FIXED, "RE"),
        ("0812345678", UsageCategory.SPECIAL, "FR"),
        ("3103", UsageCategory.SPECIAL, "FR"),
        ("118218", UsageCategory.SPECIAL, "FR"),
        ("+212612345678", UsageCategory.INTERNATIONAL, "MA"),
        ("00441632960123", UsageCategory.INTERNATIONAL, "GB"),
        ("+68740123456", UsageCategory.INTERNATIONAL, "NC"),
        ("+33********", None, ""),  # what is hidden decides nothing
        ("0*********", None, ""),
        ("**********", None, ""),
        ("****", None, ""),
        ("+3*********", None, ""),
        ("00*********", None, ""),
        ("+336********", UsageCategory.NATIONAL_MOBILE, "FR"),
        ("+2126*******", UsageCategory.INTERNATIONAL, "MA"),
        ("alice", None, ""),
        ("", None, ""),
    ],
)
def test_a_number_tells_where_a_call_goes(number: str, category: UsageCategory | None, country: str) -> None:
    assert destination_of(compact_number(number)) == (category, country)


@pytest.mark.parametrize(
    ("text", "compact"),
    [
        ("06 12.34-56 78", "0612345678"),
        ("06 12 34 XX XX", "061234****"),
        ("XXXXXXXXXX", "**********"),
        ("xx xx", "****"),
        ("Boîte  vocale", "Boîte vocale"),
        ("Xbox Live", "Xbox Live"),
    ],
)
def test_a_number_is_compared_without_its_blanks_and_words_stay_what_they_are(text: str, compact: str) -> None:
    assert compact_number(text) == compact


@given(st.from_regex(r"(\+|00?|\+33|33|0033|\+330)?[0-9]{0,14}\*{0,9}", fullmatch=True))
def test_what_decides_of_a_number_goes_where_the_number_goes(number: str) -> None:
    assert destination_of(deciding_part(number)) == destination_of(number)
    if is_told_by_four(number):
        assert destination_of(number[:4].ljust(len(number), "0")) == destination_of(number)


@pytest.mark.parametrize(
    ("label", "called", "category", "destination", "unit"),
    [
        ("Appels nationaux fixes", "0612345678", UsageCategory.NATIONAL_FIXED, "FR", UsageUnit.SECONDS),
        ("Appels nationaux fixes et mobiles", "0612345678", UsageCategory.NATIONAL_MOBILE, "FR", UsageUnit.SECONDS),
        (
            "Appels vers l'international – zone Europe",
            "",
            UsageCategory.INTERNATIONAL,
            "zone Europe",
            UsageUnit.SECONDS,
        ),
        ("Appels vers l’international", "+212612345678", UsageCategory.INTERNATIONAL, "MA", UsageUnit.SECONDS),
        ("Appels en roaming émis", "0612345678", UsageCategory.ROAMING, "", UsageUnit.SECONDS),
        ("SMS", "0612345678", UsageCategory.MESSAGES, "FR", UsageUnit.PIECES),
        ("Internet mobile (données)", "", UsageCategory.DATA, "", UsageUnit.BYTES),
        ("Numéros spéciaux à coût partagé", "0812345678", UsageCategory.SPECIAL, "FR", UsageUnit.SECONDS),
        ("Appels entrants vers un numéro gratuit", "0612345678", UsageCategory.INBOUND_FREE, "FR", UsageUnit.SECONDS),
        ("Minutes sortantes", "+4930123456", UsageCategory.INTERNATIONAL, "DE", UsageUnit.SECONDS),
        ("Appels internationaux", "", UsageCategory.INTERNATIONAL, "", UsageUnit.SECONDS),
        ("Appels internationaux vers mobiles", "+34612345678", UsageCategory.INTERNATIONAL, "ES", UsageUnit.SECONDS),
        ("Appels nationaux", "", UsageCategory.NATIONAL_FIXED, "", UsageUnit.SECONDS),
        ("Appels vers mobiles", "+34612345678", UsageCategory.INTERNATIONAL, "ES", UsageUnit.SECONDS),
        ("Appels vers mobiles", "0692123456", UsageCategory.NATIONAL_MOBILE, "RE", UsageUnit.SECONDS),
        ("Appels nationaux mobiles", "+34612345678", UsageCategory.NATIONAL_MOBILE, "ES", UsageUnit.SECONDS),
        ("Appels reçus sur numéro vert", "0612345678", UsageCategory.INBOUND_FREE, "FR", UsageUnit.SECONDS),
        ("Appels reçus", "0612345678", UsageCategory.INBOUND, "FR", UsageUnit.SECONDS),
        ("Géolocalisation", "", UsageCategory.OTHER, "", UsageUnit.SECONDS),
        ("", "0144556677", UsageCategory.NATIONAL_FIXED, "FR", UsageUnit.SECONDS),
        ("", "", UsageCategory.OTHER, "", UsageUnit.SECONDS),
    ],
)
def test_the_operators_label_tells_the_category_and_the_number_what_it_leaves_open(
    label: str, called: str, category: UsageCategory, destination: str, unit: UsageUnit
) -> None:
    kind = kind_of(label, destination_of(called), "", None, None, category_words())
    assert (kind.category, kind.destination, kind.unit) == (category, destination, unit)
