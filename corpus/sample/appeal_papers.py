"""In which parts and words are papers of second instance and of retrial written?"""

from collections.abc import Mapping
from types import MappingProxyType

from corpus.judgment import CaseType, DocumentKind, Instance, PartyKind, Role, SectionKind
from corpus.provision import Provision
from corpus.sample import civil_papers, criminal_papers
from corpus.sample.causes import CASE_TYPES, CAUSES, CIVIL_CAUSES
from corpus.sample.criminal_reasoning import conduct
from corpus.sample.drafts import Desk, Taken
from corpus.sample.figures import arabic_date, article_number, plain_money
from corpus.sample.matters import Actor, Paper
from corpus.sample.statutes import (
    article,
    citation,
    civil_procedure,
    criminal_procedure,
    in_order,
)
from corpus.sample.truth import PartyTruth

ROLES: Mapping[Instance, tuple[Role, Role]] = MappingProxyType(
    {
        Instance.SECOND: (Role.APPELLANT, Role.APPELLEE),
        Instance.RETRIAL: (Role.RETRIAL_APPLICANT, Role.RESPONDENT),
        Instance.RETRIAL_REVIEW: (Role.RETRIAL_APPLICANT, Role.RESPONDENT),
    }
)


def write_above(desk: Desk) -> None:
    """Write a paper above first instance, of any case type."""
    paper = desk.paper
    below = paper.below[0]
    values = desk.speak.values
    values["court_below"] = below.court.name
    values["number_below"] = desk.number(below)
    values["decided_below"] = arabic_date(below.decided_on)
    values["filed_here"] = arabic_date(paper.filed_on)
    if CASE_TYPES[paper.matter.cause] is CaseType.CRIMINAL:
        _criminal(desk)
    else:
        _civil(desk)


def _outcome(desk: Desk) -> str:
    return desk.paper.remarks["outcome"]


def _kind_word(desk: Desk) -> str:
    return "裁定书" if desk.paper.kind is DocumentKind.CAIDING else "判决书"


def _criminal(desk: Desk) -> None:
    criminal_papers.prepare(desk)
    desk.speak.values["appellant"] = desk.names["A"]
    speak, paper = desk.speak, desk.paper
    desk.head("刑事" + _kind_word(desk))
    _criminal_parties(desk)
    desk.add(SectionKind.PROCEDURE, speak("procedure_criminal"))
    if _outcome(desk) == "withdrawn":
        desk.add(SectionKind.PROCEDURE, speak("withdraw_criminal"))
        desk.add(SectionKind.REASONING, speak("view") + speak("withdraw_criminal_view"))
        desk.basis([article("刑诉解释", _withdrawal_article(paper), 2)], "ruling_follows")
        desk.rule([speak("item_withdraw_criminal")])
        _final(desk)
        return
    first = paper.below[-1]
    desk.add(
        SectionKind.LOWER_COURT,
        speak("below_facts", facts=criminal_papers.story(desk) + criminal_papers.aftermath(desk)),
    )
    desk.add(SectionKind.LOWER_COURT, _criminal_view_below(desk, first))
    ground = "ground_law" if paper.matter.issues else "ground_heavy"
    desk.add(SectionKind.CLAIMS, speak("grounds_criminal", ground=speak(ground)))
    desk.add(SectionKind.FACTS, speak("found_same"))
    _criminal_reasoning(desk)
    cause = CAUSES[paper.matter.cause]
    basis: list[Provision] = []
    if _outcome(desk) == "affirmed":
        basis.append(criminal_procedure("appeal", paper.decided_on, 1, 1))
        desk.basis(basis, "ruling_follows")
        desk.rule([speak("item_affirm_criminal")])
    elif _outcome(desk) == "remanded":
        basis.append(criminal_procedure("appeal", paper.decided_on, 1, 3))
        desk.basis(basis, "ruling_follows")
        desk.rule([speak("item_revoke"), speak("item_remand")])
    else:
        basis = cause.basis(paper.matter, paper.ruling, on=paper.decided_on)
        basis.append(criminal_procedure("appeal", paper.decided_on, 1, 2))
        desk.basis(basis, "judgment_follows")
        items = cause.items(paper.matter, paper.ruling, speak)
        desk.rule([speak("item_revoke"), *items])
    _final(desk)


