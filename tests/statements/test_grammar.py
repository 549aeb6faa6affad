import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.statements.grammar import parts_of_speech


def parts(sentence):
    words = sentence.split()
    return parts_of_speech(words, [word.lower() for word in words], [(0, len(words))])


@pytest.mark.parametrize(
    ("sentence", "letters"),
    [
        ("The ministry reports that talks planned in Geneva failed .", "DNVHNPIMV."),
        ("Farmers along the river fear that the dam will burst .", "MIDNVHDNOB."),
        ("The demand for copper doubled .", "DNINV."),
        ("The State Department claims the talks failed .", "DMMVDNV."),
        ("Did the ministry say whether the ship left ?", "XDNBWDNV."),
        ("Some worry that she cannot win .", "RVHROB."),
        ("Some hands were raised .", "DNXP."),
        ("Asked if Russia would agree , Ushakov said no .", "PSMOB,MVD."),
        ("The talks scheduled for Monday were cancelled .", "DNPIMXP."),
        ("Two diplomats briefed on the matter described the mood .", "DNPIDNVDN."),
        ("Her rivals suspect she wrote the letter herself .", "DNVRVDNR."),
        ("The army refused to say when the road would reopen .", "DNVTBSDNOB."),
        ("Beijing warned Tokyo .", "MVM."),
        ("Voters fear the party could lose .", "MVDNOB."),
        ("Islamist groups oppose the deal .", "MNVDN."),
        ("Those who hesitate fear war .", "RWVVN."),
        ("An officer who came late assured the crowd .", "DNWVNVDN."),
        ("A plan to that end was drawn up .", "DNIDNXPA."),
        ("The guards , whose shift was over , blame the fog .", "DN,WNXI,VDN."),
    ],
)
def test_parts_of_sentences_told_by_hand(sentence, letters):
    assert parts(sentence) == letters


WORDS = ["the", "said", "that", "to", ",", ".", ";", "reports", "“", "”", "'s", "claim", "by", "who", "é", "12", "\x00"]


@given(st.lists(st.sampled_from(WORDS), max_size=20))
def test_every_word_gets_one_letter(words):
    assert len(parts_of_speech(words, words, [(0, len(words))])) == len(words)
