"""In which parts and words is a criminal judgment of first instance written?"""

import re
from datetime import date, timedelta

from corpus.judgment import DocumentKind, Instance, PartyKind, Role, SectionKind
from corpus.sample.chance import Chance
from corpus.sample.charges import CRIMINAL_CAUSES
from corpus.sample.courts import COURTS, SampleCourt
from corpus.sample.criminal import CHARGE_TITLES, CHARGES_BY_KEY, term_end
from corpus.sample.criminal_reasoning import MITIGATING, add_reasoning
from corpus.sample.drafts import Desk
from corpus.sample.figures import arabic_date, article_number, term
from corpus.sample.matters import Actor, Matter, Paper
from corpus.sample.people import Person, draw_name
from corpus.sample.statutes import article
from corpus.sample.truth import PartyTruth

PLEAS_OF_INNOCENCE = frozenset(
    {"borrowed_money", "mutual_fight", "moped", "parking_lot", "small_volume"}
)
"""Issues on which the defence asks for an acquittal, and so not for leniency."""


def organs(court: SampleCourt) -> dict[str, str]:
    """Return the names of procuratorate and police at a court's place."""
    return {
        "procuratorate": f"{court.place}人民检察院",
        "police": f"{court.place}公安局",
    }


def prepare(desk: Desk) -> None:
    """Put names, organs and dates of a criminal case among the words of the desk."""
    paper = desk.paper
    matter = paper.matter
    lowest = first_of(paper)
    values = desk.speak.values
    values.update(organs(matter.court))
    accused = [actor for actor in matter.actors if actor.role is Role.ACCUSED]
    values["accused"] = "、".join(desk.names[actor.slot] for actor in accused)
    values["charge"] = CHARGE_TITLES[matter.cause]
    detained = matter.happened_on + timedelta(days=matter.numbers["arrest_gap"])
    values["detained"] = arabic_date(detained)
    values["arrested"] = arabic_date(min(detained + timedelta(days=13), lowest.filed_on))
    values["surrender_day"] = arabic_date(detained)
    # A case sent back is heard on the indictment of old.
    values["filed"] = arabic_date((paper.below[-1] if paper.below else paper).filed_on)
    values["filed_next"] = arabic_date(lowest.filed_on + timedelta(days=1))
    values["place"] = values.get("place", matter.court.place)
    number, suffix, paragraph = CHARGES_BY_KEY[matter.cause].main
    main = f"第{article_number(number)}条" + (f"之{article_number(suffix)}" if suffix else "")
    values["main_article"] = main + (
        f"第{article_number(paragraph)}款" if paragraph and not suffix else ""
    )
    values["seat"] = matter.court.place
    values["this_court"] = "本院" if lowest is paper else "原审法院"
    if "amount" in values:
        values["repaid"] = values["amount"]
    values["hurt"] = hurt_word(matter)
    values["jointly"] = "共同" if len(accused) > 1 else ""
    if _stays_in_custody(lowest, detained):
        values["custody_start"] = detained.isoformat()


def first_of(paper: Paper) -> Paper:
    """Return the paper of first instance that the dates of a case go by."""
    above = paper.instance is not Instance.FIRST and paper.below
    return paper.below[-1] if above else paper


def hurt_word(matter: Matter) -> str:
    """Return who is compensated and forgives: the injured, a company, or the family."""
    if matter.cause == "traffic_crime" and matter.numbers["measure"] > 1:
        return "被害人亲属"
    victim = next((actor for actor in matter.actors if actor.slot == "V"), None)
    if victim is not None and not isinstance(victim.who, Person):
        return "被害单位"
    return "被害人"


def _stays_in_custody(paper: Paper, detained: date) -> bool:
    """Tell whether the first accused is held: no probation, and a term beyond the judgment."""
    if not paper.ruling.penalties or paper.matter.cause == "drunk_driving":
        return False
    first = paper.ruling.penalties[0]
    end = term_end(detained, first.months)
    return first.probation_months == 0 and end > paper.decided_on + timedelta(days=12)


def write_first(desk: Desk) -> None:
    """Write a judgment of first instance: conviction, acquittal, or leave to withdraw."""
    prepare(desk)
    paper = desk.paper
    is_ruling = paper.kind is DocumentKind.CAIDING
    desk.head("刑事裁定书" if is_ruling else "刑事判决书")
    parties(desk)
    _procedure(desk)
    if is_ruling:
        _withdrawal(desk)
        return
    _charge(desk)
    _defences(desk)
    _facts(desk)
    _evidence(desk)
    add_reasoning(desk)
    _ruling(desk)


