"""Why does a criminal judgment of first instance convict or acquit, and weigh as it does?"""

from corpus.judgment import SectionKind
from corpus.sample.drafts import Desk, Taken
from corpus.sample.matters import Paper
from corpus.sample.sentencing import band_of

EXTRA_FLAGS = (
    "burglary",
    "pickpocket",
    "reserve",
    "accident",
    "no_licence",
    "weapon",
    "telecom",
    "elderly_victim",
)
MITIGATING = (
    "minor",
    "attempt",
    "excess_defence",
    "surrender",
    "confession",
    "restitution",
    "forgiveness",
    "restoration",
    "victim_fault",
)


def conduct(desk: Desk, paper: Paper) -> str:
    """Return what the deed is in law, as a paper of the case found it."""
    speak = desk.speak
    charge = paper.ruling.charge or paper.matter.cause
    slot = "conduct" if charge == paper.matter.cause else f"conduct.{charge}"
    values: dict[str, str] = {}
    measure = paper.matter.numbers["measure"]
    if charge == paper.matter.cause and "band" in speak.values:
        if paper.ruling.positions.get("yield_rate") == "inferred":
            measure = paper.matter.numbers["inferred"]
            values["volume"] = speak.values["volume_inferred"]
        band = band_of(charge, paper.matter.law, measure)
        values["band"] = band.label if band else ""
    return speak(slot, **values)


def add_reasoning(desk: Desk) -> None:
    """Append the reasons: the deed in law, the issues, the circumstances."""
    speak, paper = desk.speak, desk.paper
    ruling = paper.ruling
    convicted = ruling.result == "guilty"
    opening = [conduct(desk, paper)] if convicted else []
    if convicted and ruling.charge == paper.matter.cause:
        opening.append(speak("conviction"))
    taken = [
        Taken(issue, position, speak(f"{issue}.{position}"))
        for issue, position in ruling.positions.items()
    ]
    sentences = [entry.sentence for entry in taken]
    if convicted:
        sentences += _extras(desk) + _circumstances(desk) + _conclusions(desk)
    if "guiding" in paper.remarks:
        sentences.append(speak("guiding_answer"))
    desk.add(SectionKind.REASONING, speak("view") + "".join(opening + sentences), *taken)


def _extras(desk: Desk) -> list[str]:
    """Return what makes the deed itself graver."""
    speak, matter, positions = desk.speak, desk.paper.matter, desk.paper.ruling.positions
    flags = [flag for flag in EXTRA_FLAGS if flag in matter.flags]
    if "household_yard" in positions:
        flags = [flag for flag in flags if flag != "burglary"]
    found = [speak(f"extra.{flag}") for flag in flags if speak.knows(f"extra.{flag}")]
    if matter.variant == "fled" or positions.get("left_to_hospital") == "fled":
        found.append(speak("extra.fled"))
    return found


def _circumstances(desk: Desk) -> list[str]:
    flags = desk.paper.matter.flags
    slots = [f"mitigate_{flag}" for flag in MITIGATING if flag in flags]
    slots += [f"aggravate_{flag}" for flag in ("recidivist", "prior_record") if flag in flags]
    if "accessory_b" in flags:
        slots.append("mitigate_accessory")
    if "plea" in flags:
        slots.append("mitigate_plea")
    return [desk.speak(slot) for slot in desk.chance.child("order").shuffled(slots)]


def _conclusions(desk: Desk) -> list[str]:
    speak, paper = desk.speak, desk.paper
    ruling = paper.ruling
    found = []
    if any(actor.counsel for actor in paper.matter.actors) and desk.chance.happens(60):
        found.append(speak("counsel_adopted"))
    if "plea" in paper.matter.flags and ruling.factor_percent != 100:
        way = "harsher" if ruling.factor_percent > 100 else "lighter"
        found.append(speak(f"adjust_{way}"))
    if any(penalty.probation_months for penalty in ruling.penalties):
        found.append(speak("probation_ground"))
    return found
