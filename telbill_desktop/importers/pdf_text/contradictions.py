"""What a page says besides its values: of a tax, of a credit note, of another currency, of whom it is addressed to."""

import re
from collections.abc import Iterator

from telbill_desktop.domain.folding import fold, without_accents
from telbill_desktop.domain.identifiers import compact, is_vat
from telbill_desktop.domain.page_text import Cell, DocumentText, PageText
from telbill_desktop.importers.pdf_text.values import names_other_currency

_ABBREVIATION = re.compile(r"(?<=[a-z])\.(?=[a-z]|\W|$)")  # « T.V.A. », « M.w.St. »
_TAX = re.compile(
    r"(?<![^\W_])(?:(?:umsatz|mehrwert)?-?steuer|mwst|ust|vat|tva|tax|taxe|iva|btw|gst|hst|tps|tvq|moms|dph)"
    r"(?:satz|betrag|anteil|summe|e?s)?(?![^\W_])(?!\W{0,2}(?:id|nr|no|num|number|ident|intra)\w*\b)(?! comprises)"
)
_ADDED = re.compile(r"\b(?:zzgl|zuzuglich|inkl|inklusive|enthalten\w*|plus|incl|including|dont|majore)\b")
_WITHOUT = re.compile(r"(?:^|\W)(?:ohne|without|sans|hors|excl|excluding|exkl|net|netto)\W*$")
_RATE = re.compile(r"(?<![\d.,])(\d{1,2}(?:[.,]\d+)?) ?%")
_AMOUNT = re.compile(r"(?<![\d.,])\d{1,3}(?:[ .,']?\d{3})*[.,]\d{2}(?![.,]?\d)")
_FIGURE = re.compile(r"[-\u2212]?[\d ., ]+ ?(?:%|€|EUR|CHF|\$|£)?")
_LONGEST_HEADING = 4  # words above a column of figures

# A noun is a credit note's where it begins a column and what follows is no sentence: « Avoir sur facture », never
# « Avoir une question ».
_CREDIT_FIRST = re.compile(
    r"(?:avoir|note de credit|credit (?:note|memo|invoice)|refund|remboursement|gutschrift|storno\w*|\w*korrektur\w*"
    r"|facture (?:rectificative|corrective|d.?avoir)|correct(?:ed|ive) invoice|correction)"
    r"(?: *$|\W+(?:n(?:o|r|um\w*|°)?\b|n°|sur|du|de|des|pour|relati\w+|concernant|partiel\w*|total\w*|commercial\w*"
    r"|zu|zur|vom|fur|auf|for|of|on|to|against|regarding|facture|invoice|rechnung|\W*\d))"
)
_CREDIT = re.compile(
    r"\b[dl]\W?avoir\b|\bnote de credit\b|\bcredit (?:note|memo)\b|gutschrift|\w*rechnungskorrektur|korrekturrechnung"
    r"|\bstorno\w*|\bmontant (?:a )?rembourse"
)
_REPLACES = re.compile(r"\bannule(?:nt)? et remplace|\breplaces invoice\b|\bersetzt (?:die )?rechnung\b")
_LONGEST_LABEL = 10  # words; what is longer is a sentence, which may explain what a credit note is

_OF_AMOUNTS = re.compile(
    r"\b(?:montants?|prix|tarifs?|totale?|totaux|sommes?|devises?|monnaie|currency|amounts?|prices?|figures"
    r"|betrage?|preise?|wahrung|summen?|libelle\w*|exprime\w*|stated|angaben)\b"
)
_NAMED_CURRENCY = re.compile(r"\b(?:dollars?|francs? suisses?|schweizer franken|swiss francs?|pounds? sterling)\b")
_RECIPIENT = re.compile(
    r"(?:bill(?:ed|ing)? to|invoiced? to|sold to|ship(?:ped|ping)? to|a l.?attention de|rechnung an)\b"
    r"|(?:(?:billing|invoice|shipping|delivery) address|customer|client|recipient|buyer|facturee? a|facturer a"
    r"|adresse de (?:facturation|livraison)|livree? a|destinataire|acheteur"
    r"|rechnungs(?:empfanger|adresse|anschrift)|liefer(?:adresse|anschrift)|empfanger|kunde) *(?:$|:(?! *\d))"
)
_BLOCK_LINES = 8  # that an address and what identifies its company take, at most
_WINDOW_LEFT, _WINDOW_BOTTOM = 0.45, 0.45  # of the page's width and height
_TOWN = re.compile(r"(?:^|\s)(?:[A-Z]{1,2}[- ])?\d{4,5} +[^\W\d_]{2}")
_VAT_NUMBER = re.compile(r"\b[A-Z]{2} ?[0-9A-Z]{2,}(?:[ .][0-9A-Z]{2,})*")
_BLOCK_GAP = 1.6  # heights of a line between two lines of one address, at most


