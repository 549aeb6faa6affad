import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from analysis.checks import InputError, MissingColumn
from analysis.measures.association import g2
from analysis.measures.keyness import key_terms
from analysis.synthetic import make_corpus
from analysis.text.tokenizing import tokenize
from analysis.vectors.counting import count_terms
from analysis.vectors.matrix import TermMatrix

CONTRACT = [
    "group",
    "term",
    "count",
    "reference_count",
    "documents",
    "reference_documents",
    "rate",
    "reference_rate",
    "log_ratio",
    "low",
    "high",
    "p",
    "q",
    "g2",
    "log_odds_z",
    "dispersion",
    "token_test_misleads",
]


def made(counts, sizes, **metadata):
    table = np.asarray(counts)
    terms = np.array([f"t{number}" for number in range(table.shape[1])], dtype=object)
    documents = pd.DataFrame(metadata, index=pd.Index([f"d{row}" for row in range(len(table))], name="id"))
    return TermMatrix(sparse.csr_array(table), terms, documents, np.asarray(sizes))


@pytest.fixture
def small():
    return made(
        [[4, 0], [3, 1], [5, 0], [1, 2], [0, 2], [1, 3], [0, 0]],
        [100, 200, 100, 100, 200, 100, 300],
        speaker=["A", "A", "A", "B", "B", "C", "C"],
        year=[1, 2, 1, 1, 2, 2, 2],
    )


@pytest.fixture(scope="module")
def bursty():
    rng = np.random.default_rng(8)
    sizes = rng.integers(400, 3000, size=120)
    counts = rng.poisson(rng.gamma(0.4, 2.5, size=(120, 300)) * sizes[:, None] / 1500)
    return made(counts, sizes, speaker=np.tile(list("ABCD"), 30), year=np.repeat([1, 2, 3], 40))


def test_columns_counted_by_hand(small):
    table = key_terms(small, by="speaker", min_documents=1)
    assert list(table.columns) == [*CONTRACT, "reference"]
    row = table[(table["group"] == "A") & (table["term"] == "t0")].iloc[0]
    assert row[["count", "reference_count", "documents", "reference_documents"]].tolist() == [12, 2, 3, 2]
    assert row["rate"] == pytest.approx(300)
    assert row["reference_rate"] == pytest.approx(20_000 / 700)
    assert row["log_ratio"] == pytest.approx(np.log2(300 / (20_000 / 700)))
    assert row["g2"] == pytest.approx(float(g2(12, 2, 400, 700)))
    assert row["dispersion"] == pytest.approx(((4 / 12 - 1 / 4) + (1 / 2 - 3 / 12) + (5 / 12 - 1 / 4)) / 2 / (3 / 4))
    assert row["p"] == pytest.approx(1 / 35)


def test_q_is_missing_where_no_outcome_could_be_below_five_per_cent(small):
    table = key_terms(small, by="speaker", min_documents=1)
    # C(7, 3) = 35 ways for A, C(7, 2) = 21 for B and for C: 1 / 21 is below .05
    assert table["q"].notna().all()
    pairs = key_terms(small, by="speaker", pairs=True, min_documents=1)
    assert pairs["q"].isna().all()
    assert pairs["p"].notna().all()
    assert "0 tests" in pairs.attrs["family"]


def test_pairs_and_named_references(small):
    pairs = key_terms(small, by="speaker", pairs=True, min_documents=1)
    found = list(dict.fromkeys(zip(pairs["group"], pairs["reference"], strict=True)))
    assert found == [("A", "B"), ("A", "C"), ("B", "C")]
    named = key_terms(small, by="speaker", target="A", reference=["B", "C"], min_documents=1)
    assert set(named["reference"]) == {"B + C"}
    rest = key_terms(small, by="speaker", target="A", min_documents=1)
    pd.testing.assert_frame_equal(named.drop(columns="reference"), rest.drop(columns="reference"))


def test_one_group_against_the_other_is_the_other_turned_round(bursty):
    there = key_terms(bursty, by="speaker", target="A", reference="B").set_index("term").sort_index()
    back = key_terms(bursty, by="speaker", target="B", reference="A").set_index("term").sort_index()
    assert there["log_ratio"].to_numpy() == pytest.approx(-back["log_ratio"].to_numpy())
    assert there["low"].to_numpy() == pytest.approx(-back["high"].to_numpy(), nan_ok=True)
    assert there["g2"].to_numpy() == pytest.approx(back["g2"].to_numpy())


