"""How is a refusal shown to a person?"""

from collections.abc import Mapping
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import HTMLResponse

from service.web.rendering import page

_HEADINGS: Mapping[int, str] = MappingProxyType(
    {
        400: "请求无法处理",
        401: "请先登录",
        403: "没有权限",
        404: "没有找到",
        405: "操作不支持",
        409: "与现在的状态不符",
        413: "文件太大",
        415: "文件类型不支持",
        422: "请求格式不正确",
        429: "请稍后再试",
        503: "暂时无法使用",
    }
)


def render_refusal(request: Request, *, status: int, sentence: str) -> HTMLResponse:
    """Show what went wrong and where to go on."""
    heading = _HEADINGS.get(status, "出现错误")
    return page(request, "refusal.html", status=status, heading=heading, sentence=sentence)
