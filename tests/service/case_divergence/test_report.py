"""The positions of like cases in the report of a search."""

from dataclasses import replace

from service.actors import Role
from service.pending.opening import CaseEntry, CasePaper
from service.related.reach import DECIDED_ONLY
from service.reports.content import quotes_of
from service.reports.quote import require_verbatim
from tests.service.case_divergence.suits import DRAFT
from tests.service.conftest import GOOD_PASSWORD


def filed(edge, judge, clock, **fields):
    entry = CaseEntry(
        court="吉林省长春市朝阳区人民法院",
        elements=("民间借贷纠纷",),
        issues=("出借人主张的律师费应否支持",),
        handling_judge="王法官",
        **fields,
    )
    return edge.pending.open(CasePaper(text=DRAFT), entry, account_id=judge.account_id, now=clock())


def test_a_drafted_report_states_the_positions_of_stored_judgments(edge, judge, clock, shelf):
    case = filed(edge, judge, clock)
    report = edge.case_reporter.draft(case, actor=judge, reach=DECIDED_ONLY, now=clock())
    positions = edge.reports.version(report).content.analysis.positions
    assert [(each.n_cases, each.levels) for each in positions] == [
        (4, "中级法院4件"),
        (3, "中级法院3件"),
    ]
    quotes = list(quotes_of(positions))
    assert len(quotes) == 4
    # The judge's own draft is nobody else's to read.
    assert case.id not in {quote.judgment_id for quote in quotes}
    require_verbatim(quotes, lambda judgment_id: shelf.get(judgment_id).text)


def test_who_does_not_handle_the_case_drafts_it_without_them(edge, judge, desk, clock):
    case = filed(edge, judge, clock)
    helper = desk.add(
        name="helper",
        display_name="李法官",
        password=GOOD_PASSWORD,
        roles=[Role.JUDGE],
        now=clock(),
    )
    edge.pending.admit(case.id, [helper.account_id], account_id=judge.account_id)
    report = edge.case_reporter.draft(case, actor=helper, reach=DECIDED_ONLY, now=clock())
    assert edge.reports.version(report).content.analysis.positions == ()


def test_renewing_takes_new_positions_and_keeps_the_words(edge, judge, clock, shelf, judgments):
    case = filed(edge, judge, clock)
    report = edge.case_reporter.draft(case, actor=judge, reach=DECIDED_ONLY, now=clock())
    content = edge.reports.version(report).content
    worded = replace(content, analysis=replace(content.analysis, agreement="借贷关系成立"))
    report = edge.reports.change(report, worded, seen=report.version, actor=judge, now=clock())
    shelf.judgments[judgments[0].id] = replace(judgments[0], effect=judgments[0].effect.VARIED)
    report = edge.case_reporter.renew(report, case, actor=judge, reach=DECIDED_ONLY, now=clock())
    analysis = edge.reports.version(report).content.analysis
    assert analysis.agreement == "借贷关系成立"
    assert [each.n_cases for each in analysis.positions] == [3, 3]
