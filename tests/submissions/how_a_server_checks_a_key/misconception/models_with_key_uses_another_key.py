# "A key is a key": asks with the one from the environment, whatever it is given.
# cell: models_with_key
# fails: models_with_key_asks_the_platform: The request came with another key than the one
# fails: models_with_key_keeps_the_address_clean: No GET /v1/models has the given key in its header
# fails: models_with_key_returns_refusals: gave 200. Expected: 401
import os

import httpx


def models_with_key(base_url, key):
    own = os.environ["OPENAI_API_KEY"]
    return httpx.get(f"{base_url}/models", headers={"Authorization": f"Bearer {own}"}).status_code
