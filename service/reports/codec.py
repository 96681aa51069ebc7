"""How does the content of a report become JSON and come back, and what is its digest?"""

import hashlib
import json
from collections.abc import Mapping
from functools import cache

from pydantic import TypeAdapter, ValidationError

from corpus.errors import SpanError
from service.errors import ReportContentError
from service.reports.content import ReportContent

SCHEMA = 1
"""Version of the form; a later program reads the older ones."""

_MOST_PROBLEMS = 5


def encode_content(content: ReportContent) -> dict[str, object]:
    """Return the JSON form of a report, with the version of the form."""
    content_form = _adapter().dump_python(content, mode="json", exclude_defaults=True)
    return {"schema": SCHEMA, "content": content_form}


def decode_content(data: Mapping[str, object]) -> ReportContent:
    """Return the report of a JSON form.

    Raises:
        ReportContentError: The form is of another version, or a field is missing, of a wrong kind
            or unknown.
        ReportQuoteError: A quote that cannot fill its place.
    """
    if data.get("schema") != SCHEMA:
        raise ReportContentError(problems=(f"schema: expected {SCHEMA}",))
    try:
        content = _adapter().validate_json(json.dumps(data.get("content")))
    except ValidationError as error:
        raise ReportContentError(problems=_problems(error)) from None
    except SpanError as error:
        raise ReportContentError(problems=(str(error),)) from None
    except (TypeError, ValueError) as error:
        raise ReportContentError(problems=(f"content: {error}",)) from None
    # Fields that are passed over would be missing from the paper without a word.
    whole = _adapter().dump_python(content, mode="json")
    unknown = tuple(_unknown(data.get("content"), whole, "content"))
    if unknown:
        raise ReportContentError(problems=unknown[:_MOST_PROBLEMS])
    return content


def canonical_json(content: ReportContent) -> str:
    """Return the one text that stands for a report: sorted keys, no blanks, nothing escaped."""
    return json.dumps(
        encode_content(content), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def digest_of(content: ReportContent) -> str:
    """Return the SHA-256 of :func:`canonical_json`, 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(content).encode()).hexdigest()


@cache
def _adapter() -> TypeAdapter[ReportContent]:
    return TypeAdapter(ReportContent)


def _problems(error: ValidationError) -> tuple[str, ...]:
    return tuple(
        f"{'.'.join(str(part) for part in problem['loc'])}: {problem['msg']}"
        for problem in error.errors(include_input=False)[:_MOST_PROBLEMS]
    )


def _unknown(given: object, kept: object, place: str) -> list[str]:
    if isinstance(given, Mapping) and isinstance(kept, Mapping):
        return [
            problem
            for name, value in given.items()
            for problem in (
                _unknown(value, kept[name], f"{place}.{name}")
                if name in kept
                else [f"{place}.{name}: no such field"]
            )
        ]
    if isinstance(given, list) and isinstance(kept, list):
        return [
            problem
            for at, (value, other) in enumerate(zip(given, kept, strict=True))
            for problem in _unknown(value, other, f"{place}.{at}")
        ]
    return []
