# Makes the header, and does not send it.
# cell: models_with_key
# fails: models_with_key_asks_the_platform: without a key
# fails: models_with_key_keeps_the_address_clean: No GET /v1/models has the given key in its header
# fails: models_with_key_returns_refusals: 401 was the answer to something else
import httpx


def models_with_key(base_url, key):
    headers = {"Authorization": f"Bearer {key}"}
    return httpx.get(f"{base_url}/models").status_code
