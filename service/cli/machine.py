"""Under which account of the machine does the program run?"""

import getpass
from typing import Final

_DOER_CHARACTERS: Final = 64
_UNNAMED: Final = "?"


def machine_account() -> str:
    """Return the name of the account of the machine that the program runs under."""
    try:
        return getpass.getuser()[:_DOER_CHARACTERS]
    except (OSError, KeyError):
        # A container may run under a number that no name belongs to.
        return _UNNAMED
