"""What is a line of the audit trail about, in words? The trail holds tokens and addresses."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from service.edge.permissions import NEEDS, Open
from service.labels import label_of
from service.referral.rules.model import RuleAct
from service.reports.states import ReportMove

_COMMAND: Final = "tongpan "
_READS: Final = "GET"

_PLAIN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "account_add": "新建账号",
        "account_close": "停用账号",
        "account_open": "启用账号",
        "account_password": "重设他人密码",
        "account_reset_factor": "重置动态口令",
        "account_revoke_token": "吊销他人令牌",
        "account_roles": "设定岗位",
        "account_sign_out": "结束他人登录",
        "act_on_committee_item": "办理审委会议题",
        "act_on_committee_meeting": "办理审委会会议",
        "act_on_conference": "办理法官会议",
        "act_on_conference_item": "办理法官会议议题",
        "act_on_flag": "办理四类案件标识",
        "act_on_referral": "办理分歧移送",
        "answer_divergence": "答复分歧提示",
        "answer_draft_check": "答复草稿核对",
        "ask_committee": "提请审判委员会",
        "audit_go_on": "继续评查",
        "audit_stop": "停止评查",
        "change_case": "修改待决案件",
        "change_own_password": "修改本人密码",
        "change_report": "修改检索报告",
        "change_time_limit": "变更审限",
        "check_draft": "核对草稿",
        "clearance.end": "终止查阅许可",
        "clearance.give": "授予查阅许可",
        "clearance.list": "查看查阅许可",
        "closed.clear": "授予查阅许可",
        "closed.close": "设为不公开",
        "closed.list": "查看不公开文书",
        "closed.readable": "查看可以查阅的不公开文书",
        "closed.reopen": "恢复公开",
        "closed.unclear": "终止查阅许可",
        "compare": "对比案件",
        "convene_committee": "召集审判委员会",
        "correct_judgment": "更正文书信息",
        "enter_calendar": "设定工作日历",
        "factor_confirm": "启用动态口令",
        "factor_offer": "开始启用动态口令",
        "give_verdict": "评价类案",
        "job_index": "启动建立索引",
        "job_cancel": "取消作业",
        "job_retry": "重做作业",
        "look_for_case": "按案号查找案件",
        "look_into_case": "查阅他人承办的案件",
        "make_report": "生成检索报告",
        "mark_case": "标识四类案件",
        "mark_reversal": "标注发改原因",
        "notice_mute": "静音提醒",
        "notice_read": "标为已读",
        "notice_read_all": "全部标为已读",
        "notice_unmute": "恢复提醒",
        "read_closed_judgment": "查阅不公开文书",
        "open_case": "建立待决案件",
        "open_report": "打开检索报告",
        "plan_conference": "筹备法官会议",
        "print_audit": "下载评查文件",
        "print_meeting_paper": "下载会议文书",
        "print_report": "下载检索报告",
        "propose_referral": "提出分歧移送",
        "purpose.asked": "须写明履职依据，尚未写明",
        "purpose.question": "打开履职依据表单",
        "purpose.state": "写明履职依据",
        "read_audit": "查看评查",
        "read_case": "查看待决案件",
        "read_cluster": "查看评查的分歧点",
        "read_committee": "查看审判委员会",
        "read_committee_item": "查看审委会议题",
        "read_committee_meeting": "查看审委会会议",
        "read_conference": "查看法官会议",
        "read_conference_item": "查看法官会议议题",
        "read_divergence": "查看分歧提示",
        "read_draft_check": "查看草稿核对",
        "read_finding": "查看一项分歧",
        "read_flag": "查看四类案件标识",
        "read_judgment": "阅读裁判文书",
        "read_looks": "查看“谁看过”",
        "read_referral": "查看分歧移送",
        "read_related": "查看关联案件",
        "read_report": "查看检索报告",
        "read_rule": "查看裁判规则",
        "read_secretary_desk": "查看会务工作台",
        "read_subscription": "查看订阅",
        "read_supervision": "查看监督管理",
        "record_library_case": "登记案例库状态",
        "review_audit": "复核评查",
        "rule_look_after": "查看规则的后续",
        "search": "检索",
        "search_goes_on": "继续检索下一顺位",
        "search_stops": "停止检索",
        "set_parameter": "设定程序参数",
        "settings.changed": "设置有变动",
        "sign_in": "登录",
        "sign_in_awaits_factor": "密码正确，等待动态口令",
        "sign_in_code_refused": "动态口令不正确",
        "sign_in_refused": "登录被拒绝",
        "sign_out_everywhere": "退出全部设备",
        "sign_out_device": "退出一台设备",
        "start_audit": "开始评查",
        "submitted_case": "登记当事人提交的案例",
        "subscribe": "订阅",
        "subscription_daily": "订阅改为每日一次",
        "subscription_end": "结束订阅",
        "subscription_mute": "静音订阅",
        "subscription_at_once": "订阅改为即时",
        "subscription_unmute": "恢复订阅",
        "suggest_item": "建议法官会议议题",
        "token_give": "建立接口令牌",
        "token_revoke": "吊销接口令牌",
        "trail.began": "开始留痕",
        "trail.export": "导出留痕",
        "trail.put_away": "移出到期的留痕",
        "trail.verify": "核验留痕",
    }
)

DEEDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        **_PLAIN,
        **{f"rule_{act.value}": f"裁判规则：{label_of(act)}" for act in RuleAct},
        **{f"{move.value}_report": f"检索报告：{label_of(move)}" for move in ReportMove},
    }
)
"""Words for each token that a page, the interface or a command writes as what was done."""


def deed_words(action: str) -> str:
    """Return what a line is about, in Chinese; empty where only the token tells.

    Args:
        action: As the trail holds it: a token of ours, method and template of an address, or the
            words of a command.

    Example:
        >>> deed_words("sign_in"), deed_words("GET /system"), deed_words("tongpan ingest")
        ('登录', '打开：查看系统状态', '命令行')
    """
    known = DEEDS.get(action)
    if known is not None:
        return known
    if action.startswith(_COMMAND):
        return "命令行"
    method, _, template = action.partition(" ")
    need = NEEDS.get((method, template))
    if need is None or isinstance(need, Open):
        return ""
    words = label_of(need)
    return f"打开：{words}" if method == _READS else f"提交：{words}"
