"""Which case does a case number (案号) name?"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class CaseNumber:
    """A case number, taken apart.

    Attributes:
        year: Year of filing.
        court_code: 法院代字, "京01"; in the old form the court's own sign, possibly empty.
        specialty_code: 专门审判代字, "知"; empty where there is none.
        type_code: 类型代字, "民终".
        serial: 案件编号; "18775-18776" and "3827、3828" stay as printed.
        suffix: The 之一 behind 号 as 1; 0 where there is none.
        is_old_form: Whether it has the form 字第…号 used until 2015.

    Source: 法〔2015〕137号 art. 2-3, amended by 法〔2018〕335号.
    """

    year: int
    court_code: str
    specialty_code: str = ""
    type_code: str
    serial: str
    suffix: int = 0
    is_old_form: bool = False
