"""Pending cases that are alike or not, opened as judges open them."""

from service.pending.opening import CaseEntry, CasePaper

COURTS = {
    "own": "吉林省长春市朝阳区人民法院",
    "sibling": "吉林省长春市南关区人民法院",
    "above": "吉林省长春市中级人民法院",
    "far": "浙江省杭州市西湖区人民法院",
}
FEE = "出借人主张的律师费应否由借款人承担"
INTEREST = "约定的逾期利息是否过高"
LOAN = """民事起诉状
原告：{plaintiff}，男，汉族。
被告：{defendant}，男，汉族。
诉讼请求：判令被告归还借款{sum}万元，并承担律师费八千元。
事实与理由：{year}年，原告通过银行转账向被告出借{sum}万元，被告出具借条。到期后被告未归还本金，原告为诉讼支付律师费。
"""
GRANTED = "律师费属于实现债权的合理费用，对出借人主张的律师费予以支持。"
REFUSED = "律师费不属于实现债权的必要费用，对出借人主张的律师费不予支持。"
NAMES = ("张三", "李四", "王五", "赵六", "孙七", "周八", "吴九", "郑十")


def paper(number):
    """The complaint of a loan between people whom no other case names."""
    return LOAN.format(
        plaintiff=f"{NAMES[number % 8]}{number}",
        defendant=f"{NAMES[(number + 3) % 8]}{number}",
        sum=10 + number,
        year=2020 + number % 5,
    )


def entry(number, *, judge, court="own", issue=FEE, **fields):
    said = {
        "elements": ("民间借贷纠纷",),
        "issues": (issue,) if issue else (),
        **fields,
    }
    return CaseEntry(
        case_number=f"（2026）吉0104民初{number}号",
        handling_judge=judge,
        court=COURTS[court],
        **said,
    )


def opened(pending, number, *, judge, account, now, members=(), **fields):
    return pending.open(
        CasePaper(text=paper(number)),
        entry(number, judge=judge, **fields),
        account_id=account.account_id,
        members=members,
        now=now,
    )
