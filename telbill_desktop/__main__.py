"""`python -m telbill_desktop`: the same as the command `telbill`."""

import sys

from telbill_desktop.app import main

if __name__ == "__main__":
    sys.exit(main())
