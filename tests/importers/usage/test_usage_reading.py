"""Files of usage, read by profile: what each row is, what cannot be read, and files that are none."""

import io
from datetime import datetime
from pathlib import Path

import pytest

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.table_profile import TableChoice, TableField, TableKind, TableProfile
from telbill_desktop.domain.usage import UsageCategory, UsageKind, UsageLine, UsageUnit
from telbill_desktop.importers.usage import read_usage
from telbill_desktop.importers.usage.cells import units_of
from tests.importers.usage.names import Row, opened, read, rows_of
from tests.usage_files import TITLES, call, write

FIXED, MOBILE, ABROAD = UsageCategory.NATIONAL_FIXED, UsageCategory.NATIONAL_MOBILE, UsageCategory.INTERNATIONAL


def text_file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "usage.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_row_of_the_detail_of_several_accounts_is_read_whole(tmp_path: Path) -> None:
    rows = read(write(tmp_path / "a.csv", [call(), call(label="SMS", quantity="1", amount="-0,08", called="")]))
    assert rows == [
        Row(
            datetime(2026, 3, 5, 10, 22, 31),  # noqa: DTZ001 - the wall's clock
            UsageLine("CF1", "+33612345678", "Élodie Roche"),
            UsageKind("Appels nationaux mobiles", MOBILE, "FR", UsageUnit.SECONDS),
            "F1",
            "069876*",
            93,
            125_000,
        ),
        Row(
            datetime(2026, 3, 5, 10, 22, 31),  # noqa: DTZ001 - the wall's clock
            UsageLine("CF1", "+33612345678", "Élodie Roche"),
            UsageKind("SMS", UsageCategory.MESSAGES, "", UsageUnit.PIECES),
            "F1",
            None,
            1,
            -80_000,
        ),
    ]


def test_the_second_look_at_a_row_gives_what_the_first_gave(tmp_path: Path) -> None:
    """Names that came before are only looked up: every row twice, in turns, is the same twice."""
    various = [
        call(),
        call(called="06 98 76 54 32", quantity="0:01:33"),
        call(called="+212612345678", label="Appels vers l'international", amount="1 234,567891"),
        call(called="3103", label="Numéros spéciaux", amount="3"),
        call(called="061234****", start="05/03/2026 10:22", line="Poste 12", user=""),
        call(label="Internet mobile (données)", called="", quantity="900000000", amount="0,0000"),
        call(invoice="F2", account="CF2", start="31/12/2025 23:59:59"),
    ]
    once = read(write(tmp_path / "once.csv", various))
    assert read(write(tmp_path / "twice.csv", [*various, *various])) == [*once, *once]
    assert [row.quantity for row in once] == [93, 93, 93, 93, 93, 900_000_000, 93]
    assert [row.amount for row in once][2:4] == [1_234_567_891, 3_000_000]


def test_what_is_used_abroad_or_dear_is_counted_by_what_its_label_says(tmp_path: Path) -> None:
    labels = {
        "Internet mobile roaming – zone Monde": (UsageCategory.ROAMING, UsageUnit.BYTES),
        "SMS émis à l'étranger": (UsageCategory.ROAMING, UsageUnit.PIECES),
        "Roaming SMS": (UsageCategory.ROAMING, UsageUnit.PIECES),
        "Appels en roaming": (UsageCategory.ROAMING, UsageUnit.SECONDS),
        "Services spéciaux": (UsageCategory.SPECIAL, UsageUnit.SECONDS),
        "Appels nationaux fixes": (UsageCategory.NATIONAL_FIXED, UsageUnit.SECONDS),
    }
    rows = read(write(tmp_path / "a.csv", [call(label=label, called="", quantity="7") for label in labels]))
    assert {row.kind.label: (row.kind.category, row.kind.unit) for row in rows} == labels


def test_a_duration_that_says_so_is_one_whatever_else_its_column_counts(tmp_path: Path) -> None:
    session, volume = (call(label="Internet mobile", quantity=quantity) for quantity in ("0:01:33", "700"))
    units = [(row.kind.unit, row.quantity) for row in read(write(tmp_path / "a.csv", [session, volume] * 2))]
    assert units == [(UsageUnit.SECONDS, 93), (UsageUnit.BYTES, 700)] * 2


def test_half_a_second_counts_as_one_however_a_duration_is_written(tmp_path: Path) -> None:
    rows = [call(quantity=quantity) for quantity in ("93,5", "93,49", "0:01:33,5", "1:33.49", "0:59:59,999")]
    assert [row.quantity for row in read(write(tmp_path / "a.csv", rows))] == [94, 93, 94, 93, 3600]