def printed_tax(document: DocumentText) -> str | None:
    """The line that prints a tax with a rate or an amount beside or below it, other than none."""
    for page in document.pages:
        for at, line in enumerate(page.lines):
            text = _plain(line.text)
            taxes = list(_TAX.finditer(text))
            if (taxes or _ADDED.search(text)) and any(_is_some(found[1]) for found in _RATE.finditer(text)):
                return line.text
            amounts = any(_is_some(found[0]) for found in _AMOUNT.finditer(text))
            if amounts and any(not _WITHOUT.search(text[: tax.start()]) for tax in taxes):
                return line.text
            if any(_heads_figures(page, at, cell) for cell in line.cells):
                return line.text
    return None


def _heads_figures(page: PageText, at: int, cell: Cell) -> bool:
    """Whether the column is a tax's: its heading names one, and does not say « without », and figures stand below."""
    text = _plain(cell.text)
    tax = _TAX.search(text)
    if tax is None or len(cell.words) > _LONGEST_HEADING or any(char.isdigit() for char in text):
        return False
    above = [other for line in page.lines[max(0, at - 1) : at] for other in line.cells if _share_column(other, cell)]
    before = " ".join([*(_plain(other.text) for other in above), text[: tax.start()]])
    if _WITHOUT.search(before):
        return False
    under = (other for line in page.lines[at + 1 :] for other in line.cells if _share_column(other, cell))
    return any(_FIGURE.fullmatch(other.text) and _is_some(other.text) for other in under)


def credit_words(document: DocumentText) -> str | None:
    """A heading or label that speaks of a credit note or of the correction of another invoice."""
    for line in document.lines:
        for cell in line.cells:
            for text in (without_accents(cell.text), without_accents(cell.text.rpartition(":")[2]).strip()):
                is_label = len(cell.words) <= _LONGEST_LABEL
                if _CREDIT_FIRST.match(text) or _REPLACES.search(text) or (is_label and _CREDIT.search(text)):
                    return cell.text
    return None


def other_currency(document: DocumentText, currency: str) -> str | None:
    """A line that names another currency as that of amounts, or a column's heading that is one."""
    for line in document.lines:
        text = without_accents(line.text)
        if not (names_other_currency(line.text, currency) or _NAMED_CURRENCY.search(text)):
            continue
        alone = any(len(cell.words) == 1 and names_other_currency(cell.text, currency) for cell in line.cells)
        if alone or (_OF_AMOUNTS.search(text) and currency not in line.text):
            return line.text
    return None


def outside_recipient(document: DocumentText) -> str:
    """The folded lines of the document, as `folded_texts`, without the block that says whom it is addressed to."""
    texts = []
    for page in document.pages:
        left_out = {*_recipients(page), *_addressee(page)}
        texts += [" ".join(cell.text for cell in line.cells if cell not in left_out) for line in page.lines]
        texts.append(" ".join(word.text for word in page.aside))
    return "\n".join(fold(text) for text in texts)


def _recipients(page: PageText) -> Iterator[Cell]:
    for at, line in enumerate(page.lines):
        for cell in line.cells:
            if not _RECIPIENT.match(without_accents(cell.text)):
                continue
            yield cell
            yield from _below(page, at, cell)


def _addressee(page: PageText) -> list[Cell]:
    """The block of an address that no label announces, where the window of an envelope shows it: above, on the right.

    A supplier may stand there too: it counts as the recipient only where another VAT number is printed elsewhere.
    """
    for at, line in enumerate(page.lines):
        for cell in line.cells:
            if cell.box.left < _WINDOW_LEFT * page.width or cell.box.top > _WINDOW_BOTTOM * page.height:
                continue
            block = [cell, *_below(page, at, cell)]
            if any(_TOWN.search(one.text) for one in block) and _other_numbers(page, block):
                return block
    return []


def _below(page: PageText, at: int, cell: Cell) -> Iterator[Cell]:
    last = cell
    for below in page.lines[at + 1 : at + 1 + _BLOCK_LINES]:
        if below.box.top - last.box.bottom > _BLOCK_GAP * last.box.height:
            return
        under = [other for other in below.cells if _share_column(other, cell)]
        yield from under
        last = under[-1] if under else last


def _other_numbers(page: PageText, block: list[Cell]) -> set[str]:
    """VAT numbers beside the block that are not in it, when it holds one itself."""
    inside = {number for cell in block for number in _vat_numbers(cell.text)}
    outside = {
        number for line in page.lines for cell in line.cells if cell not in block for number in _vat_numbers(cell.text)
    }
    return outside - inside if inside else set()


def _vat_numbers(text: str) -> Iterator[str]:
    for found in _VAT_NUMBER.findall(text.upper()):
        words = found.split()
        for end in range(len(words), 0, -1):  # what follows may be no part of it
            if is_vat(number := compact("".join(words[:end]))):
                yield number
                break


def _share_column(first: Cell, second: Cell) -> bool:
    return first.box.overlaps_column(second.box)


def _plain(text: str) -> str:
    return _ABBREVIATION.sub("", without_accents(text))


def _is_some(figure: str) -> bool:
    """Whether a rate or an amount is another than 0."""
    return any(char in "123456789" for char in figure)
