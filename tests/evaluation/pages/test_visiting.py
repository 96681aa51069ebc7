import pytest

from evaluation.errors import MeasurementError
from evaluation.pages.furnishing import furnish
from evaluation.pages.visiting import kind_of


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/", "/"),
        ("/cases", "/cases"),
        ("/cases/0f3a9c12bb", "/cases/*"),
        ("/cases/0f3a9c12bb/hits/j00112233aa?fragment=true", "/cases/*/hits/*?fragment"),
        ("/audits/3/clusters/%E5%80%9F", "/audits/*/clusters/*"),
        ("/conferences/items/new", "/conferences/items/new"),
        ("/results/ab12cd34ef?page=2&masked=on&page=3", "/results/*?masked&page"),
    ],
)
def test_pages_are_of_one_kind_whosever_they_are(address, kind):
    assert kind_of(address) == kind


def test_only_a_demonstration_is_furnished(tmp_path):
    with pytest.raises(MeasurementError):
        furnish(tmp_path, seed=1, today=None)
