"""A growth run that is broken off anywhere goes on: nothing is measured twice, nothing is lost."""

import json
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.errors import MeasurementError
from evaluation.performance.growth import filling as filling_module
from evaluation.performance.growth import measuring as measuring_module
from evaluation.performance.growth.filling import Filling
from evaluation.performance.growth.measuring import SizeRun
from evaluation.performance.growth.notes import Notes, Part
from evaluation.performance.growth.recombining import Recombiner
from evaluation.performance.growth.texts import RealTexts
from evaluation.performance.processes import CommandCost
from evaluation.performance.product import Installation
from tests.evaluation.performance.growth.real import TODAY, judgments

STEPS = ("_build", "_search", "_hold", "_add")
MARKS = ("gigabytes", "search_p50_ms", "uss_megabytes", "add_seconds")


class BrokenOffError(Exception):
    """The run is broken off here."""


class Product:
    """Takes judgments as `tongpan ingest` does, and breaks off where it is told to."""

    def __init__(self, breaks: set[int] | None = None) -> None:
        self.texts: dict[str, str] = {}
        self.calls = 0
        self.followed: list[bool] = []
        self._breaks = breaks or set()

    def run(
        self, *arguments: str, settings: Mapping[str, str]
    ) -> tuple[CommandCost, dict[str, Any]]:
        self.followed.append(settings["TONGPAN_INDEX_AFTER_INGEST"] == "true")
        rows = [json.loads(line) for line in Path(arguments[1]).read_text("utf-8").splitlines()]
        added = [row for row in rows if row["id"] not in self.texts]
        self.calls += 1
        if self.calls in self._breaks:
            added = added[: len(added) // 2]
        self.texts |= {row["id"]: row["qw"] for row in added}
        if self.calls in self._breaks:
            raise BrokenOffError
        report = {
            "read": len(rows),
            "added": len(added),
            "unchanged": len(rows) - len(added),
            "rejected": 0,
        }
        return CommandCost(seconds=2.0, peak_bytes=1, output=""), report


class Watched(SizeRun):
    """Counts what it measures, and breaks off at the steps that are named."""

    def __init__(self, filling: Filling, breaks: set[int], counts: Counter[tuple[int, str]]):
        super().__init__(filling=filling, data=Path(), n_searches=1, commit="c", say=lambda _: None)
        self.breaks, self.counts = breaks, counts

    def _done(self, size: int, at: int) -> dict[str, Any]:
        if sum(self.counts.values()) in self.breaks:
            self.breaks.discard(sum(self.counts.values()))
            raise BrokenOffError
        if at == 3:
            self.filling.add(self.notes.ingested + 5, is_timed=False)
        self.counts[size, MARKS[at]] += 1
        return {MARKS[at]: float(self.notes.ingested)}

    def _build(self, size: int) -> dict[str, Any]:
        return self._done(size, 0)

    def _search(self, size: int) -> dict[str, Any]:
        return self._done(size, 1)

    def _hold(self, size: int) -> dict[str, Any]:
        return self._done(size, 2)

    def _add(self, size: int) -> dict[str, Any]:
        return self._done(size, 3)


@cache
def real() -> RealTexts:
    return RealTexts(judgments(24))


def filling_in(folder: Path, product: Product) -> Filling:
    filling = Filling(
        installation=cast("Installation", product),
        recombiner=Recombiner(real(), seed=1, today=TODAY),
        notes=Notes.open(folder, key={"seed": 1}),
        say=lambda _: None,
    )
    filling.remember()
    return filling


def until_done(folder: Path, product: Product, sizes: list[int], breaks: set[int]) -> Counter[Any]:
    counts: Counter[tuple[int, str]] = Counter()
    for _ in range(20):
        run = Watched(filling_in(folder, product), breaks, counts)
        try:
            for size in sizes:
                run.measure(size)
        except BrokenOffError:
            continue
        return counts
    raise AssertionError("not done after twenty starts")


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling_module, "PART", 4)
    monkeypatch.setattr(measuring_module, "usable_index", lambda _: None)


