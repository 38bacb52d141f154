import openai
import pytest
from openai import OpenAI

from course_utils import MODEL, keys
from course_utils.keys import Kind
from course_utils.platform_client import PracticePlatform

PROMPT = "Write a haiku about AI."


def test_a_stored_response_can_be_had_again_until_it_is_deleted(client: OpenAI) -> None:
    made = client.responses.create(model=MODEL, input=PROMPT)
    assert client.responses.retrieve(made.id).output_text == made.output_text
    (item,) = client.responses.input_items.list(made.id)
    assert PROMPT in item.to_json()
    following = client.responses.create(model=MODEL, input="hi", previous_response_id=made.id)
    assert following.previous_response_id == made.id
    client.responses.delete(made.id)
    for identifier in (made.id, client.responses.create(input="hi", store=False).id):
        with pytest.raises(openai.NotFoundError):
            client.responses.retrieve(identifier)


def test_what_one_project_stores_no_other_sees(client: OpenAI, platform: PracticePlatform) -> None:
    made = client.responses.create(model=MODEL, input=PROMPT)
    with OpenAI(admin_api_key=platform.admin_key, base_url=platform.base_url) as admin:
        projects = admin.admin.organization.projects
        other = projects.service_accounts.create(projects.create(name="Other").id, name="other")
    assert other.api_key is not None
    with (
        OpenAI(api_key=other.api_key.value, base_url=platform.base_url) as stranger,
        pytest.raises(openai.NotFoundError),
    ):
        stranger.responses.retrieve(made.id)


def test_a_key_in_a_stored_prompt_is_masked(client: OpenAI, platform: PracticePlatform) -> None:
    key = keys.generate(Kind.PROJECT)
    client.responses.create(model=MODEL, input=f"keep {key}", metadata={"note": key})
    client.chat.completions.create(
        model=MODEL, store=True, messages=[{"role": "user", "content": key}]
    )
    stored = platform.table("stored_answers")
    assert len(stored) == 2
    assert key not in str(stored)
    assert keys.label(key) in str(stored)


def test_a_stored_chat_completion_is_listed_changed_and_deleted(client: OpenAI) -> None:
    completions = client.chat.completions
    made = completions.create(
        model=MODEL, store=True, messages=[{"role": "user", "content": PROMPT}]
    )
    assert [one.id for one in completions.list()] == [made.id]
    assert list(completions.list(model="gpt-4")) == []
    assert completions.update(made.id, metadata={"about": "haiku"}).metadata == {"about": "haiku"}
    (message,) = completions.messages.list(made.id)
    assert message.content == PROMPT
    assert completions.delete(made.id).deleted
    assert list(completions.list()) == []
