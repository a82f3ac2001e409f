"""A mail that nobody has sent yet: documents attached octet by octet as they are, with words for an accountant."""

from collections.abc import Iterator, Sequence
from email.message import EmailMessage
from email.policy import SMTP

from telbill_desktop.domain.bundle import BundleDocument
from telbill_desktop.domain.keepable import keepable
from telbill_desktop.domain.portable_names import Names
from telbill_desktop.domain.retention import DocumentKind
from telbill_desktop.domain.visible_text import visible
from telbill_desktop.exporters.bundle.paths import file_stem, suffix_of
from telbill_desktop.exporters.document_words import kind_words
from telbill_desktop.exporters.html_page import utc
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

_LONGEST_SUBJECT = 150  # characters


def mail_draft(attached: Sequence[tuple[BundleDocument, bytes]]) -> bytes:
    """The file that a mail program opens as a draft (`X-Unsent`): to whom it goes is the user's to say."""
    names = Names()
    named = [(names.name("", file_stem(one), suffix_of(one)), one, content) for one, content in attached]
    mail = EmailMessage(SMTP)
    mail["X-Unsent"] = "1"
    mail["Subject"] = _one_line(_subject([one for _, one, _ in named]))[:_LONGEST_SUBJECT]
    mail.set_content("\n".join(_body([(name, one) for name, one, _ in named])) + "\n")
    for name, one, content in named:
        maintype, subtype = _type(one.media_type)
        mail.add_attachment(content, maintype=maintype, subtype=subtype, filename=name, cte="base64")
    return mail.as_bytes()


def _type(media_type: str) -> tuple[str, str]:
    """XML too is only octets of an application: what a mail program takes for text it may give other line ends."""
    main, _, kind = media_type.partition("/")
    is_plain = main in {"application", "image"} and bool(kind)
    return (main, kind) if is_plain else ("application", "octet-stream")


def _subject(documents: Sequence[BundleDocument]) -> str:
    if len(documents) > 1:
        text = ntr("{count} document: {operators}", "{count} documents: {operators}", len(documents))
        operators = dict.fromkeys(one.operator or one.owner or tr("other documents") for one in documents)
        return text.format(count=formats.count(len(documents)), operators=", ".join(operators))
    [one] = documents
    if one.number:
        text = tr("Credit note") if one.kind is DocumentKind.CREDIT_NOTE else tr("Invoice")
        return tr("{kind} {operator} {number} of {day}").format(
            kind=text, operator=one.operator, number=one.number, day=formats.day(one.document_date)
        )
    return tr("Document: {name}").format(name=one.label or one.name)


def _body(documents: Sequence[tuple[str, BundleDocument]]) -> Iterator[str]:
    yield tr("Hello,")
    yield ""
    yield ntr(
        "Please find attached the document below, exactly as we received it.",
        "Please find attached the documents below, exactly as we received them.",
        len(documents),
    )
    for name, one in documents:
        yield ""
        yield f"- {_one_line(_described(one))}"
        label = tr("File")
        yield f"  {formats.labelled(label, name)}"
        received = tr("Received on {moment}, by our computer's clock")
        yield f"  {received.format(moment=utc(one.deposited_at))}"
        yield f"  {formats.labelled('SHA-256', one.digest)}"
    yield ""
    yield tr(
        "The SHA-256 digest shows that the file you have is the one that we received. To check it: on Windows, "
        "certutil -hashfile FILE SHA256; on macOS, shasum -a 256 FILE; on Linux, sha256sum FILE."
    )
    yield tr("Only the electronic file has legal value: a print of it has not.")


def _described(one: BundleDocument) -> str:
    """Operator, what it is and its number, day, amount: as far as these are known."""
    what = kind_words(one.kind)
    called = tr("{kind} no. {number}").format(kind=what, number=one.number) if one.number else what
    day = tr("of {day}").format(day=formats.day(one.document_date))
    amount = tr("{amount} with tax").format(amount=formats.money(one.ttc, one.currency)) if one.ttc is not None else ""
    return ", ".join(part for part in (one.operator or one.owner, one.label, f"{called} {day}", amount) if part)


def _one_line(text: str) -> str:
    return visible(keepable(text))  # line ends are among what is written out
