"""In which language does somebody read the pages?

Chinese, unless they choose English; judgments, papers and quotes stay as they are. The choice is
kept by the browser. Before a choice a browser that asks for English and for no Chinese is answered
in English.
"""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Final

from starlette.requests import Request

COOKIE: Final = "tongpan_language"


class Language(Enum):
    """A language of the pages, by its tag."""

    CHINESE = "zh"
    ENGLISH = "en"


OTHER_NAMES: Final[Mapping[Language, str]] = MappingProxyType(
    {Language.CHINESE: "English", Language.ENGLISH: "中文"}
)
"""What the link to the other language is called, in that language."""


def language_of(request: Request) -> Language:
    """Return the language of whoever asks."""
    chosen = request.cookies.get(COOKIE, "")
    if chosen in {each.value for each in Language}:
        return Language(chosen)
    return first_guess(request.headers.get("accept-language", ""))


def first_guess(accepted: str) -> Language:
    """Return the language for a browser that has not chosen.

    Args:
        accepted: What the browser says it accepts, in the form of HTTP.

    Example:
        >>> first_guess("en-GB,en;q=0.9"), first_guess("en,zh-CN;q=0.5"), first_guess("")
        (<Language.ENGLISH: 'en'>, <Language.CHINESE: 'zh'>, <Language.CHINESE: 'zh'>)
    """
    tags = {each.partition(";")[0].strip().lower()[:2] for each in accepted.split(",")}
    is_english = "en" in tags and "zh" not in tags
    return Language.ENGLISH if is_english else Language.CHINESE
