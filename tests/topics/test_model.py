import numpy as np
import pandas as pd
import pytest

from analysis.checks import InputError, MissingColumn
from analysis.corpus.corpus import Corpus
from analysis.topics.alignment import topic_stability
from analysis.topics.model import TopicModel
from analysis.topics.shares import share_table


def model_of(shares, documents, *, sizes=None, runs=(), weights=None):
    """A model made by hand: shares as given, the same in every fit unless others are."""
    shares = np.asarray(shares, dtype=float)
    k = shares.shape[1]
    weights = np.eye(k) * 0.8 + 0.2 / k if weights is None else np.asarray(weights)
    runs = np.array(runs if len(runs) else [shares, shares], dtype=np.float32)
    run_weights = np.repeat(weights[None].astype(np.float32), len(runs), axis=0)
    documents = documents.rename_axis("id")
    return TopicModel(
        "nmf",
        np.array([f"t{place}" for place in range(weights.shape[1])], dtype=object),
        weights,
        pd.DataFrame(shares, index=documents.index, columns=pd.RangeIndex(1, k + 1, name="topic")),
        topic_stability(weights, run_weights),
        documents,
        np.full(len(shares), 100) if sizes is None else np.asarray(sizes),
        tuple(range(len(runs))),
        run_weights,
        runs,
    )


def four_documents():
    table = pd.DataFrame(
        {"speaker": ["A", "A", "B", "B"], "date": pd.to_datetime(["2001-01-01", "2002-01-01"] * 2)}, index=list("wxyz")
    )
    return model_of([[1, 0], [0.5, 0.5], [0, 1], [0.2, 0.8]], table, sizes=[300, 100, 100, 100])


def test_shares_of_groups_are_weighted_by_words():
    table = four_documents().shares_by("speaker", resamples=100)
    assert table[["group", "topic"]].values.tolist() == [["A", 1], ["A", 2], ["B", 1], ["B", 2]]
    # speaker A has 300 words at 1 and 100 at one half, B 100 at 0 and 100 at one fifth
    assert table["share"].tolist() == pytest.approx([0.875, 0.125, 0.1, 0.9])
    assert table["tokens"].tolist() == [400, 400, 200, 200]
    assert table["documents"].tolist() == [2, 2, 2, 2]
    assert (table["low"] <= table["share"]).all()
    assert (table["share"] <= table["high"]).all()


def test_shares_over_periods_and_of_all():
    model = four_documents()
    years = model.shares_by(period="year", resamples=100)
    assert list(years.columns[:3]) == ["period", "topic", "share"]
    assert years["share"].tolist() == pytest.approx([300 / 400, 100 / 400, 70 / 200, 130 / 200])
    both = model.shares_by("speaker", period="year", resamples=100)
    assert both["share"].iloc[:2].tolist() == [1, 0]
    assert both[["low", "high"]].isna().all(axis=None)  # one document each
    assert model.shares_by(resamples=100)["share"].sum() == pytest.approx(1)


def test_paragraphs_of_one_document_are_drawn_together():
    rows = pd.DataFrame({"parent": ["a"] * 50, "speaker": "A"}, index=[f"a#p{place}" for place in range(50)])
    shares = np.random.default_rng(0).dirichlet([1, 1], size=50)
    table = model_of(shares, rows).shares_by("speaker", resamples=100)
    assert table["documents"].tolist() == [1, 1]
    assert table[["low", "high"]].isna().all(axis=None)
    twins = pd.concat([rows, rows.assign(parent="b").set_axis([f"b#p{place}" for place in range(50)])])
    again = model_of(np.vstack([shares, shares]), twins).shares_by("speaker", resamples=100)
    assert again["low"].tolist() == pytest.approx(again["share"].tolist())  # two like documents leave no doubt


def test_the_doubt_of_fits_is_carried():
    rows = pd.DataFrame({"speaker": "A"}, index=[str(place) for place in range(40)])
    shares = np.tile([0.5, 0.5], (40, 1))
    runs = [np.tile([share, 1 - share], (40, 1)) for share in (0.2, 0.5, 0.8)]
    sure = model_of(shares, rows).shares_by("speaker", resamples=200)
    unsure = model_of(shares, rows, runs=runs).shares_by("speaker", resamples=200)
    assert (sure["high"] - sure["low"]).max() < 1e-6
    assert unsure.loc[0, "low"] == pytest.approx(0.2)
    assert unsure.loc[0, "high"] == pytest.approx(0.8)


