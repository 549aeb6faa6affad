"""Lists that hold what they should, and languages told apart."""

import pytest

from analysis.checks import InputError
from analysis.text.scanner import fold_word, scan_words
from analysis.text.stopwords import LISTS, guess_language, guess_languages, stopwords
from analysis.text.tokenizing import tokenize

SPEECHES = {
    "ar": "إن السلام هو الطريق الوحيد إلى الأمن في هذه المنطقة، ولا يمكن أن نقبل غير ذلك.",
    "de": "Wir sind der Meinung, dass der Frieden in der Region nicht ohne einen Vertrag zu haben ist.",
    "en": "We are of the opinion that peace in the region cannot be had without a treaty.",
    "es": "Creemos que la paz en la región no se puede alcanzar sin un tratado entre los vecinos.",
    "fr": "Nous pensons que la paix dans la région ne peut être obtenue sans un traité entre les voisins.",
    "it": "Pensiamo che la pace nella regione non si possa ottenere senza un trattato tra i vicini.",
    "pt": "Pensamos que a paz na região não pode ser alcançada sem um tratado entre os vizinhos.",
    "ru": "Мы считаем, что мир в этом регионе не может быть достигнут без договора между соседями.",
    "zh": "我们认为，没有条约就不可能实现该地区的和平。",
}


@pytest.mark.parametrize("name", LISTS)
def test_every_entry_is_one_folded_word(name):
    for word in stopwords(name):
        assert fold_word(word) == word
        assert scan_words(word) == [(0, len(word), True)]


@pytest.mark.parametrize(
    ("name", "held", "absent"),
    [
        ("en", ["the", "of", "don't", "should"], ["peace", "war", "nations"]),
        ("en-procedure", ["mr", "assembly", "delegation"], ["peace", "the"]),
        ("fr", ["le", "qu'il", "être"], ["paix", "guerre"]),
        ("ru", ["и", "который"], ["мир", "война"]),
    ],
)
def test_what_lists_hold(name, held, absent):
    assert set(held) <= stopwords(name)
    assert not set(absent) & stopwords(name)


def test_chinese_needs_none():
    assert stopwords("zh") == frozenset()


def test_an_unknown_list():
    with pytest.raises(InputError, match='name is "english"; it must be one of'):
        stopwords("english")


@pytest.mark.parametrize("language", sorted(SPEECHES))
def test_each_language_is_told(language):
    assert guess_language([SPEECHES[language]]) == language


def test_each_document_and_the_whole():
    table = guess_languages([*SPEECHES.values(), "", "Zxq wvk ptr."])
    assert table["language"].iloc[:9].tolist() == list(SPEECHES)
    assert table["language"].iloc[9:].isna().all()
    assert table["share"].iloc[9:].isna().all()
    assert table["words"].iloc[-2:].tolist() == [0, 3]
    assert guess_language([SPEECHES["fr"] * 3, SPEECHES["en"]]) == "fr"


def test_the_share_by_hand():
    table = guess_languages(["The war of nations"])
    assert table.loc["1", ["share", "words"]].tolist() == [0.5, 4]


def test_tokens_will_do_and_nothing_is_nothing():
    assert guess_language(tokenize([SPEECHES["es"]])) == "es"
    assert guess_language([]) is None
    assert guess_languages([]).empty


def test_real_speeches_are_english(shared_data):
    import pandas as pd

    frame = pd.read_parquet(shared_data / "ungdc" / "ungdc_even_years.parquet", columns=["text"])
    assert guess_languages(frame["text"].iloc[::100])["language"].value_counts(normalize=True)["en"] > 0.99
