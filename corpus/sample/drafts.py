"""How do the parts of a paper become one text whose parts are known by offset?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.case_number import CaseNumber
from corpus.judgment import SectionKind
from corpus.provision import Provision
from corpus.sample.chance import Chance
from corpus.sample.figures import article_number, signature_date
from corpus.sample.grammar import Speaker, Wording
from corpus.sample.matters import Paper
from corpus.sample.people import Person, masked_names
from corpus.sample.statutes import citation, in_order
from corpus.sample.truth import PartyTruth, PositionTruth, SectionTruth


@dataclass(frozen=True, slots=True)
class Taken:
    """A sentence that takes a position, as it stands in a paragraph."""

    issue: str
    position: str
    sentence: str


@dataclass(slots=True)
class Draft:
    """Paragraphs of a paper in order."""

    paragraphs: list[tuple[SectionKind, str]] = field(default_factory=list)
    taken: list[tuple[int, Taken]] = field(default_factory=list)

    def add(self, kind: SectionKind, text: str, *taken: Taken) -> None:
        """Append a paragraph; ``taken`` are sentences in it that take a position."""
        self.taken.extend((len(self.paragraphs), sentence) for sentence in taken)
        self.paragraphs.append((kind, text))

    def finish(self, joint: str) -> tuple[str, tuple[SectionTruth, ...], tuple[PositionTruth, ...]]:
        """Return the text, its parts, which tile it, and the positions taken."""
        sections: list[SectionTruth] = []
        starts: list[int] = []
        place = 0
        for count, (kind, text) in enumerate(self.paragraphs):
            starts.append(place)
            end = place + len(text) + (len(joint) if count + 1 < len(self.paragraphs) else 0)
            if sections and sections[-1].kind is kind:
                start = sections.pop().start
                sections.append(SectionTruth(kind=kind, start=start, end=end))
            else:
                sections.append(SectionTruth(kind=kind, start=place, end=end))
            place = end
        text = joint.join(text for _, text in self.paragraphs)
        positions = []
        for count, sentence in self.taken:
            start = text.index(sentence.sentence, starts[count])
            positions.append(
                PositionTruth(
                    issue=sentence.issue,
                    position=sentence.position,
                    start=start,
                    end=start + len(sentence.sentence),
                )
            )
        return text, tuple(sections), tuple(positions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How one paper is set.

    Attributes:
        joint: Between paragraphs.
        brackets: Around the year of its case number.
        is_spaced: Whether the title is spaced out (刑 事 判 决 书).
        zero: The nought of the date.
        court_name: Name of the court in the head.
    """

    joint: str
    brackets: str
    is_spaced: bool
    zero: str
    court_name: str


def draw_layout(paper: Paper, chance: Chance) -> Layout:
    """Return the setting of a paper."""
    names = paper.court.head_names
    return Layout(
        joint=chance.weigh((("\n", 84), (" ", 10), ("", 6))),
        brackets=chance.weigh((("（）", 78), ("()", 16), ("〔〕", 6))),
        is_spaced=chance.happens(45),
        zero=chance.weigh((("〇", 80), ("○", 14), ("零", 6))),
        court_name=chance.pick(names) if names and chance.happens(22) else paper.court.name,
    )


def print_number(number: CaseNumber, brackets: str = "（）") -> str:
    """Return a case number as printed, in the brackets wanted.

    Example:
        >>> print_number(CaseNumber(year=2021, court_code="吉7701", type_code="刑初", serial="7"))
        '（2021）吉7701刑初7号'
    """
    year = f"{brackets[0]}{number.year}{brackets[1]}"
    sign = number.court_code + number.type_code
    if number.is_old_form:
        return f"{year}{sign}字第{number.serial}号"
    return f"{year}{sign}{number.serial}号"