def _withdrawal_article(paper: Paper) -> int:
    # 刑事诉讼法解释: art. 383 since 2021-03-01, art. 305 of the text of 2012 before.
    return 383 if paper.decided_on.isoformat() >= "2021-03-01" else 305


def _criminal_parties(desk: Desk) -> None:
    speak = desk.speak
    desk.add(SectionKind.PARTIES, speak("prosecution_below"))
    name = speak.values["procuratorate"]
    desk.parties.append(
        PartyTruth(key=name, name=name, role=Role.PROSECUTION, kind=PartyKind.ORGAN)
    )
    for actor in desk.paper.matter.parties():
        is_appellant = actor.slot == "A"
        label = speak("accused_appellant" if is_appellant else "accused_other")
        line = criminal_papers.accused_line(desk, actor)
        desk.add(SectionKind.PARTIES, label + line.removeprefix("被告人").removeprefix("："))
        desk.parties.append(
            PartyTruth(
                key=actor.who.key,
                name=desk.names[actor.slot],
                role=Role.APPELLANT if is_appellant else Role.ACCUSED,
                kind=PartyKind.NATURAL,
                former_role=Role.ACCUSED,
            )
        )
        if is_appellant and actor.counsel:
            counsel, firm = actor.counsel
            desk.add(SectionKind.PARTIES, speak("defender", counsel=counsel, firm=firm))
            criminal_papers.add_counsel(desk, counsel, Role.DEFENDER)


def _criminal_view_below(desk: Desk, first: Paper) -> str:
    speak, chance = desk.speak, desk.chance.child("below")
    cause = CAUSES[first.matter.cause]
    basis = in_order(cause.basis(first.matter, first.ruling, on=first.decided_on))
    view = ""
    if first.ruling.result == "guilty":
        view = conduct(desk, first)
    for issue, position in first.ruling.positions.items():
        view += speak(f"{issue}.{position}")
    items = cause.items(first.matter, first.ruling, speak)
    return speak("below_view", view=view, basis=citation(basis, chance), items=_numbered(items))


def _numbered(items: list[str]) -> str:
    if len(items) == 1:
        return items[0]
    return "".join(f"{article_number(place)}、{item}" for place, item in enumerate(items, 1))


def _criminal_reasoning(desk: Desk) -> None:
    speak, paper = desk.speak, desk.paper
    outcome = _outcome(desk)
    if outcome == "remanded":
        desk.add(SectionKind.REASONING, speak("view") + speak("remand_view"))
        return
    taken = [
        Taken(issue, position, speak(f"{issue}.{position}"))
        for issue, position in paper.ruling.positions.items()
    ]
    opening = ""
    if paper.ruling.result == "guilty":
        opening = conduct(desk, paper)
    sentences = "".join(entry.sentence for entry in taken)
    if outcome == "affirmed":
        sentences += speak("affirm_criminal")
    else:
        sentences += speak("vary_criminal_law" if taken else "vary_criminal_term")
    desk.add(SectionKind.REASONING, speak("view") + opening + sentences, *taken)


def _final(desk: Desk) -> None:
    is_ruling = desk.paper.kind is DocumentKind.CAIDING
    if desk.paper.instance is not Instance.RETRIAL_REVIEW and _outcome(desk) != "remanded":
        text = desk.speak("final_ruling" if is_ruling else "final_judgment")
        desk.add(SectionKind.APPEAL_NOTICE, text)
    desk.sign()


