"""`tongpan related`: related cases on the command line."""

from pathlib import Path

from corpus.errors import SourceError
from corpus.judgment import JudgmentId
from corpus.relations.model import Ground, Relation
from service.api.related_schemas import encode_related
from service.cli.opening import working_house
from service.cli.output import emit, say
from service.data_folder import load_settings
from service.house import House
from service.labels import label_of
from service.pending.model import PendingCaseId
from service.pending.opening import CasePaper, open_case
from service.related.model import Edge, Related, RelatedCase
from service.related.reach import WHOLE_HOUSE
from service.search.uploads import text_of_upload
from service.stock import utc_now

_SHOWN = 20
_NOBODY = 0


def run_related(what: str, *, data: Path | None, is_json: bool) -> None:
    """Tell the related cases of a stored judgment, or of the paper of a pending case.

    Args:
        what: Id of a judgment, or path of a file; nothing of the file is kept.
        data: The data folder.
        is_json: Print JSON.

    Raises:
        SourceError: The file cannot be read.
        JudgmentNotFoundError: It is neither a file nor a stored judgment.
        RequestError: The file holds no text.
        CorpusError: The store cannot be opened.
    """
    with working_house(load_settings({"data": data}), may_make=False) as house:
        path = Path(what)
        if path.is_file():
            related = _of_file(house, path)
        else:
            related = house.related.of_judgment(JudgmentId(what), WHOLE_HOUSE)
    if is_json:
        emit(encode_related(related).model_dump(mode="json"))
    else:
        _tell(related)


def _of_file(house: House, path: Path) -> Related:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise SourceError(str(path), error.strerror or "cannot be opened") from error
    case = open_case(
        CasePaper(text=text_of_upload(path.name, content, house.settings), file_name=path.name),
        pending_id=PendingCaseId(f"file:{path.name}"),
        account_id=_NOBODY,
        now=utc_now(),
    )
    return house.related.of_pending(case, WHOLE_HOUSE)


def _tell(related: Related) -> None:
    for alarm in related.alarms:
        say(f"! {label_of(alarm.kind)}：{alarm.sentence}")
    if not related.edges:
        say("没有找到关联案件。")
    for kind, edges in related.edges.items():
        say(f"{label_of(kind)}（{len(edges)}）")
        for edge in edges[:_SHOWN]:
            _tell_edge(edge)
        if len(edges) > _SHOWN:
            say(f"  另有 {len(edges) - _SHOWN} 件")
    for left in related.left_out:
        say(f"{left.what}的案件共 {left.n_cases:,} 件，只比对了 {left.n_looked_at:,} 件。")
    if related.n_unknown:
        say(f"另有 {related.n_unknown:,} 篇文书由旧版读取，重新导入后才参与比对。")


def _tell_edge(edge: Edge) -> None:
    say(f"  {_place_of(edge.case)}")
    say(f"     {edge.case.id}")
    relation = edge.relation
    for leg in relation.legs:
        say(f"     {label_of(leg.kind)}：{leg.sentence}")
        for ground in leg.grounds:
            _tell_ground(ground)
    if not relation.legs:
        _tell_relation(relation)


def _tell_relation(relation: Relation) -> None:
    say(f"     {relation.sentence}")
    for ground in relation.grounds:
        _tell_ground(ground)


def _tell_ground(ground: Ground) -> None:
    quotes = "　".join(
        f"「{' '.join(words.text.split())}」"
        for words in (ground.left, ground.right)
        if words is not None
    )
    say(f"     - {ground.sentence} {quotes}".rstrip())


def _place_of(case: RelatedCase) -> str:
    state = "在审" if case.effect is None else label_of(case.effect)
    judge = f"（{case.judge}）" if case.judge else ""
    return f"{case.number or '（未载明案号）'} {case.court}{judge} {case.subject} [{state}]"
