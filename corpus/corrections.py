"""Which facts of a judgment did a person set right, and do the corrections still fit?

A correction is never undone and never edits what the reader read: it is laid over it whenever the
judgment is loaded. So it survives another ingest and a newer reader. When the reader has since
come to another reading than the one the person saw, the correction still counts and is put up for
review.
"""

import types
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final, NewType, TypeAlias, Union, get_args, get_origin, get_type_hints

from corpus.case_number import CaseNumber, read_case_number
from corpus.errors import CaseNumberError, CorrectionError
from corpus.judgment import Judgment, JudgmentId
from corpus.spans import Ambiguous, Extracted, Span, Unreadable, Withheld

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"
"""A value as JSON: case numbers in canonical form, dates as 2024-05-06, money in fen."""

CORRECTABLE: Final = frozenset(each.name for each in fields(Judgment)) - {
    "id",
    "text",
    "source",
    "sections",
    "disposition",
}
"""Fields of a judgment that a person may set right; text and its parts are not among them."""

RULE: Final = "corrected"
"""Rule of a value that a person gave."""

NOWHERE: Final = Span(0, 0)
"""Place of a corrected value whose words the person did not mark."""


class Standing(StrEnum):
    """Does a correction still fit what the reader reads now?"""

    FITS = "fits"
    """The reader reads what the person saw."""

    AGREES = "agrees"
    """The reader has learned it: it reads what the person wrote."""

    STALE = "stale"
    """The reader reads something third; the correction counts, and a person must look again."""

    IMPOSSIBLE = "impossible"
    """The field has gone, or no longer takes the value; what was read stands until reviewed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A person says what a field is.

    Attributes:
        judgment_id: Of which judgment.
        field: Name of the field, with dots into dataclasses: ``cause``, ``outcome.appeal.result``.
        old: What the reader had read there when the correction was made.
        new: What it is; None for "the text does not say".
        span: The words that show it, where the person marked them.
        author: Who.
        at: When, aware.
        reason: Why, in words.
        restores_reading: Whether earlier corrections of the field are taken back, so that the
            reader's reading counts again; ``new`` is then None.
    """

    judgment_id: JudgmentId
    field: str
    old: Json
    new: Json
    span: Span | None = None
    author: str
    at: datetime
    reason: str
    restores_reading: bool = False

    def __post_init__(self) -> None:
        """Refuse a correction that nobody answers for, or of a field that is not open to it."""
        if self.field.split(".")[0] not in CORRECTABLE:
            raise CorrectionError(
                field=self.field, found="a field", expected=", ".join(sorted(CORRECTABLE))
            )
        if not self.author.strip() or not self.reason.strip():
            raise CorrectionError(field=self.field, found="nothing", expected="author and reason")
        if self.at.tzinfo is None:
            raise CorrectionError(
                field=self.field, found=f"time {self.at}", expected="a time with its zone"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedField:
    """A field of a judgment that has been corrected.

    Attributes:
        correction: The latest one of the field.
        standing: Whether it still fits.
    """

    correction: Correction
    standing: Standing

    @property
    def needs_review(self) -> bool:
        """Whether a person must look again."""
        return self.standing in {Standing.STALE, Standing.IMPOSSIBLE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A judgment with its corrections laid over it.

    Attributes:
        judgment: The judgment to work with.
        fields: What was corrected, in the order in which it was applied.
    """

    judgment: Judgment
    fields: tuple[CorrectedField, ...]


def value_at(judgment: Judgment, field: str) -> Json:
    """Return the value of a field without spans and rules, as :attr:`Correction.old` holds it.

    Raises:
        CorrectionError: There is no such field.
    """
    value: Any = judgment
    for name in field.split("."):
        if not is_dataclass(value) or not hasattr(value, name):
            raise CorrectionError(field=field, found=f"no {name!r}", expected="a field of it")
        value = getattr(value, name)
    return _plain(value)


def propose(
    judgment: Judgment,
    *,
    field: str,
    new: Json,
    author: str,
    at: datetime,
    reason: str,
    span: Span | None = None,
) -> Correction:
    """Make a correction and check that it can be applied.

    Args:
        judgment: As the reader read it, without corrections.

    Raises:
        CorrectionError: No such field, or a value that it cannot take.
        SpanError: The words marked lie beyond the text.
    """
    if span is not None:
        span.of(judgment.text)
    correction = Correction(
        judgment_id=judgment.id,
        field=field,
        old=value_at(judgment, field),
        new=new,
        span=span,
        author=author,
        at=at,
        reason=reason,
    )
    _applied(judgment, correction)
    return correction


def apply_corrections(judgment: Judgment, corrections: Sequence[Correction]) -> Corrected:
    """Lay corrections over a judgment.

    Args:
        judgment: As the reader read it.
        corrections: Its corrections in the order in which they were made; of each field the
            last one counts.
    """
    latest: dict[str, Correction] = {}
    for correction in corrections:
        latest.pop(correction.field, None)
        if not correction.restores_reading:
            latest[correction.field] = correction
    result = judgment
    corrected = []
    for correction in latest.values():
        try:
            standing = _standing(value_at(judgment, correction.field), correction)
            result = _applied(result, correction)
        except CorrectionError:
            standing = Standing.IMPOSSIBLE
        corrected.append(CorrectedField(correction=correction, standing=standing))
    return Corrected(judgment=result, fields=tuple(corrected))


def _standing(read: Json, correction: Correction) -> Standing:
    if read == correction.new:
        return Standing.AGREES
    return Standing.FITS if read == correction.old else Standing.STALE


def _applied(judgment: Judgment, correction: Correction) -> Judgment:
    changed: Judgment = _replaced(judgment, correction.field.split("."), correction)
    return changed


def _replaced(owner: Any, path: Sequence[str], correction: Correction) -> Any:  # noqa: ANN401 - any dataclass on the way to the field
    """Return the owner with the field at the end of the path set."""
    name, *rest = path
    if not is_dataclass(owner) or not hasattr(owner, name):
        raise CorrectionError(
            field=correction.field, found=f"no {name!r}", expected="a field of the judgment"
        )
    current = getattr(owner, name)
    if rest:
        return replace(owner, **{name: _replaced(current, rest, correction)})  # type: ignore[type-var]
    builder = _Builder(correction, current)
    value = builder.value_of(get_type_hints(type(owner))[name], correction.new)
    return replace(owner, **{name: value})  # type: ignore[type-var]


def _plain(value: Any) -> Json:  # noqa: ANN401 - whatever a judgment holds
    """Return a value as JSON, without the words it came from; defaults are left out."""
    plain: Json
    match value:
        case Extracted():
            plain = _plain(value.value)
        case Ambiguous():
            plain = {"ambiguous": [_plain(each) for each in value.candidates]}
        case Unreadable():
            plain = {"unreadable": value.reason}
        case Withheld():
            plain = {"withheld": True}
        case CaseNumber() | StrEnum():
            plain = str(value)
        case tuple():
            plain = [_plain(each) for each in value]
        case date():
            plain = value.isoformat()
        case _ if is_dataclass(value):
            plain = {
                each.name: _plain(getattr(value, each.name))
                for each in fields(value)
                if each.default is MISSING or getattr(value, each.name) != each.default
            }
        case _:
            plain = value
    return plain


class _Builder:
    """Makes the value of a field from JSON, by the type of the field."""

    def __init__(self, correction: Correction, current: object) -> None:
        self._field = correction.field
        self._span = correction.span or NOWHERE
        members = current if isinstance(current, tuple) else (current,)
        # What stays as it was keeps the words it was read from.
        self._kept = [(each, _plain(each)) for each in members if isinstance(each, Extracted)]

    def value_of(self, annotation: Any, data: Json) -> Any:  # noqa: ANN401 - annotations and values have no common type
        if isinstance(annotation, NewType):
            return self.value_of(annotation.__supertype__, data)
        origin = get_origin(annotation)
        if origin in (Union, types.UnionType):
            return self._one_of(get_args(annotation), data)
        if origin is tuple:
            members = self._expected(list, "a list", data)
            return tuple(self.value_of(get_args(annotation)[0], each) for each in members)
        if origin is Extracted:
            kept = next((old for old, plain in self._kept if plain == data), None)
            if kept is not None and self._span == NOWHERE:
                return kept
            return Extracted(self.value_of(get_args(annotation)[0], data), self._span, RULE)
        return self._simple(annotation, data)

    def _one_of(self, members: Sequence[Any], data: Json) -> Any:  # noqa: ANN401 - see value_of
        if data is None:
            if types.NoneType in members:
                return None
            raise self._refusal(data, "a value")
        read = [each for each in members if get_origin(each) is Extracted]
        others = [each for each in members if each is not types.NoneType]
        return self.value_of((read or others)[0], data)

    def _simple(self, cls: Any, data: Json) -> Any:  # noqa: ANN401 - see value_of
        if cls is CaseNumber:
            try:
                return read_case_number(self._expected(str, "a case number", data))
            except CaseNumberError as error:
                raise self._refusal(data, "（2023）京01民终1号") from error
        if cls is Span:
            raise self._refusal(data, "a value without offsets")
        if is_dataclass(cls):
            return self._record(cls, self._expected(dict, "an object", data))
        if cls in (str, int, bool):
            return self._expected(cls, cls.__name__, data)
        try:
            text = self._expected(str, cls.__name__, data)
            return date.fromisoformat(text) if cls is date else cls(text)
        except ValueError as error:
            allowed = ", ".join(cls) if issubclass(cls, StrEnum) else "2024-05-06"
            raise self._refusal(data, allowed) from error

    def _record(self, cls: Any, data: Mapping[str, Json]) -> Any:  # noqa: ANN401 - see value_of
        hints = get_type_hints(cls)
        if unknown := sorted(data.keys() - hints.keys()):
            raise self._refusal(unknown[0], f"one of {', '.join(sorted(hints))}")
        try:
            return cls(**{name: self.value_of(hints[name], each) for name, each in data.items()})
        except TypeError as error:
            raise self._refusal(str(error), f"all fields of {cls.__name__}") from error

    def _expected(self, cls: Any, name: str, data: Json) -> Any:  # noqa: ANN401 - see value_of
        # In JSON true is no number, in Python it is one.
        if not isinstance(data, cls) or (cls is int and isinstance(data, bool)):
            raise self._refusal(data, name)
        return data

    def _refusal(self, data: Json, expected: str) -> CorrectionError:
        return CorrectionError(field=self._field, found=repr(data), expected=expected)
