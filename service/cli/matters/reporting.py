"""`tongpan report`: search reports, as they are stored or as a file holds them."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from service.cli.opening import working_house
from service.cli.output import emit, say
from service.court_time import moment_words
from service.data_folder import load_settings
from service.errors import ReportContentError
from service.house import House
from service.labels import label_of
from service.reports.codec import decode_content, digest_of, encode_content
from service.reports.content import ReportContent, quotes_of
from service.reports.layout import lay_out_report
from service.reports.paper.pdf import find_office, render_pdf
from service.reports.paper.word import render_word
from service.reports.plain import render_plain
from service.reports.quote import require_verbatim
from service.reports.record import Imprint, imprint_of
from service.reports.rules import blocking, check
from service.reports.states import ReportState

# What is not stored has no time of its own; equal files are to give equal papers.
_UNSTORED = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Met:
    content: ReportContent
    imprint: Imprint
    house: House

    def word(self) -> bytes:
        return render_word(lay_out_report(self.content, self.imprint), self.imprint)


def run_list(*, data: Path | None, is_json: bool) -> None:
    """List all reports, changed last first.

    Raises:
        StoreError: The database cannot be opened.
    """
    with working_house(load_settings({"data": data}), may_make=False) as house:
        found = house.reports.records.all()
    if is_json:
        emit(
            [
                {
                    "id": each.id,
                    "number": each.number,
                    "case_number": each.case_number,
                    "state": each.state.value,
                    "version": each.version,
                    "changed_at": each.changed_at.isoformat(),
                }
                for each in found
            ]
        )
        return
    for each in found:
        say(
            f"{each.id}  {each.number}  {each.case_number}  {label_of(each.state)}  "
            f"第{each.version}版  {moment_words(each.changed_at)}"
        )
    if not found:
        say("还没有检索报告")


def run_show(named: str, *, version: int | None, data: Path | None, is_json: bool) -> None:
    """Print a report as text, or its content as JSON."""
    with _met(named, version=version, data=data) as met:
        if is_json:
            emit(encode_content(met.content))
        else:
            say(render_plain(lay_out_report(met.content, met.imprint)).rstrip("\n"))


def run_check(named: str, *, version: int | None, data: Path | None, is_json: bool) -> bool:
    """Tell what a report lacks or gets wrong.

    Returns:
        Whether it may be signed.

    Raises:
        ReportQuoteError: A quote does not stand where it says.
    """
    with _met(named, version=version, data=data) as met:
        require_verbatim(
            quotes_of(met.content), lambda judgment_id: met.house.store.get(judgment_id).text
        )
        findings = check(met.content)
    if is_json:
        emit(
            {
                "may_be_signed": not blocking(findings),
                "findings": [
                    {
                        "rule": each.rule.value,
                        "weight": each.weight.value,
                        "element": None if each.element is None else each.element.value,
                        "part": each.part.value,
                        "place": each.place,
                        "sentence": each.sentence,
                    }
                    for each in findings
                ],
            }
        )
    else:
        for each in findings:
            say(f"{label_of(each.weight)}　{label_of(each.part)}：{each.sentence}")
        if not findings:
            say("八项要素齐全，没有须补正的问题")
    return not blocking(findings)


def run_docx(
    named: str, out: Path, *, version: int | None, data: Path | None, is_json: bool
) -> None:
    """Write a report as .docx."""
    _write(named, out, _Met.word, version=version, data=data, is_json=is_json)


def run_pdf(
    named: str, out: Path, *, version: int | None, data: Path | None, is_json: bool
) -> None:
    """Write a report as PDF.

    Raises:
        PdfUnavailableError: LibreOffice is absent, fails or takes too long.
    """

    def render(met: _Met) -> bytes:
        seconds = met.house.settings.pdf_seconds
        return render_pdf(met.word(), office=find_office(), seconds=seconds)

    _write(named, out, render, version=version, data=data, is_json=is_json)


def _write(
    named: str,
    out: Path,
    render: Callable[[_Met], bytes],
    *,
    version: int | None,
    data: Path | None,
    is_json: bool,
) -> None:
    with _met(named, version=version, data=data) as met:
        made = render(met)
        digest = met.imprint.digest
    try:
        out.write_bytes(made)
    except OSError as error:
        raise ReportContentError(problems=(f"{out}: {error.strerror}",)) from error
    if is_json:
        emit({"file": str(out), "bytes": len(made), "digest": digest})
    else:
        say(f"已写入 {out}（{len(made):,} 字节），内容摘要 {digest}")


@contextmanager
def _met(named: str, *, version: int | None, data: Path | None) -> Iterator[_Met]:
    """Give a report by the file or the id that names it."""
    settings = load_settings({"data": data})
    with working_house(settings, may_make=False) as house:
        path = Path(named)
        if path.is_file():
            content = _read(path)
            imprint = Imprint(
                state=ReportState.DRAFT,
                version=0,
                superseded_by=None,
                digest=digest_of(content),
                file_class=settings.report_file_class,
                signature=None,
                made_at=_UNSTORED,
            )
            yield _Met(content=content, imprint=imprint, house=house)
            return
        report = house.reports.records.find(named)
        stated = house.reports.version(report, version)
        yield _Met(content=stated.content, imprint=imprint_of(report, stated.line), house=house)


def _read(path: Path) -> ReportContent:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ReportContentError(problems=(f"{path}: {error}",)) from error
    if not isinstance(data, dict):
        raise ReportContentError(problems=(f"{path}: expected an object",))
    return decode_content(data)