def test_no_duration_is_nothing_of_whatever_is_counted(tmp_path: Path) -> None:
    rows = [call(label="Internet mobile", quantity=quantity) for quantity in ("0:00:00", "0", "00:00")]
    source = opened(write(tmp_path / "a.csv", rows))
    assert [(row.kind.unit, row.quantity) for row in rows_of(source)] == [(UsageUnit.BYTES, 0)] * 3
    assert source.problems == []


def test_a_quantity_that_names_its_units_counts_them(tmp_path: Path) -> None:
    cells = {
        "12,5 Mo": (UsageUnit.BYTES, 12_500_000),
        "1 h 02 min 03 s": (UsageUnit.SECONDS, 3723),
        "2min5s": (UsageUnit.SECONDS, 125),
        "1 204,5 Ko": (UsageUnit.BYTES, 1_204_500),
        "3 SMS": (UsageUnit.PIECES, 3),
        "45 sec.": (UsageUnit.SECONDS, 45),
    }
    source = opened(write(tmp_path / "a.csv", [call(label="Divers", called="", quantity=cell) for cell in cells]))
    assert [(row.kind.unit, row.quantity) for row in rows_of(source)] == list(cells.values())
    assert source.wrong == 0


@pytest.mark.parametrize(
    "cell", ["12 Mo 3 s", "Mo", "12 parsecs", "12 Mo environ", "-3 min", "1,2,3 Mo", "1 " * 60_000]
)
def test_a_quantity_whose_units_say_nothing_clear_is_left_out(tmp_path: Path, cell: str) -> None:
    source = opened(write(tmp_path / "a.csv", [call(quantity=cell), call()]))
    assert len(rows_of(source)) == 1
    assert [one.message.code for one in source.problems] == ["usage_quantity_unreadable"]


def test_an_amount_that_is_left_blank_is_nothing(tmp_path: Path) -> None:
    source = opened(write(tmp_path / "a.csv", [call(amount=blank) for blank in ("", " ", "0,10", "")]))
    assert [row.amount for row in rows_of(source)] == [0, 0, 100_000, 0]
    assert source.wrong == 0


def test_a_row_that_was_cut_off_before_its_amount_is_left_out(tmp_path: Path) -> None:
    source = opened(write(tmp_path / "a.csv", [call(), call()[:-1], call(quantity="94")]))
    assert [row.quantity for row in rows_of(source)] == [93, 94]
    [problem] = source.problems
    assert (problem.line, problem.message.code, problem.field) == (3, "usage_row_short", TableField.USAGE_AMOUNT)


def test_a_row_that_says_nothing_but_what_it_costs_is_counted(tmp_path: Path) -> None:
    source = opened(write(tmp_path / "a.csv", [call(label="Remise", called="", quantity="", amount="-2,50")]))
    assert [(row.quantity, row.amount) for row in rows_of(source)] == [(0, -2_500_000)]
    assert source.wrong == 0


def test_a_message_whose_row_has_no_quantity_is_one(tmp_path: Path) -> None:
    rows = [call(label="SMS", quantity=quantity) for quantity in ("", "0", "2", "0", "00:00:00", "3")]
    source = opened(write(tmp_path / "a.csv", rows))
    assert [row.quantity for row in rows_of(source)] == [1, 1, 2, 1, 1, 3]


def test_asterisks_own_file_has_no_titles_and_calls_that_nobody_answered_are_none(tmp_path: Path) -> None:
    line = (
        '"","101","0144556677","internal","""Ana"" <101>","SIP/101","SIP/trunk","Dial","x",'
        '"2026-03-05 10:2{at}:31","","","70","{seconds}","{word}","DOCUMENTATION","1772700151.{at}",""\n'
    )
    words = ("ANSWERED", "NO ANSWER", "BUSY", "ANSWERED")
    lines = [line.format(at=at, seconds=60 + at, word=word) for at, word in enumerate(words)]
    source = opened(text_file(tmp_path, "".join(lines)))
    rows = rows_of(source)
    assert (source.profile, source.nothing, source.has_prices) == ("usage-asterisk", 2, False)
    assert [(row.started.minute, row.line.number, row.quantity, row.kind.category) for row in rows] == [
        (20, "101", 60, FIXED),
        (23, "101", 63, FIXED),
    ]


