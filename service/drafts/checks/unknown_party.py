"""Does the ruling name only those who are parties?"""

from collections.abc import Iterator
from typing import Final

from corpus.judgment import SectionKind
from corpus.privacy.names import SURNAMES
from corpus.relations.names import comparable, is_hidden
from corpus.spans import Span
from service.drafts.found import Found
from service.drafts.naming import AFTER_NAME, Called, called, short_names
from service.drafts.paper import DraftPaper
from service.drafts.vocabulary import DraftRule

_LENGTHS: Final = (3, 2)


def find(draft: DraftPaper) -> Iterator[Found]:
    """Give each person called a party in the ruling whose name the list of parties does not hold.

    Only natural persons named in full of whom nothing stands anywhere before the ruling; one who
    bears the surname of a party whose name is hidden (郑某) may be that party.
    """
    text = draft.text
    parties = {each.value.name for each in draft.judgment.parties if each.value.name}
    if not draft.has(SectionKind.PARTIES) or not parties:
        return
    hidden = {name[:1] for name in parties if is_hidden(name)}
    known = (*parties, *short_names(draft))
    begin = min((span.start for span in draft.spans(SectionKind.DISPOSITION)), default=0)
    seen: set[str] = set()
    for place in called(draft, SectionKind.DISPOSITION):
        behind = comparable(text[place.at : place.at + 60])
        if any(behind.startswith(comparable(name)) for name in known):
            continue
        words = _person(text, place)
        if words is None or words.of(text) in seen or text.find(words.of(text), 0, begin) >= 0:
            continue
        if words.of(text)[:1] in hidden:
            continue
        seen.add(words.of(text))
        yield Found(
            rule=DraftRule.UNKNOWN_PARTY,
            spans=(words,),
            sentence=f"主文写到{place.word}“{words.of(text)}”，当事人栏和正文都没有此人。",
        )


def _person(text: str, place: Called) -> Span | None:
    """Return the words of a person's full name at a place, None where none is surely one."""
    for length in _LENGTHS:
        name = text[place.at : place.at + length]
        behind = text[place.at + length : place.at + length + 1]
        if name[:1] not in SURNAMES or behind not in AFTER_NAME:
            continue
        if not any(c in AFTER_NAME or not "\u4e00" <= c <= "\u9fff" for c in name[1:]):
            return Span(place.at, place.at + length)
    return None
