"""How a store's folder says that it is the demo company's: a small file beside the database, cheap to look for."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

MARKER = "demo.toml"


@dataclass(frozen=True, slots=True)
class DemoMark:
    """Which demo it is: its fixed day, its size, the program that made it and the digest of what it was made from."""

    reference_date: date
    size: str
    program: str
    source: str


def mark_of(store_folder: Path) -> DemoMark | None:
    """The mark of that folder; None for a user's own store."""
    try:
        stated = tomllib.loads((store_folder / MARKER).read_text("utf-8"))
        return DemoMark(stated["reference_date"], stated["size"], stated["program"], stated["source"])
    except (FileNotFoundError, NotADirectoryError, KeyError, ValueError):
        return None


def put_mark(store_folder: Path, mark: DemoMark) -> None:
    """Marks the folder as the demo company's."""
    (store_folder / MARKER).write_text(
        "# The demo company of Telbill: made by the program, and made again by another version of it.\n"
        f"reference_date = {mark.reference_date.isoformat()}\n"
        f'size = "{mark.size}"\n'
        f'program = "{mark.program}"\n'
        f'source = "{mark.source}"\n',
        "utf-8",
    )