def parties(desk: Desk) -> None:
    """Append prosecution, accused and defenders."""
    paper, speak = desk.paper, desk.speak
    desk.add(SectionKind.PARTIES, speak("prosecution"))
    desk.parties.append(
        PartyTruth(
            key=speak.values["procuratorate"],
            name=speak.values["procuratorate"],
            role=Role.PROSECUTION,
            kind=PartyKind.ORGAN,
        )
    )
    for actor in paper.matter.parties():
        desk.add(SectionKind.PARTIES, accused_line(desk, actor))
        desk.parties.append(
            PartyTruth(
                key=actor.who.key,
                name=desk.names[actor.slot],
                role=Role.ACCUSED,
                kind=PartyKind.NATURAL,
            )
        )
        if actor.counsel:
            name, firm = actor.counsel
            desk.add(SectionKind.PARTIES, speak("defender", counsel=name, firm=firm))
            add_counsel(desk, name, Role.DEFENDER)


def add_counsel(desk: Desk, name: str, role: Role) -> None:
    """Note a lawyer among the parties of the head."""
    desk.parties.append(
        PartyTruth(key=f"counsel:{name}", name=name, role=role, kind=PartyKind.NATURAL)
    )


def accused_line(desk: Desk, actor: Actor) -> str:
    """Return the particulars of an accused, with custody and record."""
    speak, matter = desk.speak, desk.paper.matter
    person = actor.who
    if not isinstance(person, Person):
        raise TypeError(f"the accused {person.name} is no natural person")
    slot = "accused_line_alias" if person.alias else "accused_line_plain"
    line = speak(
        slot,
        name=desk.names[actor.slot],
        alias=person.alias or "",
        sex="女" if person.is_female else "男",
        born=arabic_date(person.born_on),
        birthplace=chance_birthplace(desk.chance, matter),
        nation=person.nation,
        schooling=person.schooling,
        work=person.work,
        home=person.home,
    )
    if actor.slot == "A":
        line += _record(desk)
    detained = "custody_start" in speak.values
    return line + speak("custody_detained" if detained else "custody_bail")


def chance_birthplace(chance: Chance, matter: Matter) -> str:
    """Return a place of birth in the province of the case."""
    return chance.pick(
        (f"{matter.court.province}省", f"{matter.court.province}省{matter.court.place}")
    )


def _record(desk: Desk) -> str:
    matter = desk.paper.matter
    chance = desk.story.child("record")
    place = matter.court.place
    if "recidivist" in matter.flags:
        released = matter.happened_on - timedelta(days=chance.between(200, 1500))
        months = chance.between(8, 20)
        return desk.tell(
            "record_recidivist",
            old_charge=chance.pick(("盗窃罪", "故意伤害罪", "寻衅滋事罪")),
            old_year=str((released - timedelta(days=months * 31 + 60)).year),
            old_court=f"{place}基层人民法院" if place.endswith("林区") else f"{place}人民法院",
            old_term=term(months),
            released=f"{released.year}年{released.month}月",
        )
    if "prior_record" in matter.flags:
        return desk.tell(
            "record_prior",
            old_charge=chance.pick(("盗窃罪", "故意伤害罪", "危险驾驶罪")),
            old_year=str(matter.happened_on.year - chance.between(6, 10)),
            old_court=f"{place}基层人民法院" if place.endswith("林区") else f"{place}人民法院",
        )
    return ""


def _procedure(desk: Desk) -> None:
    paper, speak, chance = desk.paper, desk.speak, desk.chance.child("procedure")
    has_counsel = any(actor.counsel for actor in paper.matter.parties())
    heard = paper.filed_on + (paper.decided_on - paper.filed_on) * 2 // 3
    sign = paper.court.place.removesuffix("林区").removesuffix("县")[:2]
    form = chance.pick(
        ("{s}检刑诉〔{y}〕{n}号", "{s}检一部刑诉〔{y}〕{n}号", "{s}检公诉刑诉〔{y}〕{n}号")
    )
    presiding = next((s.name for s in paper.seats if s.title == "审判长"), paper.seats[0].name)
    desk.add(
        SectionKind.PROCEDURE,
        speak(
            "procedure",
            indictment=form.format(s=sign, y=paper.filed_on.year, n=chance.between(3, 280)),
            accepted=arabic_date(paper.filed_on),
            heard=arabic_date(heard),
            tribunal=speak(_tribunal(paper), presiding=presiding),
            prosecutor=draw_name(chance),
            with_counsel=speak_counsel(chance) if has_counsel else "",
        ),
    )
    tell_remand(desk)