@pytest.mark.parametrize("number", [5, 30])
def test_intervals_cover_the_truth(number):
    rng = np.random.default_rng(number)
    rows = pd.DataFrame({"speaker": "A"}, index=[str(place) for place in range(number)])
    hits = []
    for trial in range(150):
        table = share_table(model_of(rng.dirichlet([2, 2], size=number), rows), "speaker", resamples=400, seed=trial)
        hits.append(table["low"].iloc[0] <= 0.5 <= table["high"].iloc[0])
    assert 0.89 <= np.mean(hits) <= 0.99


def test_shares_say_what_was_left_out_and_what_is_missing():
    model = four_documents()
    model.documents.loc["w", "speaker"] = None
    assert "1 of 4 units without" in model.shares_by("speaker", resamples=100).attrs["left_out"]
    with pytest.raises(MissingColumn, match='has no column "country"'):
        model.shares_by("country")
    with pytest.raises(InputError, match="resamples is 3"):
        model.shares_by("speaker", resamples=3)


def test_the_same_seed_draws_the_same():
    rows = pd.DataFrame({"speaker": ["A", "B"] * 10}, index=[str(place) for place in range(20)])
    model = model_of(np.random.default_rng(1).dirichlet([1, 1, 1], size=20), rows)
    first, again, other = (model.shares_by("speaker", seed=seed) for seed in (4, 4, 5))
    pd.testing.assert_frame_equal(first, again)
    assert not first["low"].equals(other["low"])


def test_top_terms_in_order_with_exclusivity():
    rows = pd.DataFrame({"speaker": ["A", "B"]}, index=["x", "y"])
    model = model_of([[1, 0], [0, 1]], rows, weights=[[0.5, 0.3, 0.2], [0.1, 0.3, 0.6]])
    table = model.top_terms(2)
    assert table[["topic", "rank", "term"]].values.tolist() == [[1, 1, "t0"], [1, 2, "t1"], [2, 1, "t2"], [2, 2, "t1"]]
    assert table["weight"].tolist() == [0.5, 0.3, 0.6, 0.3]
    assert table["exclusivity"].tolist() == pytest.approx([0.5 / 0.6, 0.5, 0.75, 0.5])
    assert len(model.top_terms(50)) == 6
    assert model.labels.loc[1].startswith("t0")


def test_top_documents_prefer_evidence_to_brevity():
    rows = pd.DataFrame({"speaker": list("ABCD")}, index=["scrap", "long", "mid", "other"])
    model = model_of([[1.0, 0], [0.9, 0.1], [0.5, 0.5], [0, 1]], rows, sizes=[3, 400, 200, 200])
    table = model.top_documents(1, n=2)
    assert table["document"].tolist()[0] == "long"
    assert table["share"].tolist()[0] == 0.9
    assert table["speaker"].tolist()[0] == "B"
    texts = Corpus(pd.DataFrame({"id": list(rows.index), "text": ["s", "l", "m", "o"]}))
    assert model.top_documents(1, n=1, corpus=texts)["text"].tolist() == ["l"]
    with pytest.raises(InputError, match='topic "9" does not occur in the model'):
        model.top_documents(9)


def test_units_without_share_are_no_top_documents():
    rows = pd.DataFrame({"speaker": list("AB")}, index=["x", "y"])
    model = model_of([[np.nan, np.nan], [0.4, 0.6]], rows)
    assert model.top_documents(1)["document"].tolist() == ["y"]


def test_documents_of_one_cluster_are_drawn_together():
    rng = np.random.default_rng(0)
    country = np.repeat([*"abcdefgh"], 6)
    rows = pd.DataFrame({"bloc": np.where(country < "e", "N", "S"), "country": country}).rename_axis("id")
    shares = rng.dirichlet([1, 1], size=8)[np.repeat(np.arange(8), 6)] * 0.9 + 0.05
    model = model_of(shares, rows)
    alone, together = model.shares_by("bloc"), model.shares_by("bloc", clusters="country")
    assert together["share"].tolist() == pytest.approx(alone["share"].tolist())
    assert ((together["high"] - together["low"]) > 1.5 * (alone["high"] - alone["low"])).all()
    assert set(zip(together["documents"], together["sampled"], strict=True)) == {(24, 4)}
    assert together.attrs["sampling_unit"] == "country"
    with pytest.raises(InputError, match='clusters is "bloc", by which documents are compared already'):
        model.shares_by("bloc", clusters="bloc")
