"""Which text does an uploaded file hold?"""

import re
import tempfile
from pathlib import Path

from corpus.errors import EmptySourceError, SourceError
from corpus.judgment import RawJudgment, Rejected
from corpus.readers import read_source
from service.errors import UploadTooLargeError, UploadUnreadableError
from service.settings import Settings

# What a file is is told by its content and its last suffix; nothing else of its name is used,
# so that no name reaches beyond the folder made for it.
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}$")


def text_of_upload(name: str, content: bytes, settings: Settings) -> str:
    """Return the text of the one judgment or draft in an uploaded file.

    Args:
        name: Name that the browser gave; only its suffix and the message use it.
        content: The file.
        settings: The upload limit.

    Raises:
        UploadTooLargeError: The file is beyond the limit.
        UploadUnreadableError: It holds several judgments, or one that was refused.
        SourceError: It is empty, damaged or of an unknown format.
    """
    if len(content) > settings.upload_limit_bytes:
        raise UploadTooLargeError(limit_bytes=settings.upload_limit_bytes)
    shown = display_name(name)
    suffix = _SUFFIX.search(shown)
    with tempfile.TemporaryDirectory(prefix="tongpan-upload-") as folder:
        path = Path(folder) / f"upload{suffix.group().lower() if suffix else ''}"
        path.write_bytes(content)
        try:
            return _only_text(path, shown)
        except SourceError as error:
            # The reader names the copy in the temporary folder; the person knows the file.
            raise type(error)(shown, error.reason, code=error.code) from error


def _only_text(path: Path, shown: str) -> str:
    texts: list[str] = []
    for piece in read_source(path, source_name="upload"):
        match piece:
            case RawJudgment():
                texts.append(piece.text)
            case Rejected():
                raise UploadUnreadableError(name=shown, reason=piece.reason)
        if len(texts) > 1:
            raise UploadUnreadableError(
                name=shown, reason="it holds several judgments; expected one"
            )
    if not texts:
        raise EmptySourceError(shown, "no text found")
    return texts[0]


def display_name(name: str) -> str:
    r"""Return the last part of a file name, short enough to be shown.

    Example:
        >>> display_name("C:\\cases\\draft.txt"), display_name("../../etc/passwd")
        ('draft.txt', 'passwd')
    """
    return name.replace("\\", "/").rsplit("/", 1)[-1][-100:] or "file"
