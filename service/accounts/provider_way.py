"""Where do people come back from the court's identity provider, and how long may they be there?"""

from datetime import timedelta
from typing import Final

RETURN_PATH: Final = "/sign-in/provider/return"
"""The address that the court registers at its provider, behind its own."""

LEAVE_FOR: Final = timedelta(minutes=10)
"""How long one may take at the provider."""