def _civil(desk: Desk) -> None:
    speak, paper = desk.speak, desk.paper
    cause = CIVIL_CAUSES[paper.matter.cause]
    civil_papers.prepare(desk, cause)
    appellant = [a for a in paper.matter.parties() if a.slot in paper.appellants]
    others = [a for a in paper.matter.parties() if a.slot not in paper.appellants]
    speak.values["appellant"] = "、".join(desk.names[a.slot] for a in appellant)
    speak.values["appellee"] = "、".join(desk.names[a.slot] for a in others)
    speak.values["wish"] = (
        "支持其诉讼请求" if appellant[0].role is Role.PLAINTIFF else "驳回对方的诉讼请求"
    )
    desk.head(civil_papers.title_of(paper, _kind_word(desk)))
    _civil_parties(desk, appellant, others)
    _civil_body(desk)


def _civil_parties(desk: Desk, appellant: list[Actor], others: list[Actor]) -> None:
    first, second = ROLES[desk.paper.instance]
    above = desk.paper.instance is Instance.SECOND
    for actors, role in ((appellant, first), (others, second)):
        for actor in actors:
            if actor.role is None:
                continue
            below = civil_papers.ROLE_WORDS[actor.role]
            if above:
                slot = "party_label" if role is Role.APPELLANT else "party_label_passive"
                label = desk.speak(slot, below=below)
            else:
                word = "再审申请人" if role is Role.RETRIAL_APPLICANT else "被申请人"
                label = f"{word}（{_label_below(actor, below, desk.paper)}）"
            for line in civil_papers.party_lines(desk, actor, label):
                desk.add(SectionKind.PARTIES, line)
            civil_papers.note_party(desk, actor, role, former_role=actor.role)


def _label_below(actor: Actor, below: str, paper: Paper) -> str:
    second = next((p for p in paper.below if p.instance is Instance.SECOND), None)
    if second is None:
        return f"一审{below}"
    word = "上诉人" if actor.slot in second.appellants else "被上诉人"
    return f"一审{below}、二审{word}"


def _civil_body(desk: Desk) -> None:
    speak, paper = desk.speak, desk.paper
    kind = "administrative" if civil_papers.is_administrative(paper) else "civil"
    on = paper.decided_on
    if paper.instance is Instance.RETRIAL_REVIEW:
        desk.add(SectionKind.PROCEDURE, speak("review_procedure"))
        desk.add(SectionKind.CLAIMS, speak("review_grounds", ground=speak("ground_fact")))
        taken = _taken(desk)
        sentences = "".join(entry.sentence for entry in taken)
        text = speak("view") + sentences + speak("review_view")
        desk.add(SectionKind.REASONING, text, *taken)
        desk.basis([civil_procedure("retrial_review", on, 1)], "ruling_follows")
        desk.rule([speak("item_review")])
        desk.sign()
        return
    slot = "retrial_procedure" if paper.instance is Instance.RETRIAL else f"procedure_{kind}"
    desk.add(SectionKind.PROCEDURE, speak(slot))
    if _outcome(desk) == "withdrawn":
        desk.add(SectionKind.PROCEDURE, speak("withdraw_civil"))
        desk.add(SectionKind.REASONING, speak("view") + speak("withdraw_civil_view"))
        if kind == "civil":
            desk.basis([civil_procedure("appeal_withdrawal", on)], "ruling_follows")
        else:
            desk.basis([article("行政诉讼法", 62)], "ruling_follows")
        desk.rule([speak("item_withdraw_civil")])
        _final(desk)
        return
    _civil_appeal(desk, kind)


def _taken(desk: Desk) -> list[Taken]:
    return [
        Taken(issue, position, desk.speak(f"{issue}.{position}"))
        for issue, position in desk.paper.ruling.positions.items()
    ]


def _civil_appeal(desk: Desk, kind: str) -> None:
    speak, paper = desk.speak, desk.paper
    cause, first = CIVIL_CAUSES[paper.matter.cause], paper.below[-1]
    desk.add(SectionKind.CLAIMS, speak("grounds_civil", ground=speak("ground_fact")))
    desk.add(SectionKind.DEFENCES, speak("answer_civil"))
    claims = "".join(
        f"{place}.{claim}" for place, claim in enumerate(cause.claims(paper.matter, speak), 1)
    )
    desk.add(SectionKind.LOWER_COURT, speak("below_claims", claims=claims.rstrip("；") + "。"))
    desk.add(SectionKind.LOWER_COURT, speak("below_facts", facts=civil_papers.found_facts(desk)))
    desk.add(SectionKind.LOWER_COURT, _civil_view_below(desk, first))
    desk.add(SectionKind.FACTS, speak("found_same"))
    _civil_reasoning(desk)
    _civil_ruling(desk, kind)


