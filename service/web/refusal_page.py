"""How is a refusal shown to a person? What happened, why, and what to do next; nothing more.

What is kept from somebody is answered as what is not there: the words of a refusal never tell
which of the two it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse

from service.web.rendering import page


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state that a page can end in.

    Attributes:
        heading: What happened.
        advice: What to do next.
        is_worth_repeating: Whether the same address may answer in a while.
    """

    heading: str
    advice: str
    is_worth_repeating: bool = False


_UNKNOWN: Final = State(
    heading="出现错误",
    advice="请稍后重试；如仍出现，请把请求编号告诉系统管理员。",
    is_worth_repeating=True,
)
STATES: Mapping[int, State] = MappingProxyType(
    {
        400: State(
            heading="请求无法处理",
            advice="请返回上一页修改后再提交；浏览器的后退会保留已填写的内容。",
        ),
        401: State(heading="请先登录", advice="登录后会回到您要打开的页面。"),
        403: State(
            heading="没有权限",
            advice="工作需要的，请联系安全保密管理员调整岗位，或者由承办法官授权。已填写的表单因页面过期被拒绝的，返回后刷新再提交。",
        ),
        404: State(
            heading="没有找到",
            advice="地址可能不完整，内容可能已经移走或者不对您开放。请从首页或者列表重新进入。",
        ),
        405: State(heading="操作不支持", advice="请从页面上的按钮或者链接办理。"),
        409: State(
            heading="与现在的状态不符",
            advice="可能有人先办理了这一步。请返回并刷新页面，看现在的状态再办理。",
        ),
        413: State(heading="文件太大", advice="请拆分文件、去掉图片，或者直接粘贴需要的文字。"),
        415: State(
            heading="文件类型不支持",
            advice="请另存为 Word、PDF 或者纯文本后再上传，或者直接粘贴文字。",
        ),
        422: State(heading="请求格式不正确", advice="请从页面上的表单重新填写并提交。"),
        429: State(
            heading="请稍后再试",
            advice="短时间内次数过多。请稍等几分钟再试，不必重复提交。",
            is_worth_repeating=True,
        ),
        500: _UNKNOWN,
        503: State(
            heading="暂时无法使用",
            advice="系统正在准备或者维护。请过几分钟再打开；仍不能使用的，请联系系统管理员。",
            is_worth_repeating=True,
        ),
    }
)


def render_refusal(request: Request, *, status: int, sentence: str) -> HTMLResponse:
    """Show what went wrong and where to go on."""
    return page(
        request,
        "refusal.html",
        status=status,
        state=STATES.get(status, _UNKNOWN),
        sentence=sentence,
        may_repeat=request.method == "GET",
    )