def test_the_closed_form_agrees_with_resampling(bursty):
    closed = key_terms(bursty, by="speaker", target="A", reference="B", min_documents=20)
    drawn = key_terms(bursty, by="speaker", target="A", reference="B", min_documents=20, resamples=2000)
    both = closed.merge(drawn, on="term", suffixes=("", "_drawn"))
    width = both["high"] - both["low"]
    assert width.median() == pytest.approx((both["high_drawn"] - both["low_drawn"]).median(), rel=0.12)
    assert (both["low"] - both["low_drawn"]).abs().median() < 0.12 * width.median()
    assert np.corrcoef(both["high"], both["high_drawn"])[0, 1] > 0.97


def test_intervals_cover_a_planted_ratio():
    rng = np.random.default_rng(1)
    sizes = rng.integers(400, 3000, size=80)
    inside = np.arange(80) < 30
    rate = rng.gamma(1.0, 1.0, size=(80, 600)) * sizes[:, None] / 500 * np.where(inside, 3.0, 1.0)[:, None]
    matrix = made(rng.poisson(rate), sizes, speaker=np.where(inside, "A", "B"))
    table = key_terms(matrix, by="speaker", target="A")
    covered = (table["low"] <= np.log2(3)) & (np.log2(3) <= table["high"])
    assert 0.92 <= covered.mean() <= 0.98


def test_planted_speaker_words_are_found_and_little_else():
    corpus, truth = make_corpus(documents=120, words=300, types=400, speakers=3, speaker_words=4, seed=3)
    table = key_terms(count_terms(tokenize(corpus)), by="speaker")
    found = table[(table["q"] < 0.05) & (table["log_ratio"] > 0)]
    planted = set(zip(truth.speaker_words["speaker"], truth.speaker_words["term"], strict=True))
    hits = set(zip(found["group"], found["term"], strict=True))
    assert len(hits & planted) >= 0.75 * len(planted)
    assert len(hits - planted) <= 0.2 * len(hits)


def test_a_burst_in_one_document_misleads_the_token_test():
    counts = np.ones((40, 2), dtype=int)
    counts[0, 0] = 60
    table = key_terms(made(counts, np.full(40, 1000), speaker=list("AB") * 20), by="speaker", target="A")
    row = table.set_index("term").loc["t0"]
    assert row["g2"] > 30
    assert row["q"] > 0.05
    assert row["token_test_misleads"]
    assert not table.set_index("term").loc["t1", "token_test_misleads"]


def test_matching_turns_a_difference_round():
    # A speaks mostly in year 2, when everybody uses the term; within each year A uses it less
    year = np.array([1] * 25 + [2] * 25)
    speaker = np.array(["A"] * 5 + ["B"] * 20 + ["A"] * 20 + ["B"] * 5)
    counts = np.where(year == 2, 20, 2) - np.where((speaker == "A") & (year == 2), 4, 0)
    matrix = made(np.column_stack([counts, np.ones(50, dtype=int)]), np.full(50, 1000), speaker=speaker, year=year)
    row = key_terms(matrix, by="speaker", target="A", within="year").set_index("term").loc["t0"]
    assert row["log_ratio"] > 0
    assert row["odds_ratio"] < 1
    assert row["sign_changes"]


def test_documents_of_one_cluster_in_one_group_are_one_document():
    rng = np.random.default_rng(3)
    counts, country = rng.poisson(3, (24, 4)), np.repeat([f"c{i}" for i in range(8)], 3)
    side = np.where(np.isin(country, ["c0", "c1", "c2", "c3"]), "A", "B")
    matrix = made(counts, np.full(24, 100), side=side, country=country)
    summed = made(counts.reshape(8, 3, 4).sum(axis=1), np.full(8, 300), side=side[::3], country=country[::3])
    found, expected = key_terms(matrix, by="side", clusters="country"), key_terms(summed, by="side")
    pd.testing.assert_frame_equal(found, expected)
    assert "those of one country in a group as one" in found.attrs["test"]


def test_a_document_without_a_cluster_stays_alone_and_groups_do_not_mix():
    counts = np.arange(1, 13).reshape(12, 1)
    country = ["x"] * 2 + [None] * 4 + ["y"] * 2 + ["x"] * 4
    matrix = made(counts, np.full(12, 100), side=list("AAAAAA" + "BBBBBB"), country=country)
    row = key_terms(matrix, by="side", clusters="country", min_documents=1).set_index("group").loc["A"]
    assert (row["documents"], row["reference_documents"]) == (5, 2)
    assert row["count"] == counts[:6].sum()


