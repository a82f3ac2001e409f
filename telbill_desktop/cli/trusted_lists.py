"""What is said on the terminal of a trusted list from which certificates are taken."""

from collections.abc import Sequence
from datetime import UTC, datetime

from telbill_desktop.cli.output import printable
from telbill_desktop.cli.session import Session
from telbill_desktop.domain.signature import CertificateFacts
from telbill_desktop.services import trust
from telbill_desktop.system import formats


def say_of_list(session: Session, certificates: Sequence[CertificateFacts], *, is_signer_stated: bool = False) -> None:
    """Which list it is, who signed it, whether it has expired; beside the answer. Nothing of other certificates."""
    for note in trust.notes_on(certificates, datetime.now(UTC), is_signer_stated=is_signer_stated):
        session.output.note(printable(formats.sentence(note)))
