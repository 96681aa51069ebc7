"""In which encoding is a text, and is it text at all?

Tried in this order: a byte order mark, UTF-8, GB18030, then charset-normalizer's guess. GB18030
decodes nearly any bytes, so its result is taken only when it looks like Chinese; nothing is ever
decoded with replacement characters, because a quote must be verbatim.
"""

import codecs

from charset_normalizer import from_bytes

from corpus.readers.pieces import Refusal

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    # UTF-32 first: its mark begins with the one of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_SAMPLE_BYTES = 200_000
"""How much charset-normalizer looks at; its time grows with the square of odd input."""

_COMMON_SHARE = 0.7
"""Least share of everyday characters among those beyond ASCII. Real judgments have above 0.95,
UTF-8 or Big5 read as GB18030 stays below 0.5."""

_CONTROLS = bytes([*range(0x01, 0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)])
_CONTROL_SHARE = 0.01


def decode_text(data: bytes) -> str | Refusal:
    r"""Return the text of a file, or why it is none.

    Example:
        >>> decode_text("判决如下".encode("gb18030"))
        '判决如下'
        >>> decode_text(b"PK\x00\x00").code
        'binary'
    """
    encoding = marked_encoding(data) or "utf-8"
    binary = binary_refusal(data) if encoding == "utf-8" else None
    if binary is not None:
        return binary
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            return _undecodable(f"marked as {encoding}, but {error.reason} at byte {error.start}")
        return _as_other_encoding(data, error)


def marked_encoding(data: bytes) -> str | None:
    """Return the encoding that the byte order mark names, or None without a mark."""
    return next((name for mark, name in _MARKS if data.startswith(mark)), None)


def binary_refusal(data: bytes) -> Refusal | None:
    """Return the refusal of bytes that are no text in an encoding without NUL bytes."""
    if b"\0" in data:
        return Refusal("binary", f"a zero byte at {data.index(0)}: this is no text file")
    if len(data) - len(data.translate(None, _CONTROLS)) > _CONTROL_SHARE * len(data):
        return Refusal("binary", "mostly control characters: this is no text file")
    return None


def _as_other_encoding(data: bytes, error: UnicodeDecodeError) -> str | Refusal:
    chinese = _as_gb18030(data)
    if chinese is not None:
        return chinese
    if error.start > len(data) - 4 and error.reason == "unexpected end of data":
        return Refusal("truncated", "the file ends in the middle of a character; copy it again")
    return _guessed(data, error)


def _as_gb18030(data: bytes) -> str | None:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    return text if _looks_chinese(text) else None


def _looks_chinese(text: str) -> bool:
    """Tell whether the characters are those of everyday Chinese, by the table of GB 2312.

    Its rows 1-9 hold punctuation and letters, rows 16-55 the 3,755 most used characters; a text
    in a wrong encoding falls mostly outside both.
    """
    beyond = [character for character in text if character > "\x7f"]
    common = 0
    for character in beyond:
        try:
            row = character.encode("gb2312")[0] - 0xA0
        except UnicodeEncodeError:
            continue
        common += row <= 9 or 16 <= row <= 55
    return common >= _COMMON_SHARE * len(beyond)


def _guessed(data: bytes, error: UnicodeDecodeError) -> str | Refusal:
    best = from_bytes(data[:_SAMPLE_BYTES]).best()
    if best is not None and best.encoding not in ("ascii", "utf_8", "gb18030", "gbk", "gb2312"):
        try:
            text = data.decode(best.encoding)
        except UnicodeDecodeError:
            return _undecodable(f"{error.reason} at byte {error.start}")
        if _has_chinese(text):
            return text
    return _undecodable(f"{error.reason} at byte {error.start}")


def _has_chinese(text: str) -> bool:
    beyond = [character for character in text if character > "\x7f"]
    chinese = sum("\u4e00" <= each <= "\u9fff" or "\u3000" <= each <= "\u303f" for each in beyond)
    return bool(beyond) and chinese >= _COMMON_SHARE * len(beyond)


def _undecodable(detail: str) -> Refusal:
    return Refusal("encoding", f"neither UTF-8 nor GB18030 ({detail}); save it again as UTF-8")
