"""`tongpan check`: a draft ruling, checked on the command line."""

from collections.abc import Sequence
from pathlib import Path

from corpus.errors import SourceError
from service.api.draft_schemas import encode_check, encode_finding
from service.cli.acting import actor_named
from service.cli.opening import working_house
from service.cli.output import emit, say
from service.court_time import court_day
from service.data_folder import load_settings
from service.drafts.checking import check_draft
from service.drafts.model import DraftFinding
from service.drafts.reading import read_draft
from service.drafts.vocabulary import DraftWeight
from service.house import House
from service.labels import label_of
from service.search.uploads import display_name, text_of_upload
from service.stock import utc_now

_NO_DATA = "没有数据目录，只核对了文书自身。"


def run_check(
    file: Path,
    *,
    case: str | None,
    account: str | None,
    court: str | None,
    data: Path | None,
    is_json: bool,
) -> bool:
    """Check a draft and tell what its judge should look at.

    Args:
        file: The draft.
        case: Id of the pending case, for which the check is kept; None for none.
        account: The account of the judge who handles it.
        court: Name of the court that rules; None for that of the draft.
        data: The data folder; without one the draft is checked by itself.
        is_json: Print JSON.

    Returns:
        Whether something was found that must be dealt with or looked at; hints do not count.

    Raises:
        SourceError: The file cannot be read.
        NotAJudgmentError: It holds no ruling.
        AccountNotFoundError: There is no such account.
        PageNotFoundError: There is no such case for the account, or another judge handles it.
        CorpusError: The store cannot be opened.
    """
    settings = load_settings({"data": data})
    try:
        text = text_of_upload(file.name, file.read_bytes(), settings)
    except OSError as error:
        raise SourceError(str(file), error.strerror or "cannot be opened") from error
    if case is None and not settings.data.is_dir():
        draft = read_draft(text, today=court_day(utc_now()))
        return _tell(check_draft(draft), note=_NO_DATA, is_json=is_json)
    with working_house(settings, may_make=False) as house:
        if case is None:
            looked = house.drafts.look(text, court=court, now=utc_now())
            return _tell(looked.findings, note=looked.not_compared, is_json=is_json)
        return _check_case(house, case, account or "", text, file=file, is_json=is_json)


def _check_case(
    house: House, pending_id: str, account: str, text: str, *, file: Path, is_json: bool
) -> bool:
    actor = actor_named(house, account)
    case = house.pending.find(pending_id, account_id=actor.account_id)
    check = house.drafts.check(
        case, text, file_name=display_name(file.name), actor=actor, now=utc_now()
    )
    if is_json:
        state = house.drafts.state(case, check.id, actor=actor)
        emit(encode_check(state).model_dump(mode="json"))
        return _needs_a_look(check.findings)
    return _tell(check.findings, note=check.not_compared, is_json=False)


def _tell(findings: Sequence[DraftFinding], *, note: str, is_json: bool) -> bool:
    if is_json:
        emit(
            {
                "not_compared": note,
                "findings": [encode_finding(each).model_dump(mode="json") for each in findings],
            }
        )
        return _needs_a_look(findings)
    for number, each in enumerate(findings, start=1):
        say(f"{number}. 【{label_of(each.weight)}】{label_of(each.rule)}：{each.sentence}")
        for quote in each.quotes:
            say(f"    草稿「{' '.join(quote.text.split())}」")
        for case in each.cases:
            say(f"    {case.what}：{case.title}「{' '.join(case.words.split())}」")
        say(f"    {each.reason}")
    if not findings:
        say("没有发现需要处理的问题。")
    if note:
        say(note)
    return _needs_a_look(findings)


def _needs_a_look(findings: Sequence[DraftFinding]) -> bool:
    return any(each.weight is not DraftWeight.SLIGHT for each in findings)
