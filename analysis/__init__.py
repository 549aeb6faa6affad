"""Demarche: discourse analysis of diplomatic statements.

Import it as `import analysis as da`. Reading gives a `Corpus`, `tokenize` gives `Tokens`, `count_terms` a `TermMatrix`,
`fit_topics` a `TopicModel`; everything else is a function from these to a tidy table, and `plot_x` draws the table of
`x`.

=====  =======================  ==========================================================================
layer  room                     what happens there
=====  =======================  ==========================================================================
0      analysis.checks          a user's mistakes, told in one sentence
1      analysis.corpus          `Corpus`; reading folders, tables and named layouts; cleaning
2      analysis.text            `Tokens`; the scanner, sentences, folding, stems, stop words, phrases
2      analysis.synthetic       corpora with planted facts, for tests, benchmarks and teaching
3      analysis.statements      paragraphs, sentences, turns, quotations with their speakers
3      analysis.vectors         `TermMatrix`; counting, grouping, trimming, resampling, periods
4      analysis.measures        concordance, collocation, frequency, keyness, trends, speakers, stance
4      analysis.topics          `TopicModel`; fitting, quality and stability, shares
5      analysis.figures         one plot per table
6      analysis.runs            notebooks in batch, the report, verification
7      analysis.__main__        the command line
=====  =======================  ==========================================================================

A module imports from lower layers only. Public names are loaded when first used, so that importing costs little.
"""

from __future__ import annotations

import importlib
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "checks": ("InputError", "MissingColumn"),
    "corpus.corpus": ("Corpus",),
    "corpus.groups": ("choose_clusters", "choose_group", "largest_groups"),
    "corpus.reading": ("read_corpus",),
    "corpus.cleaning": ("clean", "DEFAULT_STEPS", "CLEANING_STEPS"),
    "corpus.boilerplate": ("drop_boilerplate",),
    "corpus.checking": ("check_corpus",),
    "text.tokens": ("Tokens",),
    "text.tokenizing": ("tokenize",),
    "text.saving": ("load_tokens",),
    "text.stopwords": ("stopwords", "guess_language", "guess_languages"),
    "text.names": ("proper_names",),
    "text.phrases": ("find_phrases",),
    "synthetic": (),
    "statements.splitting": ("split_paragraphs", "split_sentences"),
    "statements.turns": ("split_turns",),
    "statements.labels": ("drop_labels",),
    "statements.attributing": ("attribute_quotes",),
    "statements.brat": ("read_brat",),
    "statements.scoring": ("score_attributions", "read_truth"),
    "statements.reliability": ("reliability",),
    "statements.extracting": ("extract_statements",),
    "statements.pooling": ("choose_units", "pool_statements"),
    "statements.showing": ("show_statements",),
    "vectors.matrix": ("TermMatrix",),
    "vectors.counting": ("count_terms",),
    "vectors.patterns": ("count_patterns",),
    "vectors.vectorizer": ("TermVectorizer",),
    "measures.concordance": ("concordance",),
    "measures.gaps": ("choose_period", "gaps"),
    "measures.coverage": ("coverage", "document_lengths", "overview"),
    "measures.collocation": ("collocates",),
    "measures.collocation_network": ("collocation_network",),
    "measures.frequency": ("frequency",),
    "measures.keyness": ("key_terms",),
    "measures.keyness_changes": ("compare_key_terms",),
    "measures.quoting": ("count_statements",),
    "measures.trends": ("term_trends",),
    "measures.trend_tests": ("trend_tests",),
    "measures.trend_differences": ("trend_differences",),
    "measures.change_points": ("change_points",),
    "measures.bursts": ("bursts",),
    "measures.first_uses": ("first_uses",),
    "measures.silence": ("silence",),
    "measures.dropped_marks": ("dropped_marks",),
    "measures.speakers": ("speaker_profiles",),
    "measures.distances": ("speaker_distances", "branch_support", "nearest_speakers"),
    "measures.separability": ("separability", "telling_terms"),
    "measures.positions": ("wordfish", "wordscores"),
    "measures.correspondence": ("correspondence",),
    "measures.convergence": ("convergence",),
    "measures.converging": ("converging_speakers", "converging_terms"),
    "measures.lexicon": ("stance_classes", "stance_lexicon"),
    "measures.stance": ("stance", "stance_lines"),
    "topics.model": ("TopicModel",),
    "topics.fitting": ("fit_topics",),
    "topics.choosing": ("choose_topics",),
    "topics.differences": ("topic_differences",),
    "topics.robustness": ("topic_robustness",),
    "topics.saving": ("save_topics", "load_topics"),
    "figures.coverage": ("plot_coverage", "plot_lengths"),
    "runs.package_versions": ("package_versions",),
    "figures.keyness": ("plot_key_terms",),
    "figures.frequency": ("plot_frequency",),
    "figures.bursts": ("plot_bursts",),
    "figures.collocation": ("plot_collocates",),
    "figures.collocation_network": ("plot_collocation_network",),
    "figures.silence": ("plot_silence",),
    "figures.trend_differences": ("plot_trend_differences", "plot_separations"),
    "figures.style": ("in_markdown",),
    "figures.saving": ("save_figure",),
    "figures.speakers": ("plot_speaker_profiles", "plot_separability"),
    "figures.distances": ("plot_speaker_distances", "plot_distance_map"),
    "figures.stance": ("plot_stance",),
    "figures.statements": ("plot_reliability",),
    "figures.statement_shares": ("plot_statement_shares",),
    "figures.keyness_changes": ("plot_key_term_changes",),
    "figures.converging": ("plot_converging_speakers",),
    "figures.positions": ("plot_positions", "plot_correspondence", "plot_convergence"),
    "figures.topics": ("plot_topics", "plot_topic_choice"),
    "figures.topic_shares": ("plot_topic_shares",),
    "figures.topic_comparisons": ("plot_topic_differences", "plot_topic_robustness"),
    "figures.trends": ("plot_trends", "plot_trend_tests"),
    "figures.change_points": ("plot_change_points",),
    "figures.first_uses": ("plot_first_uses",),
}

_HOME_OF = {name: f"analysis.{module}" for module, names in _HOMES.items() for name in names}

__all__ = sorted(_HOME_OF)  # noqa: PLE0605  (a list, made from the table above)


def __getattr__(name: str) -> Any:
    if name in _HOME_OF:
        value = getattr(importlib.import_module(_HOME_OF[name]), name)
        globals()[name] = value
        return value
    if name == "synthetic":
        return importlib.import_module("analysis.synthetic")
    raise AttributeError(f"module 'analysis' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME_OF, "synthetic"})
