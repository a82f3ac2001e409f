"""Ways to do every kind of act, for the test that undoes and redoes them all."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from sqlalchemy import Table, select

from telbill_desktop.domain.invoice import AccountReference, InvoiceDraft, Party
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.domain.reading import FileStatus, Outcome, Reading, SourceKind
from telbill_desktop.services.intake import gather, import_files
from telbill_desktop.store.engine import Store

Act = Callable[[Store], None]
Scenario = Callable[[Store], Act]

SCENARIOS: dict[str, list[Scenario]] = defaultdict(list)
OTHER = Party(name="Ondefixe", siren="999000029")
ELSEWHERE = AccountReference(number="CF 9", client_code="00009999")


def scenario(kind: str) -> Callable[[Scenario], Scenario]:
    """A way to do that kind of act: given a store it prepares what is needed and returns the act itself."""

    def register(prepare: Scenario) -> Scenario:
        SCENARIOS[kind].append(prepare)
        return prepare

    return register


def take(store: Store, *readings: Reading) -> Sequence[FileStatus]:
    """Imports files that are read so, all at once."""
    folder = store.folder.parent / "in"
    folder.mkdir(exist_ok=True)
    contents_read = {f"%PDF-{reading!r}".encode(): reading for reading in readings}
    paths = [folder / f"{number}.pdf" for number, _ in enumerate(contents_read)]
    for path, content in zip(paths, contents_read, strict=True):
        path.write_bytes(content)
    results = import_files(store, gather(paths), lambda content, _name: contents_read[content], Unwatched())
    return [result.status for result in results]


def read(made: InvoiceDraft, source: SourceKind = SourceKind.XML, *warnings: Message) -> Reading:
    return Reading(Outcome.READ, "factur-x", source, made, warnings, to_check=bool(warnings))


def ids(store: Store, table: Table) -> list[int]:
    with store.reading() as connection:
        return list(connection.execute(select(table.c.id).order_by(table.c.id)).scalars())
