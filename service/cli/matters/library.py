"""`tongpan library`: which guiding and reference cases still stand."""

from pathlib import Path

from corpus.errors import SourceError
from corpus.judgment import JudgmentId
from service.api.tier_encoding import encode_record
from service.cli.opening import working_house
from service.cli.output import emit, say
from service.court_time import court_day
from service.data_folder import load_settings
from service.labels import label_of
from service.library.desk import TypedRecord, records_in
from service.library.model import LibraryRecord
from service.stock import utc_now

_AUTHOR = "命令行"


def run_list(*, case: str | None, data: Path | None, is_json: bool) -> None:
    """Tell what holds of the recorded cases today, or the history of one.

    Raises:
        StoreError: The database cannot be opened.
    """
    with working_house(load_settings({"data": data}), may_make=False) as house:
        records = (
            tuple(house.library.standing(court_day(utc_now())).values())
            if case is None
            else house.library.history(JudgmentId(case))
        )
        titles = house.library.titles(sorted({each.judgment_id for each in records}))
    if is_json:
        emit([encode_record(each).model_dump(mode="json") for each in records])
        return
    if not records:
        say("没有记录；未记录的案例按有效对待")
    for each in records:
        say(f"{titles[each.judgment_id]}  {_words(each)}")


def run_set(
    *,
    case: str,
    standing: str,
    since: str,
    source: str,
    replacement: str,
    publication: str,
    csv: Path | None,
    data: Path | None,
    is_json: bool,
) -> None:
    """Record whether cases stand, one or those of a CSV; all of them or none.

    Raises:
        LibraryRecordError: A record cannot be taken.
        SourceError: The CSV cannot be read.
        StoreError: The database refuses.
    """
    typed = (
        (
            TypedRecord(
                case=case,
                standing=standing,
                since=since,
                source=source,
                replacement=replacement,
                publication=publication,
            ),
        )
        if csv is None
        else records_in(_text_of(csv))
    )
    with working_house(load_settings({"data": data}), may_make=True) as house:
        records = house.library.record(typed, author=_AUTHOR, now=utc_now())
    if is_json:
        emit([encode_record(each).model_dump(mode="json") for each in records])
        return
    for each in records:
        say(f"已记录 {each.judgment_id}  {_words(each)}")


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(str(path), "expected a CSV file in UTF-8") from error


def _words(record: LibraryRecord) -> str:
    published = "" if record.publication is None else f"，{label_of(record.publication)}"
    instead = f"，由{record.replacement}代替" if record.replacement else ""
    return (
        f"{label_of(record.standing)}（自{record.since.isoformat()}{instead}{published}；"
        f"依据：{record.source}）"
    )
