"""Which case number does each paper of the sample corpus bear?"""

from collections.abc import Mapping, Sequence

from corpus.case_number import CaseNumber
from corpus.judgment import CaseType, Instance
from corpus.sample.chance import Chance
from corpus.sample.matters import Paper

_SIGNS = {CaseType.CRIMINAL: "刑", CaseType.CIVIL: "民", CaseType.ADMINISTRATIVE: "行"}
_STAGES = {
    Instance.FIRST: "初",
    Instance.SECOND: "终",
    Instance.RETRIAL: "再",
    Instance.RETRIAL_REVIEW: "申",
}
LAST_YEAR_OF_OLD_FORM = 2015


def type_code(case_type: CaseType, instance: Instance) -> str:
    """Return the 类型代字, "刑初".

    Raises:
        KeyError: The sample corpus has no such papers.
    """
    return _SIGNS[case_type] + _STAGES[instance]


def number_papers(
    entries: Sequence[tuple[str, Paper]], case_types: Mapping[str, CaseType], chance: Chance
) -> dict[str, CaseNumber]:
    """Return the case number of every paper.

    Serials run by court, year and type in order of filing, with gaps for the cases that the
    corpus does not hold; papers marked "consecutive" follow without a gap.

    Args:
        entries: Ids and papers, in any order.
        case_types: Case type by key of cause.
        chance: Draws the gaps.
    """
    lots: dict[tuple[str, int, str], list[tuple[str, Paper]]] = {}
    for key, paper in entries:
        code = type_code(case_types[paper.matter.cause], paper.instance)
        lots.setdefault((paper.court.key, paper.filed_on.year, code), []).append((key, paper))
    numbers: dict[str, CaseNumber] = {}
    for (court_key, year, code), members in sorted(lots.items(), key=lambda lot: lot[0]):
        gaps = chance.child(f"{court_key}/{year}/{code}")
        serial = 0
        old = year <= LAST_YEAR_OF_OLD_FORM
        for key, paper in sorted(members, key=lambda entry: (entry[1].filed_on, entry[0])):
            serial += 1 if "consecutive" in paper.remarks else gaps.between(1, 7)
            numbers[key] = CaseNumber(
                year=year,
                court_code=paper.court.old_sign if old else paper.court.code,
                type_code=code,
                serial=str(serial),
                is_old_form=old,
            )
    return numbers
