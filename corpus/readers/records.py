"""How does a record of named fields become a raw judgment?"""

from collections.abc import Mapping

from corpus.readers.pages import text_of_html
from corpus.readers.pieces import Piece, Refusal, SourceFile, piece_of
from corpus.readers.shapes import Record, shape_of

_UNKNOWN_SHAPE = (
    "no known field holds the text (met {met}); name it in a mapping file, "
    'for example text = "content"'
)


def piece_of_record(file: SourceFile, record: Record, *, place: str, form: str) -> Piece:
    """Return the judgment of a record, or why it has none.

    Args:
        form: Format, kept where a mapping rather than a known shape read the record.
    """
    mapping = file.mapping
    is_html = False
    if mapping is None:
        record = _headed(record)
        shape = shape_of(record)
        if shape is None:
            met = ", ".join(list(record)[:8]) or "no fields"
            return Refusal("unknown_shape", _UNKNOWN_SHAPE.format(met=met)).at(place)
        mapping, form, is_html = shape.mapping, shape.name, shape.is_html
    texts = [value for key in mapping.text if (value := value_at(record, key))]
    if not texts:
        return Refusal("no_text", f"no text under {', '.join(mapping.text)}").at(place)
    text = "\n".join(texts)
    ids = (value_at(record, key) for key in mapping.external_id)
    given = {name: value for name, key in mapping.given.items() if (value := value_at(record, key))}
    return piece_of(
        file,
        text=text_of_html(text) if is_html else text,
        form=form,
        place=place,
        external_id=next(filter(None, ids), None),
        given=given,
    )


def _headed(record: Record) -> Record:
    """Take apart a dump that keeps ``key:value`` lines in front of the text under ``raw``."""
    raw = record.get("raw")
    if not isinstance(raw, str) or not raw.startswith("category:"):
        return record
    fields = dict(record)
    head, mark, content = raw.partition("\ncontent:")
    for line in head.split("\n"):
        name, _, value = line.partition(":")
        fields.setdefault(name.strip(), value.strip())
    fields["content"] = content if mark else ""
    return fields


def value_at(record: Record, key: str) -> str:
    """Return the value under a key as text; several are joined by 、, none is the empty string.

    Example:
        >>> value_at({"meta": {"causes": ["盗窃", "诈骗"]}}, "meta.causes")
        '盗窃、诈骗'
    """
    value: object = record.get(key)
    if value is None and "." in key:
        value = record
        for part in key.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
    if isinstance(value, (list, tuple)):
        return "、".join(filter(None, (_as_text(item) for item in value)))
    return _as_text(value)


def _as_text(value: object) -> str:
    if isinstance(value, str):
        return value if value.strip() else ""
    # True and 1.5 are nobody's text, id or name; a whole number may be an id or a year.
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""
