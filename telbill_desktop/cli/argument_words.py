"""argparse speaks the user's language too: its own sentences go through our catalogue."""

import argparse

from telbill_desktop.domain.sentence_marker import N_
from telbill_desktop.system.i18n import ntr, tr

# What argparse asks gettext for, so that the catalogue holds it.
ARGPARSE_SENTENCES = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("show program's version number and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("invalid %(type)s value: %(value)r"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("ignored explicit argument %r"),
    N_("one of the arguments %s is required"),
    N_("not allowed with argument %s"),
)


def teach_argparse() -> None:
    """From now on argparse's sentences are translated.

    It asks gettext's default domain, which belongs to the process's locale; our language may be another (`--lang`).
    """
    vars(argparse).update({"_": tr, "ngettext": ntr})
