"""Where a store should not be."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from telbill_desktop.system.location import Risk, risk_of


@dataclass
class Disk:
    mountpoint: str
    fstype: str
    opts: str = "rw"


DISKS = (Disk("/", "ext4"), Disk("/mnt/bureau", "cifs"), Disk("/mnt/bureau/local", "ext4"), Disk("/srv", "NFS4"))


@pytest.mark.parametrize(
    ("folder", "risk"),
    [
        ("/home/anna/.local/share/Telbill/store", None),
        ("/mnt/bureau/telbill", Risk.NETWORK),
        ("/mnt/bureau/local/telbill", None),
        ("/mnt/bureautique/telbill", None),
        ("/srv/telbill", Risk.NETWORK),
        ("/home/anna/Dropbox/telbill", Risk.SYNCED),
        ("/home/anna/OneDrive - Atelier Roche/telbill", Risk.SYNCED),
        ("/home/anna/Nextcloud/compta/telbill", Risk.SYNCED),
        ("/home/anna/synchro/telbill", None),
    ],
)
def test_network_drives_and_synchronised_folders_are_told(folder: str, risk: Risk | None) -> None:
    assert risk_of(Path(folder), DISKS) == risk


def test_a_drive_that_windows_calls_remote_is_a_network_drive() -> None:
    assert risk_of(Path("/x/telbill"), [Disk("/x", "NTFS", "rw,remote")]) == Risk.NETWORK


def test_this_computers_own_disks_are_asked_when_none_are_given(tmp_path: Path) -> None:
    assert risk_of(tmp_path / "Dropbox") in {Risk.SYNCED, Risk.NETWORK}
