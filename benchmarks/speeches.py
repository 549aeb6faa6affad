"""What do the benchmarks measure? A table of speeches with year, country and text, or invented speeches without one."""

from __future__ import annotations

import analysis as da


def read_speeches(path: str | None) -> da.Corpus:
    """Speeches with `year`, `country` and `date`: from a Parquet table, or made of invented words."""
    if path is not None:
        corpus = da.read_corpus(path)
        return corpus.with_documents(corpus.documents.assign(speaker=corpus.documents["country"]))
    corpus, _ = da.synthetic.make_corpus(documents=900, words=600, types=3000, burstiness=2.0, years=(1990, 2019))
    frame = corpus.documents
    return da.Corpus(frame.assign(year=frame["date"].dt.year, country=frame["speaker"], date_precision="year"))
