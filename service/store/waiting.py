"""Does anybody wait to hear what a new index finds?"""

from sqlalchemy import Engine, column, exists, or_, select, table

# As tables without their modules: whoever asks this wants to load nothing more.
_SUBSCRIPTIONS = table("subscriptions", column("ended_at"))
_CASES = table("pending_cases", column("id"))


def does_anybody_wait(engine: Engine) -> bool:
    """Tell whether there is a subscription that goes on, or a pending case on some desk.

    Raises:
        StoreError: The database refuses.
    """
    subscribed = select(_SUBSCRIPTIONS).where(_SUBSCRIPTIONS.c.ended_at.is_(None))
    waits = or_(exists(subscribed), exists(select(_CASES)))
    with engine.connect() as connection:
        return bool(connection.execute(select(waits)).scalar_one())
