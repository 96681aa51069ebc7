"""`tongpan train`: an encoder from the store."""

import json
from dataclasses import replace
from functools import partial
from pathlib import Path

from indexing.model_card import RECORD
from indexing.pairs import training_text_of
from indexing.segmentation import Segmenter
from indexing.training import STANDARD_TRAINING, TrainingSample, train_encoder
from service.cli.building import STAGES
from service.cli.output import Bars, bars, emit, say
from service.data_folder import load_settings
from service.house import House, open_house
from service.trained_encoders import TrainedEncoders


def run_train(*, out: Path | None, seed: int, data: Path | None, is_json: bool) -> None:
    """Train an encoder on the judgments of the store.

    Raises:
        NotEnoughJudgmentsError: Fewer than two judgments have facts.
        StoreError: The database refuses.
    """
    settings = load_settings({"data": data})
    with open_house(settings, may_make=True) as house, bars(STAGES, is_json=is_json) as shown:
        encoders = TrainedEncoders(settings)
        draft = encoders.draft() if out is None else out
        fingerprint = _train(house, draft, seed=seed, shown=shown)
        folder = encoders.keep(draft, fingerprint) if out is None else out
    record = json.loads((folder / RECORD).read_text("utf-8"))
    if is_json:
        emit({"folder": str(folder), "encoder": fingerprint, **record})
        return
    say(f"已用 {record['n_judgments']:,} 篇文书训练模型 {fingerprint}：{folder}")
    for name, value in record["after"].items():
        say(f"  {name}: {value:.3f}（随机 {record['floor']:.3f}）")


def _train(house: House, folder: Path, *, seed: int, shown: Bars) -> str:
    parameters = replace(STANDARD_TRAINING, seed=seed)
    sample = TrainingSample(parameters)
    for done, judgment in enumerate(house.store.iterate(), start=1):
        sample.offer(judgment.id, partial(training_text_of, judgment))
        shown.show("read", done, 0)
    encoder = train_encoder(
        sample.texts(),
        folder,
        segmenter=Segmenter(),
        parameters=parameters,
        corpus_digest=house.store.digest(),
        progress=shown.show,
    )
    return encoder.fingerprint
