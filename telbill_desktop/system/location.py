"""Where a folder really is: on this computer's disk, on a network, or in a folder that another program synchronises.

SQLite's locks do not hold on network drives, and programs that synchronise folders copy files in the middle of a change
(source: https://www.sqlite.org/howtocorrupt.html).
"""

import os
import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Protocol

_NETWORK = {
    "afpfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "fuse.curlftpfs", "fuse.davfs2", "fuse.gvfsd-fuse",
    "fuse.rclone", "fuse.s3fs", "fuse.sshfs", "gfs2", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "ocfs2", "smb3",
    "smbfs", "webdav",
}  # fmt: skip
_SYNCED = (
    "dropbox", "onedrive", "google drive", "googledrive", "my drive", "mon drive", "nextcloud", "owncloud", "icloud",
    "icloud drive", "mobile documents", "cloudstorage", "pcloud drive", "pclouddrive", "kdrive", "mega", "box sync",
    "syncthing", "sync", "seafile", "cozy drive",
)  # fmt: skip


class Risk(StrEnum):
    """Why a live store should not be there."""

    NETWORK = "network"
    SYNCED = "synced"


class Mount(Protocol):
    """What psutil tells of a mounted disk."""

    @property
    def mountpoint(self) -> str:
        """The folder under which it appears."""

    @property
    def fstype(self) -> str:
        """The kind of file system."""

    @property
    def opts(self) -> str:
        """How it was mounted, separated by commas."""


def risk_of(folder: Path, mounts: Iterable[Mount] | None = None) -> Risk | None:
    """What is wrong with the place of this folder; None when nothing is known against it."""
    path = folder.resolve()
    if str(path).startswith("\\\\"):  # \\server\share
        return Risk.NETWORK
    mount = _mount_of(path, _mounts() if mounts is None else mounts)
    if mount is not None and (mount.fstype.lower() in _NETWORK or "remote" in mount.opts.split(",")):
        return Risk.NETWORK
    names = [part.lower() for part in path.parts]
    if any(name == synced or name.startswith(f"{synced} -") for name in names for synced in _SYNCED):
        return Risk.SYNCED  # « OneDrive - Atelier Roche »
    return None


def _mounts() -> Iterable[Mount]:
    import psutil  # noqa: PLC0415 - only asked for a check

    return psutil.disk_partitions(all=True)


def _mount_of(path: Path, mounts: Iterable[Mount]) -> Mount | None:
    fold = os.path.normcase if sys.platform == "win32" else str
    holding = [mount for mount in mounts if path.is_relative_to(fold(mount.mountpoint))]
    return max(holding, key=lambda mount: len(mount.mountpoint), default=None)
