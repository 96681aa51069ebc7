"""What every encoder must do. A subclass gives the fixture ``encoder``."""

import numpy as np
import pytest

TEXTS = [
    "被告人酒后驾驶小型轿车，被交警查获。",
    "被告人窃得手机一部，销赃后挥霍。",
    "",
    "被告人酒后驾驶小型轿车，被交警查获。",
    "🙂",
]


class EncoderConformance:
    """Conformance of an :class:`indexing.learning.encoders.Encoder`."""

    @pytest.fixture(scope="class")
    def encoder(self):
        raise NotImplementedError

    @pytest.fixture(params=["encode_queries", "encode_documents"])
    def encode(self, encoder, request):
        return getattr(encoder, request.param)

    def test_rows_are_float32_of_the_stated_dimension(self, encoder, encode):
        rows = encode(TEXTS)
        assert rows.dtype == np.float32
        assert rows.shape == (len(TEXTS), encoder.dimension)
        assert encode([]).shape == (0, encoder.dimension)

    def test_rows_have_length_one_or_zero(self, encode):
        lengths = np.linalg.norm(encode(TEXTS), axis=1)
        assert lengths[:2] == pytest.approx(1.0, abs=1e-5)
        assert all(length == 0.0 or length == pytest.approx(1.0, abs=1e-5) for length in lengths)

    def test_equal_texts_have_equal_rows(self, encode):
        rows = encode(TEXTS)
        assert rows[0] == pytest.approx(rows[3], abs=1e-5)
        assert np.abs(rows[0] - rows[1]).max() > 1e-3

    def test_a_row_does_not_depend_on_its_neighbours(self, encode):
        assert encode(TEXTS[1:2])[0] == pytest.approx(encode(TEXTS)[1], abs=1e-5)

    def test_the_fingerprint_is_a_short_stable_word(self, encoder):
        assert encoder.fingerprint == encoder.fingerprint
        assert encoder.fingerprint.replace("-", "").isalnum()
