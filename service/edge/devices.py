"""From which kind of device does a request come, in words that tell one's own devices apart?

Only the family of browser and system is kept, nothing that names a machine or a person.
"""

from typing import Final

from starlette.requests import Request

# The first that fits counts: Edge and Chrome both say Chrome, every one of them says Safari.
_BROWSERS: Final = (
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS: Final = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)
_PROGRAM: Final = "程序"


def device_of(request: Request) -> str:
    """Return the kind of device in words, such as ``Edge · Windows``."""
    return device_words(request.headers.get("user-agent", ""))


def device_words(user_agent: str) -> str:
    """Say what kind of device a header of a browser tells of.

    Example:
        >>> device_words("Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36")
        'Chrome · Linux'
        >>> device_words("curl/8.5")
        '程序'
    """
    browser = next((words for mark, words in _BROWSERS if mark in user_agent), _PROGRAM)
    system = next((words for mark, words in _SYSTEMS if mark in user_agent), "")
    return f"{browser} · {system}" if system else browser
