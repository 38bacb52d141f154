# "A key begins with sk-": what looks otherwise is refused without being sent.
# cell: models_with_key
# fails: models_with_key_returns_refusals: The call sent no request with its text
import httpx


def models_with_key(base_url, key):
    if not key.startswith("sk-"):
        return 401
    headers = {"Authorization": f"Bearer {key}"}
    return httpx.get(f"{base_url}/models", headers=headers).status_code
