"""Which tables make up the whole database?

Importing this module makes :data:`metadata` complete. A room that has tables of its own imports
them here, so that migrations and the schema check see them.
"""

from corpus.store import closing, correction_records, lineage_records, relation_records
from corpus.store.tables import metadata
from service.store import (
    audit_records,
    audit_review_records,
    case_search_records,
    clearance_records,
    divergence_records,
    draft_records,
    job_records,
    library_records,
    matter_records,
    mention_records,
    notice_records,
    parameter_records,
    pending_records,
    people_tables,
    purpose_records,
    refusal_records,
    report_records,
    roster_records,
    sealed_vote_records,
    seen_records,
    subscription_records,
    trail_records,
    verdict_records,
    worker_records,
)

__all__ = [
    "audit_records",
    "audit_review_records",
    "case_search_records",
    "clearance_records",
    "closing",
    "correction_records",
    "divergence_records",
    "draft_records",
    "job_records",
    "library_records",
    "lineage_records",
    "matter_records",
    "mention_records",
    "metadata",
    "notice_records",
    "parameter_records",
    "pending_records",
    "people_tables",
    "purpose_records",
    "refusal_records",
    "relation_records",
    "report_records",
    "roster_records",
    "sealed_vote_records",
    "seen_records",
    "subscription_records",
    "trail_records",
    "verdict_records",
    "worker_records",
]
