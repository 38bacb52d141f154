# Asks once to see, and once more for the status.
# cell: models_with_key
# fails: models_with_key_asks_the_platform: The platform saw ['GET /v1/models', 'GET /v1/models']
import httpx


def models_with_key(base_url, key):
    headers = {"Authorization": f"Bearer {key}"}
    if httpx.get(f"{base_url}/models", headers=headers).status_code == 200:
        return httpx.get(f"{base_url}/models", headers=headers).status_code
    return 401
