import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.statements.cues import lexicon
from analysis.statements.quotations import find_quotations


def marked(text):
    return [" / ".join(text[start:end] for start, end in one.parts) for one in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "no" and "yes".', ['"no"', '"yes"']),
        ("«Non», dit-il.", ["«Non»"]),
        ("„Nein“, sagte er.", ["„Nein“"]),
        ("‘It’s the members’ vote,’ he said.", ["‘It’s the members’ vote,’"]),
        ("The members’ vote and Russia’s ‘no’.", ["‘no’"]),
        ("“He told me ‘go’ and I went,” she said.", ["“He told me ‘go’ and I went,”"]),
        ("“One.\n\n“Two.”", ["“One. / “Two.”"]),
        ("It is 5' 7\" tall.", []),
    ],
)
def test_marks_of_every_style(text, expected):
    assert marked(text) == expected


def test_a_mark_left_open_ends_with_its_paragraph():
    (one,) = find_quotations("“One.\n\nTwo.")
    assert (one.closed, one.parts) == (False, [(0, 5)])


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="a “”\"‘’'«».\n", max_size=60))
def test_quotations_follow_each_other_within_the_text(text):
    last = 0
    for one in find_quotations(text):
        for start, end in one.parts:
            assert last <= start < end <= len(text)
            last = end


def test_the_lexicon_has_the_forms_of_its_cues():
    assert lexicon()["said"][("said",)]["verb"].lemma == "say"
    assert ("called", "for") in lexicon()["called"]
    assert set(lexicon()["claims"][("claims",)]) == {"verb", "noun"}
    assert lexicon()["criticised"][("criticised",)]["verb"].lemma == "criticise"
