# Right: the official client of lesson 03; its status is an int of a special kind.
# cell: models_with_key
from http import HTTPStatus

from openai import APIStatusError, OpenAI


def models_with_key(base_url: str, key: str) -> int:
    client = OpenAI(base_url=base_url, api_key=key, max_retries=0)
    try:
        return HTTPStatus(client.models.with_raw_response.list().status_code)
    except APIStatusError as refusal:
        return refusal.status_code
