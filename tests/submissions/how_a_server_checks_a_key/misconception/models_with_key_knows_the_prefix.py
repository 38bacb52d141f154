# "A key begins with sk-": what looks otherwise is refused without being sent.
# cell: models_with_key
# fails: models_with_key_returns_refusals: Two calls sent fewer than two requests with their text. This text does not look like a key, and is sent all the same. The platform received no request
import httpx


def models_with_key(base_url, key):
    if not key.startswith("sk-"):
        return 401
    headers = {"Authorization": f"Bearer {key}"}
    return httpx.get(f"{base_url}/models", headers=headers).status_code