def test_asterisks_table_with_titles_is_the_same(tmp_path: Path) -> None:
    path = text_file(
        tmp_path,
        "calldate,clid,src,dst,dcontext,channel,dstchannel,lastapp,lastdata,duration,billsec,disposition,amaflags,"
        "accountcode,uniqueid,userfield\n2026-03-05 10:22:31,x,101,0612345678,a,b,c,Dial,d,70,63,ANSWERED,3,,1.2,\n",
    )
    [row] = read(path)
    assert (row.line.number, row.called, row.quantity, row.kind.category) == ("101", "061234*", 63, MOBILE)


def test_a_call_that_came_in_is_of_the_number_that_was_called(tmp_path: Path) -> None:
    path = text_file(
        tmp_path,
        "callid,startTime,duration,caller,callee,price,direction,ddiId,endpointType,endpointId,endpointName\n"
        "a1,2026-03-05 10:22:31,63.4,+33144556677,+212612345678,0.1234,outbound,1,User,3,Ana\n"
        "a2,2026-03-05 11:00:00,10,+33698765432,+33144556677,0,inbound,1,User,3,Ana\n",
    )
    outbound, inbound = read(path)
    assert (outbound.line.number, outbound.called, outbound.kind.category) == ("+33144556677", "+21261234*", ABROAD)
    assert (outbound.quantity, outbound.amount, outbound.kind.destination) == (63, 123_400, "MA")
    assert (inbound.line.number, inbound.called, inbound.kind.category) == (
        "+33144556677",
        "+3369876*",
        UsageCategory.INBOUND,
    )


def test_a_call_that_a_line_received_is_of_the_line_in_its_own_column(tmp_path: Path) -> None:
    columns = {
        TableField.ACCOUNT: ("CF",),
        TableField.USAGE_OWN: ("Ligne",),
        TableField.USAGE_OTHER: ("Correspondant",),
        TableField.USAGE_START: ("Début",),
        TableField.USAGE_DURATION: ("Durée",),
        TableField.USAGE_DIRECTION: ("Sens",),
    }
    words = {TableField.USAGE_DIRECTION: {"Entrant": "received", "Sortant": "outbound"}}
    profile = TableProfile("own", "Own", TableKind.USAGE, columns, words=words)
    path = text_file(
        tmp_path,
        "CF;Ligne;Correspondant;Début;Durée;Sens\nCF1;0612345678;0698765432;05/03/2026 10:22;93;Entrant\n"
        "CF1;0612345678;0698765432;05/03/2026 10:25;93;Sortant\n",
    )
    received, made = read(path, TableChoice(profile=profile))
    assert (received.line.number, received.called, received.kind.category) == (
        "+33612345678",
        "069876*",
        UsageCategory.INBOUND,
    )
    assert (made.line.number, made.called, made.kind.category) == ("+33612345678", "069876*", MOBILE)


def test_a_cloud_telephones_table_tells_category_and_direction_in_words_of_its_own(tmp_path: Path) -> None:
    path = text_file(
        tmp_path,
        "consumptionId;creationDatetime;calling;called;duration;destinationType;countrySuffix;wayType;priceWithoutTax\n"
        "1;2026-03-05T10:22:31+01:00;0033144556677;0033612345678;63;mobile;FR;outgoing;0.0123\n",
    )
    [row] = read(path)
    assert (row.started.hour, row.kind.category, row.kind.destination, row.amount) == (10, MOBILE, "FR", 12_300)


def test_the_whole_record_of_a_cloud_telephones_interface_is_recognised(tmp_path: Path) -> None:
    """Every field of it: two of them say where a call went, in words and by country."""
    titles = (
        *("called", "calling", "consumptionId", "countrySuffix", "creationDatetime", "designation", "destinationType"),
        *("dialed", "duration", "hangupNature", "planType", "priceWithoutTax.currencyCode", "priceWithoutTax.text"),
        *("priceWithoutTax.value", "wayType"),
    )
    cells = (
        *("0033612345678", "0033144556677", "1", "FR", "2026-03-05T10:22:31+01:00", "France Mobile", "mobile"),
        *("0612345678", "63", "normal", "priceplan", "EUR", "0.01 €", "0.0123", "outgoing"),
    )
    [row] = read(text_file(tmp_path, f"{','.join(titles)}\n{','.join(cells)}\n"))
    assert (row.kind.category, row.kind.destination, row.called, row.amount) == (MOBILE, "FR", "003361234*", 12_300)


def test_the_call_detail_of_a_carrier_abroad_is_read(corpus: Path) -> None:
    source = opened(corpus / "cdr" / "reggie" / "cdr.csv")
    rows = rows_of(source)
    assert (len(rows), sum(row.quantity for row in rows), source.wrong, source.has_prices) == (17, 1147, 0, False)
    assert rows[0].started == datetime(2015, 8, 9, 7, 0, 12)  # noqa: DTZ001 - the wall's clock


