"""`tongpan case`: pending cases on the command line, on behalf of an account."""

import json
from pathlib import Path

from pydantic import ValidationError

from corpus.errors import SourceError
from service.accounts.errors import AccountNotFoundError
from service.api.case_schemas import OpenCaseRequest, encode_case
from service.cli.opening import working_house
from service.cli.output import emit, say
from service.data_folder import load_settings
from service.errors import MalformedRequestError
from service.house import House
from service.labels import label_of
from service.pending.model import PendingCase
from service.pending.opening import CaseEntry, CasePaper
from service.search.uploads import text_of_upload
from service.stock import utc_now


def run_open(
    file: Path,
    *,
    account: str,
    case_number: str | None,
    elements: tuple[str, ...],
    data: Path | None,
    is_json: bool,
) -> None:
    """Open a case from a paper, or from the JSON that the HTTP interface takes.

    Raises:
        AccountNotFoundError: There is no such account.
        SourceError: The file cannot be read.
        RequestError: The case cannot be opened as told.
        CorpusError: A number without a known form, or a store that cannot be opened.
    """
    settings = load_settings({"data": data})
    try:
        content = file.read_bytes()
    except OSError as error:
        raise SourceError(str(file), error.strerror or "cannot be opened") from error
    with working_house(settings, may_make=False) as house:
        account_id = _account(house, account)
        if file.suffix.lower() == ".json":
            paper, entry, names = _payload(content)
        else:
            text = text_of_upload(file.name, content, settings)
            paper, entry, names = CasePaper(text=text, file_name=file.name), CaseEntry(), ()
        case = house.pending.open(
            paper,
            entry,
            account_id=account_id,
            members=tuple(_account(house, name) for name in names),
            now=utc_now(),
        )
        if case_number or elements:
            said = CaseEntry(case_number=case_number, elements=elements or None)
            case = house.pending.change(case.id, said, account_id=account_id, now=utc_now())
    if is_json:
        emit(encode_case(case).model_dump(mode="json"))
    else:
        _tell(case)


def run_list(*, account: str, data: Path | None, is_json: bool) -> None:
    """List the cases that an account may open.

    Raises:
        AccountNotFoundError: There is no such account.
        CorpusError: The store cannot be opened.
    """
    with working_house(load_settings({"data": data}), may_make=False) as house:
        cases = house.pending.of_account(_account(house, account))
    if is_json:
        emit([encode_case(case).model_dump(mode="json") for case in cases])
        return
    for case in cases:
        _tell(case)


def _account(house: House, name: str) -> int:
    found = house.desk.find(name)
    if found is None:
        raise AccountNotFoundError(name=name)
    return found.id


def _payload(content: bytes) -> tuple[CasePaper, CaseEntry, tuple[str, ...]]:
    try:
        given = OpenCaseRequest.model_validate(json.loads(content))
    except ValidationError as error:
        problems = tuple(
            f"{'.'.join(str(part) for part in problem['loc'])}: {problem['msg']}"
            for problem in error.errors(include_url=False, include_input=False)
        )
        raise MalformedRequestError(problems=problems) from error
    except ValueError as error:
        raise MalformedRequestError(problems=(f"not JSON: {error}",)) from error
    paper = CasePaper(text=given.text, file_name=given.file_name, external_id=given.external_id)
    return paper, given.to_entry(), given.accounts


def _tell(case: PendingCase) -> None:
    number = "（案号未填写）" if case.case_number is None else str(case.case_number)
    about = "、".join(case.elements)
    say(f"{case.id}  {number}  {about}  {label_of(case.stage)}")
