"""In which parts and words is a civil or administrative paper of first instance written?"""

from collections.abc import Mapping
from datetime import timedelta

from corpus.judgment import CaseType, PartyKind, Role, SectionKind
from corpus.provision import Provision
from corpus.sample.civil import CivilCause
from corpus.sample.courts import COURTS
from corpus.sample.criminal_papers import first_of, tell_remand
from corpus.sample.drafts import Desk, Taken
from corpus.sample.figures import arabic_date, article_number, plain_money
from corpus.sample.matters import Actor, Paper
from corpus.sample.people import Company, Person
from corpus.sample.statutes import article, civil_procedure
from corpus.sample.truth import PartyTruth

ROLE_WORDS: Mapping[Role, str] = {
    Role.PLAINTIFF: "原告",
    Role.DEFENDANT: "被告",
    Role.THIRD_PARTY: "第三人",
}
DECISIVE = frozenset({"transfer_proof", "inspection"})


def is_administrative(paper: Paper) -> bool:
    """Tell whether a paper belongs to an administrative case."""
    return paper.matter.cause == "forest_penalty"


def title_of(paper: Paper, kind: str) -> str:
    """Return the title of a paper, "民事判决书"."""
    return ("行政" if is_administrative(paper) else "民事") + kind


def prepare(desk: Desk, cause: CivilCause) -> None:
    """Put names, dates and sums of a civil case among the words of the desk."""
    matter = desk.paper.matter
    lowest = first_of(desk.paper)
    values = desk.speak.values
    names = [desk.names[a.slot] for a in matter.parties() if a.role is Role.DEFENDANT]
    values["defendants"] = "、".join(names)
    values["title"] = cause.called or cause.title
    if cause.title.endswith("争议"):
        values["title"] = desk.chance.pick((cause.title, cause.title + "纠纷"))
    values["filed"] = arabic_date(lowest.filed_on)
    values["heard"] = arabic_date(lowest.filed_on + (lowest.decided_on - lowest.filed_on) * 2 // 3)
    chairs = [seat.name for seat in lowest.seats if seat.title in {"审判长", "审判员"}]
    values["presiding"] = next(iter(chairs), "")
    if "C" in values:
        values["child_name"] = values["C"]
        values["child_word"] = ("女儿" if values["child_word_short"] == "女" else "儿子") + values[
            "C"
        ]
        keeper = "P" if matter.numbers["keeper"] else "D"
        values["custodian"] = values[keeper]
        values["payer_parent"] = values["D" if keeper == "P" else "P"]
    if is_administrative(desk.paper):
        hearing = "hearing_no" if "hearing_notice" in matter.issues else "hearing_yes"
        values["hearing_fact"] = desk.tell(hearing)
    values.update(cause.words(matter, lowest.ruling))
    if "rate" in matter.numbers:
        values["rate_term"] = desk.tell("rate_yes" if matter.numbers["rate"] else "rate_none")
    if "daily" in matter.numbers:
        values["penalty_term"] = desk.tell(
            "penalty_yes" if matter.numbers["daily"] else "penalty_no"
        )
        values["penalty_clause"] = values["penalty_term"] + "。"
    if matter.cause == "labour":
        values["detail"] = desk.tell(f"detail.{matter.variant}")


def party_lines(desk: Desk, actor: Actor, role: str) -> list[str]:
    """Return the lines that introduce a party: itself, who represents it, its lawyer."""
    speak, name = desk.speak, desk.names[actor.slot]
    who = actor.who
    if isinstance(who, Person):
        lines = [
            speak(
                "party_person",
                role=role,
                name=name,
                sex="女" if who.is_female else "男",
                born=arabic_date(who.born_on),
                nation=who.nation,
                work=who.work,
                home=who.home,
            )
        ]
    else:
        former = speak("former_name", name=who.former_name) if who.former_name else ""
        lines = [speak("party_company", role=role, name=name, former=former, seat=who.seat)]
        title, office = who.head_title.split("|")
        lines.append(speak("head_line", head_title=title, head=who.head, office=office))
    if actor.counsel:
        counsel, firm = actor.counsel
        lines.append(speak("counsel_line", counsel=counsel, firm=firm))
    return lines


def note_party(desk: Desk, actor: Actor, role: Role, former_role: Role | None = None) -> None:
    """Note a party, and its lawyer, among those of the head."""
    desk.parties.append(
        PartyTruth(
            key=actor.who.key,
            name=desk.names[actor.slot],
            role=role,
            kind=actor.kind,
            former_role=former_role,
        )
    )
    if isinstance(actor.who, Company):
        desk.parties.append(
            PartyTruth(
                key=f"head:{actor.who.key}",
                name=actor.who.head,
                role=Role.REPRESENTATIVE,
                kind=PartyKind.NATURAL,
            )
        )
    if actor.counsel:
        name = actor.counsel[0]
        desk.parties.append(
            PartyTruth(key=f"counsel:{name}", name=name, role=Role.COUNSEL, kind=PartyKind.NATURAL)
        )


def _open(desk: Desk, cause: CivilCause, kind: str) -> None:
    prepare(desk, cause)
    desk.head(title_of(desk.paper, kind))
    parties(desk)


def parties(desk: Desk) -> None:
    """Append the parties, those who represent them, and their lawyers."""
    for actor in desk.paper.matter.parties():
        if actor.role is None:
            continue
        for line in party_lines(desk, actor, ROLE_WORDS[actor.role]):
            desk.add(SectionKind.PARTIES, line)
        note_party(desk, actor, actor.role)


def _procedure(desk: Desk) -> None:
    speak, paper = desk.speak, desk.paper
    by_slot = {actor.slot: actor for actor in paper.matter.actors}
    absent = paper.matter.numbers.get("absent", 0)
    attendance = speak(
        "attend_absent" if absent else "attend_both",
        with_p="及其委托诉讼代理人" if by_slot["P"].counsel else "",
        with_d="及其委托诉讼代理人" if by_slot["D"].counsel else "",
    )
    tribunal = speak("tribunal_sole" if paper.is_sole else "tribunal_panel")
    desk.add(SectionKind.PROCEDURE, speak("procedure", attendance=attendance, tribunal=tribunal))
    tell_remand(desk)


def _claims(desk: Desk, cause: CivilCause) -> None:
    speak, matter = desk.speak, desk.paper.matter
    claims = cause.claims(matter, speak)
    claims.append(speak("claim_costs"))
    dot = desk.chance.pick((".", "、", "．"))
    numbered = "".join(f"{place}{dot}{claim}" for place, claim in enumerate(claims, 1))
    story = desk.tell(f"story.{matter.variant}")
    opening = speak("claims_opening", claims=numbered, claims_tail=numbered, story=story)
    has_story = story[:24] in opening
    desk.add(SectionKind.CLAIMS, opening if has_story else opening + story)


def _defences(desk: Desk) -> None:
    speak, matter = desk.speak, desk.paper.matter
    if matter.numbers.get("absent"):
        desk.add(SectionKind.DEFENCES, speak("defence_none"))
        return
    slot = f"answer.{matter.variant}"
    arguments = [text for issue in matter.issues if (text := speak(f"{issue}.defence"))]
    answer = ""
    alike = matter.cause in {"labour", "forest_contract"}
    if not arguments or (not alike and speak.chance.happens(50)):
        answer = speak(slot if speak.knows(slot) else "answer.plain")
    own = [text for text in arguments if not text.startswith(speak.values.get("E", "无"))]
    others = [text for text in arguments if text not in own]
    if own or answer:
        desk.add(SectionKind.DEFENCES, speak("defence_opening") + answer + "".join(own))
    for text in others:
        desk.add(SectionKind.DEFENCES, text)
    if matter.cause == "traffic_tort" and not others:
        desk.add(SectionKind.DEFENCES, speak("answer.insurer"))


def _evidence(desk: Desk) -> None:
    speak = desk.speak
    pieces = speak.several("evidence", desk.chance.between(2, 4))
    desk.add(SectionKind.EVIDENCE, speak("evidence_line", pieces="、".join(pieces)))


def issue_fact(paper: Paper, issue: str) -> str:
    """Return the slot of the facts on an issue; a decisive fact has two forms."""
    if issue not in DECISIVE:
        return f"{issue}.fact"
    return f"{issue}.fact_out" if paper.matter.numbers["is_open"] else f"{issue}.fact_in"


def found_facts(desk: Desk) -> str:
    """Return the facts that the court found."""
    speak, matter = desk.speak, desk.paper.matter
    slots = (f"found.{matter.variant}", "found.any", "found.plain")
    slot = next(slot for slot in slots if speak.knows(slot))
    text = desk.tell(slot)
    for issue in matter.issues:
        text += desk.tell(issue_fact(desk.paper, issue))
    return text


def _facts(desk: Desk) -> None:
    speak, paper = desk.speak, desk.paper
    text = speak("found_opening") + found_facts(desk)
    for earlier in paper.quotes:
        text += _reliance(desk, earlier)
    if desk.chance.happens(40):
        text += speak("same_facts")
    desk.add(SectionKind.FACTS, text)


def _reliance(desk: Desk, earlier: Paper) -> str:
    slot = "reliance_criminal" if "刑" in desk.number(earlier) else "reliance"
    fact = desk.speak.values.get("earlier_fact", "上述基本事实")
    return desk.speak(slot, earlier=desk.number(earlier), earlier_fact=fact)


def _issues(desk: Desk, questions: list[str]) -> None:
    text = desk.speak("issue_opening")
    if len(questions) == 1:
        desk.add(SectionKind.ISSUES, text + questions[0] + "。")
    else:
        numbered = "；".join(
            f"{article_number(place)}、{question}" for place, question in enumerate(questions, 1)
        )
        desk.add(SectionKind.ISSUES, text + numbered + "。")


def _reasoning(desk: Desk, cause: CivilCause) -> None:
    speak, paper = desk.speak, desk.paper
    questions = [issue_question(desk, issue) for issue in paper.matter.issues]
    if questions and desk.chance.happens(70):
        _issues(desk, questions)
    general = cause.reasons(paper.matter, paper.ruling, speak)
    taken = [
        Taken(issue, position, speak(f"{issue}.{position}"))
        for issue, position in paper.ruling.positions.items()
    ]
    remark = speak("guiding_answer") if "guiding" in paper.remarks else ""
    text = speak("view") + "".join(general) + "".join(entry.sentence for entry in taken) + remark
    desk.add(SectionKind.REASONING, text.replace("，。", "。"), *taken)


def issue_question(desk: Desk, issue: str) -> str:
    """Return the question of an issue as a paper asks it."""
    slot = f"{issue}.question"
    if desk.speak.knows(slot):
        return desk.speak(slot)
    return desk.speak.values[f"question:{issue}"]


def _costs(desk: Desk, cause: CivilCause) -> None:
    speak, paper = desk.speak, desk.paper
    full = cause.fee(paper.matter, paper.ruling)
    halved = paper.is_sole and paper.matter.cause != "labour"
    fee = full // 2 // 100 * 100 if halved else full
    desk.fee_fen = fee
    values = {"full": plain_money(full), "fee": plain_money(fee)}
    result = paper.ruling.result
    payer = "原告" if result == "denied" else "被告"
    payer += speak.values["P"] if payer == "原告" else speak.values["D"]
    if result == "partly" and fee >= 10_000:
        award, claim = paper.ruling.sums.get("award", 0), paper.ruling.sums.get("claim", 0)
        share = min(max(award * 100 // claim if claim else 50, 30), 92)
        lost = fee * (100 - share) // 10_000 * 100
        slot = "fee_split_half" if halved else "fee_split"
        text = speak(slot, **values, fee_p=plain_money(lost), fee_d=plain_money(fee - lost))
    else:
        text = speak("fee_half" if halved else "fee_one", **values, payer=payer)
    desk.add(SectionKind.COSTS, text)


def _delay(desk: Desk) -> list[Provision]:
    paper = desk.paper
    delay = civil_procedure("delay", paper.decided_on)
    desk.add(
        SectionKind.DISPOSITION,
        desk.speak("delay", delay_article=f"第{article_number(delay.article)}条"),
    )
    return [delay]


def notice_of_appeal(desk: Desk, slot: str) -> None:
    """Append whom to appeal to, and how."""
    upper = COURTS[desk.paper.court.superior or "jilin"].name
    desk.add(SectionKind.APPEAL_NOTICE, desk.speak(slot, upper=upper))


def write_first(desk: Desk, cause: CivilCause) -> None:
    """Write a judgment of first instance."""
    paper = desk.paper
    _open(desk, cause, "判决书")
    _procedure(desk)
    _claims(desk, cause)
    _defences(desk)
    _evidence(desk)
    _facts(desk)
    _reasoning(desk, cause)
    desk.basis(cause.basis(paper.matter, paper.ruling, on=paper.decided_on), "judgment_follows")
    desk.rule(cause.items(paper.matter, paper.ruling, desk.speak))
    if "award" in paper.ruling.sums:
        _delay(desk)
    _costs(desk, cause)
    notice_of_appeal(desk, "appeal")
    desk.sign()


def write_withdrawal(desk: Desk, cause: CivilCause) -> None:
    """Write leave to withdraw a suit."""
    speak, paper = desk.speak, desk.paper
    _open(desk, cause, "裁定书")
    withdrawn = arabic_date(paper.decided_on - timedelta(days=1))
    desk.add(
        SectionKind.PROCEDURE,
        speak("withdraw_procedure", withdrawn=withdrawn, withdraw_why=speak("withdraw_why")),
    )
    desk.add(SectionKind.REASONING, speak("view") + speak("withdraw_view"))
    if is_administrative(paper):
        basis = [article("行政诉讼法", 62)]
    else:
        basis = [civil_procedure("withdrawal", paper.decided_on, 1)]
        basis.append(civil_procedure("ruling", paper.decided_on, 1, 5))
    desk.basis(basis, "ruling_follows")
    desk.rule([speak("item_withdraw")])
    # 诉讼费用交纳办法 art. 15: half when a suit is withdrawn.
    full = cause.fee(paper.matter, paper.ruling)
    desk.fee_fen = full // 2 // 100 * 100
    desk.add(
        SectionKind.COSTS,
        speak(
            "fee_half",
            full=plain_money(full),
            fee=plain_money(desk.fee_fen),
            payer="原告" + speak.values["P"],
        ),
    )
    desk.sign()


def write_dismissal(desk: Desk, cause: CivilCause) -> None:
    """Write the ruling that dismisses a suit without deciding it."""
    speak, paper = desk.speak, desk.paper
    _open(desk, cause, "裁定书")
    _procedure(desk)
    _claims(desk, cause)
    _defences(desk)
    if paper.quotes:
        earlier = paper.quotes[0]
        values = {
            "earlier": desk.number(earlier),
            "earlier_court": earlier.court.name,
            "earlier_day": arabic_date(earlier.decided_on),
        }
        desk.add(SectionKind.FACTS, speak("repeat_found", **values))
        desk.add(SectionKind.REASONING, speak("view") + speak("repeat_view"))
        basis = [
            civil_procedure("refusal", paper.decided_on, None, 5),
            civil_procedure("ruling", paper.decided_on, 1, 3),
            article("民诉解释", 247),
        ]
    else:
        _facts(desk)
        _reasoning(desk, cause)
        basis = cause.basis(paper.matter, paper.ruling, on=paper.decided_on)
    desk.basis(basis, "ruling_follows")
    desk.rule([speak("item_dismiss")])
    fee = cause.fee(paper.matter, paper.ruling)
    desk.add(SectionKind.COSTS, speak("fee_none", fee=plain_money(fee)))
    notice_of_appeal(desk, "appeal_ruling")
    desk.sign()


def write_mediation(desk: Desk, cause: CivilCause) -> None:
    """Write a settlement made before the court."""
    speak, paper = desk.speak, desk.paper
    speak.values["pay_day"] = arabic_date(paper.decided_on + timedelta(days=30))
    _open(desk, cause, "调解书")
    _procedure(desk)
    _claims(desk, cause)
    desk.add(SectionKind.FACTS, speak("mediation_opening"))
    main = cause.mediated_item(paper.matter, paper.ruling, speak)
    desk.rule([main, speak("mediation_rest") + "。"])
    desk.add(SectionKind.REASONING, speak("mediation_closing"))
    full = cause.fee(paper.matter, paper.ruling)
    desk.fee_fen = full // 2 // 100 * 100
    desk.add(
        SectionKind.COSTS,
        speak(
            "fee_half",
            full=plain_money(full),
            fee=plain_money(desk.fee_fen),
            payer="原告" + speak.values["P"],
        ),
    )
    desk.add(SectionKind.APPEAL_NOTICE, speak("mediation_effect"))
    desk.sign()


def case_type_of(paper: Paper) -> CaseType:
    """Return the case type of a civil or administrative paper."""
    return CaseType.ADMINISTRATIVE if is_administrative(paper) else CaseType.CIVIL