def tell_remand(desk: Desk) -> None:
    """Append, for a case heard again, what was decided before and by whom it was sent back."""
    if desk.paper.below:
        remand, earlier = desk.paper.below[0], desk.paper.below[-1]
        text = desk.speak(
            "remand_history",
            number_first=desk.number(earlier),
            decided_first=arabic_date(earlier.decided_on),
            court_above=remand.court.name,
            number_above=desk.number(remand),
        )
        desk.add(SectionKind.PROCEDURE, text)


def _tribunal(paper: Paper) -> str:
    if not paper.is_sole:
        return "tribunal_panel"
    # 速裁程序 is for those who plead guilty (刑事诉讼法 art. 222), and shorter than 简易程序.
    is_fast = "plea" in paper.matter.flags and (paper.decided_on - paper.filed_on).days < 30
    return "tribunal_fast" if is_fast else "tribunal_sole"


def speak_counsel(chance: Chance) -> str:
    """Return "and counsel" in one of its forms."""
    return chance.pick(("及其辩护人", "及辩护人", "及其辩护人"))


def story(desk: Desk) -> str:
    """Return the deed as a story."""
    variant = desk.paper.matter.variant
    result = f"result.{variant}"
    found = result if desk.speak.knows(result) else "result"
    return desk.tell(f"event.{variant}") + desk.tell(found)


def _charge(desk: Desk) -> None:
    speak, matter = desk.speak, desk.paper.matter
    proposal = ""
    penalties = desk.paper.ruling.penalties
    if "plea" in matter.flags and penalties:
        first = penalties[0]
        # The prosecution proposes by the model; a planted deviation is the court's own.
        months = max(1, round(first.expected_tenths / 10))
        kind = "拘役" if first.is_detention else "有期徒刑"
        proposed = kind + term(min(months, 6) if first.is_detention else max(months, 6))
        if first.probation_months:
            proposed += "，适用缓刑" if desk.chance.happens(50) else "，可以适用缓刑"
        if first.fine_fen:
            proposed += "，并处罚金"
        proposal = speak("proposal", proposed_term=proposed)
    text = speak("charge_opening") + story(desk)
    closing = speak("charge_closing", proposal=proposal)
    if desk.chance.happens(50):
        desk.add(SectionKind.CLAIMS, text + closing)
    else:
        desk.add(SectionKind.CLAIMS, text)
        desk.add(SectionKind.CLAIMS, closing)


def _grounds(desk: Desk) -> str:
    flags = desk.paper.matter.flags
    slots = [f"ground_{flag}" for flag in (*MITIGATING, "plea") if flag in flags]
    if not flags & {"recidivist", "prior_record"}:
        slots.append("ground_first")
    chosen = desk.chance.child("grounds").sample(slots, min(3, len(slots)))
    return "，".join(desk.speak(slot) for slot in chosen)


def _defences(desk: Desk) -> None:
    speak, paper = desk.speak, desk.paper
    flags = paper.matter.flags
    contests = bool(paper.matter.issues)
    if "plea" in flags and not (contests and paper.ruling.result == "acquitted"):
        text = speak("plea_yes")
    else:
        text = speak("plea_no")
    desk.add(SectionKind.DEFENCES, text)
    counsel = next((a.counsel for a in paper.matter.actors if a.counsel), None)
    for issue in paper.matter.issues:
        desk.add(SectionKind.DEFENCES, argument_on(desk, issue))
    grounds = _grounds(desk)
    pleads_innocence = PLEAS_OF_INNOCENCE & set(paper.matter.issues)
    if counsel and grounds and not pleads_innocence:
        desk.add(
            SectionKind.DEFENCES, speak("counsel_lenient", counsel=counsel[0], grounds=grounds)
        )


def argument_on(desk: Desk, issue: str) -> str:
    """Return the argument of the defence on an issue, by counsel or by the accused."""
    argument = desk.tell(f"{issue}.defence")
    if any(actor.counsel for actor in desk.paper.matter.actors):
        return argument
    argument = argument.replace("辩护人", "被告人", 1)
    return re.sub(r"^(被告人(?:提出|认为)，)被告人", r"\1其", argument)


