import httpx
import openai
import pytest
from openai import OpenAI

from course_utils import MODEL
from course_utils.platform_client import PracticePlatform
from tests.server.asking import CHAT, bearer, error_of


@pytest.mark.parametrize(
    ("name", "hint"), [("gpt-4-32k", "retired"), ("gpt-nonsense", "No model has this name")]
)
def test_an_unknown_model_is_404(
    http: httpx.Client, platform: PracticePlatform, name: str, hint: str
) -> None:
    headers = bearer(platform.api_key)
    asked = http.post("/chat/completions", headers=headers, json={**CHAT, "model": name})
    for answer in (asked, http.get(f"/models/{name}", headers=headers)):
        assert answer.status_code == 404
        assert error_of(answer)["code"] == "model_not_found"
        assert "does not exist" in str(error_of(answer)["message"])
        assert hint in answer.headers["x-practice-hint"]


SMALL = "text-embedding-3-small"


def test_a_model_for_something_else_is_404(client: OpenAI) -> None:
    with pytest.raises(openai.NotFoundError):
        client.embeddings.create(model=MODEL, input="hi")
    with pytest.raises(openai.NotFoundError):
        client.responses.create(model=SMALL, input="hi")