def test_volumes_are_counted_in_the_unit_that_the_file_names(tmp_path: Path) -> None:
    profile = TableProfile(
        "own",
        "Own",
        TableKind.USAGE,
        {
            TableField.USAGE_DATE: ("Jour",),
            TableField.USAGE_OWN: ("Ligne",),
            TableField.USAGE_VOLUME: ("Volume",),
            TableField.USAGE_DURATION: ("Durée",),
            TableField.USAGE_UNIT: ("Unité",),
        },
        constants={TableField.ACCOUNT: "CF1"},
    )
    path = text_file(
        tmp_path,
        "Jour;Ligne;Volume;Durée;Unité\n05/03/2026;0612345678;1,5;;Mo\n05/03/2026;0612345678;;2;min\n"
        "05/03/2026;0612345678;1;;pinte\n",
    )
    source = opened(path, TableChoice("own"), (profile,))
    assert [(row.quantity, row.kind.unit) for row in rows_of(source)] == [
        (1_500_000, UsageUnit.BYTES),
        (120, UsageUnit.SECONDS),
    ]
    assert source.problems[0].message.code == "usage_unit_unknown"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Secondes", (1, UsageUnit.SECONDS)),
        ("minute", (60, UsageUnit.SECONDS)),
        ("Heures", (3600, UsageUnit.SECONDS)),
        ("Octets", (1, UsageUnit.BYTES)),
        ("Kilo-octets", (10**3, UsageUnit.BYTES)),
        ("mégaoctets", (10**6, UsageUnit.BYTES)),
        ("To", (10**12, UsageUnit.BYTES)),
        ("unité", (1, UsageUnit.PIECES)),
        ("SMS", (1, UsageUnit.PIECES)),
    ],
)
def test_units_are_known_by_their_words_too(text: str, unit: tuple[int, UsageUnit]) -> None:
    assert units_of(text) == [unit]


def test_amounts_in_another_currency_are_refused(tmp_path: Path) -> None:
    titles = (*TITLES[:-1], "Montant HT ($)")
    columns = {
        TableField.USAGE_AMOUNT: (titles[-1],),
        TableField.USAGE_START: (TITLES[6],),
        TableField.USAGE_OWN: (TITLES[2],),
        TableField.USAGE_QUANTITY: (TITLES[7],),
    }
    profile = TableProfile("own", "Own", TableKind.USAGE, columns, ignored=(*TITLES[:2], *TITLES[3:6]))
    path = write(tmp_path / "a.csv", [call()], titles)
    with path.open("rb") as stream, pytest.raises(TelbillError) as refused:
        read_usage(stream, path.name, (profile,), TableChoice("own"))
    assert refused.value.message.code == "usage_currency"


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7", b"a;b\r\n1;2\r\n", b"", "Type;Date;N° de facture\r\nFacture;1/1/2026;2\r\n".encode(), b"PK\x03\x04"],
)
def test_what_is_no_usage_is_left_to_others(content: bytes) -> None:
    assert read_usage(io.BytesIO(content), "a.csv", (), TableChoice()) is None


def test_a_files_name_or_its_profile_may_say_the_account_and_the_invoice(tmp_path: Path) -> None:
    columns = {
        TableField.USAGE_START: ("Début",),
        TableField.USAGE_OWN: ("Ligne",),
        TableField.USAGE_DURATION: ("Durée",),
    }
    content = "Début;Ligne;Durée\n05/03/2026 10:22;0612345678;93\n05/03/2026 10:22;0612345678;93\n"
    pattern = r"(?P<account>CF[0-9]+)_(?P<number>F[0-9]+)\.csv"
    by_name = TableProfile("own", "Own", TableKind.USAGE, columns, file_name=pattern)
    path = tmp_path / "CF7_F12.csv"
    path.write_text(content, encoding="utf-8")
    source = opened(path, TableChoice(profile=by_name))
    assert source.account == "CF7"
    assert [row.invoice for row in rows_of(source)] == ["F12", "F12"]
    said = opened(path, TableChoice(profile=by_name, constants={TableField.ACCOUNT: "CF9"}))
    assert said.account == "CF9"
    said._stream.close()
    constants = {TableField.NUMBER: "F13", TableField.ACCOUNT: "CF8"}
    by_profile = TableProfile("own", "Own", TableKind.USAGE, columns, constants=constants)
    source = opened(text_file(tmp_path, content), TableChoice(profile=by_profile))
    assert source.account == "CF8"
    assert [row.invoice for row in rows_of(source)] == ["F13", "F13"]