def _civil_view_below(desk: Desk, first: Paper) -> str:
    speak = desk.speak
    cause = CIVIL_CAUSES[first.matter.cause]
    basis = in_order(cause.basis(first.matter, first.ruling, on=first.decided_on))
    view = "".join(cause.reasons(first.matter, first.ruling, speak))
    for issue, position in first.ruling.positions.items():
        view += speak(f"{issue}.{position}")
    items = cause.items(first.matter, first.ruling, speak)
    return speak(
        "below_view",
        view=view,
        basis=citation(basis, desk.chance.child("below")),
        items=_numbered(items),
    )


def _civil_reasoning(desk: Desk) -> None:
    speak, paper = desk.speak, desk.paper
    outcome = _outcome(desk)
    taken = _taken(desk)
    if outcome == "remanded":
        desk.add(SectionKind.REASONING, speak("view") + speak("remand_view"))
        return
    questions = [civil_papers.issue_question(desk, taken_.issue) for taken_ in taken]
    if questions:
        desk.add(SectionKind.ISSUES, speak("issue_opening") + "；".join(questions) + "。")
    sentences = "".join(entry.sentence for entry in taken)
    if not taken:
        cause = CIVIL_CAUSES[paper.matter.cause]
        sentences = "".join(cause.reasons(paper.matter, paper.ruling, speak))
    retrial = paper.instance is Instance.RETRIAL
    if outcome == "affirmed":
        closing = speak("retrial_affirm" if retrial else "affirm_civil")
    else:
        closing = speak("retrial_vary" if retrial else "vary_opening")
    desk.add(SectionKind.REASONING, speak("view") + sentences + closing, *taken)


def _civil_ruling(desk: Desk, kind: str) -> None:
    speak, paper = desk.speak, desk.paper
    cause, on = CIVIL_CAUSES[paper.matter.cause], paper.decided_on
    outcome = _outcome(desk)
    retrial = paper.instance is Instance.RETRIAL
    place = {"affirmed": 1, "varied": 2, "remanded": 3}[outcome]
    own: list[Provision] = []
    if outcome == "varied":
        own = cause.basis(paper.matter, paper.ruling, on=on)
    if kind == "administrative":
        own.append(article("行政诉讼法", 89, 1, place))
    else:
        if retrial:
            own.append(civil_procedure("retrial", on, 1))
        own.append(civil_procedure("appeal", on, 1, place))
    follows = "ruling_follows" if outcome == "remanded" else "judgment_follows"
    desk.basis(own, follows)
    if outcome == "affirmed":
        desk.rule([speak("item_affirm_retrial" if retrial else "item_affirm")])
    elif outcome == "remanded":
        desk.rule([speak(f"item_revoke_{kind}"), speak("item_remand")])
    else:
        revoke = [speak(f"item_revoke_{kind}")]
        if retrial and len(paper.below) > 1:
            first = paper.below[-1]
            number = desk.number(first)
            revoke.append(f"撤销{first.court.name}{number}民事判决；")
        desk.rule([*revoke, *cause.items(paper.matter, paper.ruling, speak)])
    if outcome != "remanded":
        _appeal_fee(desk)
    _final(desk)


def _appeal_fee(desk: Desk) -> None:
    speak, paper = desk.speak, desk.paper
    fee = CIVIL_CAUSES[paper.matter.cause].fee(paper.matter, paper.ruling)
    desk.fee_fen = fee
    loser = "appellant" if _outcome(desk) == "affirmed" else "appellee"
    desk.add(
        SectionKind.COSTS,
        speak(
            "fee_appeal",
            fee=plain_money(fee),
            fee_below=plain_money(fee),
            payer=speak.values[loser],
        ),
    )
