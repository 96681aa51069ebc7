"""Does the ruling convict of what the reasoning found made out?"""

import re
from collections.abc import Iterator
from typing import Final

from corpus.cause import find_charges
from corpus.cause.charges import renamed_to
from corpus.judgment import SectionKind
from corpus.spans import Extracted
from service.drafts.found import Found
from service.drafts.paper import DraftPaper, within
from service.drafts.vocabulary import DraftRule

_MADE_OUT: Final = re.compile(r"(?<!不)(?<!是否)(?<!否认)构成$")
# Somebody else's words, or a refusal.
_NOT_COURT: Final = re.compile("意见|辩护|辩称|辩解|主张|理由|上诉|不构成|认为其|是否")


def find(draft: DraftPaper) -> Iterator[Found]:
    """Give a conviction of a charge that the reasoning never names while it finds another one.

    First instance only; silent where the reasoning names any charge of the ruling.
    """
    convicted = [
        each.charge
        for accused in draft.accused
        for each in accused.value.convictions
        if each.charge is not None
    ]
    reasoned = list(_made_out(draft))
    if not draft.is_first or not convicted or not reasoned:
        return
    named = {
        renamed_to(each.value)
        for span in draft.spans(SectionKind.REASONING)
        for each in find_charges(draft.text, span.start, span.end)
    }
    if {renamed_to(charge.value) for charge in convicted} & named:
        return
    first, reason = convicted[0], reasoned[-1]
    yield Found(
        rule=DraftRule.CHARGE,
        spans=(first.span, reason.span),
        sentence=f"说理认定构成{reason.value}，主文判的是{first.value}，说理没有提到该罪名。",
    )


def _made_out(draft: DraftPaper) -> Iterator[Extracted[str]]:
    """Give the charges that a sentence of the court itself finds made out."""
    text = draft.text
    for sentence in draft.sentences(SectionKind.REASONING):
        if _NOT_COURT.search(text, sentence.start, sentence.end):
            continue
        for each in within(find_charges(text, sentence.start, sentence.end), sentence):
            if _MADE_OUT.search(text, max(sentence.start, each.span.start - 8), each.span.start):
                yield each
