"""Why a file could not be written, in words that say what to do; the system's own where nobody foresaw its reason."""

import errno
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.messages import Words
from telbill_desktop.domain.sentence_marker import N_

_OPEN_ELSEWHERE = N_("another program has it open; close it there, in Excel for example, and save again")
_FULL = N_("the disk is full")
_PROTECTED = N_("it or its folder is protected against changes")
_PROTECTED_OR_OPEN = N_("it or its folder is protected against changes, or another program has it open")
_AWAY = N_("its folder is not there")
_OUT_OF_REACH = N_("the drive does not answer")

_WORDS: Mapping[int, str] = MappingProxyType(
    {
        errno.ENOSPC: _FULL,
        errno.EDQUOT: _FULL,
        errno.EFBIG: N_("the drive holds no file as large as this"),
        errno.EACCES: _PROTECTED,
        errno.EPERM: _PROTECTED,
        errno.EROFS: N_("the drive can only be read"),
        errno.EBUSY: _OPEN_ELSEWHERE,
        errno.ETXTBSY: _OPEN_ELSEWHERE,
        errno.ENOENT: _AWAY,
        errno.ENOTDIR: _AWAY,
        errno.EISDIR: N_("a folder has this name"),
        errno.EOPNOTSUPP: N_("it is a device or a pipe, not a file"),
        errno.ENAMETOOLONG: N_("the name is too long"),
        errno.EIO: _OUT_OF_REACH,
        errno.ENODEV: _OUT_OF_REACH,
        errno.ENXIO: _OUT_OF_REACH,
        errno.ESTALE: _OUT_OF_REACH,
        errno.ETIMEDOUT: _OUT_OF_REACH,
        errno.EHOSTDOWN: _OUT_OF_REACH,
        errno.EHOSTUNREACH: _OUT_OF_REACH,
    }
)
# Windows tells more apart than errno does (source: System Error Codes, Microsoft Learn).
_WINDOWS_WORDS: Mapping[int, str] = MappingProxyType(
    {
        5: _PROTECTED_OR_OPEN,  # ERROR_ACCESS_DENIED: also a rename onto a file that is open
        32: _OPEN_ELSEWHERE,  # ERROR_SHARING_VIOLATION
        33: _OPEN_ELSEWHERE,  # ERROR_LOCK_VIOLATION
        39: _FULL,  # ERROR_HANDLE_DISK_FULL
        53: _OUT_OF_REACH,  # ERROR_BAD_NETPATH
        59: _OUT_OF_REACH,  # ERROR_UNEXP_NET_ERR
        64: _OUT_OF_REACH,  # ERROR_NETNAME_DELETED
        112: _FULL,  # ERROR_DISK_FULL
        1224: _OPEN_ELSEWHERE,  # ERROR_USER_MAPPED_FILE
    }
)


def unwritable(path: Path, error: OSError) -> TelbillError:
    """The error `file_unwritable`, with its reason."""
    words = _WINDOWS_WORDS.get(getattr(error, "winerror", None) or 0) or _WORDS.get(error.errno or 0)
    reason = Words((words,)) if words else error.strerror or str(error)
    return TelbillError("file_unwritable", file=str(path), reason=reason)
