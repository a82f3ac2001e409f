"""How a bundle is checked with sha256sum and a PDF reader alone, and what that proves, and what it does not."""

from collections.abc import Iterator
from dataclasses import dataclass

from telbill_desktop.exporters import html_page as html
from telbill_desktop.exporters.bundle.shelf import Shelf, reason
from telbill_desktop.exporters.html_page import Markup, utc
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

NAME = "LISEZ-MOI"  # those who are handed a bundle are French accountants, whatever the program speaks
# Checked by the tests as it stands: each line's digest is what the next one holds as "previous".
CHAIN_CHECK = """previous=""
while IFS= read -r line; do
  case "$line" in
    *"\\"previous\\":\\"$previous\\""*) ;;
    *) echo "BROKEN: $line"; break ;;
  esac
  previous=$(printf '%s' "$line" | sha256sum | cut -d ' ' -f 1)
done < log.jsonl
echo "$previous"
cat head.txt"""


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading with paragraphs; `commands` are typed as they stand, each with what it is for."""

    heading: str
    paragraphs: tuple[str, ...]
    commands: tuple[tuple[str, str], ...] = ()
    is_wrong: bool = False


def as_page(shelf: Shelf) -> str:
    """For a browser."""
    body: list[Markup] = []
    for one in _sections(shelf):
        parts = [html.element("h2", one.heading)]
        parts += [html.element("p", paragraph) for paragraph in one.paragraphs]
        for what, command in one.commands:
            parts += [html.element("p", what), html.element("pre", command)]
        inside = Markup("\n".join(parts))
        body.append(Markup(f'<div class="wrong">{inside}</div>') if one.is_wrong else inside)
    return html.page(_title(shelf), body)


def as_text(shelf: Shelf) -> str:
    """For any editor."""
    title = _title(shelf)
    parts = [title, "=" * len(title)]
    for one in _sections(shelf):
        parts += ["", one.heading, "-" * len(one.heading), *one.paragraphs]
        for what, command in one.commands:
            parts += ["", what, *(f"    {line}" for line in command.split("\n"))]
    return "\n".join(parts) + "\n"


def _title(shelf: Shelf) -> str:
    return tr("{title} — read this first").format(title=shelf.title())


def _sections(shelf: Shelf) -> Iterator[_Section]:
    yield _what_it_is(shelf)
    if wrong := list(_wrong(shelf)):
        yield _Section(tr("What is wrong"), tuple(wrong), is_wrong=True)
    yield _what_is_in_it()
    yield _files(shelf)
    yield _log(shelf)
    yield _signatures()
    yield _meaning()


def _what_it_is(shelf: Shelf) -> _Section:
    contents = shelf.contents
    count = len(contents.documents) - len(shelf.lacking)
    text = ntr(
        "{count} document, taken out of the archive of Telbill Desktop on {moment}, by this computer's clock. The file "
        "is the very one that was received: not a byte of it was changed.",
        "{count} documents, taken out of the archive of Telbill Desktop on {moment}, by this computer's clock. The "
        "files are the very ones that were received: not a byte of them was changed.",
        count,
    )
    return _Section(tr("What this is"), (text.format(count=formats.count(count), moment=utc(contents.made_at)),))


def _wrong(shelf: Shelf) -> Iterator[str]:
    """Everything that is lacking, and what is wrong with the log."""
    for one in shelf.lacking.values():
        path = shelf.paths[one.document.deposit_id]
        text = tr("{file} (received as “{name}”, SHA-256 {digest}) is not in this bundle. {reason}")
        yield text.format(file=path, name=one.document.name, digest=one.document.digest, reason=reason(one))
    for fault in shelf.contents.faults:
        yield formats.sentence(fault)


def _what_is_in_it() -> _Section:
    return _Section(
        tr("What is in it"),
        (
            tr("originals: the files, in a folder for each operator and account."),
            tr("inventory.csv and inventory.html: every file with its SHA-256 digest, its invoice, its amounts."),
            tr("reports.html: what this program says of the signatures, with the certificates."),
            tr("log.jsonl and log.html: everything that happened in the archive, for programs and for people."),
            tr("head.txt: number and digest of the last row of the log."),
            tr("SHA256SUMS: the digests of all the files of this bundle."),
        ),
    )


def _files(shelf: Shelf) -> _Section:
    present = (path for key, path in shelf.paths.items() if key not in shelf.lacking)
    example = next(present, "inventory.csv")
    return _Section(
        tr("Check the files"),
        (
            tr("Open a terminal in this folder. Every line must end with “OK” (“Réussi” on a French Linux)."),
            tr(
                "Windows checks one file at a time: its answer must be the digest that SHA256SUMS and inventory.csv "
                "hold for that file."
            ),
        ),
        (
            ("Linux", "sha256sum -c SHA256SUMS"),
            ("macOS", "shasum -a 256 -c SHA256SUMS"),
            ("Windows", f'certutil -hashfile "{example.replace("/", chr(92))}" SHA256'),
        ),
    )


def _log(shelf: Shelf) -> _Section:
    head = shelf.contents.head
    return _Section(
        tr("Check the log"),
        (
            tr(
                "Each line of log.jsonl holds, as “previous”, the SHA-256 digest of the line before. So a line that "
                "was changed, taken out or put in shows. The digest that is printed last must be the one in head.txt."
            ),
            tr(
                "Compare it with what was noted elsewhere before: a printed log, a mail, an older bundle. Row number N "
                "of this log must have the digest that was noted for it then."
            ),
            tr("This bundle's log ends with row {row}; that the bundle was made is said in a later one.").format(
                row=head.sequence
            ),
        ),
        (
            (tr("The whole chain (Linux, or Git Bash on Windows; on macOS write shasum -a 256)"), CHAIN_CHECK),
            (
                tr("The digest of one row, here the last"),
                f"sed -n '{head.sequence}p' log.jsonl | tr -d '\\n' | sha256sum",
            ),
            (tr("When a file was received: the row that holds its digest"), "grep DIGEST log.jsonl"),
        ),
    )


def _signatures() -> _Section:
    return _Section(
        tr("Check the signatures"),
        (
            tr(
                "Open the original in a PDF reader that checks signatures, Adobe Acrobat Reader for instance, and look "
                "at its panel of signatures. “Identity unknown” is the usual first answer: the operator's certificate "
                "is not in the reader's list. What matters first is that the document was not changed since it was "
                "signed, and that the signature covers the whole document."
            ),
            tr("reports.html says what this program found when it looked at each document first, and last."),
        ),
    )


def _meaning() -> _Section:
    return _Section(
        tr("What this proves, and what it does not"),
        (
            tr(
                "A file whose SHA-256 digest is in the log is identical to the file that was received on the day that "
                "the log says. That day is the clock of the computer that received it: nobody else vouches for it."
            ),
            tr(
                "The chain of the log shows accidental and partial changes. It does not protect against somebody who "
                "owns the archive and rewrites all of it: only a digest that was noted elsewhere does."
            ),
            tr(
                "For the tax office a signature stands alone only when it is a qualified one, or of the levels RGS ** "
                "or ***. With any other, documented controls (a reliable audit trail) are needed as well. This program "
                "does not say which of them a signature is."
            ),
            tr("Only the electronic file has legal value: a print of it has not."),
        ),
    )