def aftermath(desk: Desk) -> str:
    """Return how the accused came to justice, and what was done since."""
    matter = desk.paper.matter
    # On this issue the facts themselves tell how the driver came to the police.
    parts = [] if "left_to_hospital" in matter.issues else [desk.tell(_arrival(matter))]
    if "restitution" in matter.flags:
        if matter.cause in {"theft", "fraud"}:
            parts.append(desk.tell("after_restitution"))
        else:
            parts.append(desk.tell("after_restitution_plain"))
    if "forgiveness" in matter.flags:
        parts.append(desk.tell("after_forgiveness"))
    if "restoration" in matter.flags:
        parts.append(desk.tell("after_restoration"))
    return "".join(parts)


def _arrival(matter: Matter) -> str:
    if "surrender" not in matter.flags:
        return "came_stopped" if matter.cause == "drunk_driving" else "came_caught"
    at_scene = matter.cause == "drunk_driving" or (
        matter.cause == "traffic_crime" and matter.variant not in {"fled", "hospital"}
    )
    return "came_scene" if at_scene else "came_surrender"


def issue_fact(matter: Matter, issue: str) -> str:
    """Return the slot of the facts on an issue; decisive facts have two forms."""
    if issue == "parking_lot":
        return f"{issue}.fact_in" if matter.numbers["is_open"] else f"{issue}.fact_out"
    if issue == "household_yard":
        return f"{issue}.fact_out" if matter.numbers["is_open"] else f"{issue}.fact_in"
    return f"{issue}.fact"


def _facts(desk: Desk) -> None:
    speak, matter = desk.speak, desk.paper.matter
    if not matter.issues and desk.chance.happens(14):
        desk.add(SectionKind.FACTS, speak("found_same") + aftermath(desk))
        return
    text = speak("found_opening") + story(desk)
    for issue in matter.issues:
        text += desk.tell(issue_fact(matter, issue))
    if desk.chance.happens(50):
        desk.add(SectionKind.FACTS, text + aftermath(desk))
    else:
        desk.add(SectionKind.FACTS, text)
        desk.add(SectionKind.FACTS, aftermath(desk))


def _evidence(desk: Desk) -> None:
    speak = desk.speak
    pieces = speak.several("evidence", desk.chance.between(3, 5))
    pieces += speak.several("evidence_common", desk.chance.between(2, 4))
    pieces = desk.chance.shuffled(pieces)
    opening = speak("evidence_opening")
    if desk.chance.happens(25):
        numbered = [f"{place}.{piece}；" for place, piece in enumerate(pieces, 1)]
        desk.add(SectionKind.EVIDENCE, opening + "".join(numbered)[:-1] + "。")
        return
    closing = speak("evidence_closing")
    desk.add(SectionKind.EVIDENCE, opening + "、".join(pieces) + closing)


def _ruling(desk: Desk) -> None:
    speak, paper = desk.speak, desk.paper
    cause = CRIMINAL_CAUSES[paper.matter.cause]
    desk.basis(cause.basis(paper.matter, paper.ruling, on=paper.decided_on), "judgment_follows")
    desk.rule(cause.items(paper.matter, paper.ruling, speak))
    notice_of_appeal(desk, "appeal")
    desk.sign()


def notice_of_appeal(desk: Desk, slot: str) -> None:
    """Append whom to appeal to, and how."""
    upper = COURTS[desk.paper.court.superior or "jilin"].name
    copies = article_number(desk.chance.between(2, 6)).replace("二", "两", 1)
    desk.add(SectionKind.APPEAL_NOTICE, desk.speak(slot, upper=upper, copies=copies))


def _withdrawal(desk: Desk) -> None:
    speak, paper = desk.speak, desk.paper
    withdrawn = arabic_date(paper.decided_on - timedelta(days=3))
    desk.add(SectionKind.PROCEDURE, speak("withdraw_reason", withdrawn=withdrawn))
    desk.add(SectionKind.REASONING, speak("view") + speak("withdraw_view"))
    # The interpretation of 2021 counts art. 296, that of 2012 art. 242.
    number = 296 if paper.decided_on >= date(2021, 3, 1) else 242
    desk.basis([article("刑诉解释", number)], "ruling_follows")
    desk.rule([speak("item_withdraw")])
    notice_of_appeal(desk, "appeal_ruling")
    desk.sign()
