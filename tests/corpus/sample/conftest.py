import pytest

from corpus.sample.generation import SampleCorpus, generate


@pytest.fixture(scope="session")
def made() -> SampleCorpus:
    return generate(seed=1, size=1000)


@pytest.fixture(scope="session")
def held_out() -> SampleCorpus:
    return generate(seed=1, size=1000, wording="held_out")


@pytest.fixture(scope="session")
def texts(made: SampleCorpus) -> dict[str, str]:
    return {raw.source.external_id: raw.text for raw in made.judgments}
