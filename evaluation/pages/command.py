"""``python -m evaluation pages``: every kind of page, by axe-core and for its language."""

import argparse
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from playwright.sync_api import Browser, sync_playwright

from evaluation.errors import MeasurementError
from evaluation.measurement import Measurement, command_of, commit_of_checkout
from evaluation.pages.furnishing import Person, furnish, go_through_a_case
from evaluation.pages.looking import IMPACTS, RULES, Looker
from evaluation.pages.own_words import OwnWords
from evaluation.pages.visiting import Visit, Visitor
from evaluation.performance.product import Installation
from evaluation.performance.serving import answering
from service.data_folder import load_settings
from service.house import open_house

_QUIET: Final = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
_READY_SECONDS: Final = 600.0
_COMMAND_SECONDS: Final = 900.0
_UNSIGNED: Final[tuple[str, ...]] = ("/sign-in", "/no-such-page")
_BEGIN: Final[tuple[str, ...]] = (
    "/",
    "/no-such-page",
    "/cases/0000000000",
    "/system",
    "/notices",
    "/account",
)
_PROTOCOL: Final = (
    "A copy of a folder of `tongpan demo`, in which one referral went every way to a rule and "
    "meetings stand half way, one judge searched by each method, gave a verdict, checked a draft "
    "and made a report. Everybody signs in, begins at the first page, at one that is not there and "
    "at one that is refused, and follows every link; so many pages of each kind (address without "
    "ids) are looked at, whoever opens them, at 1366x768, by axe-core with the rules {rules}. A "
    "violation counts once for each page that breaks the rule. chinese: pages on which words in "
    "Chinese stand outside of parts that are marked as Chinese; own_words_in_chinese: texts that "
    "are marked so though the program wrote them; both asked in English only. too_wide: pages that "
    "have to be moved sideways."
)


@dataclass(slots=True)
class Found:
    """What was found so far."""

    pages: int = 0
    seen: Counter[str] = field(default_factory=Counter)
    kinds: set[str] = field(default_factory=set)
    by_impact: Counter[str] = field(default_factory=Counter)
    rules: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    chinese: dict[str, list[str]] = field(default_factory=dict)
    chinese_pages: int = 0
    own: dict[str, list[str]] = field(default_factory=dict)
    wide: list[str] = field(default_factory=list)


def main(arguments: Sequence[str]) -> int:
    """Look at every kind of page.

    Args:
        arguments: See ``--help``.

    Returns:
        0; whatever goes wrong is raised.
    """
    options = _parser().parse_args(arguments)
    with TemporaryDirectory() as place:
        folder = Path(place) / "data"
        installation = Installation(folder, limit_seconds=_COMMAND_SECONDS)
        if options.data is None:
            installation.run("demo", "--size", str(options.size))
        else:
            shutil.copytree(options.data, folder)
        people = furnish(folder, seed=options.seed, today=datetime.now(UTC).date())
        own = OwnWords(_content_of(folder))
        found = _looked_at(installation, people, own, options)
    figures = {
        "pages": float(found.pages),
        "kinds": float(len(found.kinds)),
        **{each: float(found.by_impact[each]) for each in IMPACTS},
        "pages_with_chinese": float(found.chinese_pages),
        "own_words_in_chinese": float(len(found.own)),
        "too_wide": float(len(found.wide)),
    }
    Measurement(
        name=f"pages-{options.language}",
        protocol=_PROTOCOL.format(rules=", ".join(RULES)),
        figures=figures,
        command=command_of("pages", arguments),
        corpus_digest=f"demonstration, seed {options.seed}",
        commit=commit_of_checkout(),
        measured_on=datetime.now(UTC).date(),
        details={
            "kinds": sorted(found.kinds),
            "violations": list(found.rules.values()),
            "chinese": found.chinese,
            "own_words_in_chinese": found.own,
            "too_wide": found.wide,
        },
    ).write(options.json)
    for name, value in figures.items():
        print(f"{name:<24}{value:9.0f}")
    return 0


def _looked_at(
    installation: Installation,
    people: Sequence[Person],
    own: OwnWords,
    options: argparse.Namespace,
) -> Found:
    found, looker = Found(), Looker(own)
    with (
        answering(installation, say=print, limit_seconds=_READY_SECONDS) as (port, _),
        _chromium() as browser,
    ):
        base = f"http://127.0.0.1:{port}"
        for person in (None, *people):
            look = f"{options.type_size}.{'strong' if options.strong else ''}"
            visitor = Visitor(browser, base, language=options.language, look=look)
            if person is None:
                _look(visitor, _UNSIGNED, looker, found, options)
            else:
                visitor.sign_in(person.name, person.password)
                began = _BEGIN
                if person is people[0]:
                    began = (*_BEGIN, *go_through_a_case(visitor, seed=options.seed))
                _look(visitor, began, looker, found, options)
            visitor.close()
            name = "nobody" if person is None else person.name
            print(f"{name}: {found.pages} pages so far", flush=True)
    return found


def _look(
    visitor: Visitor,
    first: Sequence[str],
    looker: Looker,
    found: Found,
    options: argparse.Namespace,
) -> None:
    for visit in visitor.visits(first, per_kind=options.per_kind, seen=found.seen):
        found.pages += 1
        found.kinds.add(visit.kind)
        where = f"{visit.by or 'nobody'} {visit.address}"
        for each in () if options.no_axe else looker.violations(visitor):
            found.by_impact[each.impact] += 1
            row = found.rules.setdefault(
                (each.rule, visit.kind), {**asdict(each), "kind": visit.kind, "on": []}
            )
            row["on"].append(where)
            if len(row["on"]) == 1:
                print(f"  {each.impact} {each.rule} {visit.kind}: {each.example}", flush=True)
        if looker.is_too_wide(visitor):
            found.wide.append(where)
        if options.language == "en":
            _look_for_chinese(visitor, visit, looker, found)


def _look_for_chinese(visitor: Visitor, visit: Visit, looker: Looker, found: Found) -> None:
    words = looker.chinese(visitor)
    found.chinese_pages += bool(words)
    for texts, places in ((words, found.chinese), (looker.untranslated(visitor), found.own)):
        for text in texts:
            kinds = places.setdefault(text[:200], [])
            if visit.kind not in kinds:
                kinds.append(visit.kind)


def _content_of(folder: Path) -> Iterator[str]:
    """Give what the judgments and pending papers of a data folder say."""
    with open_house(load_settings({"data": folder}), may_make=False) as house:
        yield from (each.text for each in house.store.iterate())


@contextmanager
def _chromium() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        raise MeasurementError("chromium", "not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(_QUIET))
        try:
            yield browser
        finally:
            browser.close()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation pages", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder of `tongpan demo`, copied; else made")
    parser.add_argument("--size", type=int, default=300, help="judgments where a demo is made")
    parser.add_argument("--seed", type=int, default=7, help="seed of the questions referred")
    parser.add_argument(
        "--per-kind", type=int, default=4, help="pages of each kind, whoever opens them"
    )
    parser.add_argument("--language", choices=("zh", "en"), default="zh")
    parser.add_argument(
        "--type-size", choices=("standard", "large", "larger", "largest"), default="standard"
    )
    parser.add_argument("--strong", action="store_true", help="high contrast")
    parser.add_argument("--no-axe", action="store_true", help="look for the language only")
    parser.add_argument("--json", type=Path, required=True, help="file that takes the figures")
    return parser
