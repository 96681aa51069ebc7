"""What does the law leave to each court, or what wording of it is unconfirmed?

Each is a parameter with its source, a value to begin with, and the values that it can take. A court
sets its own from a day on; what was decided before keeps the value of its day.

Source: plan, rules marked [M]; the document and article stand with each.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

Value = int | bool | str


class Parameter(StrEnum):
    """The parameters, by what they bear on."""

    CONFERENCE_MINIMUM = "conference_minimum"
    CONFERENCE_MAJORITY = "conference_majority"
    CONFERENCE_LEAD_DAYS = "conference_lead_days"
    CONFERENCE_OBSERVERS = "conference_observers"
    CONFERENCE_RECONSIDERATION_DAYS = "conference_reconsideration_days"
    COMMITTEE_LEAD_DAYS = "committee_lead_days"
    COMMITTEE_RECUSED_COUNT = "committee_recused_count"
    COMMITTEE_SIMPLE_TRACK = "committee_simple_track"
    COMMITTEE_RECONSIDERATIONS = "committee_reconsiderations"
    COMMITTEE_JUDGMENT_DAYS = "committee_judgment_days"
    COMMITTEE_GROUND_SENSITIVE = "ground_sensitive"
    COMMITTEE_GROUND_WRONG_IN_EFFECT = "ground_wrong_in_effect"
    COMMITTEE_GROUND_CRIMINAL_PROTEST = "ground_criminal_protest"
    COMMITTEE_GROUND_NEW_TYPE = "ground_new_type"
    COMMITTEE_GROUND_ACQUITTAL = "ground_acquittal"
    COMMITTEE_GROUND_BELOW_RANGE = "ground_below_range"
    COMMITTEE_GROUND_DEATH = "ground_death"
    COMMITTEE_GROUND_SPLIT = "ground_split"
    COMMITTEE_GROUND_LIKE_CASES = "ground_like_cases"
    COMMITTEE_GROUND_CIVIL_PROTEST = "ground_civil_protest"
    COMMITTEE_GROUND_ORDERED_RETRIAL = "ground_ordered_retrial"
    COMMITTEE_GROUND_OTHER = "ground_other"
    DELIBERATION_DAYS = "deliberation_days"
    TIME_LIMIT_WARNING_THIRDS = "time_limit_warning_thirds"
    SUPERVISED_RECONSIDERATIONS = "supervised_reconsiderations"
    RULE_REVIEW_MONTHS = "rule_review_months"
    LIKE_QUESTION_SHARE = "like_question_share"
    TASK_DAYS = "task_days"


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """What is said of a parameter.

    Attributes:
        title: What it is called.
        default: Its value until the court sets another.
        source: Document and article, ``[M]`` where the wording is unconfirmed, or that it is ours.
        least: Least value of a number.
        most: Greatest value of a number.
        choices: Values of a choice, with what each is called.
        unit: What a number counts.
    """

    title: str
    default: Value
    source: str
    least: int = 0
    most: int = 0
    choices: tuple[tuple[str, str], ...] = ()
    unit: str = ""

    @property
    def accepted(self) -> str:
        """The accepted form, in words."""
        if self.choices:
            return "、".join(label for _, label in self.choices)
        if isinstance(self.default, bool):
            return "是、否"
        return f"{self.least}至{self.most}的整数（{self.unit}）"


_GROUND_FORCES = (("must", "应当提交"), ("may", "可以提交"), ("none", "不作为提交情形"))


def _ground(title: str, force: str, source: str) -> Definition:
    """Return what is said of a ground on which the committee is asked."""
    return Definition(
        title=f"提交审委会的情形：{title}", default=force, choices=_GROUND_FORCES, source=source
    )


DEFINITIONS: Mapping[Parameter, Definition] = MappingProxyType(
    {
        Parameter.CONFERENCE_MINIMUM: Definition(
            title="法官会议最少参加人数",
            default=3,
            least=2,
            most=99,
            unit="人",
            source="法发〔2021〕2号第三条：由各院按会议类型确定",
        ),
        Parameter.CONFERENCE_MAJORITY: Definition(
            title="法官会议多数意见的计算基数",
            default="participants",
            choices=(
                ("participants", "参加会议法官过半数"),
                ("statements", "发表意见法官过半数"),
            ),
            source="法发〔2021〕2号第十一条 [M]；基数由各院规定",
        ),
        Parameter.CONFERENCE_LEAD_DAYS: Definition(
            title="法官会议材料提前送达天数",
            default=3,
            least=0,
            most=30,
            unit="日",
            source="法发〔2021〕2号第九条 [M]：应当提前送达，未定天数",
        ),
        Parameter.CONFERENCE_OBSERVERS: Definition(
            title="每次列席的基层法院法官人数",
            default=1,
            least=0,
            most=20,
            unit="人",
            source="长林中法〔2021〕39号第九条：基层法院审判人员轮流列席",
        ),
        Parameter.CONFERENCE_RECONSIDERATION_DAYS: Definition(
            title="法官会议后合议庭复议的期限",
            default=5,
            least=1,
            most=60,
            unit="个工作日",
            source="法发〔2021〕2号第十一条 [M]：应当及时复议，未定天数；由本院确定",
        ),
        Parameter.COMMITTEE_LEAD_DAYS: Definition(
            title="审委会材料提前送达天数",
            default=7,
            least=0,
            most=60,
            unit="日",
            source="各院做法：院长签批后提前一周 [M]",
        ),
        Parameter.COMMITTEE_RECUSED_COUNT: Definition(
            title="回避的委员是否计入全体组成人员",
            default=True,
            source="法律未明确 [M]：默认计入",
        ),
        Parameter.COMMITTEE_SIMPLE_TRACK: Definition(
            title="依法应当讨论且无分歧的事项走简易程序",
            default=True,
            source="长林中法〔2021〕39号第十条：繁简分流，标准由本院定 [M]",
        ),
        Parameter.COMMITTEE_RECONSIDERATIONS: Definition(
            title="院长建议合议庭复议的次数上限",
            default=1,
            least=0,
            most=3,
            unit="次",
            source="刑诉法解释第二百一十六条；合议庭工作规定（2002）第十三条：一次",
        ),
        Parameter.COMMITTEE_JUDGMENT_DAYS: Definition(
            title="审委会决定后制作裁判文书的期限",
            default=5,
            least=1,
            most=60,
            unit="个工作日",
            source="合议庭工作规定（2002）第十四条",
        ),
        Parameter.COMMITTEE_GROUND_SENSITIVE: _ground(
            "国家安全、外交、社会稳定等敏感案件和重大、疑难、复杂案件",
            "must",
            "法发〔2019〕20号：应当提交①",
        ),
        Parameter.COMMITTEE_GROUND_WRONG_IN_EFFECT: _ground(
            "本院已生效的裁判、调解书确有错误需要再审",
            "must",
            "法发〔2019〕20号：应当提交②；人民法院组织法第三十七条",
        ),
        Parameter.COMMITTEE_GROUND_CRIMINAL_PROTEST: _ground(
            "同级检察院依照审判监督程序抗诉的刑事案件",
            "must",
            "法发〔2019〕20号：应当提交③；刑诉法解释第二百一十六条",
        ),
        Parameter.COMMITTEE_GROUND_NEW_TYPE: _ground(
            "法律适用规则不明的新类型案件", "must", "法发〔2019〕20号：应当提交④"
        ),
        Parameter.COMMITTEE_GROUND_ACQUITTAL: _ground(
            "拟宣告被告人无罪", "must", "法发〔2019〕20号：应当提交⑤"
        ),
        Parameter.COMMITTEE_GROUND_BELOW_RANGE: _ground(
            "拟在法定刑以下判处刑罚或者免予刑事处罚", "must", "法发〔2019〕20号：应当提交⑥ [M]"
        ),
        Parameter.COMMITTEE_GROUND_DEATH: _ground(
            "拟判处死刑的案件",
            "must",
            "刑诉法解释第二百一十六条",
        ),
        Parameter.COMMITTEE_GROUND_SPLIT: _ground(
            "合议庭意见有重大分歧，经法官会议讨论仍难以作出决定",
            "may",
            "法发〔2019〕20号：可以提交① [M]；刑诉法解释第二百一十六条",
        ),
        Parameter.COMMITTEE_GROUND_LIKE_CASES: _ground(
            "拟作出的裁判与本院或者上级法院的类案裁判可能发生冲突",
            "may",
            "法发〔2019〕20号：可以提交② [M]",
        ),
        Parameter.COMMITTEE_GROUND_CIVIL_PROTEST: _ground(
            "抗诉的重大、疑难、复杂民事、行政案件", "may", "法发〔2019〕20号：可以提交③ [M]"
        ),
        Parameter.COMMITTEE_GROUND_ORDERED_RETRIAL: _ground(
            "指令再审或者发回重审的案件", "may", "法发〔2019〕20号：可以提交④ [M]"
        ),
        Parameter.COMMITTEE_GROUND_OTHER: _ground(
            "其他需要审判委员会讨论决定的案件", "may", "法发〔2019〕20号：可以提交⑤ [M]"
        ),
        Parameter.DELIBERATION_DAYS: Definition(
            title="庭审结束后评议的期限",
            default=5,
            least=1,
            most=60,
            unit="个工作日",
            source="合议庭工作规定（2002）第九条",
        ),
        Parameter.TIME_LIMIT_WARNING_THIRDS: Definition(
            title="审限预警的比例（三分之几）",
            default=2,
            least=1,
            most=3,
            unit="/3",
            source="长林中法〔2021〕39号第七条：审限三分之二预警",
        ),
        Parameter.SUPERVISED_RECONSIDERATIONS: Definition(
            title="院庭长要求合议庭复议的次数上限",
            default=1,
            least=0,
            most=3,
            unit="次",
            source="法发〔2021〕30号第十条 [M]：一次，附书面理由",
        ),
        Parameter.RULE_REVIEW_MONTHS: Definition(
            title="裁判规则满多少个月须复审",
            default=24,
            least=1,
            most=240,
            unit="个月",
            source="本系统默认，由本院确定",
        ),
        Parameter.LIKE_QUESTION_SHARE: Definition(
            title="相似问题的字面相似度下限（百分数）",
            default=50,
            least=1,
            most=100,
            unit="%",
            source="本系统默认，由本院确定",
        ),
        Parameter.TASK_DAYS: Definition(
            title="在审案件对照新规则的期限",
            default=7,
            least=1,
            most=90,
            unit="日",
            source="本系统默认，由本院确定",
        ),
    }
)


def problem_with(parameter: Parameter, value: Value) -> str | None:
    """Return the accepted form where a value cannot be taken, else None.

    Example:
        >>> problem_with(Parameter.CONFERENCE_MINIMUM, 1)
        '2至99的整数（人）'
        >>> problem_with(Parameter.COMMITTEE_RECUSED_COUNT, False) is None
        True
    """
    definition = DEFINITIONS[parameter]
    if definition.choices:
        fits = value in dict(definition.choices)
    elif isinstance(definition.default, bool) or isinstance(value, bool | str):
        fits = isinstance(definition.default, bool) and isinstance(value, bool)
    else:
        fits = definition.least <= value <= definition.most
    return None if fits else definition.accepted


def value_of_words(parameter: Parameter, words: str) -> Value:
    """Return the value that somebody typed; words that are no value come back as they are.

    Example:
        >>> value_of_words(Parameter.CONFERENCE_MINIMUM, " 5 ")
        5
        >>> value_of_words(Parameter.COMMITTEE_RECUSED_COUNT, "否")
        False
    """
    told, default = words.strip(), DEFINITIONS[parameter].default
    if isinstance(default, bool):
        return {
            "yes": True,
            "是": True,
            "true": True,
            "no": False,
            "否": False,
            "false": False,
        }.get(told.lower(), told)
    is_number = isinstance(default, int) and told.isascii() and told.isdigit()
    return int(told) if is_number else told
