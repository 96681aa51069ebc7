"""Which HTTP status and which code does each refusal have?

Every class of the three error trees stands here by name; a test walks the trees. 422 is kept for
payloads of a wrong form, 400 for well-formed questions that cannot be answered.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType

import corpus.errors as of_corpus
import indexing.errors as of_indexing
import service.accounts.errors as of_accounts
import service.audit_trail.errors as of_trail
import service.audits.errors as of_audits
import service.backup.errors as of_backup
import service.errors as of_service
import service.jobs.errors as of_jobs
import service.parameters.errors as of_parameters
import service.purposes.errors as of_purposes
import service.referral.errors as of_referral
import service.referral.roster.errors as of_roster
from service.closed import errors as of_closed


@dataclass(frozen=True, slots=True)
class Refusal:
    """How a class of errors is told over HTTP.

    Attributes:
        status: The HTTP status.
        code: Short ASCII token, stable over versions.
    """

    status: HTTPStatus
    code: str


UNEXPECTED = Refusal(HTTPStatus.INTERNAL_SERVER_ERROR, "internal_error")

_BAD = HTTPStatus.BAD_REQUEST
_BROKEN = HTTPStatus.INTERNAL_SERVER_ERROR
_NOT_READY = HTTPStatus.SERVICE_UNAVAILABLE

REFUSALS: Mapping[type[Exception], Refusal] = MappingProxyType(
    {
        of_corpus.CorpusError: Refusal(_BROKEN, "corpus_error"),
        of_corpus.SpanError: Refusal(_BROKEN, "span_broken"),
        of_corpus.CaseNumberError: Refusal(_BAD, "case_number_unreadable"),
        of_corpus.NumeralError: Refusal(_BAD, "number_unreadable"),
        of_corpus.CodecError: Refusal(_BROKEN, "stored_judgment_damaged"),
        of_corpus.CorrectionError: Refusal(_BAD, "correction_refused"),
        of_corpus.ClosingError: Refusal(_BAD, "closing_reason_missing"),
        of_corpus.SchedulerError: Refusal(_NOT_READY, "scheduler"),
        of_corpus.WorkerLostError: Refusal(_BROKEN, "worker_lost"),
        of_corpus.IngestError: Refusal(_BROKEN, "ingest_stopped"),
        of_corpus.SourceError: Refusal(_BAD, "file_unreadable"),
        of_corpus.UnknownFormatError: Refusal(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "file_type_unknown"
        ),
        of_corpus.EmptySourceError: Refusal(_BAD, "file_empty"),
        of_corpus.DamagedSourceError: Refusal(_BAD, "file_damaged"),
        of_corpus.StoreError: Refusal(_NOT_READY, "store_unavailable"),
        of_corpus.StoreUnavailableError: Refusal(_NOT_READY, "store_unreachable"),
        of_corpus.StoreConflictError: Refusal(HTTPStatus.CONFLICT, "store_conflict"),
        of_corpus.StoreValueError: Refusal(_BAD, "value_unstorable"),
        of_corpus.JudgmentNotFoundError: Refusal(HTTPStatus.NOT_FOUND, "judgment_not_found"),
        of_corpus.StoreVersionError: Refusal(_NOT_READY, "store_version"),
        of_indexing.IndexingError: Refusal(_BROKEN, "indexing_error"),
        of_indexing.QueryError: Refusal(_BAD, "query_refused"),
        of_indexing.EmptyQueryError: Refusal(_BAD, "query_without_words"),
        of_indexing.UnknownChannelError: Refusal(_BAD, "channel_unknown"),
        of_indexing.RepeatedJudgmentError: Refusal(_BROKEN, "ranking_broken"),
        of_indexing.EncoderError: Refusal(_NOT_READY, "encoder_unusable"),
        of_indexing.EncoderFolderError: Refusal(_NOT_READY, "encoder_missing"),
        of_indexing.BaseFolderError: Refusal(_NOT_READY, "base_unusable"),
        of_indexing.StaticBaseError: Refusal(_NOT_READY, "base_static"),
        of_indexing.EncoderOutputError: Refusal(_BROKEN, "encoder_broken"),
        of_indexing.RankerError: Refusal(_NOT_READY, "ranker_unusable"),
        of_indexing.NotEnoughJudgmentsError: Refusal(_NOT_READY, "too_few_judgments"),
        of_indexing.EngineError: Refusal(_NOT_READY, "engine_unusable"),
        of_indexing.EngineAddressError: Refusal(_NOT_READY, "engine_address"),
        of_indexing.EngineAwayError: Refusal(_NOT_READY, "engine_away"),
        of_indexing.EngineEmptiedError: Refusal(_NOT_READY, "engine_emptied"),
        of_indexing.SnapshotError: Refusal(_NOT_READY, "index_unusable"),
        of_indexing.NoSnapshotError: Refusal(_NOT_READY, "index_missing"),
        of_indexing.SnapshotGoneError: Refusal(HTTPStatus.NOT_FOUND, "index_gone"),
        of_indexing.SnapshotUnservedError: Refusal(HTTPStatus.CONFLICT, "index_unserved"),
        of_indexing.DamagedSnapshotError: Refusal(_NOT_READY, "index_damaged"),
        of_indexing.SnapshotVersionError: Refusal(_NOT_READY, "index_version"),
        of_indexing.SnapshotMismatchError: Refusal(_NOT_READY, "index_mismatch"),
        of_service.ServiceError: Refusal(_BROKEN, "service_error"),
        of_service.SettingsError: Refusal(_BROKEN, "setting_unusable"),
        of_service.NotReadyError: Refusal(_NOT_READY, "not_ready"),
        of_service.RequestError: Refusal(_BAD, "request_refused"),
        of_service.QueryMissingError: Refusal(_BAD, "query_missing"),
        of_service.QueryTooShortError: Refusal(_BAD, "query_too_short"),
        of_service.QueryTooLongError: Refusal(_BAD, "query_too_long"),
        of_service.KeywordMissingError: Refusal(_BAD, "keyword_missing"),
        of_service.ProvisionUnreadError: Refusal(_BAD, "provision_unread"),
        of_service.UnknownChargeError: Refusal(_BAD, "charge_unknown"),
        of_service.UnknownCourtError: Refusal(_BAD, "court_unknown"),
        of_service.LibraryRecordError: Refusal(_BAD, "library_record_refused"),
        of_service.UploadTooLargeError: Refusal(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "upload_too_large"
        ),
        of_service.UploadUnreadableError: Refusal(_BAD, "upload_unreadable"),
        of_service.NoSuchPieceError: Refusal(_BAD, "file_piece_missing"),
        of_service.NotAJudgmentError: Refusal(_BAD, "not_a_judgment"),
        of_service.CorrectionValueError: Refusal(_BAD, "correction_value"),
        of_service.VerdictReasonError: Refusal(_BAD, "verdict_reason_missing"),
        of_service.CaseFieldError: Refusal(_BAD, "case_field"),
        of_service.StopReasonError: Refusal(_BAD, "stop_reason_missing"),
        of_service.DraftReasonError: Refusal(_BAD, "draft_reason_missing"),
        of_service.AnswerReasonError: Refusal(_BAD, "answer_reason_missing"),
        of_roster.RosterLineError: Refusal(_BAD, "roster_line_refused"),
        of_parameters.ParameterError: Refusal(_BAD, "parameter_refused"),
        of_parameters.CalendarLineError: Refusal(_BAD, "calendar_line_refused"),
        of_service.FilterError: Refusal(_BAD, "filter_unknown"),
        of_service.PageTooDeepError: Refusal(_BAD, "page_too_deep"),
        of_service.ComparedCountError: Refusal(_BAD, "compared_count"),
        of_service.MalformedRequestError: Refusal(
            HTTPStatus.UNPROCESSABLE_ENTITY, "request_malformed"
        ),
        of_audits.PeriodError: Refusal(_BAD, "period_unreadable"),
        of_audits.EmptyAuditError: Refusal(_BAD, "audit_empty"),
        of_audits.AuditError: Refusal(_BAD, "audit_refused"),
        of_audits.AuditUnfinishedError: Refusal(HTTPStatus.CONFLICT, "audit_unfinished"),
        of_audits.AuditStoppedError: Refusal(HTTPStatus.CONFLICT, "audit_stopped"),
        of_audits.AuditReadingError: Refusal(HTTPStatus.CONFLICT, "audit_reading_not_open"),
        of_audits.AuditReasonError: Refusal(_BAD, "audit_reason_missing"),
        of_referral.ReferralError: Refusal(_BAD, "act_refused"),
        of_referral.ActNotOfferedError: Refusal(HTTPStatus.CONFLICT, "act_not_offered"),
        of_referral.ActPartError: Refusal(HTTPStatus.FORBIDDEN, "act_part"),
        of_referral.ActReasonError: Refusal(_BAD, "act_reason_missing"),
        of_referral.ActContentError: Refusal(
            HTTPStatus.UNPROCESSABLE_ENTITY, "act_content_malformed"
        ),
        of_referral.RuleBrokenError: Refusal(HTTPStatus.CONFLICT, "rule_broken"),
        of_referral.TransferError: Refusal(_BAD, "transfer_refused"),
        of_referral.TrailBrokenError: Refusal(_BROKEN, "trail_broken"),
        of_service.PageNotFoundError: Refusal(HTTPStatus.NOT_FOUND, "not_found"),
        of_service.MethodRefusedError: Refusal(HTTPStatus.METHOD_NOT_ALLOWED, "method_not_allowed"),
        of_service.AccessError: Refusal(HTTPStatus.FORBIDDEN, "access_refused"),
        of_service.NotSignedInError: Refusal(HTTPStatus.UNAUTHORIZED, "not_signed_in"),
        of_service.SignInRefusedError: Refusal(HTTPStatus.UNAUTHORIZED, "sign_in_refused"),
        of_service.TooManyFailuresError: Refusal(HTTPStatus.TOO_MANY_REQUESTS, "sign_in_locked"),
        of_service.NotPermittedError: Refusal(HTTPStatus.FORBIDDEN, "not_permitted"),
        of_service.PasswordChangeError: Refusal(HTTPStatus.FORBIDDEN, "password_change"),
        of_accounts.FactorNeededError: Refusal(HTTPStatus.UNAUTHORIZED, "second_factor_needed"),
        of_accounts.FactorEnrolError: Refusal(HTTPStatus.FORBIDDEN, "second_factor_enrol"),
        of_accounts.TokenPlaceError: Refusal(HTTPStatus.FORBIDDEN, "token_not_for_pages"),
        of_accounts.ProviderRefusedError: Refusal(HTTPStatus.FORBIDDEN, "provider_refused"),
        of_accounts.ProviderUnreachableError: Refusal(_NOT_READY, "provider_unreachable"),
        of_service.TooManyRequestsError: Refusal(HTTPStatus.TOO_MANY_REQUESTS, "too_many_requests"),
        of_service.HandlingJudgeError: Refusal(HTTPStatus.FORBIDDEN, "handling_judge_only"),
        of_purposes.PurposeNeededError: Refusal(HTTPStatus.FORBIDDEN, "purpose_needed"),
        of_purposes.PurposeRefusedError: Refusal(_BAD, "purpose_refused"),
        of_service.ForgedFormError: Refusal(HTTPStatus.FORBIDDEN, "form_token_missing"),
        of_service.ReportError: Refusal(_BAD, "report_refused"),
        of_service.ReportContentError: Refusal(
            HTTPStatus.UNPROCESSABLE_ENTITY, "report_content_malformed"
        ),
        of_service.ReportQuoteError: Refusal(_BAD, "report_quote_not_verbatim"),
        of_service.ReportLockedError: Refusal(HTTPStatus.CONFLICT, "report_locked"),
        of_service.ReportChangedError: Refusal(HTTPStatus.CONFLICT, "report_changed"),
        of_service.ReportMoveError: Refusal(HTTPStatus.CONFLICT, "report_move_not_offered"),
        of_service.ReportMoveReasonError: Refusal(_BAD, "report_move_reason_missing"),
        of_service.ReportSignerError: Refusal(HTTPStatus.FORBIDDEN, "report_signer"),
        of_service.ReportBlockedError: Refusal(HTTPStatus.CONFLICT, "report_blocked"),
        of_service.NothingToReplayError: Refusal(HTTPStatus.NOT_FOUND, "nothing_to_replay"),
        of_service.PdfUnavailableError: Refusal(_NOT_READY, "pdf_unavailable"),
        of_accounts.AccountError: Refusal(_BAD, "account_refused"),
        of_accounts.AccountExistsError: Refusal(HTTPStatus.CONFLICT, "account_exists"),
        of_accounts.AccountNotFoundError: Refusal(HTTPStatus.NOT_FOUND, "account_not_found"),
        of_accounts.AccountNameError: Refusal(_BAD, "account_name_refused"),
        of_accounts.SeparatedRolesError: Refusal(_BAD, "roles_separated"),
        of_closed.ClearanceError: Refusal(_BAD, "clearance_refused"),
        of_closed.ClearanceRoleError: Refusal(_BAD, "clearance_role"),
        of_closed.ClearanceTermError: Refusal(_BAD, "clearance_term"),
        of_closed.ClearanceGroundError: Refusal(_BAD, "clearance_ground_missing"),
        of_closed.ClearanceOwnError: Refusal(_BAD, "clearance_own"),
        of_closed.ClearanceGoneError: Refusal(HTTPStatus.NOT_FOUND, "clearance_not_found"),
        of_backup.BackupError: Refusal(_BAD, "backup_refused"),
        of_backup.BackupDamagedError: Refusal(_BAD, "backup_damaged"),
        of_backup.BackupPlaceError: Refusal(_BAD, "backup_place"),
        of_jobs.JobError: Refusal(_BAD, "job_refused"),
        of_jobs.JobNotFoundError: Refusal(HTTPStatus.NOT_FOUND, "job_not_found"),
        of_jobs.JobStateError: Refusal(HTTPStatus.CONFLICT, "job_state"),
        of_jobs.JobLostError: Refusal(HTTPStatus.CONFLICT, "job_lost"),
        of_jobs.JobCancelledError: Refusal(HTTPStatus.CONFLICT, "job_cancelled"),
        of_jobs.JobRunningError: Refusal(HTTPStatus.CONFLICT, "job_running"),
        of_trail.TrailKeptError: Refusal(_BAD, "trail_kept"),
        of_accounts.FactorCodeError: Refusal(_BAD, "factor_code_refused"),
        of_accounts.TokenScopeError: Refusal(_BAD, "token_scope_refused"),
        of_accounts.TokenTermError: Refusal(_BAD, "token_term_refused"),
        of_accounts.TokenNotFoundError: Refusal(HTTPStatus.NOT_FOUND, "token_not_found"),
        of_accounts.WeakPasswordError: Refusal(_BAD, "password_weak"),
    }
)


def refusal_of(error: Exception) -> Refusal:
    """Return how an error is told: by its own class, else by the nearest base.

    Example:
        >>> refusal_of(of_service.QueryTooShortError(n_characters=1, least=2)).code
        'query_too_short'
        >>> refusal_of(ZeroDivisionError()).code
        'internal_error'
    """
    for kind in type(error).__mro__:
        if kind in REFUSALS:
            return REFUSALS[kind]
    return UNEXPECTED
