"""How does a file go to whoever asked for it?"""

from urllib.parse import quote

from starlette.responses import Response

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF_TYPE = "application/pdf"


class WordFile(Response):
    """A Word file; as the class of a route's answers it has the interface described so."""

    media_type = WORD_TYPE


class PdfFile(Response):
    """A PDF file; likewise."""

    media_type = PDF_TYPE


class CalendarFile(Response):
    """A file for calendars (RFC 5545); likewise."""

    media_type = "text/calendar"


def attachment(content: bytes, *, name: str, media_type: str) -> Response:
    """Return a file that the browser saves under its name.

    Args:
        content: The file.
        name: Its name; may hold Chinese.
        media_type: What it is.
    """
    return Response(content, media_type=media_type, headers=save_as(name))


def save_as(name: str) -> dict[str, str]:
    """Return the header that makes a browser save an answer under a name, Chinese or not."""
    return {"content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
