"""Every reader of what comes from outside accepts or refuses, and what broke one stays mended."""

import csv
import io
import json
import zipfile
from argparse import Namespace
from random import Random

import pytest
from docx import Document
from openpyxl import Workbook

from corpus.case_number import find_case_numbers, read_case_number
from corpus.errors import CaseNumberError, NumeralError
from corpus.judgment import Rejected
from corpus.numerals.figures import read_number
from corpus.party import find_parties
from corpus.readers import read_source
from corpus.sample.grammar import PhraseError, parse_phrase
from corpus.spans import Span
from evaluation.endurance.fuzz import child
from evaluation.endurance.fuzz.catalogue import all_targets, target_of
from evaluation.endurance.fuzz.files import mutated_tar, mutated_zip
from evaluation.endurance.fuzz.suite import measure_fuzz
from evaluation.endurance.fuzz.texts import bytes_of, mutated_text, text_of
from evaluation.endurance.fuzz.watching import (
    HANG_SECONDS,
    Outcome,
    Tally,
    Target,
    bounded_time,
    run_at_random,
)
from evaluation.errors import EndlessError
from service.audits.errors import PeriodError
from service.audits.periods import day_of
from service.errors import LibraryRecordError
from service.library.desk import records_in
from service.parameters.errors import CalendarLineError
from service.parameters.working_days import days_in
from service.referral.roster.errors import RosterLineError
from service.referral.roster.reading import colleagues_in

N_FAST = 5


@pytest.mark.parametrize("target", all_targets(), ids=lambda each: each.name)
def test_every_input_is_accepted_or_refused(target):
    assert run_at_random(target, n_inputs=N_FAST, seed=1).faults == {}


@pytest.mark.parametrize("target", all_targets(), ids=lambda each: each.name)
def test_a_target_accepts_something_it_starts_from(target):
    """One that refuses all would be watched in vain."""
    tally = Tally(target)
    for seed in target.seeds():
        tally.take(seed)
    assert tally.faults == {}
    assert tally.counts[Outcome.ACCEPTED] > 0


def test_shares_say_where_the_inputs_go():
    assert sum(target.share for target in all_targets()) == 1000


def made(run):
    return Target(name="made", share=1, seeds=lambda: (b"x",), mutated=lambda *_: b"x", run=run)


def raising(error):
    def run(_):
        raise error

    return run


@pytest.mark.parametrize(
    ("run", "outcome"),
    [
        (lambda _: True, Outcome.ACCEPTED),
        (lambda _: False, Outcome.REJECTED),
        (raising(PeriodError(words="x")), Outcome.REJECTED),
        (raising(KeyError("x")), Outcome.CRASHED),
        (raising(RecursionError()), Outcome.CRASHED),
        (raising(EndlessError(1.0)), Outcome.HUNG),
    ],
)
def test_what_became_of_an_input_is_told(run, outcome):
    tally = Tally(made(run))
    assert tally.take(b"x") is outcome
    assert tally.counts == {outcome: 1}
    assert bool(tally.faults) is (outcome in {Outcome.CRASHED, Outcome.HUNG})


def test_a_reader_that_never_ends_is_ended():
    def run(_):
        while True:
            pass

    tally = Tally(made(run))
    with bounded_time(0.05) as wind:
        wind()
        assert tally.take(b"x") is Outcome.HUNG


def test_a_slow_reader_hangs(monkeypatch):
    monkeypatch.setattr("evaluation.endurance.fuzz.watching.HANG_SECONDS", 0.0)
    tally = Tally(made(lambda _: sum(range(1000)) > 0))
    assert tally.take(b"x") is Outcome.HUNG


def test_one_seed_gives_the_same_inputs():
    def inputs(seed):
        kept = []
        target = target_of("typed_lines")
        noting = Target(
            name=target.name,
            share=1,
            seeds=target.seeds,
            mutated=target.mutated,
            run=lambda data: kept.append(data) is None,
        )
        run_at_random(noting, n_inputs=30, seed=seed)
        return kept

    assert inputs(3) == inputs(3) != inputs(4)


def test_half_characters_come_through():
    text = "案\ud800\0"
    assert text_of(bytes_of(text)) == text
    assert mutated_text("", Random(1)) is not None


def test_a_child_leaves_its_report(tmp_path):
    child.main(["random", "case_number", "7", "1", str(tmp_path)])
    report = json.loads((tmp_path / child.REPORT).read_text("utf-8"))
    assert report["inputs"] == 7 == report["accepted"] + report["rejected"]


@pytest.mark.fuzz
@pytest.mark.parametrize("guided", [0.0, 0.5])
def test_a_suite_of_one_target_counts_its_inputs(tmp_path, guided):
    options = Namespace(
        inputs=40, guided=guided, seed=1, targets=["case_number"], workers=1, faults=tmp_path
    )
    _, figures, details = measure_fuzz(options, lambda _: None)
    assert figures["guided_inputs"] == 40 * guided
    assert figures["inputs"] == 40 == figures["accepted"] + figures["rejected"]
    assert details["targets"]["case_number"]["faults"] == []


