# "Not 200 is an error": raises on 401 and on 500.
# cell: models_with_key
# fails: models_with_key_asks_the_platform: raised HTTPStatusError
# fails: models_with_key_returns_refusals: raised HTTPStatusError
import httpx


def models_with_key(base_url, key):
    response = httpx.get(f"{base_url}/models", headers={"Authorization": f"Bearer {key}"})
    response.raise_for_status()
    return response.status_code
