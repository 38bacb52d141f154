from tests.checks.test_cells import said_of

HELPED = "def key(text):\n    return text[-4:]\n\ndef mask(text):\n    return key(text)"


NAMES_OF_ITS_OWN = """
with check("mask", "A rule."):
    key = "abcdefgh"
    parts = [key[place:] for place in (4,)]
    check.equal(mask(key), parts[0])
"""


def test_a_name_in_a_check_is_not_one_of_the_learners() -> None:
    _, right, wrong, after = said_of(
        HELPED,
        NAMES_OF_ITS_OWN.strip(),
        NAMES_OF_ITS_OWN.strip().replace("parts[0]", "parts"),
        "print(key('my own'), 'parts' in globals())",
    )
    assert "✓ A rule." in right
    assert "Not yet: mask(key) gave 'efgh'" in wrong
    assert after.startswith("own False")