def test_countries_dealt_into_halves_cry_wolf_unless_clusters_are_told():
    rng = np.random.default_rng(5)
    country = np.repeat(np.arange(40), 10)
    habit = rng.gamma(0.5, 2.0, (40, 60))[country]
    counts = rng.poisson(habit * 3)
    wolf = {None: [], "country": []}
    for seed in range(5):
        half = np.isin(country, np.random.default_rng(seed).permutation(40)[:20])
        matrix = made(counts, np.full(400, 1000), side=half, country=country)
        for clusters, shares in wolf.items():
            table = key_terms(matrix, by="side", target=True, clusters=clusters, seed=seed)
            shares.append((table["p"] < 0.05).mean())
    assert np.mean(wolf[None]) > 0.3
    assert np.mean(wolf["country"]) < 0.1


def test_clusters_are_another_column_than_the_groups(bursty):
    with pytest.raises(InputError, match='clusters is "speaker", by which documents are compared already'):
        key_terms(bursty, by="speaker", clusters="speaker")
    with pytest.raises(MissingColumn, match="town"):
        key_terms(bursty, by="speaker", clusters="town")


def test_details_and_other_tests(bursty):
    table = key_terms(bursty, by="speaker", details=True, test="mann-whitney")
    more = {"g2_two_cells", "bic", "percent_difference", "juilland_d", "reference_dispersion", "reference_juilland_d"}
    more |= {"chi_square", "conservative_log_ratio", "crude_odds_ratio", "difference_coefficient", "simple_maths"}
    assert more <= set(table.columns)
    assert "Mann-Whitney" in table.attrs["test"]
    up = table["log_ratio"] > 0
    assert (table["conservative_log_ratio"][up].between(0, table["log_ratio"][up] + 1e-9)).all()
    assert ((table["simple_maths"] > 1) == up).all()
    assert (np.sign(table["difference_coefficient"]) == np.sign(table["percent_difference"])).all()
    assert table["chi_square"].corr(table["g2"], method="spearman") > 0.95
    assert key_terms(bursty, by="speaker", test="welch")["p"].between(0, 1).all()


def test_what_was_left_out_is_said(small):
    table = key_terms(small, by="speaker", min_documents=5, target="A")
    assert set(table["term"]) == {"t0"}
    assert table.attrs["left_out"].startswith("1 terms in fewer than 5 documents")
    assert table.attrs["family"] == "Benjamini-Hochberg over 1 tests: terms 1, comparisons 1"


def test_the_same_twice(bursty):
    first, second = (key_terms(bursty, by="speaker", resamples=50, seed=7) for _ in range(2))
    pd.testing.assert_frame_equal(first, second)


def test_mistakes_are_told(small):
    with pytest.raises(MissingColumn, match='no column "speeker"'):
        key_terms(small, by="speeker")
    with pytest.raises(InputError, match='group "D" does not occur'):
        key_terms(small, by="speaker", target="D")
    with pytest.raises(InputError, match="test is"):
        key_terms(small, by="speaker", test="t")
    with pytest.raises(InputError, match="lower min_documents"):
        key_terms(small, by="speaker", min_documents=50)
    with pytest.raises(InputError, match="nothing to compare"):
        key_terms(small, by="speaker", target="A", reference="A")
    with pytest.raises(InputError, match="fewer than two groups"):
        key_terms(small.rows(np.array([0, 1])), by="speaker")
    weighted = TermMatrix(small.counts * 0.5, small.terms, small.documents, small.sizes)
    with pytest.raises(InputError, match="before it is weighted"):
        key_terms(weighted, by="speaker")


