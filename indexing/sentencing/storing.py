"""How does the expectation lie in an index? As plain arrays and JSON, beside the other parts."""

import json
import shutil
import zlib
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

import numpy as np

from indexing.errors import DamagedSnapshotError
from indexing.sentencing.calibration import calibration_of, probation_calibration_of
from indexing.sentencing.encoding import UsualTerms
from indexing.sentencing.features import fingerprint_of_columns
from indexing.sentencing.forest import forest_of
from indexing.sentencing.likely import taught_of
from indexing.sentencing.model import FoldModel, SentencingModel, SentencingParameters

_ARRAYS: Final = "sentencing.npz"
_ABOUT: Final = "sentencing.json"
_UNREADABLE: Final = (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile, zlib.error)


def write_sentencing(folder: Path, model: SentencingModel) -> None:
    """Write a model into a folder."""
    arrays: dict[str, Any] = {"columns": model.columns}
    for number, fold in enumerate(model.folds):
        arrays |= {f"fold{number}_{name}": each for name, each in fold.forest.arrays().items()}
    arrays |= model.taught.arrays()
    arrays |= model.term.arrays("term") | model.fine.arrays("fine") | model.probation.arrays()
    np.savez_compressed(folder / _ARRAYS, **arrays)
    about = {
        "looks_at": fingerprint_of_columns(),
        "parameters": asdict(model.parameters),
        "usual": [asdict(fold.usual) for fold in model.folds],
        "common": model.common,
        "charges": model.taught.charges,
        "part_of": dict(model.part_of),
        "n_by_charge": dict(model.n_by_charge),
    }
    (folder / _ABOUT).write_text(json.dumps(about, ensure_ascii=False), "utf-8")


def holds_sentencing(folder: Path) -> bool:
    """Tell whether a folder holds a model that looks at the columns that this program reads.

    Raises:
        DamagedSnapshotError: What is told of it is not of the form that :func:`write_sentencing`
            gives.
    """
    try:
        return _about(folder) is not None
    except _UNREADABLE as error:
        raise DamagedSnapshotError(str(folder), "the sentencing model cannot be read") from error


def copy_sentencing(source: Path, folder: Path) -> None:
    """Write into a folder the model that another one holds, without reading it.

    Raises:
        OSError: It is gone.
    """
    for name in (_ARRAYS, _ABOUT):
        shutil.copyfile(source / name, folder / name)


def _about(folder: Path) -> dict[str, Any] | None:
    """Return what is told of the model of a folder; None where it is none for this program."""
    if not (folder / _ABOUT).is_file():
        return None
    about: dict[str, Any] = json.loads((folder / _ABOUT).read_text("utf-8"))
    return about if about["looks_at"] == fingerprint_of_columns() else None


def read_sentencing(folder: Path) -> SentencingModel | None:
    """Read the model of a folder.

    Returns:
        The model; None where the folder holds none, or one that looks at other columns than this
        program reads: the next index brings a new one.

    Raises:
        DamagedSnapshotError: The files are not of the form that :func:`write_sentencing` gives.
    """
    try:
        about = _about(folder)
        if about is None:
            return None
        # Opened here, because numpy leaves a file open that is no archive.
        with (
            (folder / _ARRAYS).open("rb") as file,
            np.load(file, allow_pickle=False) as stored,
        ):
            arrays = {name: stored[name] for name in stored.files}
        return SentencingModel(
            parameters=SentencingParameters(**about["parameters"]),
            columns=arrays["columns"],
            common=tuple(about["common"]),
            taught=taught_of(arrays, tuple(about["charges"])),
            folds=tuple(
                FoldModel(
                    usual=UsualTerms(**usual),
                    forest=forest_of(
                        {
                            name.removeprefix(f"fold{number}_"): each
                            for name, each in arrays.items()
                            if name.startswith(f"fold{number}_")
                        }
                    ),
                )
                for number, usual in enumerate(about["usual"])
            ),
            part_of=about["part_of"],
            n_by_charge=about["n_by_charge"],
            term=calibration_of(arrays, "term"),
            fine=calibration_of(arrays, "fine"),
            probation=probation_calibration_of(arrays),
        )
    except _UNREADABLE as error:
        raise DamagedSnapshotError(str(folder), "the sentencing model cannot be read") from error