class Desk:
    """Everything that the composition of one paper works with.

    Attributes:
        paper: The paper.
        draft: Its paragraphs so far.
        parties: Those of the head so far.
        provisions: The basis, once cited.
        items: The ruling, once given.
        quoted: Numbers of other papers given so far.
        fee_fen: The court fee, once given.
        speak: Says slots in the words of this paper.
        story: The stream of what all papers of the dispute tell alike.
        layout: How it is set.
        names: Printed names by slot.
    """

    def __init__(
        self,
        paper: Paper,
        *,
        books: tuple[str, ...],
        numbers: Mapping[str, CaseNumber],
        chance: Chance,
        story: Chance,
        wording: Wording,
    ) -> None:
        self.paper = paper
        self.draft = Draft()
        self.chance = chance
        self._numbers = numbers
        self.layout = draw_layout(paper, chance.child("layout"))
        self.names = printed_names(paper)
        self.parties: list[PartyTruth] = []
        self.provisions: tuple[Provision, ...] = ()
        self.items: tuple[str, ...] = ()
        self.quoted: list[str] = []
        self.fee_fen: int | None = None
        self.speak = Speaker(books, chance=chance.child("words"), wording=wording)
        self._books = books
        self._wording = wording
        self.story = story
        self.speak.values.update(paper.matter.values)
        self.speak.values.update(self.names)
        self.speak.values.update(paper.remarks)

    def tell(self, slot: str, **values: str) -> str:
        """Return the words of a slot of the story, the same in all papers of the dispute."""
        teller = Speaker(
            self._books,
            chance=self.story.child(slot),
            wording=self._wording,
            values=self.speak.values,
        )
        return teller(slot, **values)

    def number(self, paper: Paper | None = None) -> str:
        """Return the printed case number of a paper, by default of this one."""
        wanted = paper or self.paper
        brackets = self.layout.brackets if wanted is self.paper else "（）"
        if wanted is not self.paper:
            self.quoted.append(print_number(self._numbers[wanted.id]))
        return print_number(self._numbers[wanted.id], brackets)

    def add(self, kind: SectionKind, text: str, *taken: Taken) -> None:
        """Append a paragraph."""
        self.draft.add(kind, text, *taken)

    def head(self, title: str) -> None:
        """Append court, kind of paper and number."""
        spaced = " ".join(title) if self.layout.is_spaced else title
        self.add(SectionKind.HEAD, self.layout.court_name)
        self.add(SectionKind.HEAD, spaced)
        self.add(SectionKind.HEAD, self.number())

    def basis(self, provisions: Iterable[Provision], follows: str) -> None:
        """Append the citation of the basis, and note it."""
        self.provisions = in_order(provisions)
        purpose = self.speak("purpose_line") if self.speak.knows("purpose_line") else ""
        self.add(
            SectionKind.LEGAL_BASIS,
            purpose
            + self.speak("basis_opening")
            + citation(self.provisions, self.chance.child("citation"))
            + self.speak("basis_closing")
            + self.speak(follows),
        )

    def rule(self, items: Sequence[str]) -> None:
        """Append the ruling, numbered where it has several items, and note it."""
        self.items = tuple(items)
        for place, item in enumerate(items, 1):
            sign = f"{article_number(place)}、" if len(items) > 1 else ""
            self.add(SectionKind.DISPOSITION, sign + item)

    def sign(self) -> None:
        """Append signatures and date in the order of the official form."""
        gap = self.chance.weigh((("", 50), ("　", 30), (" ", 20)))
        seats = [seat for seat in self.paper.seats if seat.title in _BEFORE_DATE]
        others = [seat for seat in self.paper.seats if seat.title not in _BEFORE_DATE]

        def line(title: str, name: str) -> str:
            if gap and len(title) == 3 and self.layout.is_spaced:
                return " ".join(title) + gap + name
            return title + gap + name

        for seat in seats:
            self.add(SectionKind.SIGNATURE, line(seat.title, seat.name))
        day = signature_date(self.paper.decided_on, zero=self.layout.zero)
        self.add(SectionKind.SIGNATURE, day)
        for seat in others:
            self.add(SectionKind.SIGNATURE, line(seat.title, seat.name))


_BEFORE_DATE = frozenset({"审判长", "审判员", "人民陪审员"})


def printed_names(paper: Paper) -> dict[str, str]:
    """Return the names that a paper prints, by slot."""
    masked: list[tuple[str, str]] = []
    names: dict[str, str] = {}
    for actor in paper.matter.actors:
        names[actor.slot] = actor.who.name
        if isinstance(actor.who, Person) and (actor.is_hidden or paper.is_masked):
            masked.append((actor.slot, actor.who.name))
    names.update(masked_names(masked))
    return names
