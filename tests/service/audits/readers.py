"""Accounts of reviewers, put into a store without passwords that anybody uses."""

from sqlalchemy import insert, select

from service.store.people_tables import accounts
from tests.service.audits.made import AT


def add_readers(engine, n):
    """Return the ids of some new accounts."""
    with engine.begin() as connection:
        connection.execute(
            insert(accounts),
            [
                {
                    "name": f"reader{at}",
                    "display_name": f"评查员{at}",
                    "password_hash": "-",
                    "is_enabled": True,
                    "created_at": AT,
                }
                for at in range(n)
            ],
        )
        return list(connection.execute(select(accounts.c.id).order_by(accounts.c.id)).scalars())
