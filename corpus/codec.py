"""How does a Judgment become JSON and come back without loss?

The form follows from the types: each dataclass is an object of its fields, those that hold their
default are left out, a span is ``[start, end]``, and where a field may hold one of several kinds
of answer (:data:`corpus.spans.Reading`) the object says under ``is`` which one it is. Encoders and
decoders are made once per type, so that a new field of :class:`Judgment` needs no line here.
"""

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import (
    Any,
    NamedTuple,
    NewType,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from corpus.errors import CodecError, SpanError
from corpus.judgment import Judgment
from corpus.listed import ListedJudgment
from corpus.spans import Span

T = TypeVar("T")

Encoded = dict[str, Any]
"""A JSON object: only str, int, float, bool, None, lists and objects."""


class _Codec(NamedTuple):
    """Both directions of one type; None where the value is its own JSON form."""

    encode: Callable[[Any], Any] | None
    decode: Callable[[Any], Any] | None


_AS_IT_IS = _Codec(None, None)
_LISTED = tuple(field.name for field in fields(ListedJudgment))

_SCALARS: Mapping[Any, _Codec] = {
    str: _AS_IT_IS,
    int: _AS_IT_IS,
    float: _AS_IT_IS,
    bool: _AS_IT_IS,
    date: _Codec(date.isoformat, date.fromisoformat),
    Span: _Codec(lambda span: [span.start, span.end], lambda pair: Span(*pair)),
}


def encode_judgment(judgment: Judgment, *, with_text: bool = True) -> Encoded:
    """Return the JSON form of a judgment.

    Args:
        with_text: Whether the text is part of it; a store keeps the text apart.
    """
    encoded: Encoded = _encoder_of_judgment()(judgment)
    if not with_text:
        del encoded["text"]
    return encoded


def decode_judgment(data: Mapping[str, Any], *, text: str | None = None) -> Judgment:
    """Return the judgment of a JSON form.

    Args:
        text: The text, where it was left out of the JSON form.

    Raises:
        CodecError: ``data`` is not what :func:`encode_judgment` makes.
    """
    whole = data if text is None else {**data, "text": text}
    judgment: Judgment = _decoded(_decoder_of(Judgment), whole)
    return judgment


def decode_listed(data: Mapping[str, Any], *, text: str) -> ListedJudgment:
    """Return what lists tell of a judgment, made of the JSON form of the whole.

    Args:
        text: The text, which is left out of the JSON form.

    Raises:
        CodecError: ``data`` is not what :func:`encode_judgment` makes.

    Cost: a quarter of :func:`decode_judgment`.
    """
    part = {name: data[name] for name in _LISTED if name in data}
    listed: ListedJudgment = _decoded(_decoder_of(ListedJudgment), {**part, "text": text})
    return listed


def encode_plain(value: Any) -> Encoded:  # noqa: ANN401 - any dataclass
    """Return the JSON form of a dataclass of this room, as :func:`encode_judgment` makes it."""
    encoded: Encoded = _applied(_codec_of(cast("Any", type(value))).encode)(value)
    return encoded


def decode_plain(cls: type[T], data: Mapping[str, Any]) -> T:
    """Return the dataclass of :func:`encode_plain`.

    Raises:
        CodecError: ``data`` is not the form of one.
    """
    decoded: T = _decoded(_decoder_of(cast("Any", cls)), data)
    return decoded


def _decoded(decode: Callable[[Any], Any], data: Mapping[str, Any]) -> Any:  # noqa: ANN401 - any dataclass
    try:
        return decode(data)
    except (KeyError, TypeError, ValueError, AttributeError, SpanError) as error:
        raise CodecError(
            where=f"judgment {data.get('id', '?')}",
            found=f"{type(error).__name__}: {error}",
            expected="the fields of Judgment",
        ) from error


@cache
def _encoder_of_judgment() -> Callable[[Any], Any]:
    return _applied(_codec_of(Judgment).encode)


@cache
def _decoder_of(whole: type) -> Callable[[Any], Any]:
    return _applied(_codec_of(whole).decode)


def _applied(step: Callable[[Any], Any] | None) -> Callable[[Any], Any]:
    return (lambda value: value) if step is None else step


@cache
def _codec_of(annotation: Any) -> _Codec:  # noqa: ANN401 - annotations have no common type
    if isinstance(annotation, NewType):
        return _codec_of(annotation.__supertype__)
    if annotation in _SCALARS:
        return _SCALARS[annotation]
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        return _union_codec(annotation)
    if origin is tuple:
        return _tuple_codec(annotation)
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        # Looking the token up is five times as fast as calling the enumeration.
        return _Codec(str, {member.value: member for member in annotation}.__getitem__)
    if not is_dataclass(origin or annotation):
        raise TypeError(f"no JSON form for {annotation!r}; use dataclasses, tuples, enumerations")
    return _dataclass_codec(annotation)


def _tuple_codec(annotation: Any) -> _Codec:  # noqa: ANN401 - see _codec_of
    member, *rest = get_args(annotation)
    if rest != [...]:
        raise TypeError(f"no JSON form for {annotation!r}; write tuple[X, ...]")
    encode, decode = _codec_of(member)
    return _Codec(
        list if encode is None else lambda value: [encode(item) for item in value],
        tuple if decode is None else lambda value: tuple([decode(item) for item in value]),
    )


def _union_codec(annotation: Any) -> _Codec:  # noqa: ANN401 - see _codec_of
    members = [member for member in get_args(annotation) if member is not types.NoneType]
    if len(members) == 1:
        encode, decode = _codec_of(members[0])
        return _Codec(
            encode and (lambda value: None if value is None else encode(value)),
            decode and (lambda data: None if data is None else decode(data)),
        )
    classes = [get_origin(member) or member for member in members]
    if not all(is_dataclass(each) for each in classes):
        raise TypeError(f"no JSON form for {annotation!r}; unions hold dataclasses and None")
    by_class = {
        each: (each.__name__.lower(), _applied(_codec_of(member).encode))
        for each, member in zip(classes, members, strict=True)
    }
    by_name = {
        each.__name__.lower(): _applied(_codec_of(member).decode)
        for each, member in zip(classes, members, strict=True)
    }

    def encode_member(value: Any) -> Any:  # noqa: ANN401 - JSON in and out
        if value is None:
            return None
        name, encode = by_class[type(value)]
        return {"is": name, **encode(value)}

    def decode_member(data: Any) -> Any:  # noqa: ANN401 - JSON in and out
        return None if data is None else by_name[data["is"]](data)

    return _Codec(encode_member, decode_member)


def _dataclass_codec(annotation: Any) -> _Codec:  # noqa: ANN401 - see _codec_of
    cls = get_origin(annotation) or annotation
    parameters = getattr(cls, "__parameters__", ())
    bound = dict(zip(parameters, get_args(annotation), strict=False))
    hints = get_type_hints(cls)
    parts = [
        (field.name, _codec_of(_substitute(hints[field.name], bound)), _default_of(field))
        for field in fields(cls)
    ]
    encoders = [(name, codec.encode, default) for name, codec, default in parts]
    # Most fields are their own JSON form: only the others are looked at one by one.
    decoders = [(name, codec.decode) for name, codec, _ in parts if codec.decode is not None]

    def encode(value: Any) -> Encoded:  # noqa: ANN401 - any dataclass
        data: Encoded = {}
        for name, step, default in encoders:
            item = getattr(value, name)
            if default is not MISSING and item == default:
                continue
            data[name] = item if step is None else step(item)
        return data

    def decode(data: Mapping[str, Any]) -> Any:  # noqa: ANN401 - any dataclass
        arguments = dict(data)
        arguments.pop("is", None)
        for name, step in decoders:
            if name in arguments:
                arguments[name] = step(arguments[name])
        return cls(**arguments)

    return _Codec(encode, decode)


def _default_of(field: Field[Any]) -> Any:  # noqa: ANN401 - a default has the field's type
    if field.default_factory is not MISSING:
        return field.default_factory()
    return field.default


def _substitute(annotation: Any, bound: Mapping[Any, Any]) -> Any:  # noqa: ANN401 - see _codec_of
    """Put the type arguments of a generic dataclass in place of its type variables."""
    if isinstance(annotation, TypeVar):
        return bound[annotation]
    variables = getattr(annotation, "__parameters__", ())
    return annotation[tuple(bound[each] for each in variables)] if variables else annotation