@given(
    at_steps=st.sets(st.integers(0, 7), max_size=4),
    at_commands=st.sets(st.integers(1, 7), max_size=3),
)
@settings(max_examples=15, deadline=None)
def test_broken_off_anywhere_it_ends_as_if_it_had_not_been(
    at_steps: set[int], at_commands: set[int]
) -> None:
    with TemporaryDirectory() as whole, TemporaryDirectory() as broken:
        smooth, rough = Product(), Product(at_commands)
        until_done(Path(whole), smooth, [6, 14], set())
        counts = until_done(Path(broken), rough, [6, 14], set(at_steps))
        assert set(counts.values()) == {1}
        assert len(counts) == 8
        # Where nothing was ingested twice over, the very same texts stand in the records.
        assert rough.texts == smooth.texts
        notes = Notes.open(Path(broken), key={"seed": 1})
        assert set(notes.sizes) == {6, 14}
        assert notes.sizes[14]["gigabytes"] == 14
        assert not list(Path(broken).glob("part*"))


def test_what_was_measured_is_not_measured_again(tmp_path: Path) -> None:
    product = Product()
    until_done(tmp_path, product, [6], set())
    calls = product.calls
    assert until_done(tmp_path, product, [6], set()) == Counter()
    assert product.calls == calls


def test_a_smaller_size_comes_too_late(tmp_path: Path) -> None:
    product = Product()
    until_done(tmp_path, product, [12], set())
    with pytest.raises(MeasurementError, match="too late"):
        until_done(tmp_path, product, [6, 12], set())


def test_what_the_product_does_not_take_is_told(tmp_path: Path) -> None:
    class Refusing(Product):
        def run(
            self, *arguments: str, settings: Mapping[str, str]
        ) -> tuple[CommandCost, dict[str, Any]]:
            cost, report = super().run(*arguments, settings=settings)
            return cost, report | {"added": report["added"] - 1, "rejected": 1}

    with pytest.raises(MeasurementError, match="4 judgments were given"):
        filling_in(tmp_path, Refusing()).fill(6)


def test_notes_of_another_run_are_refused(tmp_path: Path) -> None:
    Notes.open(tmp_path, key={"seed": 1, "models": "a"}).add(10, {"words": 3})
    with pytest.raises(MeasurementError, match="another models, seed"):
        Notes.open(tmp_path, key={"seed": 2, "models": "b"})
    (tmp_path / "growth.json").write_text("{", "utf-8")
    with pytest.raises(MeasurementError, match="cannot be read"):
        Notes.open(tmp_path, key={"seed": 1, "models": "a"})


def test_the_index_follows_only_what_is_added_to_see_it_follow(tmp_path: Path) -> None:
    product = Product()
    filling = filling_in(tmp_path, product)
    filling.fill(6)
    filling.add(9, is_timed=False)
    assert product.followed == [False] * (product.calls - 1) + [True]


def test_digests_that_are_missing_are_told(tmp_path: Path) -> None:
    filling_in(tmp_path, Product()).fill(6)
    (tmp_path / "digests.bin").write_bytes(b"")
    with pytest.raises(MeasurementError, match="not whole"):
        filling_in(tmp_path, Product())


def part(end: int, count: int, *, is_timed: bool = True) -> Part:
    return Part(
        end=end,
        count=count,
        is_timed=is_timed,
        seconds=count / 10,
        processor_seconds=count / 5,
        text_bytes=100 * count,
    )


def test_untimed_parts_count_by_the_pace_of_the_others(tmp_path: Path) -> None:
    notes = Notes.open(tmp_path, key={})
    assert notes.ingest_of(0) is None
    for each in (part(100, 100), part(105, 5, is_timed=False), part(300, 195)):
        notes.add_part(each)
    assert notes.ingest_of(100) == pytest.approx((10, 20))
    assert notes.ingest_of(300) == pytest.approx((30, 60))
    assert notes.text_bytes_of(300) == 30_000
    assert Notes.open(tmp_path, key={}).parts == notes.parts