# What was found, each with the input that found it.


@pytest.mark.parametrize(
    ("read", "error", "head"),
    [
        (days_in, CalendarLineError, "日期,类型,依据"),
        (records_in, LibraryRecordError, "case,standing,since,source"),
        (lambda text: colleagues_in(text, {}), RosterLineError, "用户名,法院"),
    ],
    ids=["calendar", "library", "roster"],
)
def test_a_quotation_mark_that_is_never_closed_is_a_refusal(read, error, head):
    before = csv.field_size_limit(1000)
    try:
        with pytest.raises(error):
            read(f'{head}\n"' + "x" * 2000)
    finally:
        csv.field_size_limit(before)


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_lines_end_as_any_system_ends_them(end):
    table = end.join(["日期,类型,依据", "2027-10-01,放假,通知", "2027-10-02,放假,通知"])
    assert len(days_in(table)) == 2


def test_a_row_of_ten_thousands_is_no_number():
    with pytest.raises(NumeralError):
        read_number("万" * 5_000)


def test_a_year_beyond_all_calendars_is_no_period():
    with pytest.raises(PeriodError):
        day_of("9" * 30 + "-1")


def test_brackets_without_end_are_no_phrase():
    with pytest.raises(PhraseError):
        parse_phrase("[" * 5_000)


def forged_zip(place, size):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr("案.txt", "x" * 100)
    data = bytearray(written.getvalue())
    at = data.find(b"PK\x01\x02")
    data[at + place : at + place + size] = b"\xff" * size
    return bytes(data)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("offset.zip", forged_zip(42, 4)),
        ("name.zip", forged_zip(46, 3)),
        ("odd.csv", "全文,案号\n甲,乙\n".encode("utf-16") + b"\x40"),
    ],
    ids=["offset", "name", "half"],
)
def test_forged_files_are_rejected_pieces_beside_the_others(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    (tmp_path / "z.json").write_text(json.dumps([1]), "utf-8")
    pieces = list(read_source(tmp_path))
    assert [piece.place for piece in pieces if isinstance(piece, Rejected)][-1].startswith("z.json")
    assert any(isinstance(piece, Rejected) and name in piece.place for piece in pieces)


def with_a_password(data):
    """Set the flag of encryption of every member, in its own head and in the directory."""
    forged = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = forged.find(mark)
        while at >= 0:
            forged[at + place] |= 1
            at = forged.find(mark, at + 4)
    return bytes(forged)


@pytest.mark.parametrize("make", [Document, Workbook], ids=["docx", "xlsx"])
def test_an_office_file_with_encrypted_parts_is_told_as_that(tmp_path, make):
    written = io.BytesIO()
    make().save(written)
    (tmp_path / f"x.{'docx' if make is Document else 'xlsx'}").write_bytes(
        with_a_password(written.getvalue())
    )
    (piece,) = read_source(tmp_path)
    assert piece.code == "encrypted"


@pytest.mark.parametrize(
    "text",
    [
        "原告" * 3_000,
        "被告（原审" * 3_000,
        "上诉人（原审被告）（" * 3_000,
        "原告甲" + "（" * 9_000,
        "原告甲（" + "乙（" * 9_000,
        "原告" + "甲" * 30_000,
        "被告人（自报" * 3_000,
        "原告暨被告兼" * 3_000,
        "原告 " + " " * 30_000 + "甲",
        "上述" * 9_000 + "代理人甲",
        "原告于" + "，" * 30_000,
    ],
    ids=lambda text: text[:6],
)
def test_names_of_parties_without_end_do_not_hang(text):
    with bounded_time(HANG_SECONDS) as wind:
        wind()
        find_parties(text, Span(0, len(text)))


@pytest.mark.parametrize(
    ("text", "serials"),
    [
        ("（2021）吉0123民初" + "1" * 50_000 + "号", ["1" * 50_000]),
        ("（2021）吉0123民初" + "1、" * 20_000 + "号", []),
        ("（2021）" + "吉" * 50_000 + "号", []),
        ("（" * 50_000, []),
    ],
    ids=["serial", "serials", "court", "brackets"],
)
def test_a_case_number_without_end_is_read_as_it_stands_or_refused(text, serials):
    with bounded_time(HANG_SECONDS) as wind:
        wind()
        assert [each.value.serial for each in find_case_numbers(text)] == serials
        if serials:
            assert str(read_case_number(text)) == text
        else:
            with pytest.raises(CaseNumberError):
                read_case_number(text)


@pytest.mark.parametrize("mutated", [mutated_zip, mutated_tar])
def test_archives_that_are_damaged_already_are_damaged_further(mutated):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a.txt", "".join(map(str, range(2_000))))
    whole = written.getvalue()
    chance = Random(1)
    for place in range(40, len(whole) - 80, 7):
        torn = whole[:place] + bytes([whole[place] ^ 255]) + whole[place + 1 :]
        assert isinstance(mutated(torn, chance), bytes)
