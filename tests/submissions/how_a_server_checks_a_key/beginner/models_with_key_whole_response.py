# Returns the response instead of its status.
# cell: models_with_key
# fails: models_with_key_asks_the_platform: an object of type Response. Expected: 200, a whole number
# fails: models_with_key_returns_refusals: an object of type Response. Expected: 401
import httpx


def models_with_key(base_url, key):
    return httpx.get(f"{base_url}/models", headers={"Authorization": f"Bearer {key}"})
