# Asks for more than the task does, with a parameter that holds no key.
# cell: models_with_key
# fails: models_with_key_keeps_the_address_clean: {'/v1/models?limit=100'}. The address ends with /models
import httpx


def models_with_key(base_url, key):
    headers = {"Authorization": f"Bearer {key}"}
    return httpx.get(f"{base_url}/models", headers=headers, params={"limit": 100}).status_code
