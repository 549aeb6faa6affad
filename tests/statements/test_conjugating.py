import pytest

from analysis.statements.conjugating import inflections, known_verbs, verb_forms


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("say", ["say", "says", "said", "saying"]),
        ("write", ["write", "writes", "wrote", "written", "writing"]),
        ("admit", ["admit", "admits", "admitted", "admitting"]),
        ("agree", ["agree", "agrees", "agreed", "agreeing"]),
        ("put", ["put", "puts", "putting"]),
        ("signal", ["signal", "signals", "signaled", "signaling", "signalled", "signalling"]),
        ("reveal", ["reveal", "reveals", "revealed", "revealing"]),
        ("radio", ["radio", "radios", "radioed", "radioing"]),
        ("veto", ["veto", "vetoes", "vetoed", "vetoing"]),
        ("make clear", ["make clear", "makes clear", "made clear", "making clear"]),
    ],
)
def test_forms_of_a_verb(verb, forms):
    assert list(inflections(verb)) == forms


def test_a_form_can_be_several_things():
    assert inflections("cut")["cut"] == {"base", "past", "participle"}
    assert verb_forms()["claims"] == {"s", "noun"}
    assert verb_forms()["gave"] == {"past"}
    assert verb_forms()["given"] == {"participle"}


def test_the_table_has_no_form_that_a_rule_gives():
    for verb, row in known_verbs().items():
        assert verb == verb.strip().lower()
        assert row["noun"] in {"", "yes"}
        assert row["participle"] != row["past"] or not row["past"]
