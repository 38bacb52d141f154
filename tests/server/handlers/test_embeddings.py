import openai
import pytest
from openai import OpenAI

SMALL = "text-embedding-3-small"


def test_embeddings_are_of_length_1_and_the_same_in_both_encodings(client: OpenAI) -> None:
    packed = client.embeddings.create(model=SMALL, input=["one", "two", "one"])
    plain = client.embeddings.create(model=SMALL, input="one", encoding_format="float")
    one, two, again = (entry.embedding for entry in packed.data)
    assert len(one) == 1536
    assert one == again == plain.data[0].embedding
    assert one != two
    assert sum(number * number for number in one) == pytest.approx(1, abs=1e-6)
    assert packed.usage.prompt_tokens == 3


def test_embeddings_have_the_dimensions_that_are_asked_for(client: OpenAI) -> None:
    made = client.embeddings.create(model=SMALL, input=[[1, 2, 3], [4]], dimensions=8)
    assert [len(entry.embedding) for entry in made.data] == [8, 8]


@pytest.mark.parametrize("wrong", ["", [], [""], [1.5], {"a": 1}, [["x"]]])
def test_what_can_not_be_embedded_is_refused(client: OpenAI, wrong: object) -> None:
    with pytest.raises(openai.BadRequestError) as refused:
        client.embeddings.create(model=SMALL, input=wrong)  # type: ignore[arg-type]
    assert refused.value.param == "input"
