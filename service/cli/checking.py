"""`tongpan check`: a draft ruling, checked on the command line."""

from pathlib import Path

from corpus.errors import SourceError
from service.cli.output import emit, say
from service.court_time import court_day
from service.data_folder import load_settings
from service.drafts.checking import check_draft
from service.drafts.model import DraftFinding
from service.drafts.reading import read_draft
from service.drafts.vocabulary import DraftWeight
from service.house import utc_now
from service.labels import label_of
from service.search.uploads import text_of_upload


def run_check(file: Path, *, data: Path | None, is_json: bool) -> bool:
    """Check a draft and tell what its judge should look at.

    Args:
        file: The draft.
        data: The data folder.
        is_json: Print JSON.

    Returns:
        Whether something was found that must be dealt with or looked at; hints do not count.

    Raises:
        SourceError: The file cannot be read.
        NotAJudgmentError: It holds no ruling.
    """
    settings = load_settings({"data": data})
    try:
        text = text_of_upload(file.name, file.read_bytes(), settings)
    except OSError as error:
        raise SourceError(str(file), error.strerror or "cannot be opened") from error
    findings = check_draft(read_draft(text, today=court_day(utc_now())))
    if is_json:
        emit([_row(each) for each in findings])
    else:
        _tell(findings)
    return any(each.weight is not DraftWeight.SLIGHT for each in findings)


def _row(finding: DraftFinding) -> dict[str, object]:
    return {
        "key": finding.key,
        "rule": finding.rule.value,
        "area": finding.area.value,
        "weight": finding.weight.value,
        "sentence": finding.sentence,
        "reason": finding.reason,
        "quotes": [
            {"start": each.span.start, "end": each.span.end, "text": each.text}
            for each in finding.quotes
        ],
    }


def _tell(findings: tuple[DraftFinding, ...]) -> None:
    if not findings:
        say("没有发现需要处理的问题。")
    for number, each in enumerate(findings, start=1):
        say(f"{number}. 【{label_of(each.weight)}】{label_of(each.rule)}：{each.sentence}")
        for quote in each.quotes:
            say(f"    「{' '.join(quote.text.split())}」")
        say(f"    {each.reason}")
