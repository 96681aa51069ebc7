"""On whose behalf does a command act?"""

from typing import Final

from service.accounts.errors import AccountNotFoundError
from service.actors import Actor
from service.house import House

NOBODY: Final = Actor(account_id=0, name="", display_name="", roles=())
"""Whoever works on the machine without an account: what accounts keep is not theirs."""


def actor_named(house: House, name: str) -> Actor:
    """Return an account as somebody who acts.

    Raises:
        AccountNotFoundError: There is no such account.
    """
    found = house.desk.find(name)
    if found is None:
        raise AccountNotFoundError(name=name)
    return Actor(
        account_id=found.id,
        name=found.name,
        display_name=found.display_name,
        roles=tuple(found.roles),
    )
