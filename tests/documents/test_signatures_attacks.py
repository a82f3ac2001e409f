"""Published attacks on signed PDFs: none is called intact or unsigned, and what is honest beside them is intact."""

import re
from collections.abc import Iterator

import pytest
from pyhanko.sign.fields import MDPPerm

from telbill_desktop.documents.signatures.reading import report
from telbill_desktop.domain.signature import Integrity
from tests.documents import attacks, withdrawn
from tests.documents import signed_pdfs as make

FALSE = {Integrity.MODIFIED, Integrity.INVALID, Integrity.UNVERIFIABLE}
PLAIN = make.signed(make.invoice())
TWICE = make.signed(PLAIN, "Signature2", name="Cachet Hexamobile")
CHANGES: dict[str, attacks.Change] = {
    one.__name__: one
    for one in (
        attacks.hide,
        attacks.replace,
        attacks.hide_and_replace,
        attacks.another_font,
        attacks.another_box,
        attacks.a_page_more,
        attacks.moved_field,
        attacks.unlinked,
        attacks.another_default,
        attacks.title,
        make.another_amount,
        make.annotated,
        make.filled_in,
        make.without_signature,
        make.a_field_that_is_seen,
    )
} | {name: attacks.elsewhere(name) for name in attacks.REACHED_ELSEWHERE}


def kept(content: bytes) -> bytes:
    """With the data of an archive of long term, and a time-stamp of all of it."""
    return make.stamped_later(withdrawn.with_lists(content, [withdrawn.listed()], [withdrawn.answered()]))


def honest(*, streams: bool) -> Iterator[tuple[str, bytes]]:
    content = attacks.prepared(streams=streams)
    yield "signed", make.signed(content)
    yield "kept", kept(make.signed(content))
    yield "kept twice", kept(make.signed(kept(make.signed(content, "Signature1")), "Signature2", name="Pirate"))
    for level in MDPPerm:
        yield f"certified {level.name}", make.signed(content, certify=level)


HONEST = {
    f"{name}{', in streams' if streams else ''}": content
    for streams in (False, True)
    for name, content in honest(streams=streams)
}


@pytest.mark.parametrize("content", HONEST.values(), ids=HONEST.keys())
def test_an_honest_file_is_intact_whatever_is_prepared_in_it(content: bytes) -> None:
    found = report(content)
    assert (found.integrity, found.reason.code) == (Integrity.INTACT, "signature_intact")


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
@pytest.mark.parametrize("content", HONEST.values(), ids=HONEST.keys())
def test_what_is_changed_after_the_signature_is_found(content: bytes, change: attacks.Change) -> None:
    assert report(make.amended(content, change)).integrity in FALSE


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_what_is_changed_is_found_under_what_came_after_it(
    change: attacks.Change,
) -> None:
    changed = make.amended(HONEST["signed"], change)
    later = [withdrawn.with_lists(changed, [withdrawn.listed()])]
    if change is not make.without_signature:  # after which the library signs as if it were the first time
        later += [make.stamped_later(changed), make.signed(changed, "Signature2")]
    assert {report(one).integrity for one in later} <= FALSE


