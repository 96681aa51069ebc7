"""Which keys of a record hold its text, its id and the facts given beside the text?"""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from corpus.errors import DamagedSourceError, SourceError
from corpus.judgment import SectionKind

GIVEN_FIELDS: tuple[str, ...] = (
    "title",
    "court",
    "case_number",
    "case_type",
    "document_kind",
    "instance",
    "decided_on",
    "published_on",
    "cause",
    "charges",
    "parties",
    *(f"section_{kind}" for kind in SectionKind),
)
"""Names under which a source may give facts beside the text (:attr:`RawJudgment.given`).

Values are the source's own words, unchecked: ``instance`` may be 一审 or 刑事二审, ``decided_on``
2018-05-07 or 2018年5月7日. Several values (causes, charges, parties) are joined by 、. A name
``section_facts`` holds the text of that section as the source cut it.
"""

_ACCEPTED_FORM = (
    'text = "正文" (or a list of keys), optionally external_id = "id", title and the other names '
    "of GIVEN_FIELDS in a table [given]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldMapping:
    """Where a record keeps what a reader needs.

    A key is taken as it stands; where the record has no such key and it holds dots, it is
    followed into nested objects.

    Attributes:
        text: Keys whose values make up the text, joined by line breaks; missing ones are
            left out, so that records without, say, a head still read.
        external_id: Keys of which the first that is filled gives the id.
        given: Name in :data:`GIVEN_FIELDS` to key.

    Raises:
        ValueError: No text key, or a name that is not in :data:`GIVEN_FIELDS`.

    Example:
        >>> FieldMapping(text=("正文",), given={"court": "法院"}).given["court"]
        '法院'
    """

    text: tuple[str, ...]
    external_id: tuple[str, ...] = ()
    given: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        """Refuse a mapping that could never deliver a text or would lose a given field."""
        if not self.text:
            raise ValueError(f"a mapping needs at least one text key; expected {_ACCEPTED_FORM}")
        unknown = sorted(set(self.given) - set(GIVEN_FIELDS))
        if unknown:
            raise ValueError(f"unknown given fields {unknown}; known are {', '.join(GIVEN_FIELDS)}")


def load_mapping(path: Path) -> FieldMapping:
    """Read a mapping from a TOML or JSON file.

    Raises:
        SourceError: The file cannot be opened.
        DamagedSourceError: It is no mapping; the message shows the accepted form.
    """
    try:
        content = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SourceError(str(path), error.strerror or "cannot be opened") from error
    except UnicodeDecodeError as error:
        raise DamagedSourceError(str(path), "a mapping file must be UTF-8") from error
    try:
        data = json.loads(content) if path.suffix.lower() == ".json" else tomllib.loads(content)
        return _mapping_of(data)
    except (ValueError, TypeError) as error:
        raise DamagedSourceError(
            str(path), f"no field mapping ({error}); expected {_ACCEPTED_FORM}"
        ) from error


def _mapping_of(data: object) -> FieldMapping:
    if not isinstance(data, dict):
        raise TypeError("not a table")
    unknown = sorted(set(data) - {"text", "external_id", "given"})
    if unknown:
        raise ValueError(f"unknown keys {unknown}")
    given = data.get("given", {})
    if not isinstance(given, dict) or not all(isinstance(v, str) for v in given.values()):
        raise TypeError("given must map names to keys")
    return FieldMapping(
        text=_keys(data.get("text", ())),
        external_id=_keys(data.get("external_id", ())),
        given=given,
    )


def _keys(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, (list, tuple)) and all(isinstance(key, str) for key in value):
        return tuple(value)
    raise TypeError("keys must be a string or a list of strings")
