"""What is a topic model? Weighted terms, shares of documents, and how well each topic comes back."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.checks import check_known, check_number, check_seed
from analysis.corpus.corpus import Corpus
from analysis.topics.alignment import UNSTABLE, leading_terms
from analysis.topics.quality import exclusivity, frex
from analysis.topics.shares import share_table


@dataclass(frozen=True, eq=False)
class TopicModel:
    """A fitted topic model with the fits that say how far it can be trusted.

    Made by `fit_topics`. Topics are numbered from 1, the largest first.

    Parameters
    ----------
    method : str
        "nmf" or "lda".
    terms : object array of shape (n_terms,)
        The terms.
    term_weights : float64 array of shape (k, n_terms)
        Weight of each term in each topic; rows sum to 1. Probabilities with "lda", parts of tf-idf with "nmf".
    shares : DataFrame of shape (n_documents, k)
        Index `id`, columns 1 to k: share of each topic in each unit; rows sum to 1, missing where a unit has no term.
    stability : DataFrame
        Index `topic`; `stability`, `low`, `high`, `cosine` (see `topic_stability`).
    documents : DataFrame
        The metadata of the units.
    sizes : int64 array of shape (n_documents,)
        Words per unit, the weights of `shares_by`.
    seeds : tuple of int
        Seed of each fit.
    run_weights : float32 array of shape (n_seeds, k, n_terms)
        `term_weights` of each fit, aligned with the model.
    run_shares : float32 array of shape (n_seeds, n_documents, k)
        `shares` of each fit, aligned with the model.
    names : tuple of str
        Names of the first topics, where they were found from keywords.
    """

    method: str
    terms: NDArray[np.object_]
    term_weights: NDArray[np.float64]
    shares: pd.DataFrame
    stability: pd.DataFrame
    documents: pd.DataFrame
    sizes: NDArray[np.int64]
    seeds: tuple[int, ...]
    run_weights: NDArray[np.float32]
    run_shares: NDArray[np.float32]
    names: tuple[str, ...] = ()

    @property
    def k(self) -> int:
        """Number of topics."""
        return len(self.term_weights)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of terms, weights, shares and ids, as 64 hexadecimal digits."""
        total = hashlib.sha256()
        for text in (self.method, *map(str, self.terms), *map(str, self.shares.index)):
            total.update(text.encode("utf-8", "surrogatepass") + b"\x1f")
        for table in (self.term_weights, self.shares.to_numpy(), self.run_weights, self.run_shares):
            total.update(np.ascontiguousarray(table).tobytes())
        return total.hexdigest()

    @cached_property
    def labels(self) -> pd.Series:
        """Three words that tell each topic from the others, index `topic`: the best by `frex`, or the name given."""
        best = leading_terms(frex(self.term_weights), 3)
        words = [", ".join(str(self.terms[place]) for place in row) or "no terms" for row in best]
        named = [*self.names, *words[len(self.names) :]]
        return pd.Series(named, index=self.stability.index, name="label", dtype=object)

    def top_terms(self, n: int = 10) -> pd.DataFrame:
        """The heaviest terms of each topic.

        Parameters
        ----------
        n : int
            Terms per topic, at least 1; a topic with fewer terms of any weight has fewer.

        Returns
        -------
        DataFrame
            `topic`, `rank` (from 1), `term`, `weight` (in [0, 1]), `exclusivity` (weight here over the sum of the
            weights of the term in all topics, in [0, 1]); `label`, `stability`, `low`, `high` of the topic.

        References
        ----------
        Bischof, J., Airoldi, E. (2012). Summarizing topical content with word frequency and exclusivity. ICML.
        """
        check_number("n", n, low=1)
        places = leading_terms(self.term_weights, n)
        topics = np.repeat(self.stability.index.to_numpy(), [len(row) for row in places])
        rows, columns = topics - 1, np.concatenate(places)
        ranks = np.concatenate([np.arange(1, len(row) + 1) for row in places])
        table = pd.DataFrame({"topic": topics, "rank": ranks})
        table["term"] = self.terms[columns]
        table["weight"] = self.term_weights[rows, columns]
        table["exclusivity"] = exclusivity(self.term_weights)[rows, columns]
        table["label"] = self.labels.loc[topics].to_numpy()
        table[["stability", "low", "high"]] = self.stability[["stability", "low", "high"]].to_numpy()[rows]
        table.attrs |= {"method": self.method, "k": self.k, "seeds": list(self.seeds), "unstable_below": UNSTABLE}
        return table

    def shares_by(
        self,
        by: str | None = None,
        *,
        period: str | None = None,
        clusters: str | None = None,
        resamples: int = 1000,
        seed: int = 0,
    ) -> pd.DataFrame:
        """Share of each topic in what each group says, in each period.

        The mean of the units' shares weighted by their words. The interval carries both what other documents and what
        other fits would have given: whole documents are drawn with replacement within the group and period, and each
        draw is weighed with the shares of one of the aligned fits in turn.

        Parameters
        ----------
        by : str, optional
            Column of the metadata; without one, all units together.
        period : {"year", "quarter", "month"}, optional
            Length of the periods; without one, all dates together.
        clusters : str, optional
            Column of what gives several documents that resemble each other, such as the country of many speeches:
            those of one value in one group and period are drawn together. Paragraphs and statements (column `parent`)
            of one document are in any case.
        resamples : int
            Draws, at least 100.
        seed : int
            Seed of the draws.

        Returns
        -------
        DataFrame
            `group` (with `by`), `period` (with `period`), `topic`, `share`, `low`, `high` (95 % interval, in [0, 1];
            missing with a single document), `tokens` (words of the group and period), `documents`, `sampled`
            (documents, or clusters of them, drawn from), `label`, `stability` (of the topic).

        References
        ----------
        Hesterberg, T. (2015). What teachers should know about the bootstrap. The American Statistician 69(4): the
        percentiles are widened for few documents.
        """
        check_number("resamples", resamples, low=100)
        check_seed(seed)
        table = share_table(self, by, period=period, clusters=clusters, resamples=resamples, seed=seed)
        table["label"] = self.labels.loc[table["topic"]].to_numpy()
        table["stability"] = self.stability["stability"].loc[table["topic"]].to_numpy()
        table.attrs["unstable_below"] = UNSTABLE
        return table

    def top_documents(self, topic: int, n: int = 5, *, corpus: Corpus | None = None) -> pd.DataFrame:
        """The units that speak most of a topic.

        Short units are the most extreme by chance, so units are ranked by the share drawn towards that of the whole
        corpus as if each had one median unit of average text added to it.

        Parameters
        ----------
        topic : int
            Number of the topic, 1 to k.
        n : int
            How many units, at least 1.
        corpus : Corpus, optional
            The units, to show their texts.

        Returns
        -------
        DataFrame
            `topic`, `rank`, `document` (id), `share`, `tokens`, (`text`,) then the metadata.
        """
        check_known("topic", [topic], list(self.shares.columns), where="the model")
        check_number("n", n, low=1)
        share, sizes = self.shares[topic].to_numpy(), self.sizes
        there = ~np.isnan(share)
        mean = np.average(share[there], weights=np.maximum(sizes[there], 1))
        added = max(float(np.median(sizes[there])), 1.0)
        drawn = np.where(there, (np.nan_to_num(share) * sizes + mean * added) / (sizes + added), -1.0)
        best = np.argsort(-drawn, kind="stable")[: min(n, int(there.sum()))]
        table = pd.DataFrame({"topic": topic, "rank": np.arange(1, len(best) + 1), "document": self.shares.index[best]})
        table["share"], table["tokens"] = share[best], sizes[best]
        if corpus is not None:
            check_known("unit", table["document"], corpus.documents.index, where="the corpus")
            table["text"] = corpus.documents["text"].reindex(table["document"]).to_numpy()
        extra = self.documents.iloc[best].drop(columns=list(table.columns), errors="ignore")
        return pd.concat([table, extra.reset_index(drop=True)], axis=1)
