# Adds /v1, which the base URL has already.
# cell: models_with_key
# fails: models_with_key_asks_the_platform: gave 404. Expected: 200
# fails: models_with_key_keeps_the_address_clean: No GET /v1/models has the given key in its header
# fails: models_with_key_returns_refusals: gave 404. Expected: 401
import httpx


def models_with_key(base_url, key):
    headers = {"Authorization": f"Bearer {key}"}
    return httpx.get(base_url + "/v1/models", headers=headers).status_code
