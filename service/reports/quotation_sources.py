"""How are quotes of a report set, each with the number of the judgment that it comes from?"""

from collections.abc import Iterator

from service.reports.blocks import Quotation
from service.reports.content import ReportContent
from service.reports.quote import Quote


def quotations(
    quotes: tuple[Quote, ...], content: ReportContent, *, label: str
) -> Iterator[Quotation]:
    """Yield the quotes as blocks; a judgment that the report does not list is told by its id."""
    numbers = {case.judgment_id: case.number for case in content.cases}
    for quote in quotes:
        yield Quotation(
            quote=quote, source=numbers.get(quote.judgment_id) or quote.judgment_id, label=label
        )
