"""Differences in growth: planted ones recovered and covered, none where both sides grow alike."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from scipy import sparse, stats

from analysis.checks import InputError, MissingColumn
from analysis.measures.trend_differences import trend_differences
from analysis.vectors.matrix import TermMatrix


def blocs(growth, *, years=16, each=12, terms=1, base=2.0, seed=0, names=("East", "West")):
    """Documents of two blocs; the first grows by a factor per year, the second does not."""
    rng = np.random.default_rng(seed)
    year = np.repeat(np.arange(years), each)
    side = np.arange(len(year)) % 2 == 0
    sizes = rng.integers(400, 1600, len(year))
    rate = base * np.where(side, growth ** (year - years / 2), 1.0)[:, None] * sizes[:, None] / 1000
    counts = rng.poisson(rate * rng.gamma(2.0, 0.5, size=(len(year), terms)))
    documents = pd.DataFrame(
        {
            "date": pd.to_datetime([f"{2000 + place}-01-01" for place in year]),
            "bloc": np.where(side, *names),
            "speaker": [f"s{number}" for number in rng.integers(0, 24, len(year))],
        }
    )
    names_of_terms = np.array([f"t{place}" for place in range(terms)], dtype=object)
    return TermMatrix(sparse.csr_array(counts), names_of_terms, documents, sizes)


def test_a_planted_difference_is_recovered():
    matrix = blocs(1.25, terms=30, each=40)
    table = trend_differences(matrix, list(matrix.terms), by="bloc")
    assert table["ratio"].mean() == pytest.approx(1.25, abs=0.02)
    assert ((table["low"] <= 1.25) & (table["high"] >= 1.25)).mean() >= 0.85
    assert (table["q"] < 0.01).all()
    assert table["growth"].mean() == pytest.approx(25, abs=2)
    assert table["reference_growth"].mean() == pytest.approx(0, abs=2)
    assert table["separates"].notna().mean() > 0.7
    assert table["separates"].min() >= pd.Period("2008", "Y")


def test_no_difference_no_alarm():
    matrix = blocs(1.0, terms=120, seed=3)
    table = trend_differences(matrix, list(matrix.terms), by="bloc", clusters="speaker")
    assert 0.01 <= (table["p"] < 0.05).mean() <= 0.12
    assert not (table["q"] < 0.05).any()
    assert table["separates"].isna().mean() > 0.95


@pytest.mark.parametrize("few", [2, 4])
def test_a_side_of_few_clusters_raises_few_alarms(few):
    # each of 24 speakers has a trend of its own, and the first few are the bloc
    rng = np.random.default_rng(few)
    speaker, year = np.repeat(np.arange(24), 16), np.tile(np.arange(16), 24)
    trend = np.exp(
        rng.normal(0, 0.5, (24, 150))[speaker] + rng.normal(0, 0.06, (24, 150))[speaker] * (year - 8)[:, None]
    )
    counts = rng.poisson(4 * trend * rng.gamma(2, 0.5, trend.shape))
    dates = pd.to_datetime([f"{2000 + place}-01-01" for place in year])
    documents = pd.DataFrame({"date": dates, "bloc": np.where(speaker < few, "East", "West"), "speaker": speaker})
    terms = np.array([f"t{place}" for place in range(150)], dtype=object)
    matrix = TermMatrix(sparse.csr_array(counts), terms, documents, np.full(len(year), 1000))
    p = trend_differences(matrix, terms, by="bloc", clusters="speaker")["p"]
    assert (p < 0.05).mean() < 0.12


def test_a_side_of_one_cluster_has_no_answer():
    matrix = blocs(1.2)
    alone = np.where(matrix.documents["bloc"] == "East", "s0", matrix.documents["speaker"].replace("s0", "s1"))
    moved = TermMatrix(matrix.counts, matrix.terms, matrix.documents.assign(speaker=alone), matrix.sizes)
    assert trend_differences(moved, "t0", by="bloc", clusters="speaker")["p"].isna().all()


def test_the_fit_is_that_of_statsmodels():
    matrix = blocs(1.1, seed=5)
    row = trend_differences(matrix, "t0", by="bloc").loc[0]
    time = matrix.documents["date"].dt.year.to_numpy() - 2000.0
    side = (matrix.documents["bloc"] == "East").to_numpy().astype(float)
    design = np.column_stack([np.ones(len(time)), side, time, side * time])
    family = sm.families.NegativeBinomial(alpha=row["dispersion"])
    model = sm.GLM(matrix.counts.toarray().ravel(), design, family=family, exposure=matrix.sizes)
    fit = model.fit()
    others = [time != year for year in range(16)]
    parts = [sm.GLM(model.endog[kept], design[kept], family=family, exposure=matrix.sizes[kept]) for kept in others]
    changes = np.array([fit.params[3] - part.fit().params[3] for part in parts])
    assert row["growth"] == pytest.approx(100 * np.expm1(fit.params[2] + fit.params[3]), rel=1e-4)
    assert row["reference_growth"] == pytest.approx(100 * np.expm1(fit.params[2]), rel=1e-4)
    assert np.log(row["ratio"]) == pytest.approx(fit.params[3], rel=1e-5)
    error = np.sqrt(15 / 16 * (changes**2).sum())
    assert np.log(row["high"] / row["ratio"]) == pytest.approx(error * stats.t.ppf(0.975, 15), rel=0.02)
    assert row["p"] == pytest.approx(2 * stats.t.sf(abs(fit.params[3]) / error, 15), rel=0.1)
    assert row["dispersion"] == pytest.approx(0.5, abs=0.25)  # the variance of the planted gamma


def test_swapping_the_sides_turns_the_ratio_round():
    one = trend_differences(blocs(1.3, each=60), "t0", by="bloc").loc[0]
    other = trend_differences(blocs(1.3, each=60, names=("West", "East")), "t0", by="bloc").loc[0]
    assert one["ratio"] == pytest.approx(1 / other["ratio"], rel=1e-6)
    assert one["low"] == pytest.approx(1 / other["high"], rel=1e-6)
    assert one["separates"] == other["separates"] >= pd.Period("2008", "Y")


def test_three_groups_are_each_held_against_the_others():
    matrix = blocs(1.2)
    bloc = matrix.documents["bloc"].to_numpy(dtype=object)
    bloc[::5] = "Neutral"
    bloc[3] = None
    moved = TermMatrix(matrix.counts, matrix.terms, matrix.documents.assign(bloc=bloc), matrix.sizes)
    table = trend_differences(moved, "t0", by="bloc")
    assert table["group"].tolist() == ["East", "Neutral", "West"]
    assert set(table["reference"]) == {"the others"}
    assert table.attrs["left_out"].startswith("1 of ")


def test_no_answer_where_there_is_too_little():
    few = trend_differences(blocs(1.2, years=5), "t0", by="bloc")
    assert few[["ratio", "p", "q"]].isna().all(axis=None)
    matrix = blocs(1.2)
    counts = sparse.csr_array(matrix.counts.toarray() * (matrix.documents["bloc"] == "East").to_numpy()[:, None])
    silent = trend_differences(TermMatrix(counts, matrix.terms, matrix.documents, matrix.sizes), "t0", by="bloc")
    assert silent["p"].isna().all()


def test_mistakes_are_told():
    matrix = blocs(1.0)
    with pytest.raises(InputError, match="one value only"):
        trend_differences(matrix.rows((matrix.documents["bloc"] == "East").to_numpy()), "t0", by="bloc")
    with pytest.raises(MissingColumn, match='no column "office"'):
        trend_differences(matrix, "t0", by="bloc", clusters="office")
    with pytest.raises(InputError, match="is no name of a column"):
        trend_differences(matrix, "t0", by="bloc", clusters=["speaker"])
    with pytest.raises(InputError, match="name at least one term"):
        trend_differences(matrix, [], by="bloc")
