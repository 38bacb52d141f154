import re
from collections import Counter

import pytest

from course_utils.outcomes.questions import FORMS, Form, QuestionError, read_questions

QUESTIONS = read_questions()


def right(form: Form) -> str:
    return "".join(one.rule for one in QUESTIONS.asked(form))


@pytest.mark.parametrize("form", FORMS)
def test_guessing_gives_little(form: Form) -> None:
    """No letter written everywhere is right more than twice, and taking each letter once is not right throughout."""
    assert len(QUESTIONS.skills) == len(QUESTIONS.rules) == 8
    assert set(right(form)) < set(QUESTIONS.rules)
    assert max(Counter(right(form)).values()) == 2


HINTS = {
    "B": "only read program page chat log prints notebook shown shows .env",
    "C": "permission role owner needs",
    "D": "own each environment share production test",
    "E": "renew new old nobody uses day",
    "F": "leak first revoke public found stolen",
    "G": "limit stop spend dollar bill alert cost",
    "H": "send sends server trust address base_url stranger",
}
"""Words that somebody matches who knows nothing: those of the rules, and their neighbours."""


@pytest.mark.parametrize("form", FORMS)
def test_matching_words_gives_little(form: Form) -> None:
    """Of rules with as many words in the story each is taken equally often."""
    expected = 0.0
    for one in QUESTIONS.asked(form):
        text = one.text.lower()
        hits = {rule: sum(word in text for word in words.split()) for rule, words in HINTS.items()}
        most = max(hits.values())
        taken = [rule for rule, count in hits.items() if count == most] if most else ["A"]
        expected += (one.rule in taken) / len(taken)
    assert expected <= 3


def test_the_letters_of_one_form_are_not_those_of_the_other() -> None:
    places = {form: [one.place for one in QUESTIONS.asked(form)] for form in FORMS}
    assert places == {form: [*range(1, 9)] for form in FORMS}
    assert sum(QUESTIONS.right("after", right("before"))) <= 2
    assert sum(QUESTIONS.right("before", right("after"))) <= 2


def test_each_scenario_judges_one_thing_and_gives_its_reason() -> None:
    for skill in QUESTIONS.skills:
        for form in FORMS:
            asked = skill.in_form(form)
            assert len(re.findall(r"\*[^*]+\*", asked.text)) == 1
            assert asked.because
        assert skill.before.text != skill.after.text


def test_letters_are_read_however_they_are_set() -> None:
    assert QUESTIONS.read_letters("b, h b\nF-e c.d g") == "BHBFECDG"


@pytest.mark.parametrize(
    ("written", "said"),
    [("ABCDEFGZ", "'Z'"), ("ABC", "Letters: 3"), ("A" * 9, "Letters: 9"), (7, "'7'")],
)
def test_what_is_no_answer_is_told(written: object, said: str) -> None:
    with pytest.raises(QuestionError, match=said):
        QUESTIONS.read_letters(written)


@pytest.mark.parametrize("form", FORMS)
def test_right_is_told_for_each_question(form: Form) -> None:
    assert QUESTIONS.right(form, right(form)) == (True,) * 8
    assert sum(QUESTIONS.right(form, "A" + right(form)[1:])) == 7