ROOT, CONTENTS, PAGES = (int(re.findall(rb"/%s (\d+)" % name, PLAIN)[-1]) for name in (b"Root", b"Contents", b"Pages"))
PAGE = {CONTENTS: attacks.FALSE_PAGE}
OTHER_PAGES = {PAGES: attacks.object_at(PLAIN, PAGES).replace(b"/Count 1", b"/Count 1 /Rotate 90")}
BY_HAND = {
    "a revision": attacks.revision(PLAIN, PAGE),
    "without a table": attacks.revision(PLAIN, PAGE, table=False),
    "without a trailer": attacks.revision(PLAIN, PAGE, trailer=False),
    "without a pointer": attacks.revision(PLAIN, PAGE, pointer=False),
    "objects alone": attacks.revision(PLAIN, PAGE, table=False, trailer=False, pointer=False),
    "a trailer alone": attacks.revision(PLAIN, {}, table=False, pointer=False, root=PAGES),
    "another root": attacks.revision(PLAIN, {}, root=PAGES),
    "a second catalogue": attacks.revision(
        PLAIN, {90: b"<< /Type /Catalog /Pages 91 0 R >>", 91: b"<< /Type /Pages /Count 0 /Kids [] >>"}, root=90
    ),
    "a catalogue with another tree": attacks.revision(
        PLAIN,
        {90: attacks.object_at(PLAIN, ROOT).replace(b"/Pages %d" % PAGES, b"/Pages 91"), 91: OTHER_PAGES[PAGES]},
        root=90,
    ),
    "a number that points elsewhere": attacks.revision(PLAIN, {}, places={CONTENTS: PLAIN.index(b"\n2 0 obj") + 1}),
    "another generation": PLAIN + b"\n%d 1 obj\n%s\nendobj\n" % (CONTENTS, attacks.FALSE_PAGE),
    "objects before an honest revision": withdrawn.with_lists(
        PLAIN + b"\n%d 0 obj\n%s\nendobj\n" % (CONTENTS, attacks.FALSE_PAGE), [withdrawn.listed()]
    ),
    "objects after an honest revision": withdrawn.with_lists(PLAIN, [withdrawn.listed()])
    + b"%d 0 obj\n%s\nendobj\n" % (CONTENTS, attacks.FALSE_PAGE),
    "an object within another one": attacks.revision(
        PLAIN, {90: b"<< >>\nendobj\n%d 0 obj\n%s" % (CONTENTS, attacks.FALSE_PAGE)}
    ),
    "a comment before an honest revision": withdrawn.with_lists(PLAIN + b"\n% 9 120,00 EUR\n", [withdrawn.listed()]),
    "back to the first revision": PLAIN + b"\nstartxref\n%s\n%%%%EOF\n" % re.findall(rb"startxref\s+(\d+)", PLAIN)[0],
    "an end more": PLAIN + b"%%EOF\n",
    "something before the file": b"%!PS\n" + PLAIN,
    "wrapped": attacks.wrapped(PLAIN, again=False),
    "wrapped, in its own dictionary": attacks.wrapped(PLAIN, again=True),
    "wrapped, its range spelled otherwise": attacks.wrapped(PLAIN, again=False).replace(
        b"\n/ByteRange [0", b"\n/Byte#52ange [0"
    ),
    "the range spelled otherwise": PLAIN.replace(b"/ByteRange", b"/Byte#52ange"),
    "another signature’s digits": PLAIN.replace(
        re.findall(rb"<[0-9A-F]{2000,}>", PLAIN)[0], re.findall(rb"<[0-9A-F]{2000,}>", TWICE)[1]
    ),
    "the room that is free is used": re.sub(rb"0{32}>", b"6" * 32 + b">", PLAIN),
    "one digit is of another case": re.sub(
        rb"(/Contents <[0-9A-F]{40}[0-9]*)([A-F])", lambda found: found[1] + found[2].lower(), PLAIN
    ),
}


@pytest.mark.parametrize("content", BY_HAND.values(), ids=BY_HAND.keys())
def test_what_is_done_to_the_bytes_is_found(content: bytes) -> None:
    assert report(content).integrity in FALSE


@pytest.mark.parametrize("tenth", range(1, 40))
def test_a_file_that_was_cut_is_neither_intact_nor_unsigned(tenth: int) -> None:
    for content in (PLAIN, TWICE, HONEST["kept, in streams"]):
        cut = content[: len(content) * tenth // 40]
        assert report(cut).integrity in FALSE


def test_the_first_of_two_signatures_is_a_whole_file_by_itself() -> None:
    assert [report(one).integrity for one in (PLAIN, TWICE)] == [Integrity.INTACT, Integrity.INTACT]


def test_what_is_written_again_as_it_was_is_no_change() -> None:
    same = attacks.revision(PLAIN, {number: attacks.object_at(PLAIN, number) for number in (ROOT, CONTENTS)})
    assert report(same).integrity is Integrity.INTACT