def test_shuffled_labels_on_real_speeches(shared_data):
    path = shared_data / "ungdc" / "ungdc_even_years.parquet"
    speeches = pd.read_parquet(path, columns=["year", "country", "text"]).query("year == 2010")
    speeches = speeches.assign(id=speeches["country"], text=speeches["text"].str.slice(0, 6000))
    matrix = count_terms(tokenize(speeches[["id", "text", "country"]]), min_documents=5)
    rng = np.random.default_rng(0)
    shares, found = [], 0
    for _ in range(8):
        label = rng.permutation(np.arange(matrix.shape[0]) % 3 == 0)
        shuffled = TermMatrix(matrix.counts, matrix.terms, matrix.documents.assign(side=label), matrix.sizes)
        table = key_terms(shuffled, by="side", target=True)
        shares.append((table["p"] < 0.05).mean())
        found += (table["q"] < 0.05).sum()
    assert 0.035 < np.mean(shares) < 0.06
    assert found <= 1
    tripled = matrix.counts.tolil()
    place = matrix.columns_of(["peace"])[0]
    tripled[np.flatnonzero(label), place] = 3 * matrix.counts[np.flatnonzero(label), place].toarray().ravel()
    planted = TermMatrix(sparse.csr_array(tripled), matrix.terms, shuffled.documents, matrix.sizes)
    table = key_terms(planted, by="side", target=True).set_index("term")
    assert table.loc["peace", "q"] < 0.05
    assert table.loc["peace", "low"] < np.log2(3) < table.loc["peace", "high"]


def test_paragraphs_of_one_document_count_as_one_without_being_asked(bursty):
    halves = bursty.counts.copy()
    halves.data //= 2
    parts = TermMatrix(
        sparse.csr_array(sparse.vstack([halves, bursty.counts - halves])),
        bursty.terms,
        pd.concat([bursty.documents.assign(parent=bursty.documents.index)] * 2),
        np.concatenate([bursty.sizes // 2, bursty.sizes - bursty.sizes // 2]),
    )
    expected, found = key_terms(bursty, by="speaker"), key_terms(parts, by="speaker")
    pd.testing.assert_frame_equal(found, expected, check_dtype=False)
    assert found.attrs["sampling_unit"] == "document"
    assert "those of one document in a group as one" in found.attrs["test"]


def test_the_others_of_one_document_are_one_observation():
    # one speaker in documents of its own, four more in twenty others, each document with a subject of its own
    level = []
    for seed in range(10):
        rng = np.random.default_rng(seed)
        unit = np.append(np.arange(40), np.repeat(np.arange(40, 60), 4))
        speaker = ["X"] * 40 + [f"R{place % 4}" for place in range(80)]
        counts = rng.poisson((rng.gamma(0.7, 1.4, (60, 200)) * rng.gamma(1, 4, 200))[unit])
        table = key_terms(made(counts, np.full(120, 1000), speaker=speaker, parent=unit), by="speaker", target="X")
        pooled = made(counts, np.full(120, 1000), speaker=["X"] * 40 + ["all others"] * 80, parent=unit)
        both = [part.set_index("term").sort_index() for part in (table, key_terms(pooled, by="speaker", target="X"))]
        columns = ["count", "reference_count", "documents", "reference_documents", "log_ratio", "low", "high"]
        pd.testing.assert_frame_equal(both[0][columns], both[1][columns])
        assert table["q"].isna().all(), "nobody speaks in documents of as many speakers: nothing can change places"
        level.append(((table["low"] > 0) | (table["high"] < 0)).mean())
    assert np.mean(level) < 0.1


def test_years_shuffled_within_countries_raise_no_alarm():
    rng = np.random.default_rng(5)
    country = np.repeat(np.arange(60), 6)
    counts = rng.poisson((rng.gamma(0.7, 1.4, (60, 300)) * rng.gamma(0.5, 2, 300))[country])
    year = np.concatenate([rng.permutation(6) for _ in range(60)])
    matrix = made(counts, np.full(360, 1000), year=year, country=country)
    table = key_terms(matrix, by="year", clusters="country")
    assert 0.005 < (table["p"] < 0.05).mean() < 0.06
    assert not (table["q"] < 0.05).any()


def test_speakers_who_share_documents_keep_the_level():
    # every document has a subject of its own; some hold one speaker, some several
    level = []
    for seed in range(12):
        rng = np.random.default_rng(seed)
        who = [rng.permutation(5)[: rng.integers(1, 5)] for _ in range(60)]
        unit = np.repeat(np.arange(60), [len(said) for said in who])
        own = rng.gamma(0.7, 1.4, (60, 200)) * rng.gamma(1, 4, 200)
        counts = rng.poisson(own[unit] * rng.gamma(4, 0.25, (len(unit), 200)))
        matrix = made(counts, np.full(len(unit), 1000), speaker=np.concatenate(who).astype(str), parent=unit)
        table = key_terms(matrix, by="speaker", seed=seed)
        level.append((table["p"] < 0.05).mean())
    # two parts of one document may be dealt to one speaker, which never happens: the test is a little cautious
    assert 0.01 < np.mean(level) < 0.06
