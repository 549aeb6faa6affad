"""Formulas go, everything else stays."""

import pandas as pd
import pytest

from analysis.checks import InputError
from analysis.corpus.boilerplate import drop_boilerplate
from analysis.corpus.corpus import Corpus


def corpus_of(*texts):
    return Corpus(pd.DataFrame({"id": [str(place) for place in range(len(texts))], "text": list(texts)}))


def test_repeated_paragraphs_are_taken_out_and_told():
    found = drop_boilerplate(corpus_of("A one.\n\nSign  off.", "sign off.\n\nB two.", "C three."), min_documents=2)
    assert found.texts == ["A one.", "B two.", "C three."]
    assert found.cleaning.iloc[-1].tolist() == ["boilerplate", 2, 23]


def test_a_paragraph_repeated_within_one_document_stays():
    text = "Never again.\n\nNever again."
    assert drop_boilerplate(corpus_of(text, "Other."), min_documents=2).texts[0] == text


def test_a_document_of_nothing_else_is_kept():
    assert drop_boilerplate(corpus_of("Sign off.", "Sign off."), min_documents=2).texts == ["Sign off."] * 2


def test_text_around_a_formula_keeps_its_own_spacing():
    texts = drop_boilerplate(corpus_of("A\n\nS.\n\nB\nC", "D\nS.", "E"), min_documents=2).texts
    assert texts == ["A\n\nB\nC", "D", "E"]


def test_one_document_is_no_repetition():
    with pytest.raises(InputError, match="at least 2"):
        drop_boilerplate(corpus_of("A"), min_documents=1)
