"""What is in a PDF beside its pages is said, each kind of thing in its words; its harmless twin is not."""

import pytest
from pypdf import PdfWriter

from telbill_desktop.documents.inspection import inspected
from tests.builders import draft, facturx_pdf, plain_pdf
from tests.documents import dangerous_pdfs as make
from tests.documents import signed_pdfs

SCRIPT = {"/S": "/JavaScript", "/JS": "app.alert(1)"}
LINK = {"/S": "/URI", "/URI": "https://exemple.invalid/facture"}

NOT_PRINTED = {"/Print": {"/PrintState": "/OFF"}}
EVENTS = [{"/Event": "/Print", "/Category": ["/Print"]}]


def codes(content: bytes) -> list[str]:
    """Of the warnings."""
    return [one.code for one in inspected(content).report.warnings]


DANGERS: dict[str, tuple[make.Change, list[str]]] = {
    "a script that runs on opening": (make.in_catalogue(OpenAction=SCRIPT), ["danger_script"]),
    "a script of the document": (
        make.in_catalogue(Names={"/JavaScript": {"/Names": ["a", SCRIPT]}}),
        ["danger_script"],
    ),
    "a script when the page opens": (make.on_page(AA={"/O": SCRIPT}), ["danger_script"]),
    "a script of an annotation": (make.annotated(Subtype="/Link", A=SCRIPT), ["danger_script"]),
    "a script behind another action": (
        make.annotated(Subtype="/Link", A=LINK | {"/Next": [SCRIPT]}),
        ["danger_script"],
    ),
    "a script of a bookmark": (
        make.in_catalogue(Outlines={"/First": {"/Title": "x", "/A": SCRIPT}}),
        ["danger_script"],
    ),
    "a script of a field": (
        make.in_catalogue(AcroForm={"/Fields": [{"/FT": "/Tx", "/T": "a", "/AA": {"/F": SCRIPT}}]}),
        ["danger_script", "danger_form"],
    ),
    "a program that is started": (
        make.in_catalogue(OpenAction={"/S": "/Launch", "/F": "cmd.exe"}),
        ["danger_launch"],
    ),
    "an address on opening": (make.in_catalogue(OpenAction=LINK), ["danger_opens"]),
    "another file when the page opens": (
        make.on_page(AA={"/O": {"/S": "/GoToR", "/F": {"/UF": "autre.pdf"}}}),
        ["danger_opens"],
    ),
    "a form that is sent": (
        make.annotated(Subtype="/Link", A={"/S": "/SubmitForm", "/F": "https://exemple.invalid"}),
        ["danger_sends"],
    ),
    "a form that is filled from outside": (make.in_catalogue(OpenAction={"/S": "/ImportData"}), ["danger_sends"]),
    "a table embedded": (make.attached("detail.xlsx"), ["danger_attached"]),
    "a program embedded": (make.attached("Facture.PDF.exe"), ["danger_program"]),
    "a file hung on the page": (
        make.annotated(Subtype="/FileAttachment", FS={"/UF": "note.txt", "/EF": {}}),
        ["danger_attached"],
    ),
    "fields": (make.in_catalogue(AcroForm={"/Fields": [{"/FT": "/Tx", "/T": "iban"}]}), ["danger_form"]),
    "a form of another kind": (make.in_catalogue(AcroForm={"/XFA": "<xdp/>"}), ["danger_xfa"]),
    "a hidden layer": (make.layered(OFF="group"), ["danger_layers"]),
    "layers hidden from the start": (make.layered(BaseState="/OFF"), ["danger_layers"]),
    "a layer that is not printed": (make.layered(NOT_PRINTED, AS=EVENTS), ["danger_layers"]),
    "a film": (make.annotated(Subtype="/RichMedia"), ["danger_media"]),
    "encryption without a password": (
        lambda writer: writer.encrypt("", "maitre", algorithm="RC4-128"),
        ["danger_encrypted"],
    ),
    "a sound": (make.annotated(Subtype="/Link", A={"/S": "/Sound"}), ["danger_media"]),
}


@pytest.mark.parametrize(("change", "expected"), DANGERS.values(), ids=DANGERS.keys())
def test_what_is_hidden_in_a_file_is_said(change: make.Change, expected: list[str]) -> None:
    assert codes(make.changed(change)) == expected


HARMLESS: dict[str, make.Change] = {
    "nothing": lambda _: None,
    "a page to open at": lambda writer: writer.create_viewer_preferences(),
    "a link to click on": make.annotated(Subtype="/Link", A=LINK),
    "a link behind another, both to click on": make.annotated(Subtype="/Link", A={"/S": "/GoTo", "/Next": LINK}),
    "no form": make.in_catalogue(AcroForm={"/Fields": []}),
    "a field of a signature": make.in_catalogue(AcroForm={"/Fields": [{"/FT": "/Sig", "/T": "Signature1"}]}),
    "the invoice's data": make.attached("factur-x.xml"),
    "layers that are all shown": make.layered(ON="group"),
    "a layer that would not be printed if anybody asked": make.layered(NOT_PRINTED),
    "layers that are printed": make.layered({"/Print": {"/PrintState": "/ON"}}, AS=EVENTS),
    "no scripts": make.in_catalogue(Names={"/JavaScript": {"/Names": []}}),
}


@pytest.mark.parametrize("change", HARMLESS.values(), ids=HARMLESS.keys())
def test_what_does_no_harm_is_not_spoken_of(change: make.Change) -> None:
    assert codes(make.changed(change)) == []


@pytest.mark.parametrize("content", [plain_pdf(), facturx_pdf(draft()), signed_pdfs.signed(facturx_pdf(draft()))])
def test_an_honest_invoice_has_no_warning(content: bytes) -> None:
    assert codes(content) == []


def test_a_page_that_opens_first_makes_its_links_no_actions_on_opening() -> None:
    def change(writer: PdfWriter) -> None:
        make.annotated(Subtype="/Link", A=LINK)(writer)
        make.in_catalogue(OpenAction=[writer.pages[0].indirect_reference, "/Fit"])(writer)

    assert codes(make.changed(change)) == []
