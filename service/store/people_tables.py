"""Which tables hold the people who use the service, and what they did?"""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, false

from corpus.store.columns import UtcDateTime
from corpus.store.tables import metadata

accounts = Table(
    "accounts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(32), nullable=False, unique=True),
    Column("display_name", String(64), nullable=False),
    Column("password_hash", String(255), nullable=False),
    Column("is_enabled", Boolean, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("must_change", Boolean, nullable=False, server_default=false()),
)

account_roles = Table(
    "account_roles",
    metadata,
    Column("account_id", ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    Column("role", String(32), primary_key=True),
)

# Sessions are kept by the digest of their token: whoever reads the table can sign in as nobody.
sessions = Table(
    "sessions",
    metadata,
    Column("token_digest", String(64), primary_key=True),
    Column("account_id", ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("created_at", UtcDateTime, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    # The password was right, the second factor is still to come: it opens nothing.
    Column("awaits_factor", Boolean, nullable=False, server_default=false()),
    Column("device", String(64), nullable=False, server_default=""),
)

# The secrets are encrypted with a key that lies outside of the database; ``offered`` is one that
# its owner has not confirmed with a code yet. ``last_step`` is the last time step whose code was
# used, so that no code is taken twice.
second_factors = Table(
    "second_factors",
    metadata,
    Column("account_id", ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    Column("secret", String(255)),
    Column("offered", String(255)),
    Column("enrolled_at", UtcDateTime),
    Column("last_step", Integer, nullable=False),
)

# A code that was used is gone.
recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("account_id", ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    Column("digest", String(64), primary_key=True),
)

# Tokens of programs are kept by digest like sessions; the prefix says which one is meant.
api_tokens = Table(
    "api_tokens",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("account_id", ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", String(64), nullable=False),
    Column("prefix", String(16), nullable=False, unique=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("scopes", String(255), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("used_at", UtcDateTime),
    Column("revoked_at", UtcDateTime),
    Column("revoked_by", String(64)),
)

# Counted by the name that was typed, whether an account has it or not, so that a lock tells
# nothing about which names exist.
sign_in_failures = Table(
    "sign_in_failures",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("n_failures", Integer, nullable=False),
    Column("last_at", UtcDateTime, nullable=False),
    Column("locked_until", UtcDateTime),
)

# What a person searched by stays with the person: a results page can be loaded again, and a later
# report says what was searched.
searches = Table(
    "searches",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("account_id", ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("text", Text),
    Column("judgment_id", String(64)),
    Column("file_name", String(255)),
    Index("ix_searches_account_id_created_at", "account_id", "created_at"),
)

# Written until there was an audit trail; the first line of the trail seals its rows.
access_log = Table(
    "access_log",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("account_id", ForeignKey("accounts.id", ondelete="SET NULL")),
    Column("action", String(32), nullable=False),
    Column("subject", String(128), nullable=False),
    Column("request_id", String(64)),
    Index("ix_access_log_account_id_at", "account_id", "at"),
)
