"""Who sits at this computer."""

import getpass


def os_user() -> str:
    """The operating system's user name; empty where the system does not tell (a container without one)."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
