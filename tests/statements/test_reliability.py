import pandas as pd
import pytest

from analysis.checks import InputError
from analysis.statements.intervals import share_interval
from analysis.statements.reliability import reliability


def test_bins_hold_shares_counted_by_hand():
    found = pd.DataFrame(
        {
            "parent": ["a", "b", "c", "a"],
            "spans": [[(0, 9)], [(20, 29)], [(40, 49)], [(60, 69)]],
            "confidence": [0.9, 0.7, 0.8, 0.1],
        }
    )
    truth = pd.DataFrame({"document": ["a", "b"], "content": [[(0, 9)], [(20, 28)]]})
    table = reliability(found, truth, bins=2)
    assert table["found"].tolist() == [1, 3]
    assert table["confidence"].tolist() == pytest.approx([0.1, 0.8])
    assert table["right"].tolist() == pytest.approx([0.0, 2 / 3])
    assert table.loc[1, ["low", "high"]].tolist() == pytest.approx(share_interval([True, True, False], "abc"))
    assert table.loc[0, ["low", "high"]].isna().all()


def test_one_bin_tells_nothing():
    with pytest.raises(InputError, match="bins is 1"):
        reliability(pd.DataFrame(), pd.DataFrame(), bins=1)
