import csv
from pathlib import Path

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


@pytest.mark.parametrize(
    ("sentence", "letters"),
    [
        ("An assessment sent to the Senate concludes that it fell .", "DNPIDMVHRV."),
        ("Five people who attended the session said no .", "DNWVDNVD."),
        ("Aduro wants the dissent declassified .", "MVDNP."),
        ("A poll published on Sunday put Brask on 31 .", "DNPIMVMIQ."),
        ("A survey made on Friday by Brask put support at a third .", "DNPIMIMVNIDN."),
        ("A memo from his office , handed out on Monday , states that it failed .", "DNIDN,PAIM,VHRV."),
        ("Its aides admit the problem but dispute how deep it goes .", "DNVDNCVWNRV."),
        ("Half of those asked oppose the levy .", "QIRPVDN."),
        ("Two-fifths of the funds come from members .", "MIDNVIN."),
        ("She noted that the guests paid 48 crowns a head .", "RVHDNVQNDN."),
        ("The house he bought stood empty .", "DNRVVN."),
        ("One of them said the gate had closed .", "RIRVDNXP."),
    ],
)
def test_each_clause_has_its_finite_verb(sentence, letters):
    assert parts(sentence) == letters


def marked(half):
    """The marked sentences of one half: words, and for each its mark (* finite, + participle, ~ noun or name)."""
    with (Path(__file__).parent / "marked.tsv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            if row["half"] == half:
                words = row["sentence"].split()
                yield [word.lstrip("*+~") for word in words], [word[0] if word[0] in "*+~" else "" for word in words]


@pytest.mark.parametrize(("half", "recall", "precision"), [("seen", 0.96, 0.96), ("unseen", 0.89, 0.95)])
def test_share_of_finite_verbs_found_in_marked_sentences(half, recall, precision):
    """The unseen half was put aside by lot before any rule was made for these sentences."""
    pairs = [
        (mark == "*", letter in "VXO")
        for words, marks in marked(half)
        for mark, letter in zip(marks, parts(" ".join(words)), strict=True)
    ]
    right = sum(true and found for true, found in pairs)
    assert right / sum(true for true, _ in pairs) >= recall
    assert right / sum(found for _, found in pairs) >= precision


WORDS = ["the", "said", "that", "to", ",", ".", ";", "reports", "“", "”", "'s", "claim", "by", "who", "é", "12", "\x00"]
WORDS += ["claimed", "fears", "fear", "put", "come", "one", "they", "signed"]


@given(st.lists(st.sampled_from(WORDS), max_size=20))
def test_every_word_gets_one_letter(words):
    assert len(parts_of_speech(words, words, [(0, len(words))])) == len(words)
