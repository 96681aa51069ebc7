"""`tongpan train`: an encoder from the store."""

import json
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

from indexing.learning.encoders import Encoder
from indexing.learning.fine_tuning import STANDARD_FINE_TUNING, check_base, fine_tune
from indexing.learning.model_card import RECORD
from indexing.learning.pairs import TrainingText, training_text_of
from indexing.learning.training import STANDARD_TRAINING, Drawing, TrainingSample, train_encoder
from indexing.words.segmentation import Segmenter
from service.cli.index.stages import STAGES
from service.cli.opening import working_house
from service.cli.output import Bars, bars, emit, say
from service.data_folder import load_settings
from service.house import House
from service.trained_encoders import TrainedEncoders


def run_train(
    *, out: Path | None, base: Path | None, seed: int, data: Path | None, is_json: bool
) -> None:
    """Train an encoder on the judgments of the store, or fine-tune a transformer.

    Raises:
        BaseFolderError: The folder to fine-tune holds no model that can be loaded.
        StaticBaseError: It holds vectors of words.
        NotEnoughJudgmentsError: Fewer than two judgments have facts.
        StoreError: The database refuses.
    """
    if base is not None:
        check_base(base)
    settings = load_settings({"data": data})
    with working_house(settings, may_make=True) as house, bars(STAGES, is_json=is_json) as shown:
        encoders = TrainedEncoders(settings)
        draft = encoders.draft() if out is None else out
        train = _trained if base is None else partial(_fine_tuned, base=base)
        fingerprint = train(house, draft, seed=seed, shown=shown).fingerprint
        folder = encoders.keep(draft, fingerprint) if out is None else out
    record = json.loads((folder / RECORD).read_text("utf-8"))
    if is_json:
        emit({"folder": str(folder), "encoder": fingerprint, **record})
        return
    say(f"已用 {record['n_judgments']:,} 篇文书训练模型 {fingerprint}：{folder}")
    for name, value in record["after"].items():
        say(f"  {name}: {value:.3f}（随机 {record['floor']:.3f}）")


def _trained(house: House, folder: Path, *, seed: int, shown: Bars) -> Encoder:
    parameters = replace(STANDARD_TRAINING, seed=seed)
    return train_encoder(
        _read(house, parameters, shown),
        folder,
        segmenter=Segmenter(),
        parameters=parameters,
        corpus_digest=house.store.digest(),
        progress=shown.show,
    )


def _fine_tuned(house: House, folder: Path, *, base: Path, seed: int, shown: Bars) -> Encoder:
    parameters = replace(STANDARD_FINE_TUNING, seed=seed)
    return fine_tune(
        _read(house, parameters, shown),
        base,
        folder,
        segmenter=Segmenter(),
        parameters=parameters,
        corpus_digest=house.store.digest(),
        progress=shown.show,
    )


def _read(house: House, parameters: Drawing, shown: Bars) -> Iterable[TrainingText]:
    sample = TrainingSample(parameters)
    for done, judgment in enumerate(house.store.iterate(), start=1):
        sample.offer(judgment.id, partial(training_text_of, judgment))
        shown.show("read", done, 0)
    return sample.texts()
