"""`tongpan roster`, `parameter` and `calendar`: who works here, and what the court sets itself."""

from datetime import date
from pathlib import Path

from service.cli.acting import actor_named
from service.cli.opening import working_house
from service.cli.output import emit, say
from service.court_time import court_day
from service.data_folder import load_settings
from service.house import House
from service.labels import label_of
from service.parameters.errors import ParameterError
from service.parameters.table import DEFINITIONS, Parameter, Value, value_of_words
from service.parameters.working_days import days_in
from service.referral.roster.reading import colleagues_in
from service.stock import utc_now
from service.store.roster_records import RosterRecords


def run_roster_list(*, data: Path | None, is_json: bool) -> None:
    """List the roster, in order of account."""
    with working_house(load_settings({"data": data}), may_make=False) as house:
        people = _roster(house).all()
    if is_json:
        emit(
            [
                {
                    "name": each.name,
                    "court": each.court,
                    "division": each.division,
                    "rank": each.rank,
                    "ranked_since": each.ranked_since and each.ranked_since.isoformat(),
                    "offices": sorted(each.offices),
                    "bodies": sorted(each.bodies),
                }
                for each in people
            ]
        )
        return
    for each in people:
        rank = "" if each.rank is None else label_of(each.rank)
        offices = "、".join(label_of(office) for office in sorted(each.offices))
        say(
            "  ".join(
                part for part in (each.name, each.court, each.division, rank, offices) if part
            )
        )


def run_roster_import(path: Path, *, data: Path | None, is_json: bool) -> None:
    """Write the entries of a table, all of them or none.

    Raises:
        RosterLineError: A line cannot be taken.
        OSError: The file cannot be read.
    """
    text = path.read_text(encoding="utf-8-sig")
    with working_house(load_settings({"data": data}), may_make=False) as house:
        accounts = {each.name: each for each in house.desk.all()}
        people = colleagues_in(text, accounts)
        _roster(house).put(people)
    if is_json:
        emit({"written": len(people)})
    else:
        say(f"已写入花名册 {len(people)} 人")


def run_parameter_list(*, data: Path | None, is_json: bool) -> None:
    """List the parameters with the values that stand today, and their sources."""
    with working_house(load_settings({"data": data}), may_make=False) as house:
        today = court_day(utc_now())
        found = [house.referral.parameters.on(each, today) for each in Parameter]
    if is_json:
        emit(
            [
                {
                    "parameter": each.parameter,
                    "value": each.value,
                    "source": each.source,
                    "since": each.since and each.since.isoformat(),
                }
                for each in found
            ]
        )
        return
    for each in found:
        title = DEFINITIONS[each.parameter].title
        say(f"{each.parameter.value}  {title}：{each.value}（{each.source}）")


def run_parameter_set(
    name: str,
    words: str,
    *,
    valid_from: date,
    source: str,
    account: str,
    data: Path | None,
    is_json: bool,
) -> None:
    """Set a value from a day on.

    Raises:
        ParameterError: There is no such parameter, or it cannot have the value.
        AccountNotFoundError: There is no such account.
        NotPermittedError: The account may not.
    """
    parameter = next((each for each in Parameter if each.value == name), None)
    if parameter is None:
        accepted = "、".join(each.value for each in Parameter)
        raise ParameterError(parameter=name, value=name, accepted=accepted)
    value: Value = value_of_words(parameter, words)
    with working_house(load_settings({"data": data}), may_make=False) as house:
        house.referral.parameters.put(
            actor_named(house, account),
            parameter,
            value,
            valid_from=valid_from,
            source=source,
            now=utc_now(),
        )
    if is_json:
        emit({"parameter": parameter, "value": value, "since": valid_from.isoformat()})
    else:
        say(f"{DEFINITIONS[parameter].title}自{valid_from.isoformat()}起为{value}")


def run_calendar_list(year: int | None, *, data: Path | None, is_json: bool) -> None:
    """List the days of a year that are not what their day of the week is."""
    with working_house(load_settings({"data": data}), may_make=False) as house:
        calendar = house.referral.parameters.calendar
        wanted = court_day(utc_now()).year if year is None else year
        days, is_known = calendar.year(wanted), calendar.knows(wanted)
    if is_json:
        told = [
            {"day": each.day.isoformat(), "is_working": each.is_working, "source": each.source}
            for each in days
        ]
        emit({"year": wanted, "is_known": is_known, "days": told})
        return
    if not is_known:
        say(f"{wanted}年的放假安排尚未录入，按周一至周五计算工作日")
    for each in days:
        say(f"{each.day.isoformat()}  {'上班' if each.is_working else '放假'}  {each.source}")


def run_calendar_import(path: Path, *, account: str, data: Path | None, is_json: bool) -> None:
    """Enter the days of a table, all of them or none.

    Raises:
        CalendarLineError: A line cannot be taken.
        AccountNotFoundError: There is no such account.
        NotPermittedError: The account may not.
        OSError: The file cannot be read.
    """
    days = days_in(path.read_text(encoding="utf-8-sig"))
    with working_house(load_settings({"data": data}), may_make=False) as house:
        actor = actor_named(house, account)
        house.referral.parameters.calendar.put(actor, days, now=utc_now())
    if is_json:
        emit({"written": len(days)})
    else:
        say(f"已录入工作日历 {len(days)} 日")


def _roster(house: House) -> RosterRecords:
    return house.referral.roster.records
