"""How do sealed votes and the register of the committee stand in the database?

Sealed votes lie in a table of their own that no page, list or export reads: they come out once, all
of a ballot together, within the transaction that opens them, and are gone then.
"""

from datetime import datetime

from sqlalchemy import (
    Column,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    delete,
    func,
    insert,
    select,
)

from corpus.store.tables import metadata
from service.referral.committee.vocabulary import ItemAct, Stand
from service.referral.committee.voting import OpenedVote, Vote
from service.referral.course.acts import MatterKind
from service.store.matter_records import MatterWork, acts, matters

sealed_votes = Table(
    "sealed_votes",
    metadata,
    Column("item_id", ForeignKey("matters.id"), primary_key=True),
    Column("account_id", Integer, primary_key=True),
    Column("stand", String(16), nullable=False, comment="sealed; read by the opening alone"),
    Column("option", Integer, nullable=False, comment="sealed; read by the opening alone"),
    Column("reasons", Text, nullable=False, comment="sealed; read by the opening alone"),
    Column("nonce", String(64), nullable=False, comment="sealed; read by the opening alone"),
)


def put_sealed_vote(work: MatterWork, item_id: str, opened: OpenedVote) -> None:
    """Lay a vote aside, within the transaction that keeps its seal."""
    work.connection.execute(
        insert(sealed_votes).values(
            item_id=item_id,
            account_id=opened.member,
            stand=opened.vote.stand.value,
            option=opened.vote.option,
            reasons=opened.vote.reasons,
            nonce=opened.nonce,
        )
    )


def take_sealed_votes(work: MatterWork, item_id: str) -> tuple[OpenedVote, ...]:
    """Take out all votes of an item, by account; afterwards there are none."""
    here = sealed_votes.c.item_id == item_id
    wanted = select(sealed_votes).where(here).order_by(sealed_votes.c.account_id)
    rows = work.connection.execute(wanted).all()
    drop_sealed_votes(work, item_id)
    return tuple(
        OpenedVote(
            member=row.account_id,
            vote=Vote(stand=Stand(row.stand), option=row.option, reasons=row.reasons),
            nonce=row.nonce,
        )
        for row in rows
    )


def drop_sealed_votes(work: MatterWork, item_id: str) -> None:
    """Destroy all votes of an item unopened."""
    work.connection.execute(delete(sealed_votes).where(sealed_votes.c.item_id == item_id))


def count_registered(work: MatterWork, court: str, first: datetime, end: datetime) -> int:
    """Return how many decisions of a court got their number from one moment to before another."""
    counted = (
        select(func.count())
        .select_from(acts.join(matters, matters.c.id == acts.c.matter_id))
        .where(
            matters.c.kind == MatterKind.COMMITTEE_ITEM.value,
            matters.c.court == court,
            acts.c.name == ItemAct.APPROVE_MINUTES.value,
            acts.c.at >= first,
            acts.c.at < end,
        )
    )
    return int(work.connection.execute(counted).scalar_one())
