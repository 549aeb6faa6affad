import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from analysis.checks import InputError, MissingColumn
from analysis.vectors.matrix import TermMatrix
from analysis.vectors.units import deal, parts_of, pool_units, random_half, sampling_units, unit_name


def test_rows_without_parents_stand_for_themselves():
    assert sampling_units(pd.DataFrame({"x": [1, 1, 1]})).tolist() == [0, 1, 2]
    assert sampling_units(pd.DataFrame({"parent": ["a", None, "a", None]})).tolist() == [0, 1, 0, 2]


def test_parts_of_parts_belong_to_the_document():
    table = pd.DataFrame({"parent": ["a#p1", "a#p2", "b"], "document": ["a", "a", None]})
    assert sampling_units(table).tolist() == [0, 0, 1]


def test_a_column_called_document_alone_means_nothing():
    assert sampling_units(pd.DataFrame({"document": ["a", "a"]})).tolist() == [0, 1]


def test_halves_keep_documents_whole():
    units = np.repeat(np.arange(9), 4)
    half = random_half(units, np.random.default_rng(3))
    assert half.reshape(9, 4).all(axis=1).sum() == 5
    assert (half.reshape(9, 4).any(axis=1) == half.reshape(9, 4).all(axis=1)).all()
    assert random_half(np.array([3, 7, 7, 90]), np.random.default_rng(0)).any()
    assert not random_half(np.array([3, 7, 7, 90]), np.random.default_rng(0)).all()
    assert random_half(np.zeros(3, dtype=np.int64), np.random.default_rng(0)).all()


def test_the_mean_of_a_half_varies_like_the_mean_of_a_resample():
    values = np.random.default_rng(0).gamma(1.0, size=60)
    rng = np.random.default_rng(1)
    halves = [values[random_half(np.arange(60), rng)].mean() for _ in range(4000)]
    resamples = rng.choice(values, size=(4000, 60)).mean(axis=1)
    assert abs(np.std(halves) / np.std(resamples) - 1) < 0.06


def test_a_cluster_holds_documents_and_one_without_a_value_stays_a_document():
    table = pd.DataFrame({"country": ["A", None, "A", None, None], "parent": ["p", "q", "r", "q", None]})
    assert sampling_units(table, "country").tolist() == [0, 1, 0, 1, 2]
    with pytest.raises(InputError, match='clusters is "country", by which documents are compared already'):
        sampling_units(table, "country", compared=["country"])
    with pytest.raises(MissingColumn, match='no column "town"'):
        sampling_units(table, "town")


def test_a_part_is_what_a_unit_holds_of_a_group():
    parts = parts_of(np.array([4, 4, 4, 9, 9]), np.array([1, 0, 1, -1, 0]))
    assert parts.of_row.tolist() == [0, 1, 0, -1, 2]
    assert list(zip(parts.units.tolist(), parts.groups.tolist(), strict=True)) == [(4, 1), (4, 0), (9, 0)]
    assert parts.rows.tolist() == [0, 1, 4]
    assert parts.per_group(3).tolist() == [2, 1, 0]
    assert (parts.gathering() @ np.arange(1.0, 6)).tolist() == [4, 2, 5]


def test_pooled_rows_keep_every_count_and_groups_apart():
    table = pd.DataFrame({"parent": [*"aab", None], "speaker": ["X", "Y", "X", None]}, index=[*"wxyz"])
    counts = sparse.csr_array([[1, 0], [2, 0], [4, 1], [8, 0]])
    matrix = TermMatrix(counts, np.array(["s", "t"], dtype=object), table, np.array([5, 6, 7, 8]))
    assert pool_units(matrix, ["speaker"]).counts.toarray().tolist() == counts.toarray().tolist()
    whole = pool_units(matrix, [])
    assert whole.counts.toarray().tolist() == [[3, 0], [4, 1], [8, 0]]
    assert whole.sizes.tolist() == [11, 7, 8]
    assert whole.documents.index.tolist() == [*"wyz"]
    bare = TermMatrix(counts, matrix.terms, table.drop(columns="parent"), matrix.sizes)
    assert pool_units(bare, ["speaker"]) is bare


def test_nested_clusters_are_dealt_out_whole_and_every_order_is_as_likely():
    rng = np.random.default_rng(0)
    seen = pd.Series([tuple(deal(np.array([7, 2, 5]), rng)) for _ in range(1200)]).value_counts()
    assert len(seen) == 6
    assert seen.between(150, 250).all()


def test_parts_change_places_within_a_unit_or_with_a_whole_unit_of_as_many():
    units, groups = np.array([0, 0, 1, 1, 2, 3, 3, 3]), np.array([0, 1, 2, 3, 4, 0, 1, 2])
    rng = np.random.default_rng(1)
    made = np.array([groups[deal(units, rng)] for _ in range(400)])
    assert (np.sort(made, axis=1) == np.sort(groups)).all()
    assert (made[:, 4] == 4).all(), "no other unit has one part"
    assert {tuple(sorted(row)) for row in made[:, 5:]} == {(0, 1, 2)}, "no other unit has three"
    pairs = {frozenset(row) for row in made[:, :2].tolist()}
    assert pairs == {frozenset({0, 1}), frozenset({2, 3})}, "what stood in one unit stays in one unit"
    assert len({tuple(row) for row in made[:, :4].tolist()}) == 8


def test_where_documents_are_compared_their_parts_are_what_was_sampled():
    table = pd.DataFrame({"parent": ["a", "a", "b"], "document": ["d", "d", "d"]})
    assert sampling_units(table).tolist() == [0, 0, 0]
    for column in ("parent", "document"):
        assert sampling_units(table, compared=[column]).tolist() == [0, 1, 2]
        assert unit_name(None, [column]) == "unit of text"
