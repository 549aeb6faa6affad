"""The tree and the map of distances read back from their axes."""

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from analysis.checks import InputError
from analysis.figures.distances import plot_distance_map, plot_speaker_distances
from analysis.figures.style import PALETTE
from analysis.measures.distances import branch_support, speaker_distances
from analysis.vectors.matrix import TermMatrix


@pytest.fixture(scope="module")
def table():
    rng = np.random.default_rng(5)
    blocs = rng.dirichlet(np.full(60, 2.0), size=2)
    owners = np.repeat(np.arange(4), 8)
    counts = np.array([rng.poisson(400 * blocs[owner // 2]) for owner in owners])
    documents = pd.DataFrame({"speaker": [f"S{owner}" for owner in owners]}, index=pd.Index(range(32), name="id"))
    terms = np.array([f"t{i}" for i in range(60)], dtype=object)
    return speaker_distances(TermMatrix(sparse.csr_array(counts), terms, documents, counts.sum(axis=1)), resamples=39)


def test_near_speakers_are_neighbours_on_the_page(table):
    axes = plot_speaker_distances(table)
    places = dict(zip(table.index, axes.get_yticks(), strict=True))
    assert abs(places["S0"] - places["S1"]) == 1
    assert abs(places["S2"] - places["S3"]) == 1
    assert sorted(places.values()) == [0, 1, 2, 3]


def test_numbers_are_the_support_and_blue_is_supported(table):
    axes = plot_speaker_distances(table)
    branches = branch_support(table)
    assert [text.get_text() for text in axes.texts] == [f"{100 * share:.0f}" for share in branches["support"].dropna()]
    blue = sum(line.get_color() == PALETTE[0] for line in axes.lines)
    assert blue == branches["supported"].sum() == 2


def test_joins_stand_at_their_heights(table):
    axes = plot_speaker_distances(table)
    upright = [line for line in axes.lines if line.get_xdata()[0] == line.get_xdata()[1]]
    assert sorted(line.get_xdata()[0] for line in upright) == sorted(row[2] for row in table.attrs["linkage"])


def test_the_map_shows_the_distances_in_the_order_of_the_tree(table):
    axes = plot_distance_map(table)
    names = [text.get_text() for text in axes.get_yticklabels()]
    shown = np.ma.filled(axes.images[0].get_array(), np.nan)
    assert shown[0, 1] == pytest.approx(table.loc[names[0], names[1]])
    assert np.isnan(np.diag(shown)).all()


def test_a_table_without_its_tree_is_told(table):
    bare = pd.DataFrame(table.to_numpy(), index=table.index, columns=table.columns)
    with pytest.raises(InputError, match="give the table as speaker_distances makes it"):
        plot_speaker_distances(bare)
