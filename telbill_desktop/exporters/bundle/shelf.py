"""What every page of a bundle is written from."""

from dataclasses import dataclass, field

from telbill_desktop.domain.bundle import BundleContents, BundleDocument, Lacking
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr


@dataclass(slots=True)
class Shelf:
    """What there is to bundle, the path of each document, and those that are lacking, by deposit."""

    contents: BundleContents
    paths: dict[int, str]
    lacking: dict[int, Lacking] = field(default_factory=dict)

    def state(self, document: BundleDocument) -> str:
        """Whether a document is in the bundle; why it is not."""
        lacking = self.lacking.get(document.deposit_id)
        if lacking is None:
            return tr("in the bundle")
        return formats.labelled(tr("NOT IN THE BUNDLE"), reason(lacking))

    def title(self) -> str:
        """What the bundle is of."""
        request = self.contents.request
        if request.is_accounting_year:
            return tr("Documents of the accounting year that ends in {year}").format(year=request.year)
        return tr("Documents of {year}").format(year=request.year)


def reason(lacking: Lacking) -> str:
    """Why a document is lacking, in a sentence."""
    return formats.sentence(lacking.reason)
