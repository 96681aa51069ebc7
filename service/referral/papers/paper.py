"""What is a paper of a meeting, which volume does it belong to, and how is it printed?

A paper is made of a matter as its acts left it, and of nothing else: the same acts give the same
bytes. Its number names the matter and the last act that it knows of, so that a later edition is
told from an earlier one.

Source: GB/T 9704-2012 (layout); 刑诉法解释 art. 53, 214 and 法发〔2021〕2号 art. 13 [M]
(deliberation is secret and goes to the inner volume, 副卷).
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from service.court_time import court_day
from service.labels import label_of
from service.referral.course.acts import KeptAct
from service.referral.papers.vocabulary import MeetingPaper
from service.reports.blocks import Block, Title
from service.reports.paper.sheet import Sheet
from service.reports.paper.word import render_sheet
from service.reports.plain import render_plain
from service.reports.vocabulary import FileClass

_SHORT_ID = 8
_CAUTION = "审判工作秘密，注意保管"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Of which matter a paper is made, and up to which of its acts.

    Attributes:
        matter_id: The matter.
        n_acts: How many acts it had.
        begun_at: When its first act was done.
        moved_at: When its last was.
    """

    matter_id: str
    n_acts: int
    begun_at: datetime
    moved_at: datetime

    def number(self, series: str) -> str:
        """Return the number of a paper.

        Example:
            >>> from datetime import UTC
            >>> day = datetime(2026, 3, 2, tzinfo=UTC)
            >>> Edition(matter_id="5f3a9c01ab", n_acts=7, begun_at=day, moved_at=day).number("法会")
            '法会〔2026〕5f3a9c01号之7'
        """
        year = court_day(self.begun_at).year
        return f"{series}〔{year}〕{self.matter_id[:_SHORT_ID]}号之{self.n_acts}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper before it is printed.

    Attributes:
        kind: Which paper.
        court: Full name of the court.
        heading: What it is called.
        number: Its number.
        file_class: The volume that it belongs to (正卷, 副卷).
        made_at: When the matter was as the paper tells, aware.
        blocks: What it says, in order, below the title.
        warning: What stands at the head of each page; empty for none.
    """

    kind: MeetingPaper
    court: str
    heading: str
    number: str
    file_class: FileClass
    made_at: datetime
    blocks: tuple[Block, ...]
    warning: str = ""

    @property
    def is_secret(self) -> bool:
        """Whether it belongs to the inner volume."""
        return self.file_class is FileClass.INNER

    @property
    def text(self) -> str:
        """All that it says, as plain text."""
        return render_plain(lay_out(self))

    @property
    def digest(self) -> str:
        """SHA-256 of its text, 64 hexadecimal digits."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def file_name(self) -> str:
        """Under which name it is saved."""
        return f"{self.heading}.docx"


def edition_of(matter_id: str, acts: Sequence[KeptAct]) -> Edition:
    """Return the edition that the acts of a matter give; there is at least one act."""
    return Edition(
        matter_id=matter_id,
        n_acts=len(acts),
        begun_at=acts[0].act.at,
        moved_at=acts[-1].act.at,
    )


def lay_out(paper: Paper) -> tuple[Block, ...]:
    """Return the blocks of a paper, its title first."""
    volume = label_of(paper.file_class)
    below = f"{volume}　{_CAUTION}" if paper.is_secret else volume
    title = Title(
        lines=(*((paper.court,) if paper.court else ()), paper.heading),
        below=(paper.number, below),
    )
    return (title, *paper.blocks)


def print_paper(paper: Paper) -> bytes:
    """Return a paper as .docx; equal papers give equal bytes.

    Cost: some 30 ms, more with every page.
    """
    volume = label_of(paper.file_class)
    head = paper.warning or (f"【{volume}】{_CAUTION}" if paper.is_secret else "")
    sheet = Sheet(
        title=paper.heading,
        made_at=paper.made_at,
        head=head,
        foot=f"{paper.number}　{volume}　内容摘要（SHA256）{paper.digest}",
    )
    return render_sheet(lay_out(paper), sheet)
