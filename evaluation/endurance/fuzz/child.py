"""One target in a process of its own: guided by coverage, or at random.

``python -m evaluation.endurance.fuzz.child guided|random TARGET INPUTS SEED FOLDER``. A library
that takes the whole process down leaves the input that did it in the folder. The fuzzer that
guides does not return from its work, so the last input writes the report and ends the process.
"""

import os
import sys
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Final

_ROOMS: Final = ("corpus", "indexing", "service")
_MOST_BYTES: Final = 20_000
_OWN_OF: Final = 4
"""Of so many changes one is left to the fuzzer itself; the others know the form of the input."""

REPORT: Final = "report.json"
LAST: Final = "last.bin"


def main(arguments: list[str]) -> None:
    """Run a target; see the head of this module."""
    way, name, n_inputs, seed, place = arguments
    folder = Path(place)
    if way == "guided":
        _guided(name, n_inputs=int(n_inputs), seed=int(seed), folder=folder)
        return
    catalogue = import_module("evaluation.endurance.fuzz.catalogue")
    watching = import_module("evaluation.endurance.fuzz.watching")
    tally = watching.run_at_random(
        catalogue.target_of(name), n_inputs=int(n_inputs), seed=int(seed), last=folder / LAST
    )
    tally.write(folder)


def _guided(name: str, *, n_inputs: int, seed: int, folder: Path) -> None:
    # Not there without the extra of the developers, and of no use to the other way.
    import atheris  # noqa: PLC0415

    # Only what is imported in here is watched: a reader that was imported before tells nothing.
    with atheris.instrument_imports(include=list(_ROOMS), enable_loader_override=False):
        catalogue = import_module("evaluation.endurance.fuzz.catalogue")
        watching = import_module("evaluation.endurance.fuzz.watching")
    target = catalogue.target_of(name)
    tally = watching.Tally(target, last=folder / LAST)
    seeds = folder / "corpus"
    seeds.mkdir(exist_ok=True)
    for number, content in enumerate(target.seeds()):
        (seeds / f"seed-{number}").write_bytes(content)

    def one(data: bytes) -> None:
        tally.take(data)
        if tally.n_inputs >= n_inputs:
            tally.write(folder)
            # The fuzzer would go on; nothing is open that would have to be closed.
            os._exit(0)

    def changed(data: bytes, most: int, number: int) -> bytes:
        chance = Random(number)  # noqa: S311 - not for secrets
        if chance.randrange(_OWN_OF) == 0:
            return bytes(atheris.Mutate(data, most))
        return bytes(target.mutated(data, chance))[:most]

    options = [f"-seed={seed + 1}", f"-max_len={_MOST_BYTES}", "-len_control=0", "-timeout=120"]
    atheris.Setup([sys.argv[0], *options, str(seeds)], one, custom_mutator=changed)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
