"""Which figures and places can whoever runs Tongpan set?

Everything that the product writes lies in one data folder; a court that outgrows SQLite sets
``TONGPAN_DATABASE_URL`` to its PostgreSQL. Each setting is an environment variable with the
prefix ``TONGPAN_``; the command line sets the common ones too.
"""

import os
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.store.engine import PoolParameters
from indexing.engines.address import Partition, milvus_address
from indexing.errors import EngineAddressError
from service.reports.vocabulary import FileClass

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
"""Addresses that are reached from this machine alone."""

_MOST_WORKERS_UNTOLD = 4


def _one_per_core() -> int:
    """Return how many processes answer unless told: one search keeps one core busy."""
    return min(os.cpu_count() or 1, _MOST_WORKERS_UNTOLD)


class Settings(BaseSettings):
    """The settings of one installation.

    Example:
        >>> Settings(data=Path("court")).database_address
        'sqlite:///court/tongpan.db'
    """

    model_config = SettingsConfigDict(env_prefix="TONGPAN_", frozen=True, extra="forbid")

    data: Path = Field(
        default=Path("tongpan-data"), description="Folder that holds records, index and keys."
    )
    database_url: str | None = Field(
        default=None, description="SQLAlchemy address of the records; SQLite in the data folder."
    )
    database_pool: int = Field(
        default=5, ge=1, le=200, description="Connections to PostgreSQL that each process keeps."
    )
    database_overflow: int = Field(
        default=10, ge=0, le=200, description="Connections more while many ask at once."
    )
    database_wait_seconds: int = Field(
        default=10, ge=1, description="How long somebody waits for a connection of the pool."
    )
    database_recycle_minutes: int = Field(
        default=30, ge=1, description="Age at which a connection is made anew."
    )
    database_connect_seconds: int = Field(
        default=5, ge=2, description="How long making a connection may take."
    )
    database_statement_seconds: int = Field(
        default=60,
        ge=0,
        description="How long one statement of PostgreSQL may take; 0 sets no bound.",
    )
    host: str = Field(default="127.0.0.1", description="Address that the web server binds.")
    port: int = Field(default=8000, ge=1, le=65535, description="Port of the web server.")
    workers: int = Field(
        default_factory=_one_per_core,
        ge=1,
        le=64,
        description="Processes that answer requests; one per core, four at most, unless told.",
    )
    scheduler: str = Field(
        default="",
        description=(
            "Address of a Dask scheduler whose workers read, index and audit in bulk; this machine "
            "alone unless told."
        ),
    )
    job_worker: bool = Field(
        default=True,
        description=(
            "Whether `tongpan serve` starts a worker for background jobs; else `tongpan work` is "
            "run beside it, on this machine or another."
        ),
    )
    daily_hour: int = Field(
        default=6,
        ge=-1,
        le=23,
        description=(
            "Hour of the court's day from which workers tell, once a day, of what is due; -1 where "
            "a timer of the machine does it."
        ),
    )
    secure_cookies: bool = Field(
        default=False, description="Send cookies over HTTPS only; set it behind a TLS proxy."
    )
    idle_minutes: int = Field(
        default=60, ge=1, description="A session without a request for so long is over."
    )
    session_hours: int = Field(default=12, ge=1, description="No session outlives so many hours.")
    lockout_failures: int = Field(
        default=5, ge=1, description="Failures in a row that lock signing in under a name."
    )
    lockout_minutes: int = Field(default=15, ge=1, description="How long such a lock holds.")
    password_characters: int = Field(
        default=12, ge=8, description="Fewest characters of a password."
    )
    second_factor_roles: str = Field(
        default="",
        description="Roles that need a second factor, with commas between them; none unless told.",
    )
    public_address: str = Field(
        default="",
        description="Address of the pages for people; an identity provider leads back there.",
    )
    oidc_issuer: str | None = Field(
        default=None,
        description="Address of the court's OpenID Connect provider; without it there is none.",
    )
    oidc_client_id: str = Field(
        default="", description="Name under which that provider knows this installation."
    )
    oidc_client_secret: SecretStr | None = Field(
        default=None, description="Its secret; without it the provider trusts PKCE alone."
    )
    oidc_claim: str = Field(
        default="preferred_username",
        description=(
            "What the provider says that is the name of an account here; one that its users cannot "
            "change themselves."
        ),
    )
    oidc_second_factor: bool = Field(
        default=False,
        description="Whether the provider asks for a second factor, so that ours is not asked for.",
    )
    oidc_authority: Path | None = Field(
        default=None,
        description="File with the certificates that the provider's is checked against.",
    )
    token_days: int = Field(
        default=365, ge=1, description="For how many days a token of a program holds at most."
    )
    sign_ins_per_minute: int = Field(
        default=60,
        ge=0,
        description="Attempts to sign in from one address in a minute; 0 sets no bound.",
    )
    searches_per_minute: int = Field(
        default=240, ge=0, description="Searches of one account in a minute; 0 sets no bound."
    )
    uploads_per_minute: int = Field(
        default=60,
        ge=0,
        description="Papers that one account sends in a minute; 0 sets no bound.",
    )
    upload_megabytes: int = Field(default=20, ge=1, description="Largest upload.")
    query_characters: int = Field(
        default=200_000, ge=1000, description="Longest query that is read."
    )
    ranked_hits: int = Field(
        default=200, ge=10, description="Depth to which a search ranks; pages end there."
    )
    hits_per_court: int = Field(
        default=5,
        ge=0,
        description=(
            "Among ten hits at most so many are of one court, as long as other courts have hits; "
            "0 sets no bound."
        ),
    )
    verdict_reasons: bool = Field(
        default=False, description="Whether 不是类案 is taken with a reason only."
    )
    ranker_questions: int = Field(
        default=20,
        ge=5,
        description="Fewest searches with verdicts of both kinds before an own ranker is learned.",
    )
    ranker_verdicts: int = Field(
        default=100,
        ge=10,
        description="Fewest judgments with a verdict in these before an own ranker is learned.",
    )
    court: str = Field(
        default="",
        description="This court, by its full or short name; else the one that court.toml names.",
    )
    recent_months: int = Field(
        default=36, ge=1, le=1200, description="For how many months a judgment is recent."
    )
    recent_basis: Literal["effect", "decision"] = Field(
        default="effect",
        description="Whether the day of effect, where known, or that of decision makes it recent.",
    )
    recent_from: Literal["search", "filing"] = Field(
        default="search", description="Whether the months count from the search or from filing."
    )
    divergence_judgments: int = Field(
        default=5,
        ge=2,
        description="Fewest judgments in effect on a question before a divergence is told of it.",
    )
    divergence_per_side: int = Field(
        default=2,
        ge=1,
        description="Fewest of them on each side; the side of a draft needs none.",
    )
    divergence_unknown_effect: bool = Field(
        default=True,
        description=(
            "Whether judgments of unknown effect (first instance, no proof) are compared too; they "
            "are told apart, and no alarm rests on them."
        ),
    )
    report_file_class: FileClass = Field(
        default=FileClass.INNER,
        description="Volume that a search report goes to: inner (副卷) or main (正卷).",
    )
    pdf_seconds: float = Field(
        default=60.0, gt=0, description="How long LibreOffice may take for one PDF."
    )
    lender_cases: int = Field(
        default=5,
        ge=2,
        description="Loan cases of one lender from which on lending as a trade is suspected.",
    )
    lender_months: int = Field(
        default=24, ge=1, description="Months within which these loan cases were filed."
    )
    trail_months: int = Field(
        default=36,
        ge=6,
        description=(
            "Months that a line of the audit trail stays at least (six by 网络安全法 art. 21(3))."
        ),
    )
    purpose_hours: int = Field(
        default=12,
        ge=1,
        le=24 * 31,
        description="For how many hours a stated ground (履职依据) opens a case of others.",
    )
    closed_classes: str = Field(
        default="",
        description=(
            "Classes that are closed by themselves, with commas between them: whatever the reader "
            "takes to be of one is closed in the transaction that stores it; none unless told."
        ),
    )
    closed_sources: str = Field(
        default="",
        description=(
            "Sources whose judgments are closed as they are stored, as name=class with commas "
            "between them."
        ),
    )
    closed_causes: str = Field(
        default="",
        description=(
            "Causes and charges whose judgments are closed as they are stored, as name=class with "
            "commas between them."
        ),
    )
    metrics_on_loopback: bool = Field(
        default=False,
        description=(
            "Whether /metrics is open to whoever asks on this machine; else a token with the scope "
            "metrics is needed. Not behind a proxy on the same machine that hides who asks."
        ),
    )
    upgrade_refusal: bool = Field(
        default=True,
        description=(
            "Whether a new index that is worse than the one in use by this court's verdicts is "
            "built but not served."
        ),
    )
    upgrade_questions: int = Field(
        default=10,
        ge=5,
        description="Fewest searches with a similar case on which such a refusal rests.",
    )
    snapshot_check_seconds: float = Field(
        default=0.25, ge=0, description="How often a running server looks for a newer index."
    )
    index_after_ingest: bool = Field(
        default=True,
        description="Whether an ingest lets the index follow at once by an increment.",
    )
    compaction_share: float = Field(
        default=0.2,
        ge=0,
        le=1,
        description=(
            "Share of an index that may have come later or be dead before an ingest starts its "
            "compaction in the background; 0 never starts it."
        ),
    )

    engine: str = Field(
        default="",
        description=(
            "What finds candidates: embedded, or milvus://HOST:PORT with or without /DATABASE; "
            "what `tongpan index --engine` noted unless told."
        ),
    )
    engine_token: SecretStr | None = Field(
        default=None, description="user:password or a key for that Milvus."
    )
    engine_tls: bool = Field(default=False, description="Whether it is spoken to over TLS.")
    engine_authority: Path | None = Field(
        default=None, description="File with the certificates that its own is checked against."
    )
    engine_seconds: float = Field(
        default=10.0, gt=0, description="How long it may take for one question."
    )
    engine_partition: Partition = Field(
        default="none", description="By what its rows lie apart: none, year or court."
    )
    exact_vectors: int = Field(
        default=1_000_000,
        ge=1,
        description=(
            "Up to so many judgments every vector is compared; beyond, lists or graphs are "
            "searched whose recall is measured."
        ),
    )

    @field_validator("engine")
    @classmethod
    def _names_an_engine(cls, words: str) -> str:
        if words:
            try:
                milvus_address(words)
            except EngineAddressError as error:
                raise ValueError(str(error)) from None
        return words

    @property
    def database_address(self) -> str:
        """The address of the records."""
        return self.database_url or f"sqlite:///{self.data / 'tongpan.db'}"

    @property
    def pool(self) -> PoolParameters:
        """How a process that serves reaches PostgreSQL."""
        return PoolParameters(
            size=self.database_pool,
            overflow=self.database_overflow,
            wait_seconds=self.database_wait_seconds,
            recycle_seconds=self.database_recycle_minutes * 60,
            connect_seconds=self.database_connect_seconds,
            statement_seconds=self.database_statement_seconds,
        )

    @property
    def snapshot_root(self) -> Path:
        """The folder of the index snapshots."""
        return self.data / "index"

    @property
    def upload_limit_bytes(self) -> int:
        """The largest upload in bytes."""
        return self.upload_megabytes * 1024 * 1024
