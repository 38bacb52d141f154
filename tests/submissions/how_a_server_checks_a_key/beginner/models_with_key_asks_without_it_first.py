# Asks without the key first, to see whether the server is there.
# cell: models_with_key
# fails: models_with_key_asks_the_platform: The platform saw ['GET /v1/models', 'GET /v1/models']
# fails: models_with_key_returns_refusals: One call sent several requests
import httpx


def models_with_key(base_url, key):
    httpx.get(f"{base_url}/models")
    return httpx.get(f"{base_url}/models", headers={"Authorization": f"Bearer {key}"}).status_code
